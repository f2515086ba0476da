"""The summary for the steering circle and the card for everybody: the same figures."""

from dataclasses import replace
from typing import Any

import pytest

from analysis.summary import Turnout
from cards import published_card, summary_card
from cards.parts import size_in_utf16
from cards.summary_card import SummaryRef
from content.words import words
from participation.refusals import CardNotUnderstoodError
from tests.cards.examples import BLOCK, PROCESS
from tests.cards.results import small_office, whole_office
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
    assert "511 nicht gezeigt" in text
    assert "nicht gezeigt 511 Bereich" in text
    assert "Beteiligung (120 eingeladen)" in text


def test_tendency_stands_where_counts_would_point_at_people() -> None:
    text = summary_text(small_office())
    assert "511 überwiegend dafür" in text
    assert "überwiegend: A – north" in text


def test_rule_is_not_told_where_nothing_is_withheld() -> None:
    assert "nicht gezeigt" not in summary_text(whole_office())


def test_one_withheld_cell_among_others_is_said_to_be_withheld() -> None:
    whole = whole_office()
    name = whole.items[-1]
    north, south = name.options
    partly = replace(name, options=(north, replace(south, count=None)))
    text = summary_text(replace(whole, items=(*whole.items[:-1], partly)))
    assert "47 A – north" in text
    assert "nicht gezeigt B – south" in text


def test_row_of_counts_says_that_the_others_are_withheld() -> None:
    whole = whole_office()
    few = whole.items[0]
    agree, *others = few.options
    partly = replace(few, options=(agree, *(replace(one, count=None) for one in others)))
    card = summary_card.build(PROCESS, BLOCK, replace(whole, items=(partly,)), (), DE)
    assert "30 dafür · übrige nicht gezeigt" in shown(card)


def test_more_answers_than_invited_are_pointed_out() -> None:
    turnout = Turnout(invited_count=1, answered_count=9, departments=(), is_more_than_invited=True)
    text = summary_text(replace(whole_office(), turnout=turnout))
    assert "mehr Personen geantwortet" in text


def test_free_texts_are_only_counted() -> None:
    assert "Was wünschen Sie sich? – 17 Texte" in summary_text(whole_office())


def test_limits_of_the_process_are_stated() -> None:
    assert "Gefragt wurden Fachkräfte." in summary_text(whole_office())


def test_other_blocks_are_a_button_away() -> None:
    others = (("basics", "Ziele"), ("coordinators", "Koordination"), ("more", "Mehr"))
    card = summary_card.build(PROCESS, BLOCK, whole_office(), others, DE)
    ref = summary_card.read(button(card, "Mehr"))
    assert ref == SummaryRef(process_id="p-1", block_key="more")
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
    assert size_in_utf16(card) <= summary_card.WANTED_SIZE


@pytest.mark.parametrize("data", [{}, {"process": "p-1"}, {"process": "p-1", "block": 1}])
def test_data_of_a_wrong_shape_is_not_understood(data: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        summary_card.read(data)
