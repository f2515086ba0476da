"""The dialog in which somebody answers a block, page by page; nothing is stored before sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field, StringConstraints

from cards.block_card import VERB, ref_data
from cards.elements.answer_inputs import answer_inputs
from cards.elements.card_data import BlockData, Name, Nonce, understood
from cards.elements.given_answers import department_name, given_answers, worded_answer
from cards.elements.inputs import Question, choice_input
from cards.elements.parts import (
    Card,
    buttons,
    finish,
    heading,
    label,
    leaves,
    paragraph,
    section,
    small_print,
    submits,
    warning,
)
from cards.elements.privacy_notice import privacy_notice
from content.words import Words
from participation.process import Process, TopicBlock
from participation.responses import Answers, Vote
from participation.steps import AnswerInput, Step
from participation.templates.prompts import Prompt, Statement

__all__ = ["VERB", "AnswerView", "build", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One page of the dialog. `problem` is a sentence, already worded, that stands on top."""

    process: Process
    block: TopicBlock
    steps: tuple[Step, ...]
    step: int
    nonce: str
    department: str
    answers: Answers
    is_change: bool = False
    problem: str = ""

    @property
    def page(self) -> Step:
        """The page that is shown."""
        return self.steps[self.step]

    def data(self, action: str, **more: object) -> dict[str, object]:
        """Return what a button of this page carries."""
        return {
            **ref_data(self.process, self.block),
            "nonce": self.nonce,
            "step": self.step,
            "action": action,
            "department": self.department,
            "answers": dict(self.answers),
            **more,
        }


AnswerText = Annotated[str, StringConstraints(max_length=20_000)]


class AnswerData(BlockData):
    """The dialog's data as it arrives. A text above its prompt's limit must get through here, so
    that the rule can refuse it kindly."""

    nonce: Nonce
    step: Annotated[int, Field(ge=0, le=1000)]
    action: Literal["next", "back", "send", "change"]
    department: Annotated[str, StringConstraints(max_length=100)] = ""
    answers: Annotated[dict[Name, AnswerText], Field(max_length=200)] = Field(default_factory=dict)
    item: Annotated[str, StringConstraints(max_length=100)] = ""
    answer: AnswerText | None = None


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
        actions.append(leaves(VERB, words.text("answer.back"), view.data("back")))
    return finish([*_top(view, title, words), *body], actions, title=title, words=words)


def read(data: Mapping[str, object]) -> AnswerInput:
    """Return what the dialog sent, the page's own entry merged into the answers so far."""
    sent = understood(AnswerData, data)
    return AnswerInput(
        process_id=sent.process,
        block_key=sent.block,
        revision=sent.revision,
        nonce=sent.nonce,
        step=sent.step,
        action=sent.action,
        department=sent.department,
        answers=_merged(sent),
    )


def _merged(sent: AnswerData) -> Answers:
    if not sent.item or (sent.answer is None and sent.action == "back"):
        return sent.answers
    # Teams leaves out an input that stayed empty: that is how an answer is taken back.
    return {**sent.answers, sent.item: sent.answer or ""}


def _top(view: AnswerView, title: str, words: Words) -> list[CardElement]:
    progress = words.text("answer.progress", title=title, step=view.step + 1, total=len(view.steps))
    change = [small_print(words.text("answer.is_change"))] if view.is_change else []
    problem = [warning(view.problem)] if view.problem else []
    return [small_print(progress), *change, *problem]


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
    votes = [
        submits(VERB, words.text(f"votes.{vote}"), view.data("next", item=page.item, answer=vote))
        for vote in Vote
    ]
    body: list[CardElement] = [
        paragraph(prompt.question.to(words.language)),
        small_print(position),
        heading(statement.text.to(words.language)),
    ]
    before = view.answers.get(page.item, "")
    if not before:
        return [*body, buttons(votes)], []
    given = worded_answer(prompt, before, words)
    body += [small_print(words.text("answer.before", answer=given)), buttons(votes)]
    keep = submits(VERB, words.text("answer.keep"), view.data("next"), style="positive")
    return body, [keep]


def _input_page(view: AnswerView, prompt: Prompt, words: Words) -> Page:
    item = view.page.item
    body: list[CardElement] = []
    if prompt.help:
        body.append(paragraph(prompt.help.to(words.language)))
    body += answer_inputs(prompt, view.answers, words)
    if prompt.is_optional:
        body.append(small_print(words.text("answer.optional")))
    return body, [_forward(view, words, item=item)]


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
    return body, [send]


def _forward(view: AnswerView, words: Words, **more: object) -> SubmitAction:
    return submits(VERB, words.text("answer.next"), view.data("next", **more), style="positive")
