"""Marked words, accounts, names and tokens: after a whole story they are only where they belong.

People answer, change, withdraw, leave drafts, propose and write odd things, while the database
refuses, the program dies and input is forged. Then every byte that was written is looked through:
the log, the tables, the files, the figures, and every message that Teams still has.
"""

import json
import sqlite3
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.bot_process import free_port
from tests.journeys.story import CLOSED, PUBLISHED, Story, told
from tests.journeys.test_look_over import ANYWAY, at_text
from tests.journeys.test_propose_statement import propose
from tests.kept import rows
from tests.office import Message, Person
from tests.postgres import empty_database_url

WORDS: Mapping[str, str] = {
    "sent": "Quittenmarmelade am Fensterbrett",
    "changed": "Dachrinnenlaub im Hinterhof",
    "draft": "Kaffeelöffelsammlung im Schrank",
    "withdrawn": "Schubkarrenrennen beim Sommerfest",
    "refused": "Wollmütze auf dem Heizkörper",
    "forged": "Blechtrommelklang im Treppenhaus",
    "proposed": "Feste Zeiten am Brombeerhang",
    "stopped": "Immer erst unter 0711 4242 4299",
    "confirmed": "Immer zuletzt unter 0711 4242 4298",
}
"""What people write; each stands nowhere else."""

OF_ANSWERS = frozenset({"responses", "drafts", "sealed_texts", "vote_rows"})
OF_WORDS = {
    **{table: WORDS.keys() - {"stopped"} for table in OF_ANSWERS},
    "proposed_statements": {"proposed"},
}
"""In which tables which words may stand."""

OF_CHATS = frozenset({"personal_chats", "outbox"})
"""Where somebody stands who has written to the bot personally."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story that is over, and everything that was left of it at its stages."""

    story: Story
    silent: tuple[Person, ...]
    chatting: Person
    left: Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def over(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Told]:
    """The whole story, once for each kind of database."""
    folder = tmp_path_factory.mktemp("telltale")
    is_server = request.param == "postgresql"
    url = empty_database_url(request, folder / "kept.db") if is_server else ""
    with told(folder, database_url=url) as story:
        story.bot.environment["THEMENBLOCK_METRICS_PORT"] = str(free_port())
        story.bot.restart()
        card = story.open_block()
        *silent, chatting = story.staff[:7]
        answer_all_ways(story, card, silent)
        write_personally(story, chatting)
        while_open = everything_of(story)
        story.office.colleagues(card, 12, seed=3, excepted=[story.lead, *silent, chatting])
        story.office.move_clock(CLOSED)
        story.office.move_clock(PUBLISHED)
        story.card_saying("Ergebnis", card.conversation)
        left = {"open": while_open, "published": everything_of(story)}
        yield Told(story, tuple(silent), chatting, left)


def answer_all_ways(story: Story, card: Message, silent: list[Person]) -> None:
    office = story.office
    first, second, third, fourth, fifth, sixth = silent
    story.answer(first, card, text=WORDS["sent"])
    asked = office.submit(at_text(story, first, card), "Weiter", answer=WORDS["stopped"])
    asked = office.submit(asked, "Weiter", answer=WORDS["confirmed"])
    office.submit(office.submit(asked, ANYWAY), "Senden")
    office.submit(story.walk(story.first_page(first, card), text=WORDS["changed"]), "Senden")
    story.walk(story.first_page(second, card), text=WORDS["draft"])
    story.answer(third, card, text=WORDS["withdrawn"])
    own = office.press(third, card, "Jetzt teilnehmen")
    office.submit(office.submit(own, "Zurückziehen"), "Ja, zurückziehen")
    review = story.walk(office.press(fourth, card, "Jetzt teilnehmen"), text=WORDS["refused"])
    with refusing(story):
        office.submit(review, "Senden")
    story.bot.restart()
    office.submit(story.walk(office.press(fourth, card, "Jetzt teilnehmen")), "Senden")
    page = office.press(fifth, card, "Jetzt teilnehmen")
    for name in ("answer", "page", "block", "nonce", WORDS["forged"]):
        data = {**story.button(page, "Weiter")["data"], name: WORDS["forged"]}
        office.invoke(fifth, card.conversation, "task/submit", {"data": data})
    propose(story, sixth, card, WORDS["proposed"])


def write_personally(story: Story, person: Person) -> None:
    story.office.install(person)
    for typed in ("start", "themen", WORDS["forged"], "hilfe"):
        story.office.say(person, person.chat, typed)
    story.card_saying("Hilfe", person.chat)


@contextmanager
def refusing(story: Story) -> Iterator[None]:
    """Let the database refuse every response: its faults quote what was to be stored."""
    change_table(story, "ALTER TABLE responses RENAME TO responses_away")
    yield
    change_table(story, "ALTER TABLE responses_away RENAME TO responses")


def change_table(story: Story, statement: str) -> None:
    url = story.bot.database_url
    if url.startswith("postgresql"):
        with psycopg.connect(url) as server:
            server.execute(statement.encode())
    else:
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            database.execute(statement)


def everything_of(story: Story) -> dict[str, str]:
    """Everything that was written so far, by where it stands."""
    bot, url = story.bot, story.bot.database_url
    left = {f"table {name}": str(rows(url, f'SELECT * FROM "{name}"')) for name in tables(url)}
    stored = story.office.traffic()["stored"]
    said = [one for one in stored if one["author"]["is_bot"]]
    assert len(said) < len(stored)
    left["messages"] = json.dumps(said, ensure_ascii=False)
    left["figures"] = figures(story)
    for file in sorted(bot.directory.rglob("*")):
        if file.is_file() and not file.name.startswith("themenblock.db"):
            left[f"file {file.name}"] = file.read_bytes().decode("utf-8", "replace")
    return left


def tables(url: str) -> list[str]:
    query = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        if url.startswith("postgresql")
        else "SELECT name FROM sqlite_master WHERE type = 'table'"
    )
    return [name for (name,) in rows(url, query)]


def figures(story: Story) -> str:
    port = story.bot.environment["THEMENBLOCK_METRICS_PORT"]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        return str(answer.read().decode())


def holders(left: Mapping[str, str], value: str) -> set[str]:
    """Where a value stands, in whatever case."""
    return {
        place.removeprefix("table ")
        for place, content in left.items()
        if value.lower() in content.lower()
    }


@pytest.mark.parametrize("stage", ["open", "published"])
@pytest.mark.parametrize("what", sorted(WORDS))
def test_words_stand_with_answers_only(over: Told, what: str, stage: str) -> None:
    found = holders(over.left[stage], WORDS[what])
    assert found <= {table for table, words in OF_WORDS.items() if what in words}


def test_the_words_that_stay_are_found_where_they_belong(over: Told) -> None:
    # Else the other tests would look for nothing.
    assert holders(over.left["open"], WORDS["changed"]) == {"responses"}
    assert holders(over.left["open"], WORDS["draft"]) == {"drafts"}
    assert holders(over.left["open"], WORDS["stopped"]) == set()
    assert holders(over.left["open"], WORDS["refused"]) == {"responses"}
    assert holders(over.left["published"], WORDS["refused"]) == {"sealed_texts"}
    assert holders(over.left["published"], WORDS["withdrawn"]) == set()


@pytest.mark.parametrize("stage", ["open", "published"])
def test_who_answers_in_the_channel_stands_nowhere(over: Told, stage: str) -> None:
    for person in over.silent:
        for value in (person.oid, person.user_id, person.name):
            assert holders(over.left[stage], value) == set(), value


@pytest.mark.parametrize("stage", ["open", "published"])
def test_who_writes_to_the_bot_stands_with_their_chat_only(over: Told, stage: str) -> None:
    person = over.chatting
    assert holders(over.left[stage], person.oid) <= OF_CHATS
    assert holders(over.left[stage], person.user_id) <= {*OF_CHATS, "messages"}
    assert holders(over.left[stage], person.name) == set()


@pytest.mark.parametrize("stage", ["open", "published"])
def test_no_token_and_no_secret_stands_anywhere(over: Told, stage: str) -> None:
    secret = over.story.office.facts["app_secret"]
    assert holders(over.left[stage], secret) == set()
    assert holders(over.left[stage], "eyJ") == set()
    assert holders(over.left[stage], "Bearer ") == set()


def test_the_refusals_that_were_made_are_in_the_log(over: Told) -> None:
    # Else nothing was written that could have quoted anything.
    events = [json.loads(line) for line in over.left["published"]["file bot.log"].splitlines()]
    failed = {event.get("fault") for event in events if event["event"] == "dialog_failed"}
    assert failed in ({"OperationalError"}, {"ProgrammingError"})


def test_nothing_is_left_in_the_bytes_of_the_file(over: Told) -> None:
    if over.story.bot.database_url.startswith("postgresql"):
        return  # tests/storage/test_order.py looks through the server's files
    for file in over.story.bot.directory.glob("themenblock.db*"):
        content = file.read_bytes().lower()
        for person in over.silent:
            assert person.oid.encode() not in content
            assert person.user_id.lower().encode() not in content
        for what in ("draft", "withdrawn", "sent", "forged", "stopped", "confirmed"):
            assert WORDS[what].lower().encode() not in content, what


def test_the_check_of_the_staff_council_finds_nothing(over: Told, tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    people = [*over.silent, over.chatting]
    staff.write_text("\n".join(["id,displayName", *(f"{one.oid},{one.name}" for one in people)]))
    ((process_id,),) = over.story.rows("SELECT process_id FROM processes")
    log = str(over.story.bot.directory / "bot.log")
    run = over.story.bot.command(
        "verify-anonymity", process_id, "--staff-list", str(staff), "--search", log, "--json"
    )
    told: dict[str, Any] = json.loads(run.stdout)
    assert [one for one in told["attacks"] if one["finds"]] == []
    assert run.returncode == 0
    narrowing = [one for one in told["attacks"] if one["name"] == "narrowing"]
    assert any(one["tried"] > 1000 for one in narrowing)
