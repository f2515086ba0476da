"""`answer_block`: several windows of one person, and what is delivered late or twice."""

from dataclasses import replace

import pytest

from participation.steps import REVIEW_PAGE
from storage.drafts import MOST_DRAFTS
from tests.cards.examples import BLOCK
from tests.cards.tree import button
from tests.dialogs.desk import Desk, Window, person, refused

RESUMED = "Sie machen dort weiter"


def test_opening_writes_nothing_however_often(desk: Desk) -> None:
    desk.open("anna").walk("size")
    before = desk.rows()
    for _ in range(4):
        assert RESUMED in desk.open("anna").text
    assert desk.rows() == before


def test_who_goes_on_elsewhere_stands_where_they_were(desk: Desk) -> None:
    phone = desk.open("anna").walk("name")
    other = desk.open("anna")
    assert (other.page, RESUMED in other.text) == (phone.page, True)


def test_a_draft_is_nobody_elses(desk: Desk) -> None:
    desk.open("anna").walk("name")
    assert desk.open("berta").page == "#department"


@pytest.mark.parametrize("page", ["size", "name", "wish", REVIEW_PAGE])
def test_a_step_delivered_again_shows_the_page_after_it_and_writes_nothing(
    desk: Desk, page: str
) -> None:
    window = desk.open("anna").walk(page)
    before = desk.rows()
    assert window.again().card == window.card
    assert desk.rows() == before


def test_a_step_delivered_very_late_shows_where_the_dialog_stands(desk: Desk) -> None:
    window = desk.open("anna").walk("size")
    early = window.last
    assert early is not None
    window.walk()
    before = desk.rows()
    assert desk.deliver(early).card == window.card
    assert desk.rows() == before


def test_steps_after_sending_get_the_receipt(desk: Desk) -> None:
    window = desk.open("anna").walk("wish")
    early = window.last
    assert early is not None
    window.walk().press("Senden")
    before = desk.rows()
    assert desk.deliver(early).card == window.card == window.again().card
    assert desk.rows() == before


def test_a_first_step_that_comes_again_after_withdrawing_makes_no_new_draft(desk: Desk) -> None:
    window = desk.open("anna").next()
    first = window.last
    assert first is not None
    desk.open("anna").walk().press("Senden")
    desk.open("anna").press("Zurückziehen").press("Ja, zurückziehen")
    before = desk.rows()
    assert before["drafts"] == []
    assert "Hier geht es nicht weiter" in str(desk.deliver(first).card)
    assert desk.rows() == before


def test_what_was_taken_over_is_not_offered_after_it_was_sent(desk: Desk) -> None:
    desk.open("anna").walk("name")
    desk.open("anna").press("Zurück").press("Weiter", answer="5").walk().press("Senden")
    assert "Ändern" in desk.open("anna").buttons


def test_a_window_that_was_left_can_still_go_on_by_itself(desk: Desk) -> None:
    phone = desk.open("anna").walk("name")
    desk.open("anna").walk("wish")
    assert phone.next().page == "wish"


def test_the_later_of_two_windows_sees_both_and_nothing_is_stored(desk: Desk) -> None:
    first, second = desk.open("anna"), desk.open("anna")
    first.walk().press("Senden")
    second.walk(vote="Weiß nicht")
    before = desk.rows()
    second.press("Senden")
    assert desk.rows() == before
    assert "Inzwischen geändert" in second.text
    assert [second.text.count(word) for word in ("Stimme\u00a0zu", "Weiß\u00a0nicht")] == [2, 2]
    assert second.again().card == second.card


def conflicting(desk: Desk) -> Window:
    """A window that shows a conflict: agreement is stored, the draft passes."""
    first, second = desk.open("anna"), desk.open("anna")
    first.walk().press("Senden")
    return second.walk(vote="Weiß nicht").press("Senden")


def test_the_draft_can_be_sent_after_both_were_seen(desk: Desk) -> None:
    window = conflicting(desk).press("Entwurf senden")
    assert "Vielen Dank" in window.text
    assert "Weiß\u00a0nicht" in desk.open("anna").text
    assert desk.rows()["drafts"] == []


def test_the_stored_answer_can_be_kept(desk: Desk) -> None:
    window = conflicting(desk).press("Gespeicherte behalten")
    assert "Stimme\u00a0zu" in window.text
    assert "Ändern" in desk.open("anna").buttons
    assert desk.rows()["drafts"] == []
    assert window.again().text == window.text


def test_the_draft_can_be_looked_at_and_then_sent(desk: Desk) -> None:
    window = conflicting(desk).press("Entwurf noch einmal ansehen")
    assert window.page == REVIEW_PAGE
    assert "Vielen Dank" in window.press("Senden").text


def test_a_third_window_that_sends_meanwhile_is_seen_as_well(desk: Desk) -> None:
    third = desk.open("anna")
    window = conflicting(desk)
    third.walk(vote="Stimme nicht zu").press("Senden").press("Entwurf senden")
    before = desk.rows()
    window.press("Entwurf senden")
    assert desk.rows() == before
    assert "Stimme\u00a0nicht\u00a0zu" in window.text
    assert "Vielen Dank" in window.press("Entwurf senden").text


def test_a_stale_draft_is_shown_beside_the_newer_answer_when_the_block_is_opened(
    desk: Desk,
) -> None:
    left, other = desk.open("anna"), desk.open("anna")
    left.walk("wish", vote="Weiß nicht")
    other.walk().press("Senden")
    window = desk.open("anna")
    assert "Inzwischen geändert" in window.text
    assert "Entwurf senden" not in window.buttons
    window.press("Mit dem Entwurf weitermachen").walk().press("Senden")
    assert "Vielen Dank" in window.text


def test_an_abandoned_draft_that_says_nothing_else_is_passed_over(desk: Desk) -> None:
    left, other = desk.open("anna"), desk.open("anna")
    left.walk("size")
    other.walk().press("Senden")
    assert "Ändern" in desk.open("anna").buttons


def test_withdrawing_takes_every_draft_along(desk: Desk) -> None:
    left, other = desk.open("anna"), desk.open("anna")
    left.walk("wish", vote="Weiß nicht")
    other.walk().press("Senden")
    desk.open("anna").press("Gespeicherte behalten").press("Zurückziehen").press("Ja, zurückziehen")
    assert desk.rows()["drafts"] == desk.rows()["responses"] == []
    assert "Hier geht es nicht weiter" in left.next().text
    assert left.press("Aktuellen Stand zeigen").page == "#department"


def test_beginning_anew_forgets_the_draft(desk: Desk) -> None:
    desk.open("anna").walk("wish")
    window = desk.open("anna").press("Von vorn beginnen")
    assert desk.rows()["drafts"] == []
    assert window.walk().page == REVIEW_PAGE


def test_dropping_ones_changes_shows_what_is_stored(desk: Desk) -> None:
    desk.open("anna").walk().press("Senden")
    desk.open("anna").press("Ändern").walk("size", vote="Weiß nicht")
    window = desk.open("anna").press("Änderungen verwerfen")
    assert "Stimme\u00a0zu" in window.text
    assert desk.rows()["drafts"] == []


def test_a_change_that_was_interrupted_goes_on(desk: Desk) -> None:
    desk.open("anna").walk().press("Senden")
    left = desk.open("anna").press("Ändern").walk("size", vote="Weiß nicht")
    window = desk.open("anna")
    assert (window.page, RESUMED in window.text) == (left.page, True)


def test_looking_at_ones_answer_to_change_it_leaves_nothing_to_go_on_with(desk: Desk) -> None:
    desk.open("anna").walk().press("Senden")
    before = desk.rows()
    desk.open("anna").press("Ändern")
    assert desk.rows() == before


def test_a_change_that_began_before_another_was_sent_is_refused_its_first_step(
    desk: Desk,
) -> None:
    desk.open("anna").walk().press("Senden")
    early = desk.open("anna").press("Ändern")
    desk.open("anna").press("Ändern").walk(vote="Weiß nicht").press("Senden")
    assert "Hier geht es nicht weiter" in early.next().text


def test_somebody_elses_dialog_cannot_be_gone_on_with_or_worked_off(desk: Desk) -> None:
    review = desk.open("anna").walk()
    theirs = desk.sent("berta", button(review.card, "Senden"))
    before = desk.rows()
    assert "Hier geht es nicht weiter" in str(desk.deliver(theirs).card)
    assert desk.rows() == before
    assert "Vielen Dank" in review.press("Senden").text
    assert "Hier geht es nicht weiter" in str(desk.deliver(theirs).card)


def test_a_first_step_under_somebody_elses_nonce_takes_nothing_from_them(desk: Desk) -> None:
    window = desk.open("anna")
    data = {**button(window.card, "Weiter"), "department": "511"}
    desk.deliver(desk.sent("berta", data))
    assert window.walk().press("Senden").text.startswith("Vielen Dank")


def test_an_entry_is_not_taken_for_another_pages(desk: Desk) -> None:
    window = desk.open("anna").walk("name")
    forged = desk.sent("anna", {**button(window.card, "Weiter"), "page": "size", "answer": "1"})
    assert refused(desk, forged) == "card_not_understood"


def test_going_back_and_forth_keeps_everything(desk: Desk) -> None:
    window = desk.open("anna").walk("wish")
    window.press("Zurück", answer="Erfundenes").press("Weiter", answer="south")
    assert "Erfundenes" in str(window.card)


def test_a_refused_entry_is_shown_again_and_kept_nowhere(desk: Desk) -> None:
    window = desk.open("anna").walk("wish")
    before = desk.rows()
    window.press("Weiter", answer="z" * 301)
    assert desk.rows() == before
    assert (window.page, "z" * 301 in str(window.card)) == ("wish", True)
    assert window.press("Weiter", answer="kurz").page == REVIEW_PAGE


def test_one_person_keeps_a_handful_of_drafts_and_the_oldest_goes(desk: Desk) -> None:
    windows = [desk.open("anna") for _ in range(MOST_DRAFTS + 1)]
    for window in windows:
        window.next()
    assert len(desk.rows()["drafts"]) == MOST_DRAFTS
    assert "Hier geht es nicht weiter" in windows[0].next().text
    assert windows[1].next().page != "#department"


def test_a_draft_with_a_gap_leads_to_it_instead_of_being_sent(desk: Desk) -> None:
    window = desk.open("anna").walk()
    with desk.database.write() as uow:
        keys = uow.keys.load(BLOCK.block_id)
        assert keys is not None
        ballot = keys.ballot_of(person("anna"))
        (draft,) = uow.drafts.of(BLOCK.block_id, ballot)
        # As after a statement that came in while somebody stood at the end.
        answers = {item: one for item, one in draft.answers.items() if item != "views.own"}
        uow.drafts.put(BLOCK.block_id, ballot, replace(draft, answers=answers))
    window.press("Senden")
    assert window.page == "views.own"
    assert "Bitte beantworten Sie noch" in window.text
    assert "Vielen Dank" in window.walk().press("Senden").text
