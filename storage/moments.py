"""How moments are kept: as naive UTC, because SQLite knows no zones."""

from datetime import UTC, datetime


def naive(moment: datetime) -> datetime:
    """Return an aware moment as the naive UTC time that is kept."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def aware(kept: datetime) -> datetime:
    """Return a kept naive UTC time as an aware moment."""
    return kept.replace(tzinfo=UTC)
