"""The bundled process of 2021 as it runs in 2027, at different moments of its life."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from participation.process import BlockState, Process, TopicBlock
from participation.running.standing import Standing
from participation.templates.schedule import at_local, moved
from participation.templates.template import ProcessTemplate, TopicBlockTemplate
from tests.cards.examples import GATE
from tests.participation.examples import rems_murr

ZONE = ZoneInfo("Europe/Berlin")
TEMPLATE = moved(rems_murr(), date(2027, 4, 1))
ALL_PLANNED: Mapping[str, BlockState] = {}
FIRST_OPEN = {"basics": BlockState.OPEN}
FIRST_SEALED = {"basics": BlockState.SEALED}


def local(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """Return a moment of 2027 as clocks in the office show it."""
    return datetime(2027, month, day, hour, minute, tzinfo=ZONE)


def standing(
    states: Mapping[str, BlockState] = ALL_PLANNED,
    template: ProcessTemplate = TEMPLATE,
    process_id: str = "p1",
) -> Standing:
    """Return the process with its blocks in some states; planned unless told otherwise."""
    process = Process(
        process_id=process_id, tenant_id="t", team_id="19:team", template=template, gate=GATE
    )
    return Standing(
        process=process,
        blocks=tuple(_block(process, one, states) for one in template.topic_blocks),
    )


def dates(shown: Standing) -> list[date]:
    """Return all days of a process in order, the decision last."""
    blocks = [
        (one.content.opens_on, one.content.closes_on, one.content.publishes_on)
        for one in shown.blocks
    ]
    days = [day for block in blocks for day in block]
    return [*days, shown.process.template.decision.decides_on]


def _block(
    process: Process, content: TopicBlockTemplate, states: Mapping[str, BlockState]
) -> TopicBlock:
    template = process.template
    times, zone = template.daily_times, template.time_zone
    return TopicBlock(
        process_id=process.process_id,
        content=content,
        channel_id=f"19:{content.key}",
        opens_at=at_local(content.opens_on, times.opens, zone),
        closes_at=at_local(content.closes_on, times.closes, zone),
        publishes_at=at_local(content.publishes_on, times.publishes, zone),
        state=states.get(content.key, BlockState.PLANNED),
    )
