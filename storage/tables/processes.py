"""Processes, their blocks, and what is to happen when."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.tables.columns import A_WEEK, PROCESS, column, metadata

processes = Table(
    "processes",
    metadata,
    column("process_id", String(32), "random name of the process", PROCESS, primary_key=True),
    column("tenant_id", String(64), "which organisation", PROCESS),
    column("team_id", String(200), "in which team it runs", PROCESS),
    column(
        "template", Text, "the template as it runs; what was edited is in block_versions", PROCESS
    ),
    column("gate", Text, "legal basis, agreements, retention, contact", PROCESS),
    column("state", String(20), "running, paused or cancelled", PROCESS, server_default="running"),
    column("paused_at", DateTime, "UTC; since when it is paused", PROCESS, nullable=True),
    column(
        "is_rehearsal",
        Boolean,
        "whether it only tries things out and is deleted as a whole",
        PROCESS,
        server_default=false(),
    ),
    column(
        "notice_number",
        Integer,
        "which version of the notice counts",
        PROCESS,
        server_default="1",
    ),
    column("notice_since", DateTime, "UTC; since when, if not the start", PROCESS, nullable=True),
    column(
        "notice_changed",
        String(200),
        "which of its fields are new",
        PROCESS,
        server_default=text("''"),
    ),
    UniqueConstraint("team_id", "process_id"),
    CheckConstraint("state IN ('running', 'paused', 'cancelled')", name="known_state"),
)

process_leads = Table(
    "process_leads",
    metadata,
    column("process_id", String(32), "which process", PROCESS, primary_key=True),
    column("tenant_id", String(64), "which organisation", PROCESS, primary_key=True),
    column("object_id", String(64), "who", PROCESS, personal="account id", primary_key=True),
    column("part", String(20), "lead or deputy", PROCESS),
    column("user_id", String(200), "where to tell them something", PROCESS, personal="Teams id"),
    CheckConstraint("part IN ('lead', 'deputy')", name="known_part"),
)

block_versions = Table(
    "block_versions",
    metadata,
    column("process_id", String(32), "which process", PROCESS, primary_key=True),
    column("block_key", String(40), "which block", PROCESS, primary_key=True),
    column("revision", Integer, "which version", PROCESS, primary_key=True),
    column("content", Text, "what the block was before it was edited", PROCESS),
    column("replaced_at", DateTime, "UTC; until when it counted", PROCESS),
)

pending_acts = Table(
    "pending_acts",
    metadata,
    column("process_id", String(32), "which process", A_WEEK),
    column("request_id", String(32), "random name of the request", A_WEEK, primary_key=True),
    column("act", String(40), "what is to be done", A_WEEK),
    column("block_key", String(40), "which block; empty for the process", A_WEEK),
    column("form", Text, "reason, and what is to go, as JSON; never a text", A_WEEK),
    column("asked_by", String(64), "who has asked", A_WEEK, personal="account id"),
    column("asked_at", DateTime, "UTC; after a week it is too late", A_WEEK),
)

notice_versions = Table(
    "notice_versions",
    metadata,
    column("process_id", String(32), "which process", PROCESS, primary_key=True),
    column("number", Integer, "which version", PROCESS, primary_key=True),
    column("gate", Text, "what the notice said before it was corrected", PROCESS),
    column("replaced_at", DateTime, "UTC; until when it counted", PROCESS),
)

audit_entries = Table(
    "audit_entries",
    metadata,
    column("process_id", String(32), "which process", PROCESS, primary_key=True),
    column("number", Integer, "order of the acts", PROCESS, primary_key=True),
    column("at", DateTime, "UTC", PROCESS),
    column("act", String(40), "what was done", PROCESS),
    column(
        "actor",
        String(64),
        "who did it; never a participant's act",
        PROCESS,
        personal="account id of whoever leads or moderates",
    ),
    column(
        "dialog",
        String(32),
        "in which dialog, so that a repetition is no second act",
        PROCESS,
    ),
    column(
        "details",
        Text,
        "block, question, dates, reason, who was named, as JSON; never an answer",
        PROCESS,
        personal="account id of whoever was named lead or deputy",
    ),
    column("chain", LargeBinary(32), "keyed value over this entry and the one before", PROCESS),
    column(
        "key_id",
        String(16),
        "which key the value was made with; empty in entries from before there was one",
        PROCESS,
        server_default=text("''"),
    ),
)


topic_blocks = Table(
    "topic_blocks",
    metadata,
    column("process_id", String(32), "which process", PROCESS, primary_key=True),
    column("block_key", String(40), "which block", PROCESS, primary_key=True),
    column("position", Integer, "order in the template", PROCESS),
    column("channel_id", String(200), "where it is asked", PROCESS),
    column(
        "channel_name",
        String(200),
        "what people call that place",
        PROCESS,
        server_default=text("''"),
    ),
    column("state", String(20), "where the block stands in its life", PROCESS),
    column("sealing_step", String(20), "how far sealing or destroying got, to resume it", PROCESS),
    column("revision", Integer, "version of the block's content", PROCESS),
    column("opens_at", DateTime, "UTC", PROCESS),
    column("closes_at", DateTime, "UTC", PROCESS),
    column("publishes_at", DateTime, "UTC", PROCESS),
    column("shown_count", Integer, "coarse count on the card, never lowered", PROCESS),
    column(
        "is_channel_lost",
        Boolean,
        "whether its channel was deleted",
        PROCESS,
        server_default=false(),
    ),
    CheckConstraint(
        "state IN ('planned', 'open', 'closed', 'sealed', 'published', 'cancelled')",
        name="known_state",
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
