"""What `themenblock verify-anonymity` does: gather what an attacker would have, attack, tell."""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.publication import NotAPublicationError, read_publication
from analysis.summary import Summary
from bot.anonymity.attacks import all_attacks
from bot.anonymity.findings import Attack
from bot.anonymity.report import as_facts, as_lines
from bot.anonymity.scene import BlockScene, Scene, files_in, touched_since
from bot.anonymity.staff_list import NotAStaffListError, read_staff_list
from bot.commands import complain, opened, say
from bot.settings import StorageSettings
from content.words import Words, words
from dialogs.published import published_summary
from participation.process import BlockState, Process, TopicBlock
from participation.refusals import BlockUnknownError
from storage.database import Database
from storage.inspection.inspector import Inspector
from storage.unit_of_work import UnitOfWork

ONE_HOUR = timedelta(hours=1)
WITH_ANSWERS = (BlockState.OPEN, BlockState.CLOSED)


def verify_anonymity(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Attack a process, and print what was tried and found; return 1 if anything was found."""
    spoken = words(given.language)
    try:
        with opened(settings) as database:
            scene = _scene(given, settings, database)
            attacks = tuple(all_attacks(scene))
    except BlockUnknownError:
        return complain(spoken.text("cli.process.unknown", process=given.process))
    except NotAStaffListError:
        return complain(spoken.text("verify.no_accounts", file=given.staff_list))
    except UnicodeDecodeError:
        return complain(spoken.text("verify.not_utf8"))
    except NotAPublicationError:
        return complain(spoken.text("verify.unreadable"))
    except OSError as fault:
        return complain(f"{fault.filename}: {fault.strerror}")
    _tell(given, scene, attacks, spoken)
    return 1 if any(attack.finds for attack in attacks) else 0


def _tell(
    given: argparse.Namespace, scene: Scene, attacks: Sequence[Attack], spoken: Words
) -> None:
    if given.json:
        say(json.dumps(as_facts(scene, attacks), ensure_ascii=False, indent=2))
        return
    for line in as_lines(scene, attacks, spoken):
        say(line)


def _scene(given: argparse.Namespace, settings: StorageSettings, database: Database) -> Scene:
    published = tuple(given.published)
    further = _further(published)
    with database.read() as uow:
        process = uow.processes.process(given.process)
        blocks = tuple(
            _block_scene(process, block, further, uow) for block in uow.processes.blocks(process)
        )
        since = datetime.now(UTC) - ONE_HOUR
        is_touched = touched_since(uow.audit.entries(process.process_id), since)
        has_open = any(uow.processes.blocks_in(state) for state in WITH_ANSWERS)
    return Scene(
        process=process,
        blocks=blocks,
        staff=read_staff_list(given.staff_list) if given.staff_list else None,
        inspector=Inspector(database),
        key_directory=settings.key_dir,
        searched=tuple(given.search),
        published=published,
        is_fresh=has_open,
        is_touched=is_touched,
    )


def _block_scene(
    process: Process, block: TopicBlock, further: Sequence[Summary], uow: UnitOfWork
) -> BlockScene:
    kept = [read_publication(one) for one in uow.publications.of(block.block_id)]
    if block.state is BlockState.PUBLISHED and not kept:
        kept = [published_summary(process, block, uow)]
    mine = (process.process_id, block.key)
    kept += (one for one in further if (one.process_id, one.block_key) == mine)
    return BlockScene(
        block=block,
        keys=uow.keys.load(block.block_id),
        fingerprints=uow.fingerprints.of(block.block_id),
        published=tuple(dict.fromkeys(kept)),
    )


def _further(published: tuple[Path, ...]) -> list[Summary]:
    """Return the publications among files; anything else there is only searched for names."""
    found = []
    for file in files_in(published):
        try:
            found.append(read_publication(file.read_text("utf-8")))
        except (NotAPublicationError, UnicodeDecodeError):
            continue
    return found
