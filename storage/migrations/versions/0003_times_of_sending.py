"""When messages went, so that Teams' limits are known after a restart."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Go one step up."""
    with op.batch_alter_table("outbox", recreate=_recreate()) as batch_op:
        batch_op.add_column(sa.Column("sent_at", sa.DateTime(), nullable=True))
        batch_op.create_index("ix_outbox_sent", ["sent_at"])


def _recreate() -> Literal["always", "never"]:
    # Only SQLite needs it, to have the columns where a new table has them. On PostgreSQL the
    # sequence would begin anew at numbers that are taken.
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
