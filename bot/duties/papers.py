"""The facts that papers about a process are filled with, out of its configuration as it runs."""

from datetime import date

from bot.settings import PaperSettings
from cards.markdown import escaped
from content.paper_texts import PAPERS, filled_in
from content.words import Words
from participation.process import Process
from participation.templates.prompts import Prompt
from storage.inventory import KeptColumn, inventory

Facts = dict[str, str]


def paper_files(
    process: Process, settings: PaperSettings, today: date, words: Words
) -> dict[str, str]:
    """Return all papers by file name, in one language."""
    facts = {
        **_of_process(process, words),
        **_of_gate(process, words),
        **_of_place(settings, words),
    }
    facts = {name: _in_cell(fact) for name, fact in facts.items()}
    facts["today"] = words.date(today)
    facts["blocks"] = _blocks(process, words)
    facts["tables"] = _tables(words)
    gap = words.text("papers.gap", what="{what}")
    return {f"{paper}.md": filled_in(paper, words.language, facts, gap) for paper in PAPERS}


def _of_process(process: Process, words: Words) -> Facts:
    template = process.template
    prompts = [prompt for block in template.topic_blocks for prompt in block.prompts]
    return {
        "title": template.title.to(words.language),
        "first_day": words.date(template.topic_blocks[0].opens_on),
        "last_day": words.date(template.topic_blocks[-1].closes_on),
        "decides_on": words.date(template.decision.decides_on),
        "block_count": words.number(len(template.topic_blocks)),
        "question_count": words.number(len(prompts)),
        "kinds": _kinds(prompts, words),
        "departments": "; ".join(
            words.text(
                "papers.department",
                name=one.name.to(words.language),
                count=words.number(one.invited_count),
            )
            for one in template.departments
        ),
        "guests": words.text(f"papers.guests.{template.guests}"),
        "smallest_group": words.number(process.smallest_group),
        "notice": words.number(process.notice.number),
    }


def _kinds(prompts: list[Prompt], words: Words) -> str:
    kinds = dict.fromkeys(prompt.kind for prompt in prompts)
    return ", ".join(words.text(f"papers.kinds.{kind}") for kind in kinds)


def _of_gate(process: Process, words: Words) -> Facts:
    gate = process.gate
    months = {
        "votes_months": gate.sealed_rows_months,
        "texts_months": gate.texts_kept_months,
        "counts_months": gate.counts_months,
        "outcomes_months": gate.outcomes_months,
        "trail_months": gate.trail_months,
    }
    return {
        **{name: words.counted("privacy.months", count) for name, count in months.items()},
        "legal_basis": gate.legal_basis,
        "dpia_decision": gate.dpia_decision,
        "council_on": words.date(gate.staff_council_agreed_on),
        "council_reference": gate.staff_council_reference,
        "quote_rule": words.text(f"privacy.quote_rules.{gate.quote_rule}"),
        "contact": gate.contact,
    }


def _of_place(settings: PaperSettings, words: Words) -> Facts:
    """Return where things lie, as places and never as paths, and what the settings say."""
    kind = "postgresql" if settings.database_url.startswith("postgresql") else "sqlite"
    watched = [
        name
        for name, is_on in (
            ("metrics", settings.metrics_port is not None),
            ("traces", bool(settings.otlp_endpoint)),
        )
        if is_on
    ]
    seen = ", ".join(words.text(f"papers.monitoring.{name}") for name in watched)
    return {
        "office": settings.office_name
        or words.text("papers.gap", what=words.text("papers.office")),
        "database": words.text(f"papers.databases.{kind}"),
        "monitoring": seen or words.text("papers.monitoring.none"),
        "service_hosts": settings.service_hosts
        or words.text("papers.gap", what=words.text("papers.hosts")),
    }


def _in_cell(fact: str) -> str:
    """Return a fact so that it stays in one cell of a table; gaps keep their marks."""
    lines = " ".join(fact.split())
    return lines if lines.startswith("**") else escaped(lines)


def _blocks(process: Process, words: Words) -> str:
    return "\n".join(
        "- "
        + words.text(
            "papers.block",
            title=escaped(block.title.to(words.language)),
            opens=words.date(block.opens_on),
            closes=words.date(block.closes_on),
            publishes=words.date(block.publishes_on),
        )
        for block in process.template.topic_blocks
    )


def _tables(words: Words) -> str:
    head = [words.text(f"papers.columns.{name}") for name in ("name", "why", "personal", "kept")]
    return "\n\n".join(
        "\n".join(
            [
                f"## `{name}`",
                "",
                f"| {' | '.join(head)} |",
                "| --- | --- | --- | --- |",
                *(_row(column) for column in columns),
            ]
        )
        for name, columns in inventory().items()
    )


def _row(column: KeptColumn) -> str:
    cells = (escaped(one) for one in (column.why, column.personal, column.kept))
    return f"| `{column.name}` | {' | '.join(cells)} |"
