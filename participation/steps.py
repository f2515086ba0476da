"""The steps in which a person walks through a block's dialog."""

from dataclasses import dataclass, field

from participation.responses import Answers
from participation.statement_order import statement_order
from participation.templates.prompts import Prompt, Statement, StatementsPrompt
from participation.templates.template import TopicBlockTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the dialog: the department, one statement, one other prompt, or the review.

    `item` is what the page answers ("" for department and review).
    """

    item: str = ""
    prompt: Prompt | None = None
    statement: Statement | None = None
    is_review: bool = False

    @property
    def is_department(self) -> bool:
        """Say whether this page asks for the department."""
        return self.prompt is None and not self.is_review


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInput:
    """What the dialog sent: the card's own data and the person's entries, nothing of it trusted.

    `action` is next, back, send or change (start over from one's stored answer). `nonce` names the
    dialog: it orders the statements and makes sending idempotent.
    """

    process_id: str
    block_key: str
    revision: int
    nonce: str
    step: int
    action: str
    department: str = ""
    answers: Answers = field(default_factory=dict)


def steps_of(block: TopicBlockTemplate, nonce: str) -> tuple[Step, ...]:
    """Return the pages of `block` in the order that the dialog `nonce` draws."""
    pages = [Step()]
    for prompt in block.prompts:
        if isinstance(prompt, StatementsPrompt):
            order = statement_order(len(prompt.statements), f"{nonce}:{prompt.key}")
            pages += [_statement_step(prompt, prompt.statements[index]) for index in order]
        else:
            pages.append(Step(item=prompt.key, prompt=prompt))
    return (*pages, Step(is_review=True))


def _statement_step(prompt: StatementsPrompt, statement: Statement) -> Step:
    return Step(item=f"{prompt.key}.{statement.key}", prompt=prompt, statement=statement)
