"""What may be proposed, and how an accepted statement joins the others."""

from dataclasses import replace

import pytest

from participation.drafts import Draft, next_new_page
from participation.proposals import (
    Proposal,
    ProposalState,
    ProposedStatement,
    accepted,
    alike,
    declined,
    prompt_of,
    proposed,
    taken_back,
    with_accepted,
)
from participation.refusals import (
    AnswerTooLongError,
    ProposalDecidedError,
    ProposalKnownError,
    ProposalsOffError,
    ProposalsUsedUpError,
    ProposalTooShortError,
    StatementsFullError,
)
from participation.responses import Response, new_items, respond
from participation.sealing import take_apart
from participation.steps import REVIEW_PAGE, steps_of
from participation.templates.prompts import MOST_STATEMENTS, StatementsPrompt
from tests.participation.examples import small

TEMPLATE = small()
PLAIN = TEMPLATE.topic_blocks[0]
ASKING = PLAIN.prompts[0].model_copy(update={"allows_proposals": True})
BLOCK = PLAIN.model_copy(update={"prompts": (ASKING, *PLAIN.prompts[1:])})
assert isinstance(ASKING, StatementsPrompt)
PROMPT: StatementsPrompt = ASKING
TEXT = "Wir brauchen feste Zeiten."
NEW = Proposal(proposal=b"p" * 16, prompt_key=PROMPT.key, text=TEXT, pseudonym=b"a" * 16)
ASKED = accepted(NEW, TEXT, PROMPT, ())
WITH_ONE = with_accepted(BLOCK, [ASKED])
COMPLETE = {"claims.one": "agree", "claims.two": "pass", "clarity": "3"}


def test_a_template_takes_no_proposals_unless_it_says_so() -> None:
    with pytest.raises(ProposalsOffError):
        prompt_of(PLAIN, PROMPT.key)
    with pytest.raises(ProposalsOffError):
        prompt_of(BLOCK, "clarity")


def test_a_proposal_is_one_line_without_invisible_signs() -> None:
    assert proposed("  Wir\nbrauchen \u200b feste\tZeiten. ", PROMPT, ()) == TEXT


@pytest.mark.parametrize("same", ["Das erste stimmt.", " das ERSTE  stimmt!", "The first is right"])
def test_what_is_asked_already_is_not_proposed_again(same: str) -> None:
    with pytest.raises(ProposalKnownError):
        proposed(same, PROMPT, ())


def test_nobody_proposes_the_same_twice_or_more_than_the_template_allows() -> None:
    with pytest.raises(ProposalKnownError):
        proposed(TEXT.upper(), PROMPT, (NEW,))
    with pytest.raises(ProposalsUsedUpError):
        proposed("Etwas ganz anderes.", PROMPT, (NEW, replace(NEW, text="Noch eine Aussage.")))


def test_texts_that_are_too_short_or_too_long_are_refused() -> None:
    with pytest.raises(ProposalTooShortError):
        proposed("Nein.", PROMPT, ())
    with pytest.raises(AnswerTooLongError):
        proposed("x" * (PROMPT.proposal_length + 1), PROMPT, ())


def test_an_accepted_statement_joins_behind_the_others_and_nobody_has_to_answer_it() -> None:
    statements = WITH_ONE.prompts[0].statements  # type: ignore[union-attr]
    assert [one.key for one in statements] == ["one", "two", "own_1"]
    respond(TEMPLATE, WITH_ONE, department="511", answers=COMPLETE)
    extended = {**COMPLETE, "claims.own_1": "agree"}
    found = respond(TEMPLATE, WITH_ONE, department="511", answers=extended)
    assert found.answers["claims.own_1"] == "agree"


def test_a_changed_wording_is_marked_as_such() -> None:
    changed = accepted(NEW, "Wir brauchen feste Termine.", PROMPT, ())
    for proposal, is_edited in ((ASKED, False), (changed, True)):
        statement = with_accepted(BLOCK, [proposal]).prompts[0].statements[-1]  # type: ignore[union-attr]
        assert isinstance(statement, ProposedStatement)
        assert statement.is_edited is is_edited


def test_a_key_is_never_given_twice_not_even_after_a_statement_was_taken_back() -> None:
    gone = taken_back(ASKED, "unkind")
    other = accepted(replace(NEW, proposal=b"q" * 16), TEXT, PROMPT, [gone.key])
    assert (gone.key, other.key) == ("own_1", "own_2")
    assert with_accepted(BLOCK, [gone]) == BLOCK


def test_votes_on_a_statement_that_was_taken_back_count_nowhere() -> None:
    voted = Response(department="511", answers={**COMPLETE, "claims.own_1": "agree"})
    sealed = take_apart(BLOCK, [voted])
    assert not [item for item, _ in sealed.counts.items if "own" in item]
    assert "own_1" not in str(sealed.vote_rows)
    assert (
        "claims.own_1"
        not in respond(TEMPLATE, BLOCK, department="511", answers=voted.answers).answers
    )


def test_a_decision_is_made_once() -> None:
    for decided in (ASKED, declined(NEW, "off_topic")):
        with pytest.raises(ProposalDecidedError):
            declined(decided, "unkind")
        with pytest.raises(ProposalDecidedError):
            accepted(decided, TEXT, PROMPT, ())
    with pytest.raises(ProposalDecidedError):
        taken_back(NEW, "unkind")


def test_a_prompt_does_not_grow_without_end() -> None:
    many = PROMPT.statements * MOST_STATEMENTS
    with pytest.raises(StatementsFullError):
        accepted(NEW, TEXT, PROMPT.model_copy(update={"statements": many}), ())


def test_a_statement_that_is_nearly_the_same_is_shown_to_moderators() -> None:
    assert alike("Das erste stimmt so.", PROMPT) == PROMPT.statements[0].text
    assert alike("Etwas ganz anderes.", PROMPT) is None


def test_what_comes_in_leaves_the_order_of_the_others_as_it_was() -> None:
    more = with_accepted(
        BLOCK, [ASKED, replace(ASKED, key="own_2", proposal=b"q" * 16, wording="Noch eine.")]
    )
    before, after = ([step.page for step in steps_of(one, "seed")] for one in (BLOCK, more))
    assert [page for page in after if "own_" not in page] == before


def test_the_second_round_asks_the_new_statements_alone() -> None:
    steps = steps_of(WITH_ONE, "seed")
    assert new_items(WITH_ONE, COMPLETE) == ("claims.own_1",)
    draft = Draft(base=b"b" * 16, department="511", answers=COMPLETE)
    assert next_new_page(draft, steps) == "claims.own_1"
    voted = replace(draft, answers={**COMPLETE, "claims.own_1": "pass"})
    assert next_new_page(voted, steps) == REVIEW_PAGE


def test_until_it_is_decided_a_proposal_is_asked_of_nobody() -> None:
    for state in (ProposalState.FRESH, ProposalState.WAITING, ProposalState.DECLINED):
        assert with_accepted(BLOCK, [replace(NEW, state=state)]) == BLOCK
