"""The channels of a team that has so many of them that the set-up page would be too large.

Every topic block asks for one, so ids and names repeat. Then a choice sends its position, the ids
stand once in the button, and long names lose their middle, where they differ least.
"""

from collections.abc import Sequence
from dataclasses import replace

from cards.elements.set_up_pages import CHANNEL, SetUpView

NAME_LENGTHS = (50, 30, 20, 12)
"""How long names may be, tried one after another; Teams itself allows 50 characters."""


def numbered(view: SetUpView, longest: int) -> SetUpView:
    """Return the page with positions for the channels' ids, and names of at most `longest`."""
    positions = {channel_id: str(number) for number, (channel_id, _) in enumerate(view.channels)}
    return replace(
        view,
        channels=tuple((positions[one], shortened(name, longest)) for one, name in view.channels),
        form={
            field: positions.get(entry, "") if field.startswith(CHANNEL) else entry
            for field, entry in view.form.items()
        },
    )


def shortened(name: str, longest: int) -> str:
    """Return `name` with an ellipsis for its middle if it is longer than `longest`."""
    if len(name) <= longest:
        return name
    start = longest // 2
    return f"{name[:start]}…{name[start + 1 - longest :]}"


def chosen(entry: str, channel_ids: Sequence[str]) -> str:
    """Return the id at the position that was sent, or the entry itself, which the rules judge."""
    if entry.isdecimal() and entry.isascii() and int(entry) < len(channel_ids):
        return channel_ids[int(entry)]
    return entry
