"""Which process leads, by machine and number, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Go one step up."""
    with op.batch_alter_table("leadership") as batch_op:
        batch_op.alter_column(
            "holder",
            existing_type=sa.String(length=40),
            type_=sa.String(length=100),
            existing_nullable=False,
        )
        batch_op.add_column(sa.Column("since_at", sa.DateTime(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        # An earlier form of 0002 and 0003 had made the table of messages anew, and its numbers
        # began again at those that were taken.
        op.execute(
            "SELECT setval(pg_get_serial_sequence('outbox', 'outbox_id'), max(outbox_id))"
            " FROM outbox HAVING max(outbox_id) IS NOT NULL"
        )
