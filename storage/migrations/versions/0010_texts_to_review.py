"""Which sealed texts may be quoted; those that were never looked over never are."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Go one step up."""
    # SQLite makes the table anew and would forget that it has no row numbers.
    with op.batch_alter_table(
        "sealed_texts", table_kwargs={"sqlite_with_rowid": False}
    ) as batch_op:
        batch_op.add_column(
            sa.Column("review", sa.String(10), server_default="none", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reason", sa.String(20), server_default=sa.text("''"), nullable=False)
        )
        batch_op.create_check_constraint(
            op.f("ck_sealed_texts_known_review"),
            "review IN ('none', 'waiting', 'usable', 'never')",
        )
    op.execute("UPDATE sealed_texts SET review = 'never'")
