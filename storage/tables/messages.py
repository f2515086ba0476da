"""What is still to be said."""

from sqlalchemy import DateTime, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.columns import DELIVERED, column, metadata

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
    column(
        "card",
        Text,
        "what is said; never an answer",
        DELIVERED,
        personal="names of leads and deputies, in messages to them",
    ),
    column("not_before_at", DateTime, "earliest try, real time, UTC", DELIVERED),
    column("state", String(12), "waiting, sending, sent, replaced, dropped or dead", DELIVERED),
    column("attempts", Integer, "how often it was tried", DELIVERED),
    column("activity_id", String(200), "what Teams called the message", DELIVERED),
    column(
        "sent_at",
        DateTime,
        "when Teams had the last try, real time, UTC: its limits count on after a restart",
        DELIVERED,
        nullable=True,
    ),
    column("fault", String(60), "why the last try failed, in short", DELIVERED),
    column("team_id", String(200), "in which team, if in a channel", DELIVERED, nullable=True),
    column(
        "process_id",
        String(32),
        "whose speaking hours it keeps to; none where somebody has asked",
        DELIVERED,
        nullable=True,
    ),
    column(
        "useful_until_at",
        DateTime,
        "when it would only puzzle people, calendar time, UTC",
        DELIVERED,
        nullable=True,
    ),
    column(
        "doubts",
        Integer,
        "how many tries may have reached Teams without our hearing of it",
        DELIVERED,
        server_default="0",
    ),
    UniqueConstraint("key"),
    Index("ix_outbox_waiting", "state", "outbox_id"),
    Index("ix_outbox_sent", "sent_at"),
)
