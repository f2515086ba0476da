"""Activities gone wrong: good ones of every kind, with something broken in each.

All comes from a seed, so that what was found once can be found again.
"""

from __future__ import annotations

import copy
import http.client
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    " ",
    "\x00",
    "\u202e\u200b",
    "x" * 600,
    "ä" * 5000,
    "../../etc/passwd",
    "19:other@thread.tacv2;messageid=1",
    "<at>Themenblock</at> einrichten",
    [],
    [[]],
    [None] * 50,
    {},
    {"": ""},
    {"id": {"id": {"id": []}}},
    {"type": "task/fetch"},
)
RAW: tuple[bytes, ...] = (
    b"",
    b"null",
    b"[]",
    b"7",
    b'"activity"',
    b"{",
    b'{"type": NaN}',
    b'{"type": "\\ud800"}',
    b'{"value": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    b"\xff\xfe{}",
    b"\x00" * 100,
    b'{"type": "message", "type": "invoke"}',
)


@dataclass(frozen=True, slots=True)
class Door:
    """Where the bot listens, and a token that opens."""

    port: int
    token: str


def broken(good: list[Json], seed: int) -> Iterator[bytes]:
    """Yield bodies without end, each a good activity with one to four things wrong."""
    dice = random.Random(seed)
    while True:
        if dice.random() < 0.02:
            yield dice.choice(RAW)
            continue
        activity = copy.deepcopy(dice.choice(good))
        for _ in range(dice.randint(1, 4)):
            _break(activity, dice)
        body = json.dumps(activity).encode()
        yield _bent(body, dice) if dice.random() < 0.05 else body


def knock(door: Door, bodies: list[bytes]) -> list[int]:
    """Send bodies one after another and return the statuses of their answers."""
    connection = http.client.HTTPConnection("127.0.0.1", door.port, timeout=30)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {door.token}"}
    statuses = []
    for body in bodies:
        connection.request("POST", "/api/messages", body, headers)
        with connection.getresponse() as answer:
            answer.read()
            statuses.append(answer.status)
    connection.close()
    return statuses


def _break(activity: Json, dice: random.Random) -> None:
    holder, name = dice.choice(_places(activity))
    act = dice.randrange(4)
    if act == 0:
        del holder[name]
    elif act == 1:
        holder[name] = {"nested": copy.deepcopy(holder[name])}
    else:
        holder[name] = copy.deepcopy(dice.choice(ODD))


def _places(tree: Any) -> list[tuple[Any, Any]]:
    names = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
    found = [(tree, name) for name in names]
    for name in names:
        if isinstance(tree[name], dict | list):
            found += _places(tree[name])
    return found or [({"nothing": None}, "nothing")]


def _bent(body: bytes, dice: random.Random) -> bytes:
    """Return `body` with a byte changed, cut off somewhere, or said twice."""
    at = dice.randrange(len(body))
    return dice.choice(
        (body[:at], body[:at] + bytes([dice.randrange(256)]) + body[at + 1 :], body + body)
    )
