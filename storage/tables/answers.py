"""Answers of open blocks: found by pseudonym, without order and time."""

from sqlalchemy import Boolean, CheckConstraint, Integer, LargeBinary, String, Text

from storage.tables.columns import OPEN_ONLY, PROCESS, column, sixteen_bytes, unordered

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
    column("kind", String(10), "digital or on paper", OPEN_ONLY, server_default="digital"),
    *sixteen_bytes("ballot"),
    CheckConstraint("kind IN ('digital', 'paper')", name="known_kind"),
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

drafts = unordered(
    "drafts",
    *sixteen_bytes("ballot"),
    *sixteen_bytes("dialog"),
    *sixteen_bytes("base"),
    column("block_id", String(80), "which block", OPEN_ONLY, primary_key=True),
    column(
        "ballot",
        LargeBinary(16),
        "lets its author go on",
        OPEN_ONLY,
        personal="pseudonym under a key outside the database",
        primary_key=True,
    ),
    column("dialog", LargeBinary(16), "which open dialog, keyed", OPEN_ONLY, primary_key=True),
    column("base", LargeBinary(16), "which stored response it began from, keyed", OPEN_ONLY),
    column("version", Integer, "tells a late repetition from news, and which is newest", OPEN_ONLY),
    column("page", String(100), "which comes next", OPEN_ONLY),
    column("department", String(20), "as chosen so far", OPEN_ONLY),
    column("answers", Text, "item and answer, as JSON", OPEN_ONLY, personal="pseudonymous"),
    column("is_taken_over", Boolean, "its author has gone on in another dialog", OPEN_ONLY),
)

proposed_statements = unordered(
    "proposed_statements",
    *sixteen_bytes("proposal"),
    *sixteen_bytes("pseudonym", may_be_empty=True),
    column("proposal", LargeBinary(16), "fresh and random", PROCESS, primary_key=True),
    column("block_id", String(80), "which block", PROCESS),
    column("prompt_key", String(40), "which prompt", PROCESS),
    column("text", Text, "as it was proposed", OPEN_ONLY, personal="words may identify"),
    column("state", String(10), "fresh, waiting, accepted or declined", PROCESS),
    column("key", String(40), "its name among the statements, once accepted", PROCESS),
    column("reason", String(20), "why it was declined, from a list", OPEN_ONLY),
    column("wording", Text, "as it is asked, once accepted", PROCESS, personal="was shown to all"),
    column(
        "pseudonym",
        LargeBinary(16),
        "lets its author see what became of it; tied to no ballot, emptied at sealing",
        OPEN_ONLY,
        personal="pseudonym under a key outside the database",
        nullable=True,
    ),
    CheckConstraint("state IN ('fresh', 'waiting', 'accepted', 'declined')", name="known_state"),
)
