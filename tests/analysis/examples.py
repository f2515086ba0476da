"""An invented office of any shape, and the frozen counts of what its people might have answered."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from analysis.summarise import summarise
from analysis.summary import ItemResult, Summary
from participation.process import Process, TopicBlock
from participation.responses import items_of, options_of
from participation.sealing import FrozenCounts
from participation.start_gate import StartGate
from participation.templates.local_text import LocalText
from participation.templates.prompts import (
    DatePrompt,
    MultipleChoicePrompt,
    NumberPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ResistancePrompt,
    ScalePrompt,
    SingleChoicePrompt,
    Statement,
    StatementsPrompt,
    TextPrompt,
)
from participation.templates.template import (
    CouncilPaperTexts,
    DecisionTemplate,
    Department,
    Intro,
    ProcessTemplate,
    TopicBlockTemplate,
)

Rows = Sequence[Sequence[int]]
DAY = date(2027, 4, 1)
MOMENT = datetime(2027, 4, 1, 6, tzinfo=UTC)


def text(words: str) -> LocalText:
    return LocalText(de=f"{words} (de)", en=words)


def statement(*, is_optional: bool = False) -> StatementsPrompt:
    claims = (Statement(key="open", text=text("Open it.")),)
    return StatementsPrompt(
        kind="statements",
        key="claims",
        question=text("Agree?"),
        statements=claims,
        is_optional=is_optional,
    )


def scale(points: int = 5) -> ScalePrompt:
    return ScalePrompt(
        kind="scale",
        key="clarity",
        question=text("How clear?"),
        points=points,
        low_label=text("not at all"),
        high_label=text("fully"),
    )


def options(*keys: str) -> tuple[Option, ...]:
    return tuple(Option(key=key, text=text(key.title())) for key in keys)


def choice(*keys: str) -> SingleChoicePrompt:
    return SingleChoicePrompt(
        kind="single_choice", key="way", question=text("Which?"), options=options(*keys)
    )


def several(*keys: str, least: int, most: int, is_optional: bool = False) -> MultipleChoicePrompt:
    return MultipleChoicePrompt(
        kind="multiple_choice",
        key="tasks",
        question=text("Which ones?"),
        options=options(*keys),
        least_choices=least,
        most_choices=most,
        is_optional=is_optional,
    )


def ranking(*keys: str, is_optional: bool = False) -> RankingPrompt:
    return RankingPrompt(
        kind="ranking",
        key="order",
        question=text("In which order?"),
        options=options(*keys),
        is_optional=is_optional,
    )


def resistance(*keys: str) -> ResistancePrompt:
    return ResistancePrompt(
        kind="resistance", key="ways", question=text("How bad?"), options=options(*keys)
    )


def number(minimum: int, maximum: int) -> NumberPrompt:
    return NumberPrompt(
        kind="number",
        key="count",
        question=text("How many?"),
        minimum=Decimal(minimum),
        maximum=Decimal(maximum),
    )


def day(days: int) -> DatePrompt:
    return DatePrompt(
        kind="date",
        key="start",
        question=text("When?"),
        earliest=DAY,
        latest=DAY + timedelta(days - 1),
    )


def remark(*, is_optional: bool = True) -> TextPrompt:
    return TextPrompt(kind="text", key="remark", question=text("More?"), is_optional=is_optional)


def block(*prompts: Prompt) -> TopicBlock:
    content = TopicBlockTemplate(
        key="april",
        title=text("April"),
        opens_on=DAY,
        closes_on=DAY,
        publishes_on=DAY,
        intro=Intro(fixed=(text("fixed"),), open=(text("open"),), decided_by=text("circle")),
        prompts=prompts,
    )
    return TopicBlock(
        process_id="p1",
        content=content,
        channel_id="channel",
        opens_at=MOMENT,
        closes_at=MOMENT,
        publishes_at=MOMENT,
    )


def process(topic_block: TopicBlock, invited: Sequence[int], smallest_group: int = 5) -> Process:
    """Return a process with one department per number in `invited`, named d0, d1, …"""
    template = ProcessTemplate(
        key="invented",
        title=text("Invented"),
        organisation=text("Invented office"),
        summary=text("Invented"),
        source=text("Invented"),
        smallest_group=smallest_group,
        departments=tuple(
            Department(key=f"d{number}", name=text(f"Department {number}"), invited_count=count)
            for number, count in enumerate(invited)
        ),
        topic_blocks=(topic_block.content,),
        decision=DecisionTemplate(title=text("July"), decides_on=DAY, text=text("Decide.")),
        texts=CouncilPaperTexts(limits=text("limits")),
    )
    gate = StartGate(
        legal_basis="invented",
        dpia_decision="invented",
        staff_council_agreed_on=DAY,
        staff_council_reference="invented",
        sealed_rows_months=6,
        quote_rule="none",
        contact="invented",
    )
    return Process(process_id="p1", tenant_id="t", team_id="team", template=template, gate=gate)


def answers_of(prompt: Prompt) -> tuple[str, ...]:
    """Return every answer that an item can have; numbers are whole ones."""
    match prompt:
        case NumberPrompt():
            return tuple(map(str, range(int(prompt.minimum), int(prompt.maximum) + 1)))
        case DatePrompt():
            days = (prompt.latest - prompt.earliest).days + 1
            return tuple((prompt.earliest + timedelta(one)).isoformat() for one in range(days))
        case _:
            return options_of(prompt) or ()


def counts(prompt: Prompt, rows: Rows, skipped: Sequence[int] = ()) -> FrozenCounts:
    """Return the counts of a block that asks one prompt; a row per department."""
    (item,) = items_of(prompt)
    missing = skipped or [0] * len(rows)
    answers = answers_of(prompt)
    return FrozenCounts(
        answered={f"d{number}": sum(row) + missing[number] for number, row in enumerate(rows)},
        items={
            (item, f"d{number}"): {
                answer: count for answer, count in zip(answers, row, strict=True) if count
            }
            for number, row in enumerate(rows)
        },
        texts={},
    )


def summary_of(prompt: Prompt, rows: Rows, skipped: Sequence[int] = ()) -> Summary:
    """Return the summary of an office where everybody invited has answered one prompt."""
    asked = block(prompt)
    frozen = counts(prompt, rows, skipped)
    return summarise(process(asked, tuple(frozen.answered.values())), asked, frozen)


def result_of(prompt: Prompt, rows: Rows, skipped: Sequence[int] = ()) -> ItemResult:
    """Return the result of the only item in such an office."""
    return summary_of(prompt, rows, skipped).items[0]


def shown(result: ItemResult) -> list[int | None]:
    """Return the counts over all that are shown."""
    return [option.count for option in result.options]
