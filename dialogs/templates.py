"""The bundled process templates, read and checked once."""

from functools import cache

from content.library import template_keys, template_source
from participation.templates.template import ProcessTemplate
from participation.templates.validation import check_template


class BundledTemplateError(Exception):
    """A template that ships with the program has mistakes; its tests should have said so."""


@cache
def bundled_templates() -> tuple[ProcessTemplate, ...]:
    """Return all bundled templates."""
    templates = []
    for key in template_keys():
        template, mistakes = check_template(*template_source(key))
        if template is None:
            raise BundledTemplateError(key, mistakes)
        templates.append(template)
    return tuple(templates)
