"""The notice that everybody can read before the first answer (GDPR 13)."""

from microsoft_teams.cards import CardElement

from cards.elements.parts import facts, label, section
from content.words import Words
from participation.process import Process


def privacy_notice(process: Process, words: Words) -> CardElement:
    """Return what was settled before the start, in plain words."""
    gate = process.gate
    council = words.text(
        "privacy.staff_council_value",
        day=words.date(gate.staff_council_agreed_on),
        reference=gate.staff_council_reference,
    )
    rows = [
        (words.text("privacy.legal_basis"), gate.legal_basis),
        (words.text("privacy.dpia"), gate.dpia_decision),
        (words.text("privacy.staff_council"), council),
        (words.text("privacy.kept"), words.counted("privacy.months", gate.sealed_rows_months)),
        (words.text("privacy.quotes"), words.text(f"privacy.quote_rules.{gate.quote_rule}")),
        (words.text("privacy.contact"), gate.contact),
    ]
    return section(label(words.text("privacy.title")), facts(rows))
