"""A good token beside a body that is large, deep, odd, or wrong in any one field that is read."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from bot.door.front_door import LARGEST_BODY
from bot.door.incoming import Incoming
from tests.bot.fuzzing import Door, Json, knock
from tests.journeys.story import Story
from tests.sandbox.fake_bot import start_fake_bot

WRONG: tuple[Any, ...] = (7, 1.5, True, [], [[]], {"a": 1}, ["x"], "x" * 130_000)
READ_AS_IT_COMES = frozenset({"value"})
"""What a button sends: each card checks its own."""

BODIES: tuple[tuple[bytes, int], ...] = (
    (b"", 400),
    (b"null", 400),
    (b"[]", 400),
    (b"7", 400),
    (b'"text"', 400),
    (b"{", 400),
    (b'{"a": NaN}', 400),
    (b'{"a": -Infinity}', 400),
    (b'{"a": "\\ud800"}', 400),
    (b"\xff\xfe{}", 400),
    (b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}", 400),
    (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 400),
    (b'{"a": "' + b"x" * LARGEST_BODY + b'"}', 413),
    (b'{"a": "' + b"x" * 1024 * 1024 + b'"}', 413),
)


@pytest.fixture(scope="module")
def heard(shared: Story) -> tuple[Door, Json]:
    """The bot's door with a good token, and the activity that came with it."""
    with start_fake_bot(shared.office, signs_in=False) as listener:
        shared.office.say(shared.staff[0], shared.office.channel(), "hilfe", mention=True)
        one = listener.heard[-1]
    shared.office.set_bot(shared.bot.url)
    return Door(shared.bot.port, one.token), one.activity


@pytest.mark.parametrize(("body", "status"), BODIES, ids=range(len(BODIES)))
def test_a_body_that_is_none_is_refused_though_its_token_is_good(
    shared: Story, heard: tuple[Door, Json], body: bytes, status: int
) -> None:
    before = len(shared.bot.log)
    assert knock(heard[0], [body]) == [status]
    assert _refusals(shared, before) == 1


def test_a_wrong_type_in_any_field_that_is_read_is_refused(
    shared: Story, heard: tuple[Door, Json]
) -> None:
    door, good = heard
    paths = list(_fields(Incoming))
    assert ["conversation", "tenantId"] in paths
    assert ["channelData", "team", "id"] in paths
    before = len(shared.bot.log)
    bodies = {
        f"{'.'.join(path)} = {wrong!r:.40}": _with(good, path, wrong)
        for path in paths
        for wrong in WRONG
        if not _may_be(path, wrong)
    }
    statuses = knock(door, list(bodies.values()))
    let_in = [name for name, got in zip(bodies, statuses, strict=True) if not 400 <= got < 500]
    assert not let_in
    assert len(bodies) > 200
    assert _refusals(shared, before) == len(bodies)
    assert knock(door, [json.dumps(good).encode()]) == [200]


def _fields(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Every field of the model and of its parts, by the names that Teams gives them."""
    for name, field in model.model_fields.items():
        outside = field.alias or name
        yield [*path, outside]
        for part in _models(field.annotation):
            if "Account, ..." not in str(field.annotation):
                yield from _fields(part, (*path, outside))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    for one in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one


def _may_be(path: list[str], wrong: Any) -> bool:
    """Whether a value is no mistake there: other parts of an object are not read."""
    last = path[-1]
    return (
        last in READ_AS_IT_COMES
        or (last in ("membersAdded", "membersRemoved") and wrong == [])
        or (last in ("from", "recipient", "channelData") and wrong == {"a": 1})
    )


def _with(good: Json, path: list[str], wrong: Any) -> bytes:
    activity = copy.deepcopy(good)
    holder = activity
    for name in path[:-1]:
        holder = holder.setdefault(name, {})
    holder[path[-1]] = wrong
    return json.dumps(activity).encode()


def _refusals(story: Story, before: int) -> int:
    lines = story.bot.log[before:].splitlines()
    return [json.loads(line)["event"] for line in lines].count("activity_refused")
