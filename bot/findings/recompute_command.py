"""What `themenblock recompute` does: make every published number again out of the frozen counts."""

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.publication import NotAPublicationError
from analysis.recomputed import Deviation, deviations, number_count
from bot.commands import complain, opened, say
from bot.settings import StorageSettings
from content.words import Words, words
from dialogs.published import published_summary, summary_again
from participation.process import BlockState, Process, TopicBlock
from participation.refusals import BlockUnknownError
from storage.unit_of_work import UnitOfWork

Facts = Mapping[str, Any]


def recompute(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Print what was compared and what differs; return 1 if anything does."""
    spoken = words(given.language)
    try:
        with opened(settings) as database, database.read() as uow:
            process = uow.processes.process(given.process)
            blocks = [
                _compared(process, block, uow)
                for block in uow.processes.blocks(process)
                if block.state is BlockState.PUBLISHED
            ]
    except BlockUnknownError:
        return complain(spoken.text("cli.process.unknown", process=given.process))
    except NotAPublicationError:
        return complain(spoken.text("verify.unreadable"))
    if given.json:
        say(json.dumps({"process": given.process, "blocks": blocks}, ensure_ascii=False, indent=2))
    else:
        _tell(process, blocks, spoken)
    return 1 if any(block["deviations"] for block in blocks) else 0


def _compared(process: Process, block: TopicBlock, uow: UnitOfWork) -> Facts:
    published = published_summary(process, block, uow)
    again = summary_again(process, block, uow)
    found: Sequence[Deviation] = () if again is None else deviations(published, again)
    return {
        "block": block.key,
        "numbers": number_count(published),
        "has_counts": again is not None,
        "deviations": [one._asdict() for one in found],
    }


def _tell(process: Process, blocks: Sequence[Facts], spoken: Words) -> None:
    if not blocks:
        say(spoken.text("recompute.nothing"))
    titles = {one.key: one.title.to(spoken.language) for one in process.template.topic_blocks}
    for block in blocks:
        named = {"title": titles.get(block["block"], block["block"])}
        numbers = spoken.number(block["numbers"])
        if not block["has_counts"]:
            say(spoken.text("recompute.purged", **named))
        elif not block["deviations"]:
            say(spoken.text("recompute.same", numbers=numbers, **named))
        else:
            say(spoken.text("recompute.differs", numbers=numbers, **named))
        for one in block["deviations"]:
            say("  " + spoken.text("recompute.deviation", **one))
