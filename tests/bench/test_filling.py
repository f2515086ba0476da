"""Whatever the dice say, what a page is filled in with is taken by the rules."""

from random import Random

import pytest

from bench.soak.filling import fill, new_mark
from cards.elements.answer_inputs import answer_inputs
from content.words import words
from participation.entries import answered
from participation.templates.prompts import Prompt, StatementsPrompt
from tests.participation.examples import kinds, rems_murr
from tests.seen import Json, Seen

PROMPTS = [
    prompt
    for template in (kinds(), rems_murr())
    for block in template.topic_blocks
    for prompt in block.prompts
    if not isinstance(prompt, StatementsPrompt)
]


def page_of(*fields: Json) -> Seen:
    """A page with these inputs."""
    return Seen("dialog", "", "", {"type": "AdaptiveCard", "body": [*fields]}, "", None)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("prompt", PROMPTS, ids=[prompt.key for prompt in PROMPTS])
def test_entries_by_dice_are_never_refused(prompt: Prompt, language: str) -> None:
    elements = answer_inputs(prompt, {}, words(language))
    seen = page_of(*(one.model_dump(mode="json", exclude_none=True) for one in elements))
    for seed in range(60):
        entries = fill(seen, Random(seed), "511", new_mark(Random(seed)))
        told = {name: str(entry) for name, entry in entries.items()}
        assert answered(prompt, prompt.key, told)


def test_who_has_a_department_names_it_where_it_is_offered() -> None:
    choices = [{"title": key, "value": key} for key in ("511", "512")]
    seen = page_of({"type": "Input.ChoiceSet", "id": "department", "choices": choices})
    assert fill(seen, Random(1), "512", "")["department"] == "512"
    assert fill(seen, Random(1), "999", "")["department"] in ("511", "512")
