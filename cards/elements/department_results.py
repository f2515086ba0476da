"""The results of a block by department, worded; only the steering circle's summary has them.

What is withheld is said once and not row by row: a department that no item shows, and the items
that show no department.
"""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from analysis.summary import DepartmentResult, DepartmentTurnout, ItemResult, Summary
from cards.elements.parts import facts, heading, label, paragraph, section, small_print
from cards.elements.result_words import is_shown, worded_result
from content.words import Words

BETWEEN_NAMES = ", "


def results_by_department(summary: Summary, words: Words) -> list[CardElement]:
    """Return turnout and results by department; nothing in an office of one department."""
    if len(summary.turnout.departments) == 1:
        return []
    title = heading(words.text("summary.by_department"), size="Medium")
    shown = [item for item in summary.items if any(map(is_shown, item.departments))]
    if not shown and not _has_turnout(summary):
        return [section(title, paragraph(words.text("summary.nothing_by_department")))]
    seen = {one.department for item in shown for one in item.departments if is_shown(one)}
    return [
        section(title, *_turnout(summary, words)),
        *(element for item in shown for element in _item(item, seen, words)),
        *_said_once(summary, shown, seen, words),
    ]


def _has_turnout(summary: Summary) -> bool:
    return any(one.answered_count is not None for one in summary.turnout.departments)


def _turnout(summary: Summary, words: Words) -> list[CardElement]:
    title = label(words.text("summary.turnout_title"))
    if not _has_turnout(summary):
        return [title, paragraph(words.text("results.withheld"), spacing="Small")]
    rows = [
        (_department_turnout(one, words), one.name.to(words.language))
        for one in summary.turnout.departments
    ]
    return [title, facts(rows)]


def _department_turnout(one: DepartmentTurnout, words: Words) -> str:
    if one.answered_count is None or one.invited_count is None:
        return words.text("results.withheld")
    return words.text(
        "summary.department_turnout",
        answered=words.number(one.answered_count),
        invited=words.number(one.invited_count),
    )


def _item(item: ItemResult, seen: set[str], words: Words) -> list[CardElement]:
    rows = [
        (_short_name(one, words), worded_result(item, one, words))
        for one in item.departments
        if is_shown(one)
    ]
    hidden = [one for one in item.departments if one.department in seen and not is_shown(one)]
    if hidden:
        rows.append((_names(hidden, words), words.text("results.withheld")))
    has_points = item.kind == "scale" and any(one.options for one in item.departments)
    note = [small_print(words.text("results.points_note"))] if has_points else []
    return [label(_title(item, words), spacing="Medium"), facts(rows), *note]


def _title(item: ItemResult, words: Words) -> str:
    question = item.question.to(words.language)
    if item.kind != "resistance":
        return question
    return words.text("results.resistance.to", option=question)


def _said_once(
    summary: Summary, shown: Sequence[ItemResult], seen: set[str], words: Words
) -> list[CardElement]:
    if not shown:
        return [section(paragraph(words.text("summary.nothing_by_department")))]
    said = []
    if hidden := [one for one in shown[0].departments if one.department not in seen]:
        said.append(words.text("summary.withheld_everywhere", names=_names(hidden, words)))
    if len(shown) < len(summary.items) or summary.rankings:
        said.append(words.text("summary.other_items"))
    return [section(*map(small_print, said))] if said else []


def _names(departments: Sequence[DepartmentResult], words: Words) -> str:
    return BETWEEN_NAMES.join(_short_name(one, words) for one in departments)


def _short_name(one: DepartmentResult, words: Words) -> str:
    # Offices number their departments; the full name stands once, with the turnout.
    name = one.name.to(words.language)
    return one.department if name.startswith(f"{one.department} ") else name
