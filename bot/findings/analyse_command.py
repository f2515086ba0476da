"""What `themenblock analyse` does: read votes, analyse them, tell what holds."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.opinion.opinions import OpinionGroup, Opinions, opinions_of
from analysis.opinion.votes import vote_table
from bot.commands import complain, say
from bot.findings.opinion_layout import layout_of
from bot.findings.read_votes import ReadVotes, UnreadableVotesError, read_groups, read_votes
from content.words import Words, words

MOST_DIFFERENCES = 10


def analyse(given: argparse.Namespace) -> int:
    """Print the analysis of a file of votes; 1 if it cannot be read."""
    spoken = words(given.language)
    try:
        read = read_votes(given.votes)
        groups = _groups(given.groups, read)
    except UnreadableVotesError as fault:
        name = given.groups if fault.code == "no_group_columns" else given.votes
        values = {"file": name, "line": fault.line, "entry": fault.entry}
        return complain(spoken.text(f"analyse.unreadable.{fault.code}", **values))
    except UnicodeDecodeError:
        return complain(spoken.text("analyse.not_utf8", file=given.votes))
    except OSError as fault:
        return complain(f"{fault.filename}: {fault.strerror}")
    table = vote_table(read.cast, statements=read.statements)
    found = opinions_of(table, k=given.smallest_group, groups=groups)
    if given.json:
        say(layout_of(found).model_dump_json(indent=2))
        return 0
    for line in _lines(found, spoken):
        say(line)
    return 0


def _groups(file: Path | None, read: ReadVotes) -> Mapping[str, str] | None:
    """Return the groups that were given, in a file of their own only: a guess would mislead."""
    return read_groups(file) if file else None


def _lines(found: Opinions, spoken: Words) -> Iterator[str]:
    yield spoken.text(
        "analyse.size",
        participants=spoken.number(found.participant_count),
        statements=spoken.number(len(found.statements)),
        grouped=spoken.number(found.grouped_count),
    )
    yield from _consensus(found, spoken)
    if found.honesty and not found.honesty.has_groups:
        yield spoken.text("analyse.no_groups")
        for reason in found.honesty.reasons:
            yield f"  {spoken.text(f'analyse.reasons.{reason}')}"
    for group in found.groups:
        yield from _group(group, found, spoken)
    sure = [one for one in found.differences if one.is_sure and one.z > 0]
    if sure:
        yield spoken.text("analyse.differences")
    for one in sure[:MOST_DIFFERENCES]:
        yield "  " + spoken.text(
            f"analyse.difference.{one.direction}",
            group=found.groups[one.group].name,
            statement=found.statements[one.statement],
            z=f"{one.z:.2f}",
        )


def _consensus(found: Opinions, spoken: Words) -> Iterator[str]:
    shared = [("agree", one) for one in found.consensus.agree]
    shared += [("disagree", one) for one in found.consensus.disagree]
    yield spoken.text("analyse.consensus" if shared else "analyse.no_consensus")
    for direction, one in shared:
        yield "  " + spoken.text(
            f"analyse.shared.{direction}",
            statement=found.statements[one.statement],
            hits=one.hits,
            trials=one.trials,
        )


def _group(group: OpinionGroup, found: Opinions, spoken: Words) -> Iterator[str]:
    yield spoken.text("analyse.group", group=group.name, size=spoken.number(group.size))
    for one in group.representative:
        yield "  " + spoken.text(
            f"analyse.shared.{one.direction}",
            statement=found.statements[one.statement],
            hits=one.hits,
            trials=one.trials,
        )
