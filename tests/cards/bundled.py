"""The bundled processes as they look when they run, with results of the largest kind."""

from collections.abc import Iterator

from analysis.summary import (
    DepartmentResult,
    DepartmentTurnout,
    ItemKind,
    ItemResult,
    OptionResult,
    Summary,
    TextCount,
    Turnout,
)
from content.library import template_keys, template_source
from participation.process import BlockState, Process, TopicBlock
from participation.responses import items_of, options_of
from participation.templates.local_text import LocalText
from participation.templates.prompts import (
    Prompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
)
from participation.templates.schedule import at_local
from participation.templates.template import ProcessTemplate, TopicBlockTemplate
from participation.templates.validation import check_template
from tests.cards.examples import GATE

COUNT = 128
KINDS: dict[str, ItemKind] = {
    "statements": "statement",
    "scale": "scale",
    "single_choice": "single_choice",
}


def bundled_blocks() -> Iterator[tuple[Process, TopicBlock]]:
    """Return every block of every bundled process, open."""
    for key in template_keys():
        template, mistakes = check_template(*template_source(key))
        assert template is not None, mistakes
        process = Process(
            process_id="0" * 32, tenant_id="t", team_id="19:team", template=template, gate=GATE
        )
        yield from ((process, _block(template, content)) for content in template.topic_blocks)


def fullest_summary(process: Process, block: TopicBlock) -> Summary:
    """Return a summary of the block in which everything is shown."""
    departments = process.template.departments
    return Summary(
        process_id=process.process_id,
        block_key=block.key,
        smallest_group=5,
        turnout=Turnout(
            invited_count=COUNT * 2,
            answered_count=COUNT,
            departments=tuple(
                DepartmentTurnout(
                    department=one.key, name=one.name, invited_count=COUNT, answered_count=COUNT
                )
                for one in departments
            ),
            is_more_than_invited=False,
        ),
        items=tuple(
            _item(process, prompt, item)
            for prompt in block.content.prompts
            if prompt.kind in KINDS
            for item in items_of(prompt)
        ),
        text_counts=tuple(
            TextCount(prompt.key, prompt.question, COUNT)
            for prompt in block.content.prompts
            if prompt.kind == "text"
        ),
        has_withheld=True,
    )


def _block(template: ProcessTemplate, content: TopicBlockTemplate) -> TopicBlock:
    times, zone = template.daily_times, template.time_zone
    return TopicBlock(
        process_id="0" * 32,
        content=content,
        channel_id="19:channel",
        opens_at=at_local(content.opens_on, times.opens, zone),
        closes_at=at_local(content.closes_on, times.closes, zone),
        publishes_at=at_local(content.publishes_on, times.publishes, zone),
        state=BlockState.OPEN,
    )


def _item(process: Process, prompt: Prompt, item: str) -> ItemResult:
    options = tuple(
        OptionResult(key=key, label=_label(prompt, key), count=COUNT)
        for key in options_of(prompt) or ()
    )
    departments = tuple(
        DepartmentResult(department=one.key, name=one.name, answered_count=COUNT, options=options)
        for one in process.template.departments
    )
    return ItemResult(
        item=item,
        kind=KINDS[prompt.kind],
        question=_question(prompt, item),
        answered_count=COUNT * len(options),
        options=options,
        departments=departments,
    )


def _question(prompt: Prompt, item: str) -> LocalText:
    if not isinstance(prompt, StatementsPrompt):
        return prompt.question
    return next(one.text for one in prompt.statements if item.endswith(f".{one.key}"))


def _label(prompt: Prompt, key: str) -> LocalText:
    if isinstance(prompt, SingleChoicePrompt):
        return next(option.text for option in prompt.options if option.key == key)
    if isinstance(prompt, ScalePrompt) and key == "1":
        low = prompt.low_label
        return LocalText(de=f"1 – {low.de}", en=f"1 – {low.en}")
    return LocalText(de=key, en=key)
