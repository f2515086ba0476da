"""The steps in which a person walks through a block's dialog."""

from dataclasses import dataclass, field
from hashlib import sha256

from participation.entries import Entries
from participation.proposals import ProposedStatement
from participation.statement_order import statement_order
from participation.templates.prompts import Prompt, Statement, StatementsPrompt
from participation.templates.template import TopicBlockTemplate

DEPARTMENT_PAGE = "#department"
REVIEW_PAGE = "#review"
"""Names of the two pages that answer no item; no item's name has such a sign."""


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
    def page(self) -> str:
        """The page's name, unique in its dialog."""
        return self.item or (REVIEW_PAGE if self.is_review else DEPARTMENT_PAGE)

    @property
    def is_department(self) -> bool:
        """Say whether this page asks for the department."""
        return self.prompt is None and not self.is_review


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInput:
    """What the dialog sent: which page it showed and what was entered there, nothing of it trusted.

    `nonce` names the dialog and `state` what its page was made from. `action` is what was pressed:
    next, next_new (to the next statement that came in meanwhile), back, leave (back, but without
    the page's entries), send, change (begin from one's stored answer), extend (it with the
    statements that came in since), discard (one's draft), resume (one's draft, knowing what is
    stored) or open (as if the dialog had just been opened). `seen` names the stored answer that was
    shown beside the draft, `confirmed` the texts that are sent although they look personal.
    """

    process_id: str
    block_key: str
    revision: int
    nonce: str
    action: str
    state: str = ""
    page: str = ""
    entries: Entries = field(default_factory=dict)
    seen: str = ""
    confirmed: frozenset[str] = frozenset()


def steps_of(block: TopicBlockTemplate, seed: str) -> tuple[Step, ...]:
    """Return the pages of `block`; statements stand in the order that `seed` draws.

    A person's ballot is the seed, so that the order is the same wherever they go on.
    """
    pages = [Step()]
    for prompt in block.prompts:
        if isinstance(prompt, StatementsPrompt):
            pages += [_statement_step(prompt, one) for one in _ordered(prompt, seed)]
        else:
            pages.append(Step(item=prompt.key, prompt=prompt))
    return (*pages, Step(is_review=True))


def place_of(page: str, steps: tuple[Step, ...]) -> int:
    """Return the place of a page among the steps; a page that is gone leads to the first."""
    return next((place for place, step in enumerate(steps) if step.page == page), 0)


def _ordered(prompt: StatementsPrompt, seed: str) -> list[Statement]:
    """Return the template's statements, then the proposed ones.

    What comes in must not change the order in which somebody is in the middle.
    """
    own = [one for one in prompt.statements if isinstance(one, ProposedStatement)]
    given = [one for one in prompt.statements if not isinstance(one, ProposedStatement)]
    order = statement_order(len(given), f"{seed}:{prompt.key}")
    drawn = sorted(own, key=lambda one: sha256(f"{seed}:{one.key}".encode()).digest())
    return [given[index] for index in order] + drawn


def _statement_step(prompt: StatementsPrompt, statement: Statement) -> Step:
    return Step(item=f"{prompt.key}.{statement.key}", prompt=prompt, statement=statement)
