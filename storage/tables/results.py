"""What is left of a sealed block, tied to nobody."""

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from storage.tables.columns import (
    COUNTS,
    PROCESS,
    TEXTS,
    VOTES,
    column,
    metadata,
    sixteen_bytes,
    unordered,
)

vote_rows = unordered(
    "vote_rows",
    *sixteen_bytes("row_id"),
    column("row_id", LargeBinary(16), "fresh and random", VOTES, primary_key=True),
    column("block_id", String(80), "which block", VOTES),
    column("votes", Text, "statement and vote, as JSON, without department", VOTES),
)


sealed_texts = unordered(
    "sealed_texts",
    *sixteen_bytes("row_id"),
    column("row_id", LargeBinary(16), "fresh and random", TEXTS, primary_key=True),
    column("block_id", String(80), "which block", TEXTS),
    column("prompt_key", String(40), "which prompt", TEXTS),
    column("text", Text, "one text by itself", TEXTS, personal="words may identify"),
    column(
        "review",
        String(10),
        "whether it may be quoted, if it looks like personal data",
        TEXTS,
        server_default="none",
    ),
    column("reason", String(20), "why never, from a list", TEXTS, server_default=text("''")),
    CheckConstraint("review IN ('none', 'waiting', 'usable', 'never')", name="known_review"),
)


frozen_counts = unordered(
    "frozen_counts",
    column("block_id", String(80), "which block", COUNTS, primary_key=True),
    column("item", String(100), "empty for turnout", COUNTS, primary_key=True),
    column("department", String(20), "which department", COUNTS, primary_key=True),
    column("answer", String(50), "which answer; empty for turnout", COUNTS, primary_key=True),
    column("number", Integer, "how many", COUNTS),
)


publications = Table(
    "publications",
    metadata,
    column("block_id", String(80), "which block", PROCESS, primary_key=True),
    column("number", Integer, "1, 2, …; a correction is a new one", PROCESS, primary_key=True),
    column("published_at", DateTime, "UTC", PROCESS),
    column("content", Text, "what everybody was shown, small counts withheld, as JSON", PROCESS),
)


key_fingerprints = Table(
    "key_fingerprints",
    metadata,
    column("block_id", String(80), "which block", PROCESS, primary_key=True),
    column(
        "fingerprints",
        LargeBinary(96),
        "finds copies of the three destroyed keys; opens nothing",
        PROCESS,
    ),
)
