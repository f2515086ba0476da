"""What the processes of the program say to each other."""

from sqlalchemy import Integer, String, Table

from storage.tables.columns import PROCESS, column, metadata

leadership = Table(
    "leadership",
    metadata,
    column("duty", String(20), "what one process does for all", PROCESS, primary_key=True),
    column("epoch", Integer, "how often somebody has taken over; older leaders stop", PROCESS),
    column("holder", String(40), "which process it is, by a random name", PROCESS),
)
