"""What the processes of the program say to each other."""

from sqlalchemy import DateTime, Integer, String, Table

from storage.tables.columns import PROCESS, column, metadata

leadership = Table(
    "leadership",
    metadata,
    column("duty", String(20), "what one process does for all", PROCESS, primary_key=True),
    column("epoch", Integer, "how often somebody has taken over; older leaders stop", PROCESS),
    column("holder", String(100), "which process it is: its machine and its number there", PROCESS),
    column("since_at", DateTime, "UTC; when it took over", PROCESS, nullable=True),
)
