"""Places and a moment for tests of the outbox, and what may be sent there next."""

from dataclasses import replace
from datetime import UTC, datetime

from dialogs.hand_out import hand_out
from participation.place import Place
from storage.outbox_row import OutboxRow
from storage.unit_of_work import UnitOfWork

NOW = datetime(2027, 4, 1, 8, tzinfo=UTC)
CHANNEL = Place(
    tenant_id="t", service_url="https://service.example/", conversation_id="c", team_id="x"
)
OTHER = replace(CHANNEL, conversation_id="d")


def next_row(uow: UnitOfWork) -> OutboxRow:
    """What may be sent now."""
    row = hand_out(NOW, NOW, uow).row
    assert row is not None
    return row
