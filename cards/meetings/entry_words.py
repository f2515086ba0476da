"""What can be chosen in an outcome's form, and an entry of it as people read it."""

from datetime import date

from content.words import Words
from participation.meetings.form import NONE
from participation.meetings.outcome import MeetingKind
from participation.templates.template import ProcessTemplate

Choices = list[tuple[str, str]]


def choices_of(field: str, template: ProcessTemplate, words: Words) -> Choices:
    """Return the (value, title) pairs of a field, or none where it is no choice."""
    language = words.language
    match field:
        case "kind":
            return [(kind, words.text(f"outcome.kinds.{kind}")) for kind in MeetingKind]
        case "department":
            known = [(one.key, one.name.to(language)) for one in template.departments]
        case "block":
            known = [(one.key, one.title.to(language)) for one in template.topic_blocks]
        case "planning_area":
            known = [(one.key, one.name.to(language)) for one in template.planning_areas]
        case _:
            return []
    return [*known, (NONE, words.text(f"outcome_form.none.{field}"))]


def worded_entry(field: str, entry: str, template: ProcessTemplate, words: Words) -> str:
    """Return an entry in words, cut where it is long."""
    if not entry:
        return words.text("outcome_form.empty")
    titles = dict(choices_of(field, template, words))
    if entry in titles:
        return titles[entry]
    try:
        return words.date(date.fromisoformat(entry)) if field.endswith("_on") else entry
    except ValueError:
        return entry
