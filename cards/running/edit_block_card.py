"""The dialog in which a block that has not opened is edited, part by part or as TOML.

What was entered is kept by the server: a card that carried it besides its inputs would be too large
for Teams.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field, StringConstraints

from cards.elements.card_data import (
    Name,
    Nonce,
    ProcessId,
    TextData,
    Version,
    typed,
    understood,
)
from cards.elements.parts import (
    LARGEST_SIZE,
    Card,
    bullets,
    buttons,
    caution,
    finish,
    first_fitting,
    heading,
    label,
    leaves,
    paragraph,
    section,
    small_print,
    submits,
    warning,
)
from cards.running.edit_changes import of_editing
from cards.running.edit_inputs import inputs_of, part_title
from content import mistakes
from content.words import Words
from participation.forms import Form, Problem
from participation.process import TopicBlock
from participation.running.act import reason_of
from participation.running.edit_parts import (
    DAYS,
    LONGEST_PART,
    TOML,
    WORDS,
    EditInput,
    fits_a_card,
    parts_of,
)
from participation.running.standing import Standing, moved_dates
from participation.templates.validation import Mistake

VERB = "edit_block"
OWN_FIELDS = frozenset(
    {"verb", "msteams", "process", "block", "action", "part", "nonce", "version", "seen"}
    | {"confirmed"}
)
MOST_MISTAKES = 8

FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,49}$")]
# A text above its limit must get through here, so that the rule can refuse it kindly.
Entry = Annotated[str, StringConstraints(max_length=2 * LONGEST_PART)]
Part = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,49}$|^$")]


class EditData(TextData):
    """The data of a button as it arrives."""

    process: ProcessId
    block: Name
    action: Literal["open", "part", "fresh", "check", "back", "do"] = "open"
    part: Part = ""
    nonce: Nonce | Literal[""] = ""
    version: Version = 0
    seen: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    entries: Annotated[dict[FieldId, Entry], Field(max_length=40)] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditView:
    """One page: without `part` the one that offers the parts, with `after` the one that confirms.

    `mistakes` are those of the block, by the field below which they are told, "" for those above
    all fields. `begun` is the part that was begun and not confirmed. `is_announced` says that the
    channel has heard of the block already.
    """

    before: Standing
    block_key: str
    nonce: str
    version: int
    part: str = ""
    form: Form
    after: Standing | None = None
    seen: str = ""
    problems: tuple[Problem, ...] = ()
    mistakes: tuple[tuple[str, Mistake], ...] = ()
    begun: str = ""
    is_continued: bool = False
    has_changed: bool = False
    is_announced: bool = False

    @property
    def block(self) -> TopicBlock:
        """The block as it stands."""
        return self.before.block(self.block_key)

    def data(self, action: str, part: str = "") -> dict[str, object]:
        """Return what a button of this page carries."""
        return {
            "process": self.before.process.process_id,
            "block": self.block_key,
            "action": action,
            "part": part or self.part,
            "nonce": self.nonce,
            "version": self.version,
            "seen": self.seen,
        }


def read(data: Mapping[str, object]) -> EditInput:
    """Return what a button sent, or refuse data that no card of ours can have sent."""
    entries = {key: typed(value) for key, value in data.items() if key not in OWN_FIELDS}
    sent = understood(EditData, {**data, "entries": entries})
    return EditInput(
        process_id=sent.process,
        block_key=sent.block,
        action=sent.action,
        part=sent.part,
        nonce=sent.nonce,
        version=sent.version,
        entries=sent.entries,
        seen=sent.seen,
        confirmed=sent.confirmations,
    )


def build(view: EditView, words: Words) -> Card:
    """Return the page; of many mistakes as many are told as one card can hold."""
    if not view.part:
        return _choosing(view, words)
    if view.after is not None:
        return _confirming(view, view.after, words)
    counts = (MOST_MISTAKES, 2, 0)
    forms = [partial(_editing, view, count, words) for count in counts]
    return first_fitting(forms, at_most=LARGEST_SIZE)


def _choosing(view: EditView, words: Words) -> Card:
    title = words.text("edit.title", title=view.block.content.title.to(words.language))
    begun = caution(
        words.text("edit.begun", part=part_title(view.block.content, view.begun, words))
    )
    body: list[CardElement] = [
        heading(title),
        *([warning(words.text("edit.gone_part"))] if view.has_changed else []),
        paragraph(words.text("edit.text")),
        *([begun] if view.begun else []),
        buttons([_chooses(view, part, words) for part in (WORDS, DAYS)]),
    ]
    prompts = [one for one in parts_of(view.block.content) if one not in (WORDS, DAYS, TOML)]
    # One below the other: questions are long, and side by side they would be cut off.
    questions = [element for part in prompts for element in _chooses_alone(view, part, words)]
    body.append(section(label(words.text("edit.questions")), *questions))
    whole = _chooses_alone(view, TOML, words)
    text = small_print(words.text("edit.whole_text"))
    body.append(section(label(words.text("edit.whole")), text, *whole))
    return finish(body, title=title, words=words)


def _chooses_alone(view: EditView, part: str, words: Words) -> list[CardElement]:
    if fits_a_card(view.block.content, part):
        return [buttons([_chooses(view, part, words)])]
    title = part_title(view.block.content, part, words)
    return [small_print(words.text("edit.too_long_here", part=title))]


def _chooses(view: EditView, part: str, words: Words) -> SubmitAction:
    return leaves(VERB, part_title(view.block.content, part, words), view.data("part", part))


def _editing(view: EditView, most_mistakes: int, words: Words) -> Card:
    content = view.block.content
    title = words.text("edit.title", title=content.title.to(words.language))
    body: list[CardElement] = [
        heading(title),
        label(part_title(content, view.part, words)),
        *([warning(words.text("acts.changed"))] if view.has_changed else []),
        *([caution(words.text("unfinished.continued"))] if view.is_continued else []),
        *_above(view, most_mistakes, words),
        *inputs_of(content, view, words),
    ]
    check = submits(VERB, words.text("acts.check"), view.data("check"), style="positive")
    actions = [check, leaves(VERB, words.text("edit.other_part"), view.data("open"))]
    if view.is_continued:
        actions.append(leaves(VERB, words.text("unfinished.restart"), view.data("fresh")))
    return finish(body, actions, title=title, words=words, is_wide=view.part == TOML)


def _above(view: EditView, most: int, words: Words) -> list[CardElement]:
    """Return what is wrong and belongs below no field; a text in TOML has all of it here."""
    found = [one for field, one in view.mistakes if not field and not one.is_warning]
    count = sum(not one.is_warning for _, one in view.mistakes) + len(view.problems)
    told = [words.text(f"edit.problems.{one.code}") for one in view.problems if not one.field]
    told += [_whole_line(one, words) for one in found[:most]]
    if len(found) > most:
        told.append(words.counted("edit.more_mistakes", len(found) - most))
    return [
        *([warning(words.counted("edit.to_mend", count))] if count else []),
        *([bullets(told)] if told else []),
    ]


def _whole_line(one: Mistake, words: Words) -> str:
    return mistakes.worded(
        one.code,
        one.values,
        words.language,
        file=one.file,
        path=one.path,
        is_warning=one.is_warning,
    )


def _confirming(view: EditView, after: Standing, words: Words) -> Card:
    title = words.text("edit.confirm_title", title=view.block.content.title.to(words.language))
    warned = [_whole_line(one, words) for _, one in view.mistakes]
    about = "dates" if moved_dates(view.before, after) else "words"
    known = "known" if view.is_announced else "unknown"
    body: list[CardElement] = [
        heading(title),
        *([warning(words.text("acts.changed"))] if view.has_changed else []),
        bullets(of_editing(view.before, after, view.block_key, words)),
        *(caution(line) for line in warned[:MOST_MISTAKES]),
        section(
            label(words.text(f"edit.told_{about}_{known}")),
            paragraph(words.text("acts.reason_told", reason=reason_of(view.form))),
        ),
    ]
    actions = [
        submits(VERB, words.text("edit.do"), view.data("do"), style="positive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    return finish(body, actions, title=title, words=words)
