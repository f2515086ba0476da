"""How often it was in doubt whether Teams has a message."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Go one step up."""
    # SQLite has to make the table anew, to have the column where a new table has it.
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("outbox", recreate=recreate) as batch_op:  # type: ignore[arg-type]
        batch_op.add_column(sa.Column("doubts", sa.Integer(), server_default="0", nullable=False))
