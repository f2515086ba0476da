"""What the command about free texts does: tell which lines look like personal data."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from analysis.personal_data.check import check_text
from bot.commands import say


def check_lines(file: str) -> int:
    """Print one JSON line for each line of a file, or of standard input if it is "-".

    Nothing of the text itself is printed. Returns 1 if the file cannot be read as UTF-8.
    """
    try:
        for number, line in enumerate(_lines(file), 1):
            found = check_text(line)
            row = {"line": number, "level": found.level, "kinds": found.kinds}
            say(json.dumps(row))
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "not UTF-8"
        sys.stderr.write(f"{file}: {reason}\n")
        return 1
    return 0


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin.read().splitlines()
    else:
        yield from Path(file).read_text("utf-8").splitlines()
