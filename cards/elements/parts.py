"""Accessible defaults on top of the typed card elements: what every card is made of.

Teams reads markdown in a TextBlock: two gender stars in one sentence would turn the words between
them italic and vanish. Running text is therefore rich text, which is shown as it stands.
"""

import json
from codecs import lookup
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Literal

from microsoft_teams.cards import (
    Action,
    ActionSet,
    AdaptiveCard,
    CardElement,
    Column,
    ColumnDefinition,
    ColumnSet,
    Container,
    Fact,
    FactSet,
    RichTextBlock,
    SubmitAction,
    Table,
    TableCell,
    TableRow,
    TeamsCardProperties,
    TextBlock,
    TextRun,
    ToggleVisibilityAction,
)

from content.words import Words

Card = dict[str, object]
Data = Mapping[str, object]
Spacing = Literal["None", "Small", "Default", "Medium", "Large"]

UTF_16 = lookup("utf-16-le")
"""Loaded here, so that not the first turn that measures a card has to wait for it."""

CARD_VERSION = "1.5"
WANTED_SIZE = 25 * 1024
LARGEST_SIZE = 40 * 1024
"""In bytes of UTF-16. Teams refuses above 100 KB and is reported to do so far earlier."""

ASTERISK_THAT_IS_NO_MARKDOWN = "\u2217"


class CardTooLargeError(Exception):
    """A card that Teams might refuse; a fault of ours, which nobody can mend by other input."""


def unformatted(text: str) -> str:
    """Return `text` so that markdown cannot swallow its stars; for places without rich text."""
    return text.replace("*", ASTERISK_THAT_IS_NO_MARKDOWN) if text.count("*") > 1 else text


def heading(text: str, *, size: Literal["Medium", "Large"] = "Large") -> TextBlock:
    """Return a heading that screen readers announce as one."""
    return TextBlock(text=unformatted(text), wrap=True, style="heading", size=size, weight="Bolder")


def paragraph(text: str, *, spacing: Spacing | None = None) -> RichTextBlock:
    """Return running text; it always wraps and is never read as markdown."""
    return RichTextBlock(inlines=[text], spacing=spacing)


def label(text: str, *, spacing: Spacing | None = None) -> TextBlock:
    """Return a bold line above what it names; too slight for a heading."""
    return TextBlock(text=unformatted(text), wrap=True, weight="Bolder", spacing=spacing)


def small_print(text: str) -> RichTextBlock:
    """Return a quiet line below something more important."""
    return RichTextBlock(
        inlines=[TextRun(text=text, size="Small", is_subtle=True)], spacing="Small"
    )


def warning(text: str) -> Container:
    """Return a sentence that nobody should miss; it does not rely on its colour alone."""
    return Container(style="attention", items=[label(text)])


def caution(text: str) -> Container:
    """Return a sentence to think about; nothing is wrong yet."""
    return Container(style="warning", spacing="Small", items=[paragraph(text)])


def hint(text: str) -> Container:
    """Return a sentence that is good to know."""
    return Container(style="emphasis", spacing="Small", items=[paragraph(text)])


def complaint(text: str) -> RichTextBlock:
    """Return what is wrong with the field above, close to it as the client's own complaints are."""
    run = TextRun(text=text, color="Attention", weight="Bolder")
    return RichTextBlock(inlines=[run], spacing="Small")


def bullets(items: Sequence[str]) -> Container:
    """Return a list of short sentences; what wraps stays clear of the dot."""
    return Container(spacing="Small", items=[_bullet(item) for item in items])


def _bullet(item: str) -> ColumnSet:
    dot = Column(width="auto", items=[paragraph("•")])
    text = Column(width="stretch", spacing="Small", items=[paragraph(item)])
    return ColumnSet(columns=[dot, text], spacing="Small")


def section(*items: CardElement) -> Container:
    """Return a part of a card, set off by a line."""
    return Container(items=list(items), separator=True, spacing="Medium")


def facts(rows: Sequence[tuple[str, str]]) -> FactSet:
    """Return name and value pairs; they stay readable on a phone."""
    return FactSet(
        facts=[Fact(title=unformatted(name), value=unformatted(value)) for name, value in rows]
    )


def table(
    columns: Sequence[tuple[int, Literal["Left", "Right"]]], rows: Sequence[Sequence[str]]
) -> Table:
    """Return a table with columns of (relative width, alignment); the first row is its header."""
    return Table(
        columns=[
            ColumnDefinition(width=width, horizontal_cell_content_alignment=alignment)
            for width, alignment in columns
        ],
        show_grid_lines=False,
        rows=[TableRow(cells=[_cell(text) for text in cells]) for cells in rows],
    )


def _cell(text: str) -> TableCell:
    return TableCell(items=[RichTextBlock(inlines=[text])])


def opens_dialog(verb: str, title: str, data: Data) -> SubmitAction:
    """Return a button that opens the dialog `verb`."""
    return SubmitAction(title=title, data={"msteams": {"type": "task/fetch"}, "verb": verb, **data})


def submits(
    verb: str, title: str, data: Data, *, style: Literal["positive", "destructive"] | None = None
) -> SubmitAction:
    """Return a button that sends `data` together with the card's inputs."""
    return SubmitAction(title=title, style=style, data={"verb": verb, **data})


def leaves(verb: str, title: str, data: Data) -> SubmitAction:
    """Return a button that sends no inputs, so that a required one cannot block it."""
    return SubmitAction(title=title, associated_inputs="none", data={"verb": verb, **data})


def unfolds(title: str, target: str) -> ActionSet:
    """Return a button that shows or hides the element with the id `target`, asking nobody."""
    return ActionSet(actions=[ToggleVisibilityAction(title=title, target_elements=[target])])


def buttons(actions: Sequence[SubmitAction]) -> ActionSet:
    """Return buttons that stand in the body of a card."""
    return ActionSet(actions=list[Action](actions))


def finish(
    body: Sequence[CardElement],
    actions: Sequence[SubmitAction] = (),
    *,
    title: str,
    words: Words,
    is_wide: bool = False,
) -> Card:
    """Return the card as JSON-ready data; `title` is what a client shows that knows no cards.

    Raises CardTooLargeError, because Teams would lose the card without a word to its reader.
    """
    typed = AdaptiveCard(
        version=CARD_VERSION,
        lang=words.language,
        fallback_text=words.text("card.fallback", title=title),
        msteams=TeamsCardProperties(width="full") if is_wide else None,
        body=list(body),
        actions=list[Action](actions) or None,
    )
    card: Card = typed.model_dump(mode="json", exclude_none=True)
    if (size := size_in_utf16(card)) > LARGEST_SIZE:
        raise CardTooLargeError(size)
    return card


def first_fitting(forms: Sequence[Callable[[], Card]], *, at_most: int = WANTED_SIZE) -> Card:
    """Return the first of a card's forms, from long to short, that takes `at_most` bytes.

    The last one is taken in any case; it raises CardTooLargeError where even that is too much.
    """
    for form in forms[:-1]:
        with suppress(CardTooLargeError):
            card = form()
            if size_in_utf16(card) <= at_most:
                return card
    return forms[-1]()


def size_in_utf16(card: Card) -> int:
    """Return how many bytes of Teams' limit a card takes; it counts in UTF-16."""
    text = json.dumps(card, ensure_ascii=False, separators=(",", ":"))
    return len(UTF_16.encode(text)[0])
