"""`what_waits`, `choose_block`, `show_topics`, `offer_help`, `answer_words`: the personal chat."""

import pytest

from tests.journeys.story import CHANNELS, Story
from tests.office import Message, Person, Seen


def test_before_any_process_start_says_kindly_that_nothing_is_set_up(story: Story) -> None:
    person = story.staff[0]
    story.office.say(person, person.chat, "start")
    assert "Sobald" not in story.card_saying("noch nichts eingerichtet", person.chat).words
    assert "start – " in story.cards_saying("Das kann ich", person.chat)[0].words


def test_start_lists_what_is_open_and_leads_into_its_dialog(shared: Story, card: Message) -> None:
    said = asked(shared, shared.staff[0], "start")
    assert "Grundverständnis und Ziele" in said.words
    assert "Als Nächstes öffnet „Planungsräume“" in said.words
    seen = shared.office.press(shared.staff[0], said, "Jetzt teilnehmen")
    assert "department" in seen.inputs
    assert "gespeichert" in shared.office.submit(shared.walk(seen), "Senden").words


def test_what_waits_for_one_is_told_in_a_dialog_that_leads_on(shared: Story, card: Message) -> None:
    person = shared.staff[1]
    seen = waiting(shared, person)
    assert "Noch ohne Ihre Antwort" in seen.words
    first_page = shared.office.submit(seen, "Jetzt teilnehmen")
    assert "gespeichert" in shared.office.submit(shared.walk(first_page), "Senden").words
    again = waiting(shared, person)
    assert "Ihre Antwort ist gespeichert" in again.words
    assert "Ändern" in shared.office.submit(again, "Ansehen oder ändern").actions


def test_what_was_begun_is_offered_in_the_dialog_and_nowhere_else(
    shared: Story, card: Message
) -> None:
    person, other = shared.staff[16], shared.staff[17]
    seen = shared.office.submit(waiting(shared, person), "Jetzt teilnehmen")
    shared.office.submit(seen, "Weiter", department="511")
    again = waiting(shared, person)
    assert "Angefangen und noch nicht gesendet" in again.words
    assert asked(shared, person, "start").common == asked(shared, other, "start").common
    resumed = shared.office.submit(again, "Weitermachen")
    assert "department" not in resumed.inputs


def test_a_begun_change_is_told_beside_the_answer(shared: Story, card: Message) -> None:
    person = shared.staff[18]
    shared.answer(person, card)
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    first = shared.office.submit(own, "Ändern")
    shared.office.submit(first, "Weiter", department="515")
    assert "Eine Änderung haben Sie angefangen" in waiting(shared, person).words


def test_no_message_says_who_has_answered(shared: Story, card: Message) -> None:
    answered, silent = shared.staff[2], shared.staff[3]
    shared.answer(answered, card)
    assert asked(shared, answered, "start").common == asked(shared, silent, "start").common
    assert asked(shared, answered, "themen").common == asked(shared, silent, "themen").common


def test_looking_at_what_waits_writes_nothing(shared: Story, card: Message) -> None:
    said = asked(shared, shared.staff[4], "start")
    before, log = shared.rows("SELECT count(*) FROM outbox"), shared.bot.log
    shared.office.press(shared.staff[4], said, "Was wartet auf mich?")
    assert shared.rows("SELECT count(*) FROM outbox") == before
    assert shared.bot.log == log


def test_topics_shows_all_blocks_with_dates_state_and_channel(shared: Story, card: Message) -> None:
    words = asked(shared, shared.staff[5], "themen").words
    for channel in CHANNELS.values():
        assert f"Kanal „{channel}“" in words
    assert "Offen bis Mittwoch, 21. April 2027, 18:00 Uhr" in words
    assert "Öffnet am Montag, 3. Mai 2027, 08:00 Uhr" in words


def test_english_words_are_understood_and_answered_in_english(shared: Story, card: Message) -> None:
    person = next(p for p in shared.office.people() if p.locale == "en-GB" and p.is_member)
    assert "Open until" in asked(shared, person, "topics").words
    assert "open right now" in asked(shared, person, "START!").words
    assert "What I can do" in asked(shared, person, "help").words


def test_in_a_channel_the_answer_goes_into_the_personal_chat(shared: Story, card: Message) -> None:
    person, channel = shared.staff[6], shared.office.channel()
    shared.office.say(person, channel, "start", mention=True)
    told = shared.card_saying("An Sie persönlich", channel)
    assert "Grundverständnis" not in told.words
    assert "Grundverständnis" in shared.card_saying("Das ist gerade offen", person.chat).words


@pytest.mark.parametrize(
    "word", ["Hilfe", "hilfe!", "/hilfe", "  HILFE  bitte ", "help", "Hilfe 🙏"]
)
def test_help_is_found_however_it_is_written(shared: Story, word: str) -> None:
    assert "Das kann ich für Sie tun" in asked(shared, shared.staff[7], word).words


@pytest.mark.parametrize(
    ("word", "meant"),
    [("themn", "themen"), ("zusamenfassung", "zusammenfassung"), ("stat", "start")],
)
def test_a_typing_mistake_gets_a_suggestion(shared: Story, word: str, meant: str) -> None:
    assert f"Meinten Sie „{meant}“?" in asked(shared, shared.staff[8], word).words


@pytest.mark.parametrize("text", ["Wo ist die Kantine?", "👍", "🙏🏽🙏🏽", "1234", "???"])
def test_other_words_get_a_kind_card_with_buttons(shared: Story, text: str) -> None:
    said = asked(shared, shared.staff[9], text)
    assert "nicht verstanden" in said.words
    assert said.actions == ("Was wartet auf mich?", "Meine Themen", "Hilfe")


def test_the_buttons_of_that_card_work(shared: Story, card: Message) -> None:
    person = shared.staff[9]
    said = asked(shared, person, "Nanu")
    assert pressed(shared, person, said, "Hilfe", "Das kann ich")
    assert pressed(shared, person, said, "Meine Themen", "Ihre Themenblöcke")
    assert "Das wartet auf Sie" in shared.office.press(person, said, "Was wartet auf mich?").words


def test_a_mention_without_a_word_gets_help(shared: Story) -> None:
    channel = shared.office.channel()
    activity = {"text": "<at>Themenblock</at>&nbsp; "}
    shared.office.activity(shared.staff[10], channel, activity)
    shared.card_saying("Das kann ich", channel)


def test_a_text_like_an_answer_is_kindly_sent_to_the_dialog_and_not_kept(
    shared: Story, card: Message
) -> None:
    person = shared.staff[10]
    text = "Ich finde den Brombeerhain als eigenen Planungsraum richtig gut und wichtig."
    said = asked(shared, person, text)
    assert "Antworten bitte im eigenen Fenster" in said.words
    assert "Dort können Sie sie löschen" in said.words
    kept = b"".join(path.read_bytes() for path in shared.bot.directory.glob("themenblock.db*"))
    assert b"Brombeerhain" not in kept
    assert "Brombeerhain" not in shared.bot.log


def test_a_text_that_begins_with_a_command_is_still_a_text(shared: Story) -> None:
    text = "Start der Planungsräume sollte aus meiner Sicht erst im Herbst sein."
    assert "Antworten bitte" in asked(shared, shared.staff[11], text).words


def test_in_a_channel_it_is_said_that_everybody_can_read_it(shared: Story) -> None:
    channel = shared.office.channel(CHANNELS["coordinators"])
    text = "Ich finde das alles zu schnell und hätte gern mehr Zeit dafür."
    shared.office.say(shared.staff[11], channel, text, mention=True)
    assert "alle hier können sie lesen" in shared.card_saying("Antworten bitte", channel).words


def test_a_very_long_text_gets_a_kind_card_too(shared: Story) -> None:
    text = "Viele Wörter über den Schlehenweg. " * 500
    assert "Antworten bitte" in asked(shared, shared.staff[12], text).words


def test_an_edited_message_is_not_answered_again(shared: Story) -> None:
    person = shared.staff[12]
    asked(shared, person, "hilfe")
    before = shared.rows("SELECT count(*) FROM outbox")
    edited = {"type": "messageUpdate", "text": "themen"}
    assert shared.office.activity(person, person.chat, edited)["status"] == 200
    assert shared.rows("SELECT count(*) FROM outbox") == before


def test_a_group_chat_is_answered_in_the_persons_own_chat(shared: Story, card: Message) -> None:
    person = shared.staff[13]
    shared.office.install(person)
    chat = {"conversationType": "groupChat", "id": "19:group@thread.v2", "isGroup": True}
    activity = {"text": "<at>Themenblock</at> start", "conversation": chat}
    shared.office.activity(person, person.chat, activity)
    assert "Grundverständnis" in shared.card_saying("Das ist gerade offen", person.chat).words


def test_somebody_outside_every_channel_is_told_kindly(shared: Story, card: Message) -> None:
    stranger = next(p for p in shared.office.people() if not p.is_member and not p.is_guest)
    for word in ("start", "themen"):
        words = asked(shared, stranger, word).words
        assert "noch nichts eingerichtet" in words
        assert "Grundverständnis" not in words


def test_who_has_left_sees_nothing_any_more(shared: Story, card: Message) -> None:
    leaver = shared.staff[14]
    said = asked(shared, leaver, "start")
    shared.office.leave(leaver)
    seen = shared.office.press(leaver, said, "Was wartet auf mich?")
    assert "Gerade ist nichts offen" in seen.words
    assert "Mitglied" in shared.office.press(leaver, said, "Jetzt teilnehmen").words
    shared.office.join(leaver)


def test_a_renamed_channel_is_called_by_its_new_name(shared: Story, card: Message) -> None:
    channel = shared.office.channel(CHANNELS["coordinators"])
    change = {"change": "rename", "channel": channel, "name": "Koordination im Quellgarten"}
    shared.office.post("/api/channels", change)
    assert "Kanal „Koordination im Quellgarten“" in asked(shared, shared.staff[15], "themen").words


def test_while_rosters_do_not_answer_the_lists_say_so(story: Story) -> None:
    story.open_block()
    person = story.staff[0]
    story.office.add_fault("roster", status=503, count=None)
    words = asked(story, person, "start").words
    assert "Gerade nicht zu sehen" in words
    story.office.clear_faults()
    assert "gerade offen" in asked(story, person, "start").words


def test_a_removed_bot_lists_nothing_of_that_team(story: Story) -> None:
    story.open_block()
    person = story.staff[0]
    story.office.install(person)
    story.office.uninstall()
    assert "noch nichts eingerichtet" in asked(story, person, "start").words


def asked(story: Story, person: Person, text: str) -> Message:
    """Write to the bot in the personal chat; the card that answers."""
    if not bot_cards(story, person):
        story.office.install(person)
    count = len(bot_cards(story, person, wait=True)) + 1
    story.office.say(person, person.chat, text)
    return story.office.last_card(person.chat, count=count)


def pressed(story: Story, person: Person, card: Message, button: str, words: str) -> bool:
    """Press a button whose answer is a message; whether it says `words`."""
    count = len(bot_cards(story, person)) + 1
    story.office.press(person, card, button)
    return words in story.office.last_card(person.chat, count=count).words


def waiting(story: Story, person: Person) -> Seen:
    """The dialog that lists what waits for somebody."""
    return story.office.press(person, asked(story, person, "start"), "Was wartet auf mich?")


def bot_cards(story: Story, person: Person, *, wait: bool = False) -> list[Message]:
    """What the bot has said in somebody's chat; at least one card if that is waited for."""
    if wait:
        story.office.last_card(person.chat)
    return [message for message in story.office.messages(person.chat) if message.is_bot]
