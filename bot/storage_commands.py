"""What the commands about the database do: make a copy of everything, and bring one back."""

import argparse
from contextlib import closing

from bot.commands import opened, say
from bot.settings import StorageSettings
from content.words import words
from storage.copies import bring_back, write_backup
from storage.database import Database


def back_up(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Write a backup while the bot may go on running."""
    with opened(settings) as database:
        count = write_backup(database, given.file)
    say(words(given.language).text("cli.backed_up", file=given.file, count=count))
    return 0


def restore(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Bring a backup back into an empty database that nobody serves from."""
    database = Database(settings.database_url, settings.key_dir)
    with closing(database), database.claim():
        count = bring_back(given.file, database)
    say(words(given.language).text("cli.restored", file=given.file, count=count))
    return 0
