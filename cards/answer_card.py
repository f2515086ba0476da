"""The dialog in which somebody answers a block, page by page; nothing counts before sending.

A page carries no answers: it names the dialog and the state of the draft that it was made from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field, StringConstraints

from cards.block_card import VERB, ref_data
from cards.elements.answer_inputs import answer_inputs
from cards.elements.card_data import BlockData, Nonce, TextData, understood
from cards.elements.entries import Entry, can_object, entries_of, typed_again
from cards.elements.given_answers import department_name, given_answers, worded_answer
from cards.elements.inputs import Question, choice_input
from cards.elements.parts import (
    Card,
    buttons,
    finish,
    heading,
    hint,
    label,
    leaves,
    paragraph,
    section,
    small_print,
    submits,
    warning,
)
from cards.elements.plain_language import plain_language
from cards.elements.privacy_notice import notice_news, privacy_notice
from cards.proposals import propose_statement_card
from content.words import Words
from participation.entries import Entries
from participation.process import Process, TopicBlock
from participation.proposals import ProposedStatement
from participation.responses import Answers, Vote
from participation.steps import AnswerInput, Step
from participation.templates.prompts import Prompt, RankingPrompt, ResistancePrompt, Statement

__all__ = ["VERB", "AnswerView", "build", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One page of the dialog; `state` names what it is made from.

    `problem` is a sentence, already worded, that stands on top; `typed` is what was entered when
    that was refused. `is_resumed` is true where somebody goes on with what they had begun,
    `is_second_round` where only statements that came in meanwhile are asked.
    """

    process: Process
    block: TopicBlock
    steps: tuple[Step, ...]
    step: int
    nonce: str
    state: str
    department: str
    answers: Answers
    is_change: bool = False
    is_resumed: bool = False
    is_second_round: bool = False
    problem: str = ""
    typed: Entries | None = None

    @property
    def page(self) -> Step:
        """The page that is shown."""
        return self.steps[self.step]

    def data(self, action: str, **more: object) -> dict[str, object]:
        """Return what a button of this page carries."""
        return {
            **ref_data(self.process, self.block),
            "nonce": self.nonce,
            "state": self.state,
            "page": self.page.page,
            "action": action,
            **more,
        }


MOST_ENTRIES = 60
Action = Literal[
    "next", "next_new", "back", "leave", "send", "change", "extend", "discard", "resume", "open"
]
State = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")]


class AnswerData(BlockData, TextData):
    """The dialog's data as it arrives. A text above its prompt's limit must get through here, so
    that the rule can refuse it kindly."""

    nonce: Nonce
    state: State = ""
    page: Annotated[str, StringConstraints(max_length=100)] = ""
    action: Action
    seen: State = ""
    entries: Annotated[dict[str, Entry], Field(max_length=MOST_ENTRIES)]


def build(view: AnswerView, words: Words) -> Card:
    """Return the page `view.step` of the dialog."""
    title = view.block.content.title.to(words.language)
    page = view.page
    if page.is_review:
        body, actions = _review_page(view, words)
    elif page.prompt and page.statement:
        body, actions = _statement_page(view, page.prompt, page.statement, words)
    elif page.prompt:
        body, actions = _input_page(view, page.prompt, words)
    else:
        body, actions = _department_page(view, words)
    if view.step > 0:
        actions.append(_back(view, body, words))
    if view.is_resumed:
        anew = words.text("answer.drop_changes" if view.is_change else "answer.begin_anew")
        actions.append(leaves(VERB, anew, view.data("discard")))
    if view.typed is not None:
        typed_again(body, view.typed)
    return finish([*_top(view, title, words), *body], actions, title=title, words=words)


def read(data: Mapping[str, object]) -> AnswerInput:
    """Return what the dialog sent: what its page was, and what was entered there."""
    sent = understood(AnswerData, {**data, "entries": entries_of(data)})
    return AnswerInput(
        process_id=sent.process,
        block_key=sent.block,
        revision=sent.revision,
        nonce=sent.nonce,
        state=sent.state,
        page=sent.page,
        action=sent.action,
        entries=sent.entries,
        seen=sent.seen,
        confirmed=sent.confirmations,
    )


def _top(view: AnswerView, title: str, words: Words) -> list[CardElement]:
    progress = words.text("answer.progress", title=title, step=view.step + 1, total=len(view.steps))
    change = [small_print(words.text("answer.is_change"))] if view.is_change else []
    resumed: list[CardElement] = []
    if view.is_resumed:
        news = notice_news(view.process, view.block, words)
        resumed = [hint(words.text("answer.resumed")), *news]
    problem = [warning(view.problem)] if view.problem else []
    return [small_print(progress), *change, *resumed, *problem]


Page = tuple[list[CardElement], list[SubmitAction]]


def _department_page(view: AnswerView, words: Words) -> Page:
    departments = view.process.template.departments
    question = Question(
        id="department",
        label=words.text("answer.department"),
        error=words.text("answer.department_missing"),
        value=view.department,
    )
    choices = [(known.key, known.name.to(words.language)) for known in departments]
    body: list[CardElement] = [
        choice_input(question, choices),
        small_print(words.text("answer.departments_asked")),
        small_print(words.text("answer.confidential", smallest=view.process.smallest_group)),
        small_print(words.text("block.voluntary")),
        privacy_notice(view.process, words),
    ]
    return body, [_forward(view, words)]


def _statement_page(view: AnswerView, prompt: Prompt, statement: Statement, words: Words) -> Page:
    page = view.page
    siblings = [step.item for step in view.steps if step.prompt is prompt]
    position = words.text(
        "answer.statement_position", number=siblings.index(page.item) + 1, total=len(siblings)
    )
    onward = "next_new" if view.is_second_round else "next"
    votes = [
        submits(VERB, words.text(f"votes.{vote}"), view.data(onward, answer=vote)) for vote in Vote
    ]
    body: list[CardElement] = [
        paragraph(prompt.question.to(words.language)),
        small_print(position),
        heading(statement.text.to(words.language)),
        *plain_language([prompt.plain, statement.plain], words),
        *_origin(statement, words),
    ]
    before = view.answers.get(page.item, "")
    if not before:
        return [*body, buttons(votes)], []
    given = worded_answer(prompt, before, words)
    body += [small_print(words.text("answer.before", answer=given)), buttons(votes)]
    same = view.data(onward, answer=before)
    keep = submits(VERB, words.text("answer.keep"), same, style="positive")
    return body, [keep]


def _origin(statement: Statement, words: Words) -> list[CardElement]:
    """Return where a statement comes from, if it is not the office's."""
    if not isinstance(statement, ProposedStatement):
        return []
    return [small_print(words.text(f"proposals.from.{'edited' if statement.is_edited else 'own'}"))]


def _input_page(view: AnswerView, prompt: Prompt, words: Words) -> Page:
    lead = [paragraph(prompt.help.to(words.language))] if prompt.help else []
    body = answer_inputs(prompt, view.answers, words, view.typed)
    # One input has the question as its label; above several inputs the question stands alone.
    place = 1 if isinstance(prompt, RankingPrompt | ResistancePrompt) else 0
    body[place:place] = [*lead, *plain_language([prompt.plain], words)]
    if prompt.is_optional:
        body.append(small_print(words.text("answer.optional")))
    return body, [_forward(view, words)]


def _review_page(view: AnswerView, words: Words) -> Page:
    department = department_name(view.process.template, view.department, words)
    body: list[CardElement] = [
        heading(words.text("answer.review")),
        paragraph(words.text("answer.review_hint")),
        section(
            label(words.text("answer.department_short")),
            paragraph(department, spacing="Small"),
        ),
        *given_answers(view.block.content, view.answers, words, view.steps),
    ]
    send = submits(VERB, words.text("answer.send"), view.data("send"), style="positive")
    return body, [send, *propose_statement_card.opens(view.process, view.block, words)]


def _forward(view: AnswerView, words: Words) -> SubmitAction:
    return submits(VERB, words.text("answer.next"), view.data("next"), style="positive")


def _back(view: AnswerView, body: list[CardElement], words: Words) -> SubmitAction:
    # A client sends no inputs while it objects to one of them, and would hold people on the page.
    title = words.text("answer.back")
    if view.page.is_review or view.page.statement or can_object(body):
        return leaves(VERB, title, view.data("leave"))
    return submits(VERB, title, view.data("back"))
