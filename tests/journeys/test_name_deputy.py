"""`name_deputy`: the lead names somebody by name, who then leads as well; both are told."""

from tests.journeys.leading import acts, begin, confirm, status, trail
from tests.journeys.story import WORKING_HOURS, Story

NAMED = "Ja, benennen"


def name_deputy(story: Story) -> None:
    """Name the first of the staff."""
    page = begin(story, "Vertretung")
    page = story.office.submit(page, "Weiter", person=story.staff[0].oid)
    assert story.staff[0].name in page.words
    assert "Vertretung benannt" in story.office.submit(page, NAMED).words


def test_the_deputy_is_told_sees_the_status_and_can_act_but_names_nobody(story: Story) -> None:
    story.set_up()
    story.office.move_clock(WORKING_HOURS)
    deputy = story.staff[0]
    assert "Niemand vertritt die Leitung" in status(story).words
    name_deputy(story)
    assert story.lead.name in story.card_saying("Sie vertreten jetzt", deputy.chat).words
    assert deputy.name in story.card_saying("Vertretung benannt", story.lead.chat).words
    assert f"Vertretung: {deputy.name}." in status(story).words
    seen = status(story, deputy)
    assert "Sie vertreten die Leitung" in seen.words
    assert "Vertretung" not in seen.actions
    done = story.office.submit(confirm(story, "Pausieren", deputy), "Ja, pausieren")
    assert "Pausiert" in done.words
    assert acts(story) == ["set_up_process", "name_deputy", "pause_process"]
    assert deputy.oid in trail(story)[1][1]


def test_a_deputy_who_is_removed_is_told_and_can_do_nothing_more(story: Story) -> None:
    story.set_up()
    story.office.move_clock(WORKING_HOURS)
    deputy = story.staff[0]
    name_deputy(story)
    old = status(story, deputy)
    page = begin(story, "Vertretung")
    page = story.office.submit(page, f"Vertretung beenden: {deputy.name}")
    assert "Vertretung beendet" in story.office.submit(page, "Ja, beenden").words
    assert story.card_saying("Sie vertreten die Leitung nicht mehr", deputy.chat)
    refused = story.office.press(deputy, old, "Pausieren")
    assert "leitet" in refused.words or "Leitung" in refused.words
    assert acts(story)[1:] == ["name_deputy", "remove_deputy"]


def test_somebody_who_leaves_the_team_is_not_offered_any_more(story: Story) -> None:
    story.set_up()
    person = story.staff[0]
    assert person.oid in str(begin(story, "Vertretung").card)
    story.office.leave(person)
    assert person.oid not in str(begin(story, "Vertretung").card)


def test_it_hears_of_a_named_lead_only_after_they_have_written(story: Story) -> None:
    story.set_up()
    (process,) = story.rows("SELECT process_id FROM processes")
    deputy = story.staff[0]
    done = story.bot.command("process", "leads", process[0], "--add", deputy.oid, "--deputy")
    assert done.returncode == 0, done.stderr
    assert (deputy.oid, "") in story.rows("SELECT object_id, user_id FROM process_leads")
    assert "Sie vertreten die Leitung" in status(story, deputy).words
    assert (deputy.oid, "") not in story.rows("SELECT object_id, user_id FROM process_leads")
    assert "unverändert" in story.bot.command("audit", process[0]).stdout
