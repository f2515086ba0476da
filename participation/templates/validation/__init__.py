"""Checking a template that somebody wrote: every mistake of a file in one run, and its schema."""

from participation.templates.validation.check import check_template
from participation.templates.validation.mistake import WARNINGS, Mistake
from participation.templates.validation.schema import json_schema

__all__ = ["WARNINGS", "Mistake", "check_template", "json_schema"]
