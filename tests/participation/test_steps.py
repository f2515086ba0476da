"""The pages of a block's dialog."""

from participation.responses import items_of
from participation.steps import Step, steps_of
from tests.participation.examples import rems_murr, small

BLOCK = rems_murr().topic_blocks[0]


def test_a_dialog_begins_with_the_department_and_ends_with_the_review() -> None:
    steps = steps_of(BLOCK, "nonce")
    assert [step.is_department for step in steps] == [True, *[False] * (len(steps) - 1)]
    assert [step.is_review for step in steps] == [*[False] * (len(steps) - 1), True]


def test_every_item_of_the_block_has_one_page() -> None:
    asked = [step.item for step in steps_of(BLOCK, "nonce") if step.item]
    items = [item for prompt in BLOCK.prompts for item in items_of(prompt)]
    assert sorted(asked) == sorted(items)


def test_prompts_keep_their_order_and_statements_are_drawn() -> None:
    orders = {tuple(step.item for step in steps_of(BLOCK, str(nonce))) for nonce in range(50)}
    prompts = {tuple(dict.fromkeys(item.split(".")[0] for item in order)) for order in orders}
    assert len(orders) > 4
    assert prompts == {("", "meaning", "clarity", "first_aim", "noticed")}


def test_one_dialog_keeps_its_order() -> None:
    assert steps_of(BLOCK, "nonce") == steps_of(BLOCK, "nonce")


def test_a_statements_page_carries_its_statement() -> None:
    block = small().topic_blocks[0]
    texts = {step.item: step.statement.text.de for step in steps_of(block, "n") if step.statement}
    assert texts == {"claims.one": "Das erste stimmt.", "claims.two": "Das zweite stimmt."}


def test_other_pages_carry_their_prompt_alone() -> None:
    block = small().topic_blocks[1]
    way, remark = block.prompts
    assert steps_of(block, "n") == (
        Step(),
        Step(item="way", prompt=way),
        Step(item="remark", prompt=remark),
        Step(is_review=True),
    )
