"""Somebody's draft and their stored answer differ: both are shown, and nothing is decided yet."""

from dataclasses import dataclass

from microsoft_teams.cards import CardElement, SubmitAction

from cards.block_card import VERB, ref_data
from cards.elements.given_answers import department_name, given_answers
from cards.elements.parts import (
    Card,
    finish,
    heading,
    label,
    leaves,
    paragraph,
    section,
    small_print,
    submits,
)
from content.words import Words
from participation.process import Process, TopicBlock
from participation.responses import Response, items_of
from participation.templates.prompts import Prompt, StatementsPrompt
from participation.templates.template import TopicBlockTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """What differs. `state` names the draft, `seen` the stored answer.

    `is_complete` says whether the draft could be sent as it is.
    """

    process: Process
    block: TopicBlock
    stored: Response
    draft: Response
    nonce: str
    state: str
    seen: str
    is_complete: bool

    def data(self, action: str) -> dict[str, object]:
        """Return what a button of this card carries."""
        return {
            **ref_data(self.process, self.block),
            "nonce": self.nonce,
            "state": self.state,
            "seen": self.seen,
            "action": action,
        }


def build(view: ConflictView, words: Words) -> Card:
    """Return what differs, side by side, with the ways to go on."""
    title = words.text("conflict.title")
    different = _different(view)
    is_partial = len(different.prompts) < len(view.block.content.prompts)
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text("conflict.text")),
        _one_side("stored", view, view.stored, different, words),
        _one_side("draft", view, view.draft, different, words),
        *([small_print(words.text("conflict.same"))] if is_partial else []),
    ]
    return finish(body, _ways_on(view, words), title=title, words=words)


def _ways_on(view: ConflictView, words: Words) -> list[SubmitAction]:
    keep = leaves(VERB, words.text("conflict.keep"), view.data("discard"))
    if not view.is_complete:
        go_on = words.text("conflict.go_on")
        return [submits(VERB, go_on, view.data("resume"), style="positive"), keep]
    return [
        submits(VERB, words.text("conflict.send"), view.data("send"), style="positive"),
        keep,
        leaves(VERB, words.text("conflict.look"), view.data("resume")),
    ]


def _one_side(
    name: str, view: ConflictView, side: Response, different: TopicBlockTemplate, words: Words
) -> CardElement:
    answers = list(given_answers(different, side.answers, words))
    if view.stored.department != view.draft.department:
        department = department_name(view.process.template, side.department, words)
        answers.insert(
            0,
            section(
                label(words.text("answer.department_short")), paragraph(department, spacing="Small")
            ),
        )
    return section(heading(words.text(f"conflict.{name}"), size="Medium"), *answers)


def _different(view: ConflictView) -> TopicBlockTemplate:
    """Return the block with nothing in it but what was answered differently."""
    block = view.block.content
    items = {
        item
        for prompt in block.prompts
        for item in items_of(prompt)
        if view.stored.answers.get(item) != view.draft.answers.get(item)
    }
    prompts = tuple(_with_only(prompt, items) for prompt in block.prompts)
    asked = tuple(one for one in prompts if items & set(items_of(one)))
    return block.model_copy(update={"prompts": asked})


def _with_only(prompt: Prompt, items: set[str]) -> Prompt:
    if not isinstance(prompt, StatementsPrompt):
        return prompt
    left = tuple(one for one in prompt.statements if f"{prompt.key}.{one.key}" in items)
    return prompt.model_copy(update={"statements": left})
