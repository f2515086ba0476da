"""PostgreSQL crashes, or is out of reach: nothing acknowledged is lost, and all goes on."""

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench.soak.people import SAVED, UNSURE
from bench.soak.weather import await_worst_moment
from participation.people import Role
from storage.database import Database
from storage.engines import on_postgresql
from storage.faults import is_outage
from storage.unit_of_work import UnitOfWork
from tests.crashes.office import Siege, Witness, besieged
from tests.crashes.proxy import Proxy, running_proxy
from tests.journeys.story import Story, told
from tests.postgres import Postgres, running_postgres

CRASHES = 5
MOST_RECEIPTS = 4
HOLE_SECONDS = 30.0
RECOVERY_SECONDS = 20.0
HELP = "Das kann ich für Sie tun"
TENANT = "7077d28d-d325-5862-ba90-d536d2f26415"


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A server of its own: what crashes here may be nobody else's."""
    with running_postgres() as running:
        yield running


@pytest.fixture
def proxy(server: Postgres) -> Iterator[Proxy]:
    """The way to that server."""
    with running_proxy(server.port) as running:
        yield running


@pytest.fixture
def url(server: Postgres, proxy: Proxy) -> str:
    """An empty database at the other end of the way."""
    return server.new_database().replace(f":{server.port}/", f":{proxy.port}/")


@pytest.fixture
def siege(url: str, tmp_path: Path) -> Iterator[Siege]:
    """An office whose bot reaches its database on that way."""
    with besieged(tmp_path, url) as opened:
        yield opened


def test_five_crashes_of_the_server_under_load_lose_nothing_acknowledged(
    siege: Siege, server: Postgres
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    dice, process_id = random.Random(seed), siege.story.bot.process_id
    with siege.under_load(seed):
        for _ in range(CRASHES):
            siege.await_receipts(dice.randint(1, MOST_RECEIPTS), at_most=RECOVERY_SECONDS)
            await_worst_moment(siege.ledger, dice)
            server.crash()
            server.start()
            await_ready(siege)
            siege.lost += siege.audit.at_this_moment()
    assert siege.lost == [], f"seed {seed}"
    assert siege.faults_while_open() == [], f"seed {seed}"
    assert siege.acknowledged_count >= CRASHES, f"seed {seed}"
    assert siege.faults_of_sealing() == [], f"seed {seed}"
    assert siege.story.bot.process_id == process_id


def test_half_a_minute_without_a_network_is_told_kindly_and_passes(
    siege: Siege, proxy: Proxy
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    bot, witness = siege.story.bot, Witness(siege, siege.story.staff[-1])
    with siege.under_load(seed):
        time.sleep(1.0)
        seen = max(one["id"] for one in siege.story.office.deliveries())
        proxy.swallow()
        over = time.monotonic() + HOLE_SECONDS
        assert UNSURE in witness.send().words
        assert (bot.says("healthz"), bot.says("readyz")) == (200, 503)
        time.sleep(max(0.0, over - time.monotonic()))
        assert bot.says("readyz") == 503
        proxy.mend()
        await_ready(siege)
    assert_answered_in_time(siege.story, seen)
    witness.come_back()
    assert SAVED in witness.send().words
    assert siege.faults_while_open() == [], f"seed {seed}"
    assert siege.faults_of_sealing() == [], f"seed {seed}"


def test_what_teams_took_while_the_server_was_away_is_not_said_again(
    url: str, proxy: Proxy, tmp_path: Path
) -> None:
    with told(tmp_path, database_url=url) as story:
        person = story.staff[0]
        story.office.say(person, person.chat, "hilfe")
        await_all_sent(story)
        before = len(story.cards_saying(HELP, person.chat))
        story.office.add_fault("send", delay=2.0, count=1)
        story.office.say(person, person.chat, "hilfe")
        while not story.rows("SELECT 1 FROM outbox WHERE state = 'sending'"):
            time.sleep(0.02)
        proxy.cut()
        while len(story.cards_saying(HELP, person.chat)) == before:
            time.sleep(0.05)
        time.sleep(1.0)  # now the answer has come, and cannot be noted
        proxy.mend()
        await_all_sent(story)
        assert len(story.cards_saying(HELP, person.chat)) == before + 1


def test_a_process_that_vanishes_in_a_transaction_does_not_keep_others_from_writing(
    url: str, server: Postgres, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(on_postgresql.SESSION, "idle_in_transaction_session_timeout", 1_000)
    direct = url.replace(f":{proxy.port}/", f":{server.port}/")
    with (
        closing(Database(url, tmp_path / "keys")) as vanishing,
        closing(Database(direct, tmp_path / "keys")) as other,
    ):
        other.migrate()

        def vanish(uow: UnitOfWork) -> None:
            uow.people.grant(TENANT, "half", Role.STEERING)
            proxy.swallow()
            with other.write() as beside:
                beside.people.grant(TENANT, "whole", Role.STEERING)
            proxy.mend()

        (outcome,) = vanishing.write_group([vanish])
        assert outcome.fault is not None
        assert is_outage(outcome.fault)
        with other.read() as uow:
            assert [person for _, person, _ in uow.people.granted()] == ["whole"]


def await_all_sent(story: Story) -> None:
    """Wait until the outbox has something, and nothing that is not sent."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    while {state for (state,) in story.rows("SELECT state FROM outbox")} != {"sent"}:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def assert_answered_in_time(story: Story, seen: int) -> None:
    """Dialogs were answered before Teams gave up, but for a few on a busy machine."""
    tries = [
        one["status"]
        for delivery in story.office.deliveries(seen)
        if "task/" in delivery["kind"]
        for one in delivery["attempts"]
    ]
    assert len(tries) > 20
    assert tries.count("timeout") * 20 <= len(tries)


def await_ready(siege: Siege) -> None:
    """Wait until the bot says that it can work again; nobody helps it."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    while siege.story.bot.says("readyz") != 200:
        assert time.monotonic() < deadline, siege.story.bot.log[-2000:]
        time.sleep(0.05)
