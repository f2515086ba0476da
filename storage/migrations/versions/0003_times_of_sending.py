"""When messages went, so that Teams' limits are known after a restart."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Go one step up."""
    with op.batch_alter_table("outbox", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("sent_at", sa.DateTime(), nullable=True))
        batch_op.create_index("ix_outbox_sent", ["sent_at"])
