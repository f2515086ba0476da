"""The notice that everybody can read before the first answer (GDPR 13)."""

from microsoft_teams.cards import CardElement

from cards.elements.parts import facts, hint, label, section, small_print
from content.words import Words
from participation.process import Process, TopicBlock
from participation.start_gate import StartGate


def privacy_notice(process: Process, words: Words) -> CardElement:
    """Return what was settled before the start, in plain words."""
    version = small_print(_version(process, words))
    return section(label(words.text("privacy.title")), facts(settled(process, words)), version)


def settled(process: Process, words: Words) -> list[tuple[str, str]]:
    """Return name and value of all that was settled before the start."""
    gate = process.gate
    council = words.text(
        "privacy.staff_council_value",
        day=words.date(gate.staff_council_agreed_on),
        reference=gate.staff_council_reference,
    )
    return [
        (words.text("privacy.legal_basis"), gate.legal_basis),
        (words.text("privacy.dpia"), gate.dpia_decision),
        (words.text("privacy.staff_council"), council),
        (words.text("privacy.kept"), _kept(gate, words)),
        (words.text("privacy.quotes"), words.text(f"privacy.quote_rules.{gate.quote_rule}")),
        (words.text("privacy.contact"), gate.contact),
    ]


def notice_news(process: Process, block: TopicBlock, words: Words) -> list[CardElement]:
    """Return a hint for whoever may have answered under an earlier version of the notice."""
    if not process.notice.is_newer_than(block.opens_at):
        return []
    return [hint(words.text("privacy.news", version=_version(process, words)))]


def _version(process: Process, words: Words) -> str:
    notice = process.notice
    if notice.since is None:
        return words.text("privacy.first_version")
    return words.text(
        "privacy.version",
        number=notice.number,
        since=words.moment(notice.since, process.template.time_zone),
        changed=", ".join(words.text(f"set_up.labels.{name}") for name in notice.changed),
    )


def _kept(gate: StartGate, words: Words) -> str:
    return words.text(
        "privacy.kept_value",
        votes=_months(gate.sealed_rows_months, words),
        texts=_months(gate.texts_kept_months, words),
        counts=_months(gate.counts_months, words),
        outcomes=_months(gate.outcomes_months, words),
        trail=_months(gate.trail_months, words),
    )


def _months(count: int, words: Words) -> str:
    return words.counted("privacy.months", count)
