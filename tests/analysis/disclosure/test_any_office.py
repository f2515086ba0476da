"""Offices, departments and answers at random: everything published, and somebody who works it out.

The audit knows a publication, not how it came about; here it is the attacker.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.audit import audit
from analysis.summarise import summarise
from participation.sealing import take_apart
from participation.templates.prompts import Prompt
from tests.analysis.examples import block, process
from tests.analysis.offices import KINDS, Answering, answered_response


@st.composite
def offices(draw: st.DrawFn) -> tuple[tuple[Prompt, ...], list[list[Answering]], int]:
    """Return prompts of three kinds, how each person of each department answers, and k."""
    made = [KINDS[name]() for name in draw(st.permutations(sorted(KINDS)))]
    prompts = tuple({prompt.key: prompt for prompt in made[:4]}.values())
    sizes = draw(st.lists(st.integers(0, 24), min_size=1, max_size=5))
    people = [
        [Answering(seed=draw(st.integers(0, 2**32)), lean=lean) for _ in range(size)]
        for size, lean in zip(
            sizes, (draw(st.sampled_from([0.0, 0.3, 0.7, 0.95])) for _ in sizes), strict=True
        )
    ]
    return prompts, people, draw(st.sampled_from([5, 5, 7]))


@settings(max_examples=8, deadline=None, derandomize=True)
@given(offices())
def test_nobody_narrows_anything_below_what_is_promised(
    office: tuple[tuple[Prompt, ...], list[list[Answering]], int],
) -> None:
    prompts, people, k = office
    asked = block(*prompts)
    running = process(asked, [len(one) for one in people], k)
    responses = [
        answered_response(prompts, f"d{number}", person)
        for number, department in enumerate(people)
        for person in department
    ]
    counts = take_apart(asked.content, responses).counts
    found = audit(running, asked, [summarise(running, asked, counts)])
    assert found.is_clean, found
