"""`themenblock verify-anonymity`: clean where all is well, and it finds each thing left behind."""

import base64
import json
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from analysis.publication import publication_of, read_publication
from bot.cli import main
from participation.people import Person
from participation.responses import Response
from participation.secrecy import BlockKeys
from storage.copies import write_backup
from tests.bot.verifying import KEY_FILE, Scenery, Verdict
from tests.cards.examples import BLOCK, PROCESS

Capsys = pytest.CaptureFixture[str]


def execute(scenery: Scenery, statement: str, values: tuple[object, ...] = ()) -> None:
    """Change the database behind the program's back."""
    if scenery.url.startswith("postgresql"):
        with psycopg.connect(scenery.url) as connection:
            connection.execute(statement.replace("?", "%s").encode(), values)
    else:
        with closing(sqlite3.connect(scenery.url.removeprefix("sqlite:///"))) as connection:
            connection.execute(statement, values)
            connection.commit()


def is_file(scenery: Scenery) -> bool:
    return scenery.url.startswith("sqlite")


def test_nothing_is_found_where_all_is_as_it_should_be(
    published: Scenery, capsys: Capsys, tmp_path: Path
) -> None:
    log = tmp_path / "bot.log"
    log.write_text("INFO started\n")
    verdict = Verdict(published, capsys, "--search", log)
    assert (verdict.code, verdict.finds(), verdict.told["found"]) == (0, set(), 0)
    tried = {name for name, state in verdict.states().items() if state == "clean"}
    apart = {"join"} if is_file(published) else {"join", "row_traces"}
    assert set(verdict.states()) - tried == apart
    narrowing = verdict.attack("narrowing")
    assert narrowing["tried"] > 1000
    assert narrowing["facts"]["fewest"] >= 5
    assert narrowing["facts"]["fewest_inside"] >= 3


def test_while_a_block_is_open_order_joins_nobody(scenery: Scenery, capsys: Capsys) -> None:
    verdict = Verdict(scenery, capsys)
    assert (verdict.code, verdict.finds()) == (0, set())
    joined = verdict.attack("join")
    assert (joined["state"], joined["tried"]) == ("clean", 40)
    assert joined["facts"]["count"] < 7


def test_a_key_left_behind_is_found_and_what_it_opens(
    published: Scenery, capsys: Capsys, tmp_path: Path
) -> None:
    file = published.keys / KEY_FILE
    file.write_bytes(published.key)
    verdict = Verdict(published, capsys)
    assert (verdict.code, verdict.finds()) == (1, {("keys", "key_in_file")})


@pytest.mark.parametrize("how", ["raw", "hex", "base64", "urlsafe", "part"])
def test_a_copied_key_is_found_however_it_is_written(
    published: Scenery, capsys: Capsys, tmp_path: Path, how: str
) -> None:
    key = published.key
    written = {
        "raw": key,
        "hex": key.hex().encode(),
        "base64": base64.b64encode(key),
        "urlsafe": base64.urlsafe_b64encode(key),
        "part": b"key=" + key[32:64] + b";",
    }[how]
    snapshot = tmp_path / "snapshot" / "disk.img"
    snapshot.parent.mkdir()
    snapshot.write_bytes(secrets.token_bytes(777) + b"before " + written + b" after" * 30)
    verdict = Verdict(published, capsys, "--search", snapshot.parent)
    assert verdict.finds() == {("keys", "key_in_file")}


def test_a_backup_with_ballots_and_a_key_from_elsewhere_name_people(
    scenery: Scenery, capsys: Capsys, tmp_path: Path
) -> None:
    with scenery.opened() as database:
        write_backup(database, tmp_path / "backup.db")
    scenery.seal()
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "old").write_bytes(scenery.key)
    alone = Verdict(scenery, capsys, "--search", tmp_path / "backup.db")
    assert (alone.code, alone.finds()) == (0, set())
    both = ("--search", tmp_path / "backup.db", "--search", tmp_path / "vault")
    verdict = Verdict(scenery, capsys, *both)
    assert verdict.finds() == {("keys", "key_in_file"), ("ballots", "ballot_of_person")}
    (find,) = verdict.attack("ballots")["finds"]
    assert find["count"] == 40


def test_a_ballot_that_was_kept_is_found(published: Scenery, capsys: Capsys) -> None:
    with published.opened() as database, database.write() as uow:
        name = secrets.token_bytes(16)
        response = Response(department="512", answers={})
        uow.responses.put(BLOCK.block_id, ballot=name, receipt=name, response=response)
    verdict = Verdict(published, capsys)
    assert verdict.code == 1
    assert ("rows_left", "row_left") in verdict.finds()


def test_a_pseudonym_that_was_kept_is_found(published: Scenery, capsys: Capsys) -> None:
    execute(
        published,
        "INSERT INTO proposed_statements (proposal, block_id, prompt_key, text, state, key, reason,"
        " wording, pseudonym) VALUES (?, ?, 'views', '', 'declined', '', '', '', ?)",
        (secrets.token_bytes(16), BLOCK.block_id, secrets.token_bytes(16)),
    )
    assert ("rows_left", "row_left") in Verdict(published, capsys).finds()


def test_a_deleted_row_in_the_files_pages_is_found(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a server, tests/storage/test_order.py looks through the files.
    file = tmp_path / "pages.db"
    monkeypatch.setenv("THEMENBLOCK_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("THEMENBLOCK_KEY_DIR", str(tmp_path / "keys"))
    scenery = Scenery(f"sqlite:///{file}", tmp_path)
    scenery.answer()
    before = file.read_bytes()
    scenery.seal()
    scenery.publish()
    with file.open("ab") as out:
        out.write(before)
    verdict = Verdict(scenery, capsys)
    assert verdict.finds() == {("row_traces", "row_trace")}
    (find,) = verdict.attack("row_traces")["finds"]
    assert find["count"] >= 3 * 40  # of responses, receipts and deliveries


def test_an_order_that_was_kept_is_found(published: Scenery, capsys: Capsys) -> None:
    for _ in range(12):
        execute(
            published,
            "INSERT INTO vote_rows (row_id, block_id, votes) VALUES (?, ?, '{}')",
            (secrets.token_bytes(16), BLOCK.block_id),
        )
    assert Verdict(published, capsys).finds() == {("order", "order_told")}


def test_a_time_beside_answers_is_found(published: Scenery, capsys: Capsys) -> None:
    execute(published, "ALTER TABLE sealed_texts ADD COLUMN written_at TEXT")
    assert Verdict(published, capsys).finds() == {("columns", "strange_column")}


def test_receipts_and_answers_under_the_same_names_are_joined(
    scenery: Scenery, capsys: Capsys
) -> None:
    # What would be if both were kept under the same key: the order of names is the same.
    keys = BlockKeys.from_bytes(scenery.key)
    for account in scenery.people:
        person = Person(tenant_id=PROCESS.tenant_id, object_id=account)
        name = keys.ballot_of(person)
        execute(
            scenery,
            "UPDATE receipts SET receipt = ? WHERE receipt = ?",
            (name, keys.receipt_of(person)),
        )
    with scenery.opened() as database:
        database.rewrite()
    verdict = Verdict(scenery, capsys)
    assert verdict.finds() == {("join", "joined")}
    (find,) = verdict.attack("join")["finds"]
    assert (find["count"], find["of"]) == (40, 40)


def test_an_account_in_a_table_of_answers_is_found(published: Scenery, capsys: Capsys) -> None:
    text = f"geschrieben von {published.people[3].upper()}"
    execute(
        published,
        "INSERT INTO sealed_texts (row_id, block_id, prompt_key, text) VALUES (?, ?, 'remark', ?)",
        (secrets.token_bytes(16), BLOCK.block_id, text),
    )
    assert ("staff_in_answers", "staff_in_table") in Verdict(published, capsys).finds()


@pytest.mark.parametrize("upper", [False, True])
def test_an_account_in_a_log_is_found(
    published: Scenery, capsys: Capsys, tmp_path: Path, *, upper: bool
) -> None:
    account = published.people[5]
    (tmp_path / "logs").mkdir()
    line = f"INFO turn of {account.upper() if upper else account} took 12 ms\n"
    (tmp_path / "logs" / "bot.log").write_text(line)
    verdict = Verdict(published, capsys, "--search", tmp_path / "logs")
    assert verdict.finds() == {("staff_in_files", "staff_in_file")}
    assert account not in verdict.out


def test_one_cell_too_many_in_a_published_file_is_found(
    published: Scenery, capsys: Capsys, tmp_path: Path
) -> None:
    with published.opened() as database, database.read() as uow:
        (kept,) = uow.publications.of(BLOCK.block_id)
        counts = uow.sealed.counts(BLOCK.block_id)
    told = json.loads(kept)
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "same.json").write_text(kept)
    assert Verdict(published, capsys, "--published", papers).code == 0
    item = next(
        one
        for one in told["summary"]["items"]
        if one["kind"] == "statement" and any(o["count"] is None for o in one["options"])
    )
    option = next(one for one in item["options"] if one["count"] is None)
    option["count"] = sum(
        row.get(option["key"], 0) for (name, _), row in counts.items.items() if name == item["item"]
    )
    assert publication_of(read_publication(json.dumps(told))) != kept
    (papers / "more.json").write_text(json.dumps(told))
    verdict = Verdict(published, capsys, "--published", papers)
    assert verdict.code == 1
    assert {attack for attack, _ in verdict.finds()} == {"narrowing"}


def test_exported_records_are_read_as_what_was_published(
    published: Scenery, capsys: Capsys, tmp_path: Path
) -> None:
    records = tmp_path / "records"
    assert main(["records", "export", PROCESS.process_id, str(records)]) == 0
    capsys.readouterr()
    (file,) = records.rglob(f"publication_{BLOCK.key}.json")
    assert Verdict(published, capsys, "--published", records).code == 0
    told = json.loads(file.read_text("utf-8"))
    told["summary"]["turnout"]["answered_count"] -= 1
    file.write_text(json.dumps(told), "utf-8")
    verdict = Verdict(published, capsys, "--published", records)
    assert ("narrowing", "contradictory") in verdict.finds()
