"""The summary for the steering circle and the card for everybody: the same figures."""

from dataclasses import replace
from typing import Any

import pytest

from analysis.summary import ItemResult, Tendency, Turnout
from cards import published_card, summary_card
from cards.elements.parts import WANTED_SIZE, size_in_utf16
from cards.summary_card import SummaryRef
from content.words import words
from participation.refusals import CardNotUnderstoodError
from participation.templates.local_text import LocalText
from tests.cards.examples import BLOCK, PROCESS, PROCESS_ID
from tests.cards.results import DEPARTMENTS, empty_office, small_office, whole_office
from tests.cards.tree import button, nodes, shown

DE = words("de")


def summary_text(summary: Any) -> str:
    return shown(summary_card.build(PROCESS, BLOCK, summary, (), DE))


def test_turnout_is_told_in_figures() -> None:
    text = summary_text(whole_office())
    assert "75\u202f%" in text
    assert "Beteiligung (90 von 120)" in text
    assert "30\u00a0von\u00a040 511 Bereich" in text


def test_statements_are_ranked_by_agreement() -> None:
    card = summary_card.build(PROCESS, BLOCK, whole_office(), (), DE)
    (table,) = [node for node in nodes(card) if node["type"] == "Table"]
    rows = [[cell["items"][0]["inlines"][0] for cell in row["cells"]] for row in table["rows"]]
    assert rows == [
        ["Aussage", "dafür", "dagegen"],
        ["Frage views.own", "54\u202f%", "26\u202f%"],
        ["Frage views.few", "33\u202f%", "38\u202f%"],
    ]


def test_departments_are_told_in_counts() -> None:
    text = summary_text(whole_office())
    assert "512 9 dafür · 13 dagegen · 8 weiß nicht" in text
    assert "512 1: 5 · 2: 5 · 3: 5 · 4: 5 · 5: 10" in text
    assert "512 A: 12 · B: 18" in text


def test_what_is_withheld_is_shown_as_withheld_with_the_rule() -> None:
    text = summary_text(small_office())
    assert "Zahlen unter 5 werden nie gezeigt" in text
    assert "Beteiligung (19 von 120)" in text


def test_tendency_stands_where_counts_would_point_at_people() -> None:
    text = summary_text(small_office())
    assert "511 überwiegend dafür" in text
    assert "überwiegend: A – north" in text


def test_rule_is_not_told_where_nothing_is_withheld() -> None:
    text = summary_text(whole_office())
    assert "„nicht gezeigt“ heißt" not in text
    assert "„überwiegend“ heißt" not in text


def test_rule_stands_only_where_its_words_stand() -> None:
    hidden = replace(whole_office(), has_withheld=True)
    assert "„nicht gezeigt“ heißt" not in shown(published_card.build(PROCESS, BLOCK, hidden, DE))


def test_one_withheld_cell_among_others_is_said_to_be_withheld() -> None:
    whole = whole_office()
    name = whole.items[-1]
    north, south = name.options
    partly = replace(name, options=(north, replace(south, count=None)))
    text = summary_text(replace(whole, items=(*whole.items[:-1], partly)))
    assert "47 A – north" in text
    assert "nicht\u00a0gezeigt B – south" in text


def test_row_of_counts_says_that_the_others_are_withheld() -> None:
    whole = whole_office()
    few = whole.items[0]
    agree, *others = few.options
    partly = replace(few, options=(agree, *(replace(one, count=None) for one in others)))
    card = summary_card.build(PROCESS, BLOCK, replace(whole, items=(partly,)), (), DE)
    assert "30 dafür · übrige nicht\u00a0gezeigt" in shown(card)


def test_more_answers_than_invited_are_pointed_out() -> None:
    turnout = Turnout(invited_count=1, answered_count=9, departments=(), is_more_than_invited=True)
    lines = summary_text(replace(whole_office(), turnout=turnout)).splitlines()
    assert lines[2:4] == ["9", "Antworten (1 eingeladen)"]
    assert any("mehr Personen geantwortet" in line for line in lines)


def test_why_there_is_no_share_is_not_told_as_if_it_were_withheld() -> None:
    turnout = Turnout(invited_count=1, answered_count=9, departments=(), is_more_than_invited=True)
    summary = replace(whole_office(), turnout=turnout)
    assert "„nicht gezeigt“ heißt" not in shown(published_card.build(PROCESS, BLOCK, summary, DE))


def test_free_texts_are_only_counted() -> None:
    text = summary_text(whole_office())
    assert "Was wünschen Sie sich? – 17 Texte" in text
    assert "17\nfreie Texte" in text


def test_number_of_texts_is_not_told_where_it_is_withheld() -> None:
    assert "Texte" not in summary_text(small_office())


def test_tendency_says_what_it_means() -> None:
    assert "„überwiegend“ heißt: mehr als die Hälfte aller" in summary_text(small_office())


@pytest.mark.parametrize(
    ("tendency", "told"),
    [
        (Tendency.MOSTLY_HIGH, "überwiegend hohe Werte (Richtung 5)"),
        (Tendency.MOSTLY_LOW, "überwiegend niedrige Werte (Richtung 1)"),
    ],
)
def test_tendency_of_a_scale_names_the_end(tendency: Tendency, told: str) -> None:
    summary = small_office()
    few, own, size, name = summary.items
    items = (few, own, replace(size, tendency=tendency), name)
    card = published_card.build(PROCESS, BLOCK, replace(summary, items=items), DE)
    assert told in shown(card).splitlines()


def test_where_nothing_can_be_shown_one_sentence_says_so() -> None:
    text = summary_text(empty_office())
    assert text.splitlines()[2:4] == ["120", "Eingeladene"]
    assert text.count("Ergebnisse zeigen wir erst ab 5 Antworten") == 1
    assert text.count("Nach Bereichen lässt sich nichts zeigen") == 1
    assert "Frage" not in text


def test_where_only_departments_show_something_nobody_is_told_that_too_few_answered() -> None:
    whole = whole_office()
    hidden = tuple(
        replace(item, options=tuple(replace(one, count=None) for one in item.options))
        for item in whole.items
    )
    text = summary_text(replace(whole, items=hidden))
    assert "Über alle lässt sich kein Ergebnis zeigen" in text
    assert "zu wenige" not in text


def test_department_withheld_everywhere_is_said_once() -> None:
    whole = whole_office()
    items = tuple(without_departments(item, "511") for item in whole.items)
    lines = summary_text(replace(whole, items=items)).splitlines()
    assert "Zu keiner Aussage oder Frage gezeigt: 511" in lines
    assert [line for line in lines if line.startswith("511 ")] == []


def test_departments_withheld_for_one_item_share_a_row() -> None:
    whole = whole_office()
    few, *others = whole.items
    items = (without_departments(few, "511", "515"), *others)
    assert "511, 515 nicht\u00a0gezeigt" in summary_text(replace(whole, items=items))


def test_items_without_any_department_are_said_once() -> None:
    whole = whole_office()
    first, *others = whole.items
    hidden = (without_departments(item, *DEPARTMENTS) for item in others)
    text = summary_text(replace(whole, items=(first, *hidden)))
    assert text.count("Zu allen übrigen Aussagen und Fragen: nach Bereichen nicht gezeigt") == 1
    assert "511 " in text


def test_office_of_one_department_has_no_results_by_department() -> None:
    whole = whole_office()
    turnout = replace(whole.turnout, departments=whole.turnout.departments[:1])
    items = tuple(replace(item, departments=()) for item in whole.items)
    assert "Nach Bereichen" not in summary_text(replace(whole, turnout=turnout, items=items))


def without_departments(item: ItemResult, *keys: str) -> ItemResult:
    departments = tuple(
        replace(one, options=()) if one.department in keys else one for one in item.departments
    )
    return replace(item, departments=departments)


def test_limits_of_the_process_are_stated() -> None:
    assert "Gefragt wurden Fachkräfte." in summary_text(whole_office())


def test_other_blocks_are_a_button_away() -> None:
    others = (("basics", "Ziele"), ("coordinators", "Koordination"), ("more", "Mehr"))
    card = summary_card.build(PROCESS, BLOCK, whole_office(), others, DE)
    ref = summary_card.read(button(card, "Mehr"))
    assert ref == SummaryRef(process_id=PROCESS_ID, block_key="more")
    assert "msteams" not in button(card, "Ziele")


def test_everybody_sees_the_same_figures_without_departments() -> None:
    text = shown(published_card.build(PROCESS, BLOCK, whole_office(), DE))
    assert "Frage views.own" in text
    assert "54\u202f%" in text
    assert "511" not in text


def test_result_too_long_for_teams_leaves_departments_out_and_says_so() -> None:
    whole = whole_office()
    (first, *_) = whole.items
    many = replace(first, departments=first.departments * 100)
    card = summary_card.build(PROCESS, BLOCK, replace(whole, items=(many,)), (), DE)
    assert "zu umfangreich" in shown(card)
    assert size_in_utf16(card) <= WANTED_SIZE


def test_results_far_too_long_leave_turnout_and_say_so() -> None:
    whole = whole_office()
    long = LocalText(de="ä" * 1000, en="ä" * 1000)
    items = tuple(replace(whole.items[0], question=long) for _ in range(40))
    for card in (
        summary_card.build(PROCESS, BLOCK, replace(whole, items=items), (), DE),
        published_card.build(PROCESS, BLOCK, replace(whole, items=items), DE),
    ):
        assert "Die Ergebnisse sind zu umfangreich" in shown(card)
        assert "75\u202f%" in shown(card)


@pytest.mark.parametrize("data", [{}, {"process": PROCESS_ID}, {"process": PROCESS_ID, "block": 1}])
def test_data_of_a_wrong_shape_is_not_understood(data: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        summary_card.read(data)
