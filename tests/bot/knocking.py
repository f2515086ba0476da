"""Knocking at the bot's door with an activity and a token, right or wrong."""

from typing import Any

from tests.journeys.story import Story


def knock(story: Story, activity: dict[str, Any] | None = None, **token: Any) -> int:
    """The status that a raw activity with a wrong or right token gets."""
    person = story.staff[0]
    answer = story.office.activity(person, story.office.channel(), activity or {}, token)
    return int(answer["status"])
