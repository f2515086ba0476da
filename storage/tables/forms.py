"""Forms that somebody has begun in the line of duty; answers are drafts of their own kind."""

from sqlalchemy import DateTime, Integer, String, Table, Text

from storage.tables.columns import column, metadata

UNFINISHED = "until the form is sent or thrown away"

unfinished_forms = Table(
    "unfinished_forms",
    metadata,
    column("tenant_id", String(64), "which organisation", UNFINISHED, primary_key=True),
    column(
        "object_id", String(64), "whose form", UNFINISHED, personal="account id", primary_key=True
    ),
    column("dialog", String(40), "which dialog", UNFINISHED, primary_key=True),
    column(
        "about",
        String(200),
        "what it is about; team, block or outcome",
        UNFINISHED,
        primary_key=True,
    ),
    column("version", Integer, "tells a late repetition from news", UNFINISHED),
    column("step", String(40), "the page that comes next", UNFINISHED),
    column("form", Text, "field and entry, as JSON", UNFINISHED),
    column("changed_at", DateTime, "UTC; thrown away after a time", UNFINISHED),
)
