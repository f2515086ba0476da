"""`propose_statement` and `review_proposal`: from an idea to a statement that all are asked."""

import json
from typing import Any

import pytest

from tests.journeys.leading import acts, trail
from tests.journeys.story import Story
from tests.journeys.test_extend_block import extend
from tests.journeys.test_pause_process import pause, resume
from tests.office import Message, Person, Seen

TEXT = "Wir brauchen feste Zeiten am Quellgarten."
NEXT_HOUR = "2027-04-01T11:00:00+02:00"
HOURS = iter(f"2027-04-{day:02}T{hour:02}:00:00+02:00" for day in range(2, 16) for hour in (10, 14))


def test_a_proposal_becomes_a_statement_that_all_are_asked(shared: Story, card: Message) -> None:
    author, earlier = shared.staff[0], shared.staff[1]
    shared.answer(earlier, card)
    propose(shared, author, card, TEXT)
    assert "Wird geprüft" in proposals(shared, author, card).words
    next_hour(shared)
    decide(shared, TEXT, "Annehmen")
    assert "Angenommen" in proposals(shared, author, card).words
    later = shared.walk(shared.office.press(shared.staff[2], card, "Jetzt teilnehmen"))
    assert TEXT in later.words
    own = shared.office.press(earlier, card, "Jetzt teilnehmen")
    assert "1 Aussage aus dem Kollegium" in own.words
    question = shared.office.submit(own, "Neue Aussagen beantworten")
    assert TEXT in question.words
    review = shared.office.submit(question, "Stimme zu")
    assert "Senden" in review.actions
    assert "gespeichert" in shared.office.submit(review, "Senden").words
    again = shared.office.press(earlier, card, "Jetzt teilnehmen")
    assert "Kollegium dazugekommen" not in again.words
    assert TEXT in again.words


def test_the_same_delivery_four_times_at_once_proposes_once(shared: Story, card: Message) -> None:
    person = shared.staff[3]
    seen = proposals(shared, person, card)
    data = shared.button(seen, "Vorschlagen")["data"]
    value = {"data": {**data, "statement": "Mehr gemeinsame Fortbildung waere gut."}}
    before = count(shared)
    answers = shared.office.invoke(person, card.conversation, "task/submit", value, times=4)
    assert [answer["status"] for answer in answers] == [200] * 4
    assert count(shared) == before + 1


def test_what_is_asked_already_is_refused_kindly(shared: Story, card: Message) -> None:
    seen = proposals(shared, shared.staff[4], card)
    same = "Das Konzept wird an meiner Arbeit wenig ändern"
    refused = shared.office.submit(seen, "Vorschlagen", statement=same).words
    assert "wird schon gestellt" in refused
    assert same in refused


def test_an_own_proposal_is_taken_back_while_nobody_has_decided(
    shared: Story, card: Message
) -> None:
    person = shared.staff[5]
    seen = propose(shared, person, card, "Die Wege zum Schlehenweg sind zu lang.")
    before = count(shared)
    assert "gelöscht" in shared.office.submit(seen, "Zurückziehen").words
    assert count(shared) == before - 1


def test_nobody_takes_back_somebody_elses_proposal(shared: Story, card: Message) -> None:
    owner, other = shared.staff[6], shared.staff[7]
    seen = propose(shared, owner, card, "Die Treffen sollten reihum stattfinden.")
    value, before = {"data": shared.button(seen, "Zurückziehen")["data"]}, count(shared)
    shared.office.invoke(other, card.conversation, "task/submit", value)
    assert count(shared) == before


def test_before_the_full_hour_nobody_sees_a_proposal(shared: Story, card: Message) -> None:
    text = "Vor der vollen Stunde sieht das niemand."
    propose(shared, shared.staff[8], card, text)
    assert text not in reviewing(shared).words
    next_hour(shared)
    assert text in reviewing(shared).words


def test_a_fresh_proposal_cannot_be_decided_by_its_name(shared: Story, card: Message) -> None:
    propose(shared, shared.staff[9], card, "Frische Vorschlaege bleiben verborgen.")
    query = "SELECT lower(hex(proposal)) FROM proposed_statements WHERE text LIKE 'Frische%'"
    ((name,),) = shared.rows(query)
    data = review_data(shared, card, proposal=name, action="look")
    (answer,) = shared.office.invoke(shared.lead, shared.lead.chat, "task/submit", {"data": data})
    assert "nicht oder nicht mehr" in str(answer["body"])


def test_the_second_round_waits_in_the_window_for_those_who_have_answered_and_in_no_message(
    story: Story,
) -> None:
    card = story.open_block()
    answered, silent = story.staff[:2]
    story.answer(answered, card)
    propose(story, silent, card, TEXT)
    story.office.move_clock(NEXT_HOUR)
    decide(story, TEXT, "Annehmen")
    told = [started(story, person) for person in (answered, silent)]
    assert told[0].common == told[1].common
    assert "Aussage" not in told[0].words
    assert "dazugekommen" not in waiting(story, silent, told[1]).words
    seen = waiting(story, answered, told[0])
    assert "Seitdem ist 1 Aussage aus dem Kollegium dazugekommen" in seen.words
    question = story.office.submit(seen, "Neue Aussagen beantworten")
    assert TEXT in question.words
    review = story.office.submit(question, "Stimme zu")
    assert "gespeichert" in story.office.submit(review, "Senden").words
    assert "dazugekommen" not in waiting(story, answered, told[0]).words
    # A window that is still open leads to one's own answer, as there is nothing new any more.
    value = {"data": story.button(seen, "Neue Aussagen beantworten")["data"]}
    (late,) = story.office.invoke(answered, answered.chat, "task/submit", value)
    assert "Das haben Sie geantwortet" in str(late["body"])


def test_what_waits_leads_to_proposing(shared: Story, card: Message) -> None:
    person = shared.staff[14]
    seen = waiting(shared, person, started(shared, person))
    dialog = shared.office.submit(seen, "Eigene Aussage vorschlagen")
    text = "Vorgeschlagen wird das aus dem Ebereschenweg."
    assert "Vielen Dank" in shared.office.submit(dialog, "Vorschlagen", statement=text).words


@pytest.mark.parametrize("proposal", ["0" * 32, "", "zz", "../../keys"])
def test_a_forged_proposal_is_refused_kindly(shared: Story, card: Message, proposal: str) -> None:
    data = review_data(shared, card, proposal=proposal, action="accept", wording=TEXT)
    (answer,) = shared.office.invoke(shared.lead, shared.lead.chat, "task/submit", {"data": data})
    assert answer["status"] == 200
    assert "nicht" in str(answer["body"])


def test_staff_decide_on_nothing(shared: Story, card: Message) -> None:
    person = shared.staff[10]
    data = review_data(shared, card, proposal="0" * 32, action="list")
    (answer,) = shared.office.invoke(person, person.chat, "task/submit", {"data": data})
    assert "Moderation" in str(answer["body"])


def test_a_declined_proposal_tells_its_author_why(shared: Story, card: Message) -> None:
    text = "Frau Beispiel soll das machen, sagt der Ahornweg."
    person = shared.staff[11]
    asked = shared.office.submit(proposals(shared, person, card), "Vorschlagen", statement=text)
    assert "Vielen Dank" in shared.office.submit(asked, "Trotzdem senden").words
    next_hour(shared)
    one = shared.office.submit(reviewing(shared), place_of(shared, text))
    without = shared.office.submit(one, "Ablehnen")
    assert "wählen Sie einen Grund" in without.words
    assert "Abgelehnt" in shared.office.submit(without, "Ablehnen", reason="names_people").words
    assert "nennt Personen oder Fälle" in proposals(shared, shared.staff[11], card).words
    act, details = trail(shared)[-1]
    assert (act, json.loads(details)["reason"]) == ("decline_proposal", "names_people")
    assert "Ahornweg" not in str(trail(shared))


def test_whoever_decides_second_is_told(shared: Story, card: Message) -> None:
    text = "Zwei entscheiden zugleich ueber diesen Satz."
    propose(shared, shared.staff[12], card, text)
    next_hour(shared)
    first = shared.office.submit(reviewing(shared), place_of(shared, text))
    second = shared.office.submit(reviewing(shared), place_of(shared, text))
    shared.office.submit(first, "Annehmen")
    told = shared.office.submit(second, "Ablehnen", reason="unkind")
    assert "inzwischen entschieden" in told.words
    assert acts(shared)[-1] == "accept_proposal"


def test_moderators_see_neither_person_nor_ballot(shared: Story, card: Message) -> None:
    seen = str(reviewing(shared).card)
    for person in shared.staff[:13]:
        assert person.oid not in seen
        assert person.user_id not in seen
    pseudonyms = shared.rows("SELECT lower(hex(pseudonym)) FROM proposed_statements")
    ballots = shared.rows("SELECT lower(hex(ballot)) FROM responses")
    assert not set(pseudonyms) & set(ballots)
    assert not [name for (name,) in pseudonyms if name in seen]


def test_a_proposal_writes_no_message_and_no_log(shared: Story, card: Message) -> None:
    said, log = shared.rows("SELECT count(*) FROM outbox"), shared.bot.log
    propose(shared, shared.staff[13], card, "Das Wort Brombeerhecke steht hier allein.")
    assert shared.rows("SELECT count(*) FROM outbox") == said
    assert shared.bot.log == log
    assert "Brombeerhecke" not in str(shared.office.traffic()["stored"])


def test_sealing_keeps_what_was_asked_and_nothing_of_its_author(story: Story) -> None:
    card = story.open_block()
    propose(story, story.staff[0], card, TEXT)
    propose(story, story.staff[1], card, "Das wird nie entschieden, sagt der Farn.")
    story.office.move_clock(NEXT_HOUR)
    decide(story, TEXT, "Annehmen")
    story.answer(story.staff[2], card)
    story.office.move_clock("2027-04-22T12:00:00+02:00")
    assert story.rows("SELECT state, wording, text, pseudonym FROM proposed_statements") == [
        ("accepted", TEXT, "", None)
    ]


def test_what_has_joined_stays_apart_when_dates_change_and_is_sealed_with_the_rest(
    story: Story,
) -> None:
    card = story.open_block()
    story.answer(story.staff[3], card)
    propose(story, story.staff[0], card, TEXT)
    story.office.move_clock(NEXT_HOUR)
    decide(story, TEXT, "Annehmen")
    story.answer(story.staff[2], card)
    extend(story)
    pause(story)
    resume(story)
    card = story.card_saying("Jetzt teilnehmen", card.conversation)
    ((template,),) = story.rows("SELECT template FROM processes")
    assert "own_1" not in template
    asked = story.walk(story.office.press(story.staff[4], card, "Jetzt teilnehmen"))
    assert asked.words.count(TEXT) == 1
    story.office.move_clock("2027-05-06T12:00:00+02:00")
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") != [("closed",)]
    assert story.rows("SELECT count(*) FROM responses") == [(0,)]
    assert list(story.bot.key_directory.glob("*.basics.key")) == []


def test_the_lead_is_told_at_the_full_hour_and_only_that_there_is_something(story: Story) -> None:
    card = story.open_block()
    story.office.install(story.lead)
    propose(story, story.staff[0], card, TEXT)
    story.office.move_clock(NEXT_HOUR)
    told = story.card_saying("Es gibt Vorschläge zu prüfen", story.lead.chat)
    assert TEXT not in told.words
    assert "1" not in told.words


def proposals(story: Story, person: Person, card: Message) -> Seen:
    """The dialog of somebody's proposals, from the end of their answer or from the stored one."""
    seen = story.office.press(person, card, "Jetzt teilnehmen")
    if "Eigene Aussage vorschlagen" not in seen.actions:
        seen = story.walk(seen)
    return story.office.submit(seen, "Eigene Aussage vorschlagen")


def started(story: Story, person: Person) -> Message:
    """What `start` is answered with in the personal chat."""
    story.office.say(person, person.chat, "start")
    return story.card_saying("Das ist gerade offen", person.chat)


def waiting(story: Story, person: Person, said: Message) -> Seen:
    """The window that lists what waits for somebody."""
    return story.office.press(person, said, "Was wartet auf mich?")


def propose(story: Story, person: Person, card: Message, text: str) -> Seen:
    """Propose a statement; what is shown then."""
    seen = story.office.submit(proposals(story, person, card), "Vorschlagen", statement=text)
    assert "Vielen Dank" in seen.words, seen.words
    return seen


def reviewing(story: Story) -> Seen:
    """The list of whoever leads the process."""
    lead = story.lead
    if not story.cards_saying("Hier sehen Sie", lead.chat):
        story.office.say(lead, lead.chat, "moderation")
    offer = story.card_saying("Hier sehen Sie", lead.chat)
    return story.office.press(lead, offer, "Vorschläge ansehen")


def decide(story: Story, text: str, button: str) -> Seen:
    """Look at a proposal and decide on it."""
    one = story.office.submit(reviewing(story), place_of(story, text))
    return story.office.submit(one, button)


def place_of(story: Story, text: str) -> int:
    """Which button of the list belongs to a proposal."""
    waiting = story.rows(
        "SELECT text FROM proposed_statements WHERE state = 'waiting' ORDER BY proposal"
    )
    return [found for (found,) in waiting].index(text)


def next_hour(story: Story) -> None:
    """Let the next full hour come."""
    story.office.move_clock(next(HOURS))


def count(story: Story) -> int:
    """How many proposals there are."""
    return int(story.rows("SELECT count(*) FROM proposed_statements")[0][0])


def review_data(story: Story, card: Message, **more: Any) -> dict[str, Any]:
    """What a button of the moderators' dialog carries."""
    (action,) = (card.card or {})["actions"]
    data = action["data"]
    return {"verb": "review_proposal", "process": data["process"], "block": data["block"], **more}
