"""Templates and blocks that the tests of the rules share."""

from datetime import UTC, date, datetime
from pathlib import Path

from content.library import template_source
from participation.process import BlockState, TopicBlock
from participation.templates.prompts import Prompt
from participation.templates.template import ProcessTemplate
from participation.templates.validation import check_template

TEMPLATES = Path(__file__).parent / "templates"


def source(name: str) -> str:
    """Return the text of an example file, named without its ending."""
    return next(TEMPLATES.glob(f"{name}.*")).read_text("utf-8")


def parsed(file: str, text: str) -> ProcessTemplate:
    """Return a template that must be without mistakes."""
    template, mistakes = check_template(file, text)
    assert template is not None, mistakes
    return template


def small() -> ProcessTemplate:
    """The small example: two blocks with every kind of prompt."""
    return parsed("small.toml", source("small"))


def kinds() -> ProcessTemplate:
    """One block with every kind of prompt that has bounds or several options."""
    return parsed("kinds.toml", source("kinds"))


def asked(key: str) -> Prompt:
    """A prompt of that block."""
    return next(prompt for prompt in kinds().topic_blocks[0].prompts if prompt.key == key)


def rems_murr() -> ProcessTemplate:
    """The bundled process of Drucksache 2021/110."""
    return parsed(*template_source("rems_murr_2021"))


def block(state: BlockState = BlockState.PLANNED) -> TopicBlock:
    """The first block of the small example in a running process."""
    return TopicBlock(
        process_id="p1",
        content=small().topic_blocks[0],
        channel_id="channel",
        opens_at=datetime(2027, 4, 1, 6, tzinfo=UTC),
        closes_at=datetime(2027, 4, 21, 16, tzinfo=UTC),
        publishes_at=datetime(2027, 4, 28, 8, tzinfo=UTC),
        state=state,
    )


def with_dates(template: ProcessTemplate, *days: date) -> ProcessTemplate:
    """Return the template with only its first block, moved to three days and a decision."""
    opens_on, closes_on, publishes_on, decides_on = days
    dates = {"opens_on": opens_on, "closes_on": closes_on, "publishes_on": publishes_on}
    first = template.topic_blocks[0].model_copy(update=dates)
    decision = template.decision.model_copy(update={"decides_on": decides_on})
    return template.model_copy(update={"topic_blocks": (first,), "decision": decision})
