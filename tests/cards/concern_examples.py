"""Examples of pages whose texts look like personal data."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.personal_data.concerns import concerns_about
from cards import answer_card
from cards.answer_card import AnswerView
from cards.elements.concern_note import Audience, asked
from cards.elements.parts import Card
from cards.meetings import outcome_form_card
from content.words import Words
from participation.process import Process
from participation.steps import place_of
from tests.cards.meetings import CONTENT, form_view

CERTAIN = "Bitte ruft unter 0711 1234567 an."
MILD = "Lea soll das {machen}, oder ein *Kollege*."


def concern_cards(view: AnswerView, process: Process, words: Words) -> Iterator[tuple[str, Card]]:
    """Return a page with one field and with several, certain and milder."""
    wish = replace(view, step=place_of("wish", view.steps))
    for name, text in (("certain", CERTAIN), ("mild", MILD)):
        page = answer_card.build(replace(wish, typed={"answer": text}), words)
        yield f"answer_concern_{name}", _asked(page, {"answer": text}, "answer", words)
    measures = form_view(process, CONTENT, "measures_1")
    typed = {"measure_1_what": CERTAIN, "measure_2_responsible": MILD}
    filled = replace(measures, form={**measures.form, **typed})
    page = outcome_form_card.build(filled, words)
    yield "outcome_form_concerns", _asked(page, typed, "channel", words)


def _asked(page: Card, texts: dict[str, str], audience: Audience, words: Words) -> Card:
    concerns = concerns_about(texts, {})
    assert concerns is not None
    return asked(page, concerns, audience, lambda data: data.get("action") == "next", words)
