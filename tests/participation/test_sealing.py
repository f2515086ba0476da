"""Taking a closed block apart: counts, vote rows and texts, and nothing that ties them."""

from participation.responses import Response
from participation.sealing import FrozenCounts, SealedBlock, take_apart
from tests.participation.examples import small

FIRST, SECOND = small().topic_blocks


def votes(one: str, two: str, clarity: str, department: str) -> Response:
    """Return an answer to the first block."""
    answers = {"claims.one": one, "claims.two": two, "clarity": clarity}
    return Response(department=department, answers=answers)


def test_answers_are_counted_by_item_and_department() -> None:
    sealed = take_apart(
        FIRST,
        [
            votes("agree", "pass", "1", "511"),
            votes("agree", "agree", "1", "511"),
            votes("disagree", "agree", "5", "512"),
        ],
    )
    assert sealed.counts == FrozenCounts(
        answered={"511": 2, "512": 1},
        items={
            ("claims.one", "511"): {"agree": 2},
            ("claims.two", "511"): {"pass": 1, "agree": 1},
            ("clarity", "511"): {"1": 2},
            ("claims.one", "512"): {"disagree": 1},
            ("claims.two", "512"): {"agree": 1},
            ("clarity", "512"): {"5": 1},
        },
        texts={},
    )


def test_vote_rows_hold_votes_only() -> None:
    sealed = take_apart(FIRST, [votes("agree", "pass", "3", "511")])
    assert sealed.vote_rows == ({"claims.one": "agree", "claims.two": "pass"},)


def test_texts_stand_alone_and_are_not_counted_by_department() -> None:
    answers = {"way": "left", "remark": "Mehr Zeit."}
    sealed = take_apart(SECOND, [Response(department="511", answers=answers)])
    assert sealed == SealedBlock(
        counts=FrozenCounts(
            answered={"511": 1}, items={("way", "511"): {"left": 1}}, texts={"remark": 1}
        ),
        vote_rows=(),
        texts=(("remark", "Mehr Zeit."),),
    )


def test_a_block_that_nobody_answered_leaves_nothing() -> None:
    empty = FrozenCounts(answered={}, items={}, texts={})
    assert take_apart(FIRST, []) == SealedBlock(counts=empty, vote_rows=(), texts=())
