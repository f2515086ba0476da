"""With which key an entry of the audit trail was chained; none before there was one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Go one step up."""
    with op.batch_alter_table("audit_entries") as batch_op:
        batch_op.add_column(
            sa.Column("key_id", sa.String(16), server_default=sa.text("''"), nullable=False)
        )
