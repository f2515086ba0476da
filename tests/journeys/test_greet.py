"""`greet`: the bot introduces itself where it is added."""

from tests.journeys.story import Story


def test_the_bot_introduces_itself_to_a_team_with_its_privacy_notice(shared: Story) -> None:
    welcome = shared.card_saying("Guten Tag", shared.office.channel())
    assert "So gehe ich mit Ihren Daten um" in welcome.words


def test_it_says_in_a_personal_chat_what_it_can_do(shared: Story) -> None:
    person = shared.staff[0]
    shared.office.install(person)
    assert "zusammenfassung" in shared.card_saying("Das kann ich", person.chat).words


def test_an_english_speaker_is_greeted_in_english(shared: Story) -> None:
    person = next(p for p in shared.office.people() if p.locale == "en-GB" and p.is_member)
    shared.office.install(person)
    assert "summary" in shared.card_saying("can do", person.chat).words


def test_added_again_after_being_removed_it_introduces_itself_anew(shared: Story) -> None:
    channel = shared.office.channel()
    before = len(shared.cards_saying("Guten Tag", channel))
    shared.office.uninstall()
    shared.office.install()
    shared.office.last_card(channel, count=before + 1)
    assert len(shared.cards_saying("Guten Tag", channel)) == before + 1
