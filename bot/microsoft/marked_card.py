"""Lets the buttons of a posted card say which message it is, so that a double can be told."""

from typing import Any

from bot.door.incoming import JOB


def marked(card: dict[str, object], job: str) -> dict[str, object]:
    """Return `card` with `job` in the data of every button that sends something."""
    return {name: _marked(part, job) for name, part in card.items()}


def _marked(part: Any, job: str) -> Any:
    if isinstance(part, list):
        return [_marked(one, job) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "Action.Submit":
        return {**part, "data": {**part.get("data", {}), JOB: job}}
    return {name: _marked(one, job) for name, one in part.items()}
