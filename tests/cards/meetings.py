"""Examples of the cards about outcomes of meetings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from cards import notice_card
from cards.elements.parts import Card
from cards.meetings import (
    changed_outcome_card,
    choose_process_card,
    outcome_card,
    outcome_form_card,
    outcome_view_card,
    start_outcome_card,
)
from cards.meetings.form_view import OutcomeFormView
from cards.meetings.outcome_view_card import OutcomeViewRef
from content.words import Words
from participation.forms import Problem
from participation.meetings.form import BASE, FORM_ID, form_of, pages_of
from participation.meetings.outcome import (
    Attendance,
    Measure,
    MeetingKind,
    MeetingOutcome,
    OpenPoint,
    OutcomeContent,
)
from participation.process import Process

FORM_NAME = "2c" * 16
CONTENT = OutcomeContent(
    kind=MeetingKind.DEPARTMENT,
    held_on=date(2027, 5, 10),
    result="Kolleg*innen und Koordinator*innen fangen {klein} an.\nNach einem Jahr schauen wir.",
    took_part=(
        Attendance(role="staff_511", count=6),
        Attendance(role="department_heads", count=1),
        Attendance(role="other", count=2, name="Elternvertretungen"),
    ),
    block_key="areas",
    department="511",
    measures=(
        Measure(
            what="Termine mit beiden Rathäusern vereinbaren",
            responsible="Jugendhilfeplanung",
            due_on=date(2027, 6, 30),
        ),
        Measure(what="Einen Raum für das Forum suchen"),
    ),
    open_points=(OpenPoint("Wer vertritt die Koordinator*innen im Urlaub?"),),
)
CORRECTED = replace(
    CONTENT,
    result="Wir fangen in drei Gemeinden an.\nFragen an Frau Muster, Tel. 0711 1234567.",
    open_points=(),
)


def versions(process: Process, *contents: OutcomeContent) -> tuple[MeetingOutcome, ...]:
    """Return an outcome that was written down so, and then so."""
    return tuple(
        MeetingOutcome(
            outcome_id=FORM_NAME,
            version=version,
            process_id=process.process_id,
            tenant_id=process.tenant_id,
            channel_id="19:areas",
            content=content,
            author="anna",
            written_by="anna",
            written_at=datetime(2027, 5, 10 + version, 18, 30, tzinfo=UTC),
            written_with=f"{version:032x}",
        )
        for version, content in enumerate(contents, start=1)
    )


def form_view(process: Process, content: OutcomeContent, page: str) -> OutcomeFormView:
    """Return a page of the form that says `content`."""
    form = {**form_of(content), FORM_ID: FORM_NAME, BASE: "1"}
    shown = next(one for one in pages_of(form) if one.key == page)
    return OutcomeFormView(process=process, form=form, version=3, page=shown)


def outcome_cards(process: Process, words: Words) -> Iterator[tuple[str, Card]]:
    """Return every card about outcomes, in its states."""
    for notice in ("outcome_posted", "outcome_corrected", "correction_discarded"):
        yield f"notice_{notice}", notice_card.build(notice, words)
    yield "start_outcome", start_outcome_card.build(words)
    view = form_view(process, CONTENT, "meeting_1")
    yield "choose_process", choose_process_card.build([view], words)
    for page in pages_of(view.form):
        shown = replace(view, page=page)
        yield f"outcome_form_{page.name}", outcome_form_card.build(shown, words)
    yield "outcome_form_continued", outcome_form_card.build(replace(view, is_continued=True), words)
    yield "outcome_form_problems", outcome_form_card.build(_wrong(view), words)
    measures = form_view(process, CONTENT, "measures_1")
    kept = {"measure_1_what": "Wir warten.", "measure_1_due_on": "2027-07-31"}
    changed = replace(measures, is_changed=True, differing=kept)
    yield "outcome_form_changed", outcome_form_card.build(changed, words)
    outcome, corrected = versions(process, CONTENT, CORRECTED)
    hinted = replace(form_view(process, CORRECTED, "preview_1"), corrects=outcome)
    yield "outcome_form_correction", outcome_form_card.build(hinted, words)
    yield "outcome", outcome_card.build(process, outcome, words)
    yield "outcome_corrected", outcome_card.build(process, corrected, words)
    both, ref = (outcome, corrected), OutcomeViewRef(outcome_id=FORM_NAME, version=0, page=1)
    yield "outcome_view", outcome_view_card.build(process, both, ref, words)
    earlier = replace(ref, version=1)
    yield "outcome_view_earlier", outcome_view_card.build(process, both, earlier, words)
    clashing = replace(form_view(process, CONTENT, "preview_1"), corrects=corrected)
    yield "outcome_changed", changed_outcome_card.build(clashing, corrected, words)


def _wrong(view: OutcomeFormView) -> OutcomeFormView:
    problems = (Problem("held_on", "date_future"), Problem("department", "department_missing"))
    form = {**view.form, "held_on": "2037-05-10", "department": "-"}
    return replace(view, form=form, problems=problems)
