"""Logs that never carry what people wrote or who they are.

A line is an event's name and a few fields from a closed list. Exceptions are told by kind and place
in the code, never by their text: texts quote input.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

FIELDS = frozenset(
    {"reason", "status", "kind", "verb", "attempts", "fault", "where", "block_state", "address"}
)

_logger = logging.getLogger("themenblock")


def start_logging() -> None:
    """Write events to standard error, one JSON object a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _logger.handlers = [handler]
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
    # Libraries may quote requests in their lines.
    logging.getLogger().setLevel(logging.CRITICAL)


def log(event: str, **fields: str | int) -> None:
    """Write one event; a field that is not on the list is a mistake in the program."""
    unknown = fields.keys() - FIELDS
    if unknown:
        raise ValueError(f"not a log field: {sorted(unknown)}")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    _logger.info(json.dumps({"at": at, "event": event, **fields}))


def log_fault(event: str, fault: BaseException) -> None:
    """Write that something failed: its kind and the places in our code, without its text."""
    # Without the lines themselves: to read them would hold up whoever waits for the event loop.
    walked = traceback.walk_tb(fault.__traceback__)
    frames = traceback.StackSummary.extract(walked, lookup_lines=False)[-4:]
    where = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
    log(event, fault=type(fault).__name__, where=where)
