"""`themenblock backup` and `restore`, on the command line of a running office."""

from pathlib import Path

from tests.journeys.story import CLOSED, Story
from tests.kept import rows


def test_a_backup_of_a_running_office_is_brought_back_closed_and_sealed(
    story: Story, tmp_path: Path
) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card)
    file = tmp_path / "backup.db"
    done = story.bot.command("backup", str(file))
    assert (done.returncode, "Schlüssel sind nicht dabei" in done.stdout) == (0, True), done.stderr
    assert rows(f"sqlite:///{file}", "SELECT count(*) FROM responses") == [(6,)]

    taken = story.bot.command("restore", str(file))
    assert (taken.returncode, "läuft schon ein Prozess" in taken.stderr) == (1, True)

    # The machine is lost, and with it the keys, which were never copied.
    story.bot.kill()
    for kept in (*story.bot.directory.glob("themenblock.db*"), *story.bot.key_directory.iterdir()):
        kept.unlink()
    back = story.bot.command("restore", str(file))
    assert back.returncode == 0, back.stderr
    story.bot.start()
    seen = story.office.press(story.staff[7], card, "Jetzt teilnehmen")
    assert "Jetzt teilnehmen" not in seen.words
    assert story.rows("SELECT count(*) FROM responses") == [(6,)]
    story.office.move_clock(CLOSED)
    assert story.rows("SELECT count(*) FROM responses") == [(0,)]
    assert story.rows("SELECT sum(number) FROM frozen_counts WHERE item = ''") == [(6,)]


def test_words_say_what_to_do_where_a_copy_is_refused(story: Story, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    file.write_text("somebody else's")
    refused = story.bot.command("backup", str(file))
    assert (refused.returncode, "gibt es schon" in refused.stderr) == (1, True)
    story.bot.stop()
    no_backup = story.bot.command("restore", str(file))
    assert (no_backup.returncode, "keine Sicherung" in no_backup.stderr) == (1, True)
    story.bot.start()
