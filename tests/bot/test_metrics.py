"""`/metrics`: what a monitor needs, on its own port, and nothing that tells who answers when."""

import re
import time
import urllib.error
import urllib.request

import pytest

from analysis.personal_data.check import KINDS as PERSONAL_KINDS
from bot.operation.measures import BATCH, KINDS, OUTCOMES, QUEUED, SENDS
from tests.bot_process import free_port
from tests.journeys.story import Story

SERIES = re.compile(r"^(themenblock_[a-z_]+)(?:\{(.*)\})? (\S+)$")
LABELS = {"kind": (*KINDS, *PERSONAL_KINDS), "outcome": (*OUTCOMES, *SENDS), "state": QUEUED}
Figures = dict[tuple[str, str], float]


@pytest.fixture(scope="module")
def measured(shared: Story) -> Story:
    """An office whose bot gives out its measures."""
    shared.bot.environment["THEMENBLOCK_METRICS_PORT"] = str(free_port())
    shared.bot.restart()
    return shared


def test_they_are_on_a_port_of_their_own(measured: Story) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _get(measured.bot.port, "/metrics")
    port = int(measured.bot.environment["THEMENBLOCK_METRICS_PORT"])
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _get(port, "/api/messages")
    assert _get(port, "/metrics").startswith("# HELP themenblock_")


def test_turns_show_by_the_batch_only(measured: Story) -> None:
    card = measured.open_block()
    # What went before fills batches of its own.
    measured.answer(measured.staff[0], card)
    before = _figures(measured)
    pages = 0
    while _shown(before, "dialog") == _shown(after := _figures(measured), "dialog"):
        _open(measured)
        pages += 1
    assert pages <= BATCH
    assert _shown(after, "dialog") - _shown(before, "dialog") == BATCH
    # A batch has just been shown: everything but the last of the next one changes nothing.
    for _ in range(BATCH - 1):
        _open(measured)
    quiet = _figures(measured)
    assert {name: quiet[name] for name in quiet if "turn" in name[0]} == {
        name: after[name] for name in after if "turn" in name[0]
    }


def test_texts_that_were_asked_about_show_by_kind_and_by_the_batch(measured: Story) -> None:
    card = measured.block_card("basics")
    seen = measured.first_page(measured.staff[0], card)
    while not any(field["type"] == "Input.Text" for field in seen.fields):
        seen = measured.next_page(seen)
    before = _figures(measured)
    for number in range(BATCH):
        shown = _figures(measured)
        assert shown["themenblock_texts_asked_total", 'kind="phone"'] == 0, number
        seen = measured.office.submit(seen, "Weiter", answer="Bitte 0711 1234567 anrufen.")
        assert "Trotzdem senden" in seen.actions
    after = _figures(measured)
    asked = {name for name in after if name[0] == "themenblock_texts_asked_total"}
    assert len(asked) == len(PERSONAL_KINDS)
    changed = {labels: after[name, labels] for name, labels in asked}
    changed = {labels: count for labels, count in changed.items() if count}
    assert changed == {'kind="phone"': BATCH}
    assert before.keys() == after.keys()


def test_there_is_no_person_text_process_or_block_in_them(measured: Story) -> None:
    text = _text(measured)
    for person in measured.office.people():
        for said in (person.oid, person.name, person.chat):
            assert said not in text
    for word in ("basics", "rems_murr", "Grundverständnis", measured.office.channel()):
        assert word not in text
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        series = SERIES.match(line)
        assert series, line
        for label, value in re.findall(r'([a-z_]+)="([^"]*)"', series[2] or ""):
            assert label == "le" or value in LABELS[label], line


def test_sending_queue_calendar_and_lead_are_told(measured: Story) -> None:
    figures = _figures(measured)
    assert figures["themenblock_is_leader", ""] == 1
    assert figures["themenblock_database_up", ""] == 1
    assert figures["themenblock_sends_total", 'outcome="sent"'] >= 2
    assert figures["themenblock_governor_wait_seconds_count", ""] >= 2
    assert figures["themenblock_outbox_messages", 'state="dead"'] == 0
    assert figures["themenblock_outbox_oldest_waiting_seconds", ""] >= 0
    assert figures["themenblock_calendar_lag_seconds", ""] == 0
    assert figures["themenblock_writer_waiting", ""] == 0
    assert figures["themenblock_writer_group_size_count", ""] >= BATCH


def test_what_was_given_up_is_counted(measured: Story) -> None:
    chat = measured.staff[1].chat
    measured.office.add_fault("post", status=413, conversation=chat)
    measured.office.say(measured.staff[1], chat, "hilfe")
    deadline = time.monotonic() + 30
    while not (told := _figures(measured))["themenblock_outbox_messages", 'state="dead"']:
        assert time.monotonic() < deadline
    assert told["themenblock_sends_total", 'outcome="given_up"'] == 1


def _open(story: Story) -> None:
    story.office.press(story.staff[0], story.block_card("basics"), "Jetzt teilnehmen")


def _shown(figures: Figures, kind: str) -> float:
    return sum(
        number
        for (name, labels), number in figures.items()
        if name == "themenblock_turns_total" and f'kind="{kind}"' in labels
    )


def _figures(story: Story) -> Figures:
    found = (SERIES.match(line) for line in _text(story).splitlines())
    return {(one[1], one[2] or ""): float(one[3]) for one in found if one}


def _text(story: Story) -> str:
    return _get(int(story.bot.environment["THEMENBLOCK_METRICS_PORT"]), "/metrics")


def _get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode("utf-8"))
