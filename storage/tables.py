"""The whole inventory of what is kept: every table, every column, why, and for how long.

Each column says `why` it exists, whether it is `personal`, and how long it is `kept`. The page
`docs/reference/data-inventory.md` is made from this module.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PROCESS = "as long as the process"
OPEN_ONLY = "until the block is sealed"
RETENTION = "until the retention date of the process"
DELIVERED = "until the process ends"


def column(
    name: str, kind: Any, why: str, kept: str, *, personal: str = "no", **more: Any
) -> Column[Any]:
    """Return a column that documents itself; NOT NULL unless told otherwise."""
    more.setdefault("nullable", False)
    return Column(name, kind, info={"why": why, "personal": personal, "kept": kept}, **more)


def sixteen_bytes(name: str) -> tuple[CheckConstraint, CheckConstraint]:
    """Return checks that a column holds 16 random or keyed bytes; an account id does not fit.

    SQLite would keep a text in a column of bytes, hence the second check there.
    """
    return (
        CheckConstraint(f"length({name}) = 16", name=f"{name}_is_no_account"),
        CheckConstraint(f"typeof({name}) = 'blob'", name=f"{name}_is_bytes").ddl_if(
            dialect="sqlite"
        ),
    )


def unordered(name: str, *parts: Any) -> Table:
    """Return a table without hidden row numbers: on SQLite they would tell the order of answers."""
    return Table(name, metadata, *parts, sqlite_with_rowid=False)


teams = Table(
    "teams",
    metadata,
    column("team_id", String(200), "which team", PROCESS, primary_key=True),
    column("tenant_id", String(64), "which organisation", PROCESS),
    column("name", String(200), "shown in the command line", PROCESS),
    column("service_url", String(300), "where messages to this team are sent", PROCESS),
    column("is_installed", Boolean, "whether the bot may post there", PROCESS),
)

personal_chats = Table(
    "personal_chats",
    metadata,
    column("tenant_id", String(64), "which organisation", PROCESS, primary_key=True),
    column("object_id", String(64), "whose chat", PROCESS, personal="account id", primary_key=True),
    column("conversation_id", String(300), "where to send", PROCESS, personal="chat id"),
    column("service_url", String(300), "where to send", PROCESS),
)

roles = Table(
    "roles",
    metadata,
    column("tenant_id", String(64), "which organisation", PROCESS, primary_key=True),
    column(
        "object_id",
        String(64),
        "who holds the role",
        "until revoked",
        personal="account id",
        primary_key=True,
    ),
    column("role", String(30), "what the person may do", "until revoked", primary_key=True),
)

processes = Table(
    "processes",
    metadata,
    column("process_id", String(32), "random name of the process", PROCESS, primary_key=True),
    column("tenant_id", String(64), "which organisation", PROCESS),
    column("team_id", String(200), "in which team it runs", PROCESS),
    column("template", Text, "the template as it was started, frozen", PROCESS),
    column("gate", Text, "legal basis, agreements, retention, contact", PROCESS),
    UniqueConstraint("team_id", "process_id"),
)

topic_blocks = Table(
    "topic_blocks",
    metadata,
    column("process_id", String(32), "which process", PROCESS, primary_key=True),
    column("block_key", String(40), "which block", PROCESS, primary_key=True),
    column("position", Integer, "order in the template", PROCESS),
    column("channel_id", String(200), "where it is asked", PROCESS),
    column("state", String(20), "where the block stands in its life", PROCESS),
    column("sealing_step", String(20), "how far sealing got, to resume it", PROCESS),
    column("revision", Integer, "version of the block's content", PROCESS),
    column("opens_at", DateTime, "UTC", PROCESS),
    column("closes_at", DateTime, "UTC", PROCESS),
    column("publishes_at", DateTime, "UTC", PROCESS),
    column("shown_count", Integer, "coarse count on the card, never lowered", PROCESS),
    CheckConstraint(
        "state IN ('planned', 'open', 'closed', 'sealed', 'published')", name="known_state"
    ),
)

calendar_entries = Table(
    "calendar_entries",
    metadata,
    column("process_id", String(32), "which process", PROCESS, primary_key=True),
    column("kind", String(20), "opens, reminds, closes, …", PROCESS, primary_key=True),
    column("block_key", String(40), "empty for the decision", PROCESS, primary_key=True),
    column("due_on", Date, "local day", PROCESS, primary_key=True),
    column("due_at", DateTime, "the same in UTC", PROCESS),
    column("state", String(20), "waiting, done or dropped", PROCESS),
    Index("ix_calendar_entries_waiting", "state", "due_at"),
)

outbox = Table(
    "outbox",
    metadata,
    column(
        "outbox_id",
        Integer,
        "order of sending",
        DELIVERED,
        primary_key=True,
    ),
    column("key", String(200), "the cause, so that it is said once", DELIVERED),
    column("kind", String(10), "post, update or delete", DELIVERED),
    column("tenant_id", String(64), "which organisation", DELIVERED),
    column("service_url", String(300), "where to send", DELIVERED),
    column("conversation_id", String(300), "where to send", DELIVERED, personal="chat id"),
    column("user_id", String(200), "whose chat, if not opened yet", DELIVERED, personal="Teams id"),
    column("target_key", String(200), "which post an update changes", DELIVERED),
    column("card", Text, "what is said; never an answer", DELIVERED),
    column("not_before_at", DateTime, "earliest try, real time, UTC", DELIVERED),
    column("state", String(12), "waiting, sending, sent or dead", DELIVERED),
    column("attempts", Integer, "how often it was tried", DELIVERED),
    column("activity_id", String(200), "what Teams called the message", DELIVERED),
    column("fault", String(60), "why the last try failed, in short", DELIVERED),
    UniqueConstraint("key"),
    Index("ix_outbox_waiting", "state", "outbox_id"),
)

responses = unordered(
    "responses",
    column("block_id", String(80), "which block", OPEN_ONLY, primary_key=True),
    column(
        "ballot",
        LargeBinary(16),
        "lets its author change or withdraw it",
        OPEN_ONLY,
        personal="pseudonym under a key outside the database",
        primary_key=True,
    ),
    column("department", String(20), "counted per department", OPEN_ONLY),
    column("answers", Text, "item and answer, as JSON", OPEN_ONLY, personal="pseudonymous"),
    *sixteen_bytes("ballot"),
)

receipts = unordered(
    "receipts",
    column("block_id", String(80), "which block", OPEN_ONLY, primary_key=True),
    column(
        "receipt",
        LargeBinary(16),
        "has answered; without content",
        OPEN_ONLY,
        personal="pseudonym under another key outside the database",
        primary_key=True,
    ),
    *sixteen_bytes("receipt"),
)

deliveries = unordered(
    "deliveries",
    *sixteen_bytes("delivery"),
    column("block_id", String(80), "which block", OPEN_ONLY, primary_key=True),
    column("delivery", LargeBinary(16), "sent once and only once", OPEN_ONLY, primary_key=True),
)

vote_rows = unordered(
    "vote_rows",
    *sixteen_bytes("row_id"),
    column("row_id", LargeBinary(16), "fresh and random", RETENTION, primary_key=True),
    column("block_id", String(80), "which block", RETENTION),
    column("votes", Text, "statement and vote, as JSON, without department", RETENTION),
)

sealed_texts = unordered(
    "sealed_texts",
    *sixteen_bytes("row_id"),
    column("row_id", LargeBinary(16), "fresh and random", RETENTION, primary_key=True),
    column("block_id", String(80), "which block", RETENTION),
    column("prompt_key", String(40), "which prompt", RETENTION),
    column("text", Text, "one text by itself", RETENTION, personal="words may identify"),
)

frozen_counts = unordered(
    "frozen_counts",
    column("block_id", String(80), "which block", RETENTION, primary_key=True),
    column("item", String(100), "empty for turnout", RETENTION, primary_key=True),
    column("department", String(20), "which department", RETENTION, primary_key=True),
    column("answer", String(50), "which answer; empty for turnout", RETENTION, primary_key=True),
    column("number", Integer, "how many", RETENTION),
)
