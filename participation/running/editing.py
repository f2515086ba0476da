"""A block that has not opened is edited: what may change, and every mistake in what was entered.

Whatever part of a block somebody edits, the block as a whole is checked as part of its process, by
the rules of a template file. On top of them come those of a process that runs: its days are working
days, it opens in the future, and it keeps its key.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from participation.process import BlockState, TopicBlock
from participation.refusals import BlockFrozenError
from participation.running.standing import Standing
from participation.templates.block_toml import Raw, raw_block
from participation.templates.schedule import at_local, is_working_day, next_working_day
from participation.templates.template import ProcessTemplate, TopicBlockTemplate
from participation.templates.validation.check import check_data
from participation.templates.validation.mistake import (
    WARNINGS,
    Finding,
    Mistake,
    finding,
    shortened,
    written,
)
from participation.templates.validation.node import Node
from participation.templates.validation.syntax import read

DATES = ("opens_on", "closes_on", "publishes_on")
BLOCKS = "topic_blocks"


@dataclass(frozen=True, slots=True)
class Checked:
    """A block as it was entered, None if it cannot be used, and everything that is to be said.

    Paths begin inside the block; what concerns its neighbours begins at the top of the process.
    """

    content: TopicBlockTemplate | None
    findings: tuple[Finding, ...]

    def mistakes(self, file: str) -> tuple[Mistake, ...]:
        """Return the findings as mistakes of a file of that name."""
        return tuple(
            Mistake(file=file, path=written(one.path), code=one.code, values=one.values)
            for one in self.findings
        )


def require_editable(standing: Standing, block_key: str, now: datetime) -> TopicBlock:
    """Return a block that has not opened, or refuse: from its opening on everybody is asked the
    same."""
    block = standing.block(block_key)
    if block.state is not BlockState.PLANNED or now >= block.opens_at:
        raise BlockFrozenError(title=block.content.title)
    standing.require_running()
    return block


def check_edit(standing: Standing, block: TopicBlock, raw: Raw, now: datetime) -> Checked:
    """Return the block that `raw` makes and every mistake in it; warnings do not hold it up."""
    return _checked(standing, block, raw, now, frozenset())


def check_toml(standing: Standing, block: TopicBlock, source: str, now: datetime) -> Checked:
    """Return the block that a text in TOML makes, and every mistake in it at once."""
    found = read(source)
    if found.data is None:
        return Checked(None, found.findings)
    match found.data:
        case {"topic_blocks": [dict(raw)], **others} if not others:
            checked = _checked(standing, block, raw, now, found.skipped)
        case _:
            checked = Checked(None, (finding((BLOCKS,), "one_block_expected"),))
    findings = (*found.findings, *checked.findings)
    return Checked(None if found.findings else checked.content, findings)


def edited(standing: Standing, block: TopicBlock, content: TopicBlockTemplate) -> Standing:
    """Return how it stands with a block's new content, which has no mistake, as a new version."""
    template = standing.process.template
    contents = tuple(content if one.key == block.key else one for one in template.topic_blocks)
    times, zone = template.daily_times, template.time_zone
    changed = replace(
        block,
        content=content,
        revision=block.revision + 1,
        opens_at=at_local(content.opens_on, times.opens, zone),
        closes_at=at_local(content.closes_on, times.closes, zone),
        publishes_at=at_local(content.publishes_on, times.publishes, zone),
    )
    return Standing(
        process=replace(standing.process, template=template.model_copy(update={BLOCKS: contents})),
        blocks=tuple(changed if one.key == block.key else one for one in standing.blocks),
    )


def _checked(
    standing: Standing, block: TopicBlock, raw: Raw, now: datetime, skipped: frozenset[str]
) -> Checked:
    template = standing.process.template
    place = [one.key for one in template.topic_blocks].index(block.key)
    whole = _whole(template)
    known = {(one.path, one.code) for one in check_data(whole)[1]}
    whole[BLOCKS][place] = raw
    found, all_findings = check_data(whole, skipped)
    own = tuple(_inside(one, place) for one in all_findings if one.path[:2] == (BLOCKS, place))
    beside = tuple(
        one
        for one in all_findings
        if one.path[:2] != (BLOCKS, place) and (one.path, one.code) not in known
    )
    findings = (*own, *_of_running(template, block, Node((), raw), now), *beside)
    is_usable = found is not None and all(one.code in WARNINGS for one in findings)
    return Checked(found.topic_blocks[place] if found and is_usable else None, findings)


def _whole(template: ProcessTemplate) -> dict[str, Any]:
    """Return the process as the data of a file."""
    return {
        **template.model_dump(mode="json", exclude_none=True),
        BLOCKS: [raw_block(one) for one in template.topic_blocks],
    }


def _inside(one: Finding, place: int) -> Finding:
    """Return a finding with all paths beginning inside the block, those that it names as well."""
    before = f"{written((BLOCKS, place))}."
    values = {
        name: value.removeprefix(before) if isinstance(value, str) else value
        for name, value in one.values.items()
    }
    return Finding(one.path[2:], one.code, values)


def _of_running(
    template: ProcessTemplate, block: TopicBlock, node: Node, now: datetime
) -> Iterator[Finding]:
    key = node.text("key")
    if key is not None and key != block.key:
        yield finding(("key",), "block_key_changed", given=shortened(key), key=block.key)
    for name in DATES:
        day = node.day(name)
        if day is not None and day != getattr(block.content, name):
            yield from _of_day(template, name, day, now)


def _of_day(template: ProcessTemplate, name: str, day: date, now: datetime) -> Iterator[Finding]:
    region, times = template.holiday_region, template.daily_times
    if name == "opens_on" and at_local(day, times.opens, template.time_zone) <= now:
        yield finding((name,), "opens_in_the_past", day=day)
    elif now.date() <= day < template.decision.decides_on and not is_working_day(day, region):
        instead = next_working_day(day, region)
        yield finding((name,), "day_is_free", day=day, region=region, instead=instead)
