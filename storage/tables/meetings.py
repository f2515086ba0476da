"""What came out of meetings: records of the office, with all their versions."""

from sqlalchemy import Date, DateTime, Integer, String, Table, Text

from storage.tables.columns import OUTCOMES, column, metadata

meeting_outcomes = Table(
    "meeting_outcomes",
    metadata,
    column("outcome_id", String(32), "random name of the outcome", OUTCOMES, primary_key=True),
    column(
        "version", Integer, "1, 2, …; corrections keep what was there", OUTCOMES, primary_key=True
    ),
    column("process_id", String(32), "which process", OUTCOMES),
    column("tenant_id", String(64), "which organisation", OUTCOMES),
    column("block_key", String(40), "which topic it belongs to; may be empty", OUTCOMES),
    column("channel_id", String(200), "where its card stands", OUTCOMES),
    column("kind", String(30), "kind of meeting", OUTCOMES),
    column("held_on", Date, "day of the meeting", OUTCOMES),
    column("department", String(20), "whose meeting, if a department's", OUTCOMES),
    column("planning_area", String(40), "which place, if a planning area's", OUTCOMES),
    column("took_part", Text, "who took part, by role, as JSON", OUTCOMES),
    column("result", Text, "what came out", OUTCOMES, personal="words may identify"),
    column("measures", Text, "what, responsible role, due date, as JSON", OUTCOMES),
    column("open_points", Text, "what is still open, as JSON", OUTCOMES),
    column(
        "written_by",
        String(64),
        "who wrote this version; whoever wrote the first may correct it",
        OUTCOMES,
        personal="account id",
    ),
    column("written_at", DateTime, "UTC", OUTCOMES),
    column("written_with", String(32), "random name of its form, sent only once", OUTCOMES),
)
