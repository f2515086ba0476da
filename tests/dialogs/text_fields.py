"""Every page of every dialog on which a text can be typed, opened for real."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from cards.meetings import outcome_form_card
from cards.paper import enter_paper_card
from cards.proposals import propose_statement_card, review_proposal_card
from cards.running import (
    cancel_process_card,
    correct_notice_card,
    destroy_early_card,
    edit_block_card,
    extend_block_card,
    pause_process_card,
    publish_early_card,
    resume_process_card,
)
from cards.set_up_process_card import read as read_set_up
from dialogs.meetings.correct_meeting_outcome import correct_meeting_outcome, open_correction
from dialogs.meetings.post_meeting_outcome import open_meeting_outcome, post_meeting_outcome
from dialogs.paper.enter_paper import enter_paper, open_paper
from dialogs.proposals.propose_statement import propose_statement
from dialogs.proposals.review_proposal import review_proposal
from dialogs.running.cancel_process import cancel_process, open_cancel_process
from dialogs.running.correct_notice import correct_notice, open_correct_notice
from dialogs.running.destroy_early import destroy_early, open_destroy_early
from dialogs.running.edit_block import edit_block, open_edit_block
from dialogs.running.extend_block import extend_block, open_extend_block
from dialogs.running.pause_process import open_pause_process, pause_process
from dialogs.running.publish_early import open_publish_early, publish_early
from dialogs.running.resume_process import open_resume_process, resume_process
from dialogs.set_up_process import open_set_up, set_up_process
from participation.process import BlockState, ProcessState
from participation.proposals import Proposal, ProposalState, prompts_with_proposals
from tests.cards.tree import inputs, submits
from tests.dialogs.desk import opened_desk
from tests.dialogs.editing import KEY
from tests.dialogs.leading import PROCESS_ID, Office
from tests.dialogs.text_pages import (
    Opens,
    Page,
    anew,
    delivers,
    nothing,
    office_at,
    on_disk,
    opened,
    with_values,
)
from tests.filling import always, filled
from tests.participation.running.examples import TEMPLATE, local

OPEN_AT = local(4, 1, 10)
GATE = {"legal_basis": "§ 80 SGB VIII", "dpia_decision": "nicht nötig, Vermerk (erfunden)"}
OUTCOME: tuple[dict[str, str], ...] = (
    {"department": "511", "held_on": "2027-04-01"},
    {"count_staff_511": "6", "count_other": "1", "other_role": "Gäste"},
    {"result": "Wir fangen an."},
    {"measure_1_what": "Termin suchen", "measure_1_responsible": "Planung"},
    {"point_1": "Wer vertritt?"},
)
ACTS = {
    "pause_process": (pause_process_card.read, open_pause_process, pause_process),
    "resume_process": (resume_process_card.read, open_resume_process, resume_process),
    "cancel_process": (cancel_process_card.read, open_cancel_process, cancel_process),
    "correct_notice": (correct_notice_card.read, open_correct_notice, correct_notice),
    "extend_block": (extend_block_card.read, open_extend_block, extend_block),
    "publish_early": (publish_early_card.read, open_publish_early, publish_early),
    "destroy_early": (destroy_early_card.read, open_destroy_early, destroy_early),
}


OF_A_BLOCK = ("extend_block", "publish_early", "destroy_early")


@contextmanager
def answer(folder: Path) -> Iterator[list[Opens]]:
    """The free text of an answer."""
    with opened_desk(folder) as desk:

        def deliver(data: dict[str, Any]) -> Any:
            return desk.deliver(desk.sent("anna", data)).card

        def opens() -> Page:
            card = desk.open("anna").walk("wish").card
            return Page("answer_block", card, deliver, on_disk(folder))

        yield [opens]


@contextmanager
def paper(folder: Path) -> Iterator[list[Opens]]:
    """The free texts of a paper form, and its first page, which takes a number only."""
    with office_at(folder, OPEN_AT) as office:
        deliver = delivers(office, enter_paper_card.read, enter_paper)

        def first() -> Page:
            card = opened(office, nothing, open_paper, {})
            return Page("enter_paper", card, deliver, on_disk(folder))

        def text() -> Page:
            page = first()
            while page.texts != ("answer",):
                usual = filled(inputs(page.card), always(0))
                title = "Stimme zu" if "Stimme zu" in page.buttons else "Weiter"
                page = page.press(title, **usual)
            return page

        yield [first, text]


@contextmanager
def proposal(folder: Path) -> Iterator[list[Opens]]:
    """A statement that somebody proposes."""
    with office_at(folder, OPEN_AT) as office:
        block = office.standing().block("basics")
        data = {"process": PROCESS_ID, "block": "basics", "revision": block.revision}
        deliver = delivers(office, propose_statement_card.read, propose_statement)
        kept = on_disk(folder)
        opening = {**data, "action": "open"}
        yield [lambda: Page("propose_statement", deliver(opening), deliver, kept, "Vorschlagen")]


@contextmanager
def review(folder: Path) -> Iterator[list[Opens]]:
    """The wording as which a proposal is asked."""
    with office_at(folder, OPEN_AT) as office:
        with office.database.write() as uow:
            block = office.standing_in(uow).block("basics")
            (prompt, *_) = prompts_with_proposals(block.content)
            uow.proposals.put(
                block.block_id,
                Proposal(
                    proposal=b"\x01" * 16,
                    prompt_key=prompt.key,
                    text="Wir brauchen feste Zeiten vor Ort.",
                    state=ProposalState.WAITING,
                    pseudonym=b"\x02" * 16,
                ),
            )
        named = {"process": PROCESS_ID, "block": "basics", "proposal": "01" * 16}
        deliver = delivers(office, review_proposal_card.read, review_proposal)
        kept = on_disk(folder)
        look = {**named, "action": "look"}
        yield [lambda: Page("review_proposal", deliver(look), deliver, kept, "Annehmen")]


@contextmanager
def outcome(folder: Path) -> Iterator[list[Opens]]:
    """What comes out of a meeting, page by page."""
    with office_at(folder, OPEN_AT) as office:
        yield _outcome_pages(_new_outcome(office, folder))


@contextmanager
def correction(folder: Path) -> Iterator[list[Opens]]:
    """A correction of it."""
    with office_at(folder, OPEN_AT) as office:
        *_, last = _outcome_pages(_new_outcome(office, folder))
        last().press("Weiter").press("Ergebnis eintragen")
        ((name,),) = office.rows("SELECT outcome_id FROM meeting_outcomes")
        deliver = delivers(office, outcome_form_card.read, correct_meeting_outcome)

        def opens() -> Page:
            card = opened(office, outcome_form_card.read_ref, open_correction, {"outcome": name})
            return Page("correct_meeting_outcome", card, deliver, on_disk(folder))

        yield _outcome_pages(opens)


@contextmanager
def acts(folder: Path) -> Iterator[list[Opens]]:
    """The reasons of everything that leads do to a process."""
    with office_at(folder, OPEN_AT) as office:
        verbs = ("pause_process", "cancel_process", "extend_block", "correct_notice")
        yield [partial(_act, office, verb, folder) for verb in verbs]


@contextmanager
def resuming(folder: Path) -> Iterator[list[Opens]]:
    """The reason for going on."""
    with office_at(folder, OPEN_AT) as office:
        with office.database.write() as uow:
            before = office.standing_in(uow)
            paused = replace(before.process, state=ProcessState.PAUSED, paused_at=OPEN_AT)
            uow.processes.change(paused, before.blocks)
        yield [partial(_act, office, "resume_process", folder)]


@contextmanager
def two_people(folder: Path) -> Iterator[list[Opens]]:
    """The reasons of what takes two people."""
    with office_at(folder, OPEN_AT) as office:
        with office.database.write() as uow:
            before = office.standing_in(uow)
            sealed = replace(before.block("basics"), state=BlockState.SEALED)
            uow.processes.change(before.process, (sealed,))
        yield [partial(_act, office, verb, folder) for verb in ("publish_early", "destroy_early")]


@contextmanager
def editing(folder: Path) -> Iterator[list[Opens]]:
    """Every part of a block that can be edited, of parts with the same fields one."""
    with office_at(folder, local(3, 1)) as office:
        deliver = delivers(office, edit_block_card.read, edit_block)
        found: dict[tuple[str, ...], Opens] = {}
        for key in ("basics", KEY):
            data = {"process": PROCESS_ID, "block": key}
            card = opened(office, edit_block_card.read, open_edit_block, data)
            page = Page("edit_block", card, deliver, on_disk(folder))
            parts = [one["data"] for one in submits(card) if one["data"]["action"] == "part"]
            for part in parts:
                found.setdefault(page.send(part).texts, partial(page.send, part))
        yield list(found.values())


@contextmanager
def set_up(folder: Path) -> Iterator[list[Opens]]:
    """The start gate of a new process."""
    with office_at(folder, local(3, 1)) as office:
        channels = tuple((f"19:{one.key}", one.key) for one in TEMPLATE.topic_blocks)
        deliver = delivers(office, read_set_up, set_up_process, channels=channels)
        named = {f"channel_{one.key}": f"19:{one.key}" for one in TEMPLATE.topic_blocks}

        def opens() -> Page:
            card = opened(office, nothing, open_set_up, {}, channels=channels)
            first = anew(Page("set_up_process", card, deliver, on_disk(folder)))
            basics = {"template": "rems_murr_2021", "first_day": "2027-04-01"}
            page = first.press("Weiter", **basics).press("Weiter", **named).press("Weiter")
            page.card = with_values(page.card, GATE)
            return page

        yield [opens]


PROBES = (
    *(answer, paper, proposal, review, outcome, correction),
    *(acts, resuming, two_people, editing, set_up),
)
"""Every dialog that takes texts."""


def alike(field: str) -> str:
    """The name of an input, whichever measure or point it belongs to."""
    return re.sub(r"\d+", "1", field)


def _new_outcome(office: Office, folder: Path) -> Opens:
    deliver = delivers(office, outcome_form_card.read, post_meeting_outcome)

    def opens() -> Page:
        card = opened(office, nothing, open_meeting_outcome, {})
        return Page("post_meeting_outcome", card, deliver, on_disk(folder))

    return opens


def _outcome_pages(opens: Opens) -> list[Opens]:
    """The pages with texts: who took part, the result, the measures, the open points."""

    def walked(count: int) -> Page:
        page = anew(opens())
        for values in OUTCOME[:count]:
            page.card = with_values(page.card, values)
            page = page.press("Weiter")
        page.card = with_values(page.card, OUTCOME[count])
        return page

    return [partial(walked, count) for count in range(1, len(OUTCOME))]


def _act(office: Office, verb: str, folder: Path) -> Page:
    read, opens, dialog = ACTS[verb]
    data = {"process": PROCESS_ID, **({"block": "basics"} if verb in OF_A_BLOCK else {})}
    values = {
        "closes_on": "2027-04-28",
        "what": "votes",
        "reason": "Druckfehler",
        "legal_basis": "§ 80 SGB VIII",
    }
    card = with_values(opened(office, read, opens, data), values)
    return Page(verb, card, delivers(office, read, dialog), on_disk(folder))
