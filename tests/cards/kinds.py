"""The block that has every kind of prompt with bounds or several options, as cards show it."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.summarise import summarise
from analysis.summary import Summary
from cards import answer_card, own_answer_card, published_card, summary_card
from cards.elements.parts import Card
from content.words import Words
from participation.process import Process, TopicBlock
from participation.responses import Response
from participation.sealing import take_apart
from participation.steps import steps_of
from tests.participation.examples import kinds

ANSWERS = {
    "tasks": "plan,write",
    "aims": "third,first,other",
    "shapes.few": "0",
    "shapes.many": "10",
    "shapes.status_quo": "4",
    "hours": "7.5",
    "start": "2021-10-03",
}
INVITED = 70
TEMPLATE = kinds().model_copy(
    update={
        "departments": tuple(
            one.model_copy(update={"invited_count": INVITED}) for one in kinds().departments
        )
    }
)
CONTENT = TEMPLATE.topic_blocks[0]


def process_of(example: Process) -> Process:
    """Return the process in which the block runs, like `example` but for its template."""
    return replace(example, template=TEMPLATE)


def block_of(example: TopicBlock) -> TopicBlock:
    """Return the running block, like `example` but for its content."""
    return replace(example, content=CONTENT)


def view_of(example: answer_card.AnswerView, item: str = "") -> answer_card.AnswerView:
    """Return the page of `item`, or the review, like `example` but for its block."""
    steps = steps_of(CONTENT, example.nonce)
    items = [step.item for step in steps]
    return replace(
        example,
        process=process_of(example.process),
        block=block_of(example.block),
        steps=steps,
        step=items.index(item) if item else len(steps) - 1,
        answers=ANSWERS,
    )


def kinds_summary(example: TopicBlock, process: Process, *, people: int) -> Summary:
    """Return the summary of an invented office in which `people` have answered."""
    responses = [
        Response(department=("511", "512")[number % 2], answers=_answers(number))
        for number in range(people)
    ]
    block = block_of(example)
    return summarise(process_of(process), block, take_apart(block.content, responses).counts)


def cards_of_kinds(
    view: answer_card.AnswerView, nonce: str, words: Words
) -> Iterator[tuple[str, Card]]:
    """Return a card for every kind of prompt, and what becomes of the answers."""
    process, block = process_of(view.process), block_of(view.block)
    for item in ("tasks", "aims", "shapes", "hours", "areas", "start"):
        yield f"answer_kind_{item}", answer_card.build(view_of(view, item), words)
    yield "answer_kind_review", answer_card.build(view_of(view), words)
    response = Response(department="511", answers=ANSWERS)
    yield "own_answer_kinds", own_answer_card.build(process, block, response, nonce, words)
    for name, people in (("kinds", 120), ("kinds_few", 24)):
        summary = kinds_summary(view.block, view.process, people=people)
        yield f"published_{name}", published_card.build(process, block, summary, words)
        yield f"summary_{name}", summary_card.build(process, block, summary, (), words)


def _answers(number: int) -> dict[str, str]:
    """Return the answers of one invented person; all lean one way a little."""
    orders = ("third,first,other", "first,third,other", "third,other,first")
    choices = ("plan", "plan,write", "meet", "meet,write", "write")
    skipped = {"areas": "", "start": ""} if number % 4 == 0 else {}
    answers = {
        "tasks": choices[number % len(choices)],
        "aims": orders[number % len(orders)],
        "shapes.few": str(number % 6),
        "shapes.many": str(10 - number % 5),
        "shapes.status_quo": str(number % 11),
        "hours": str(number % 40 + 1),
        "areas": str(number % 20),
        "start": f"2021-10-{number % 28 + 1:02}",
        **skipped,
    }
    return {item: answer for item, answer in answers.items() if answer}
