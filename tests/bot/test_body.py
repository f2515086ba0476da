"""What a verified sender may put into a body."""

import json

import pytest

from bot.door.front_door import LARGEST_BODY, RefusedError, parse


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"[]", 400),
        (b"7", 400),
        (b'{"a": NaN}', 400),
        (b'{"a": Infinity}', 400),
        (b'{"a": "\\ud800"}', 400),
        (b"\xff\xfe{}", 400),
        (b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}", 400),
        (b'{"a":' + b'{"a":' * 70 + b"1" + b"}" * 71, 400),
        (b'{"a": "' + b"x" * LARGEST_BODY + b'"}', 413),
    ],
)
def test_what_is_not_a_plain_small_object_is_refused(body: bytes, status: int) -> None:
    with pytest.raises(RefusedError) as refused:
        parse(body)
    assert refused.value.status == status


def test_a_plain_object_is_read() -> None:
    body = {"text": "Grüße 🌱", "value": {"deep": [[[1]]]}}
    assert parse(json.dumps(body).encode()) == body
