"""The notice in versions: which one counts, and what the ones before it said."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Go one step up."""
    with op.batch_alter_table("processes") as batch_op:
        batch_op.add_column(
            sa.Column("notice_number", sa.Integer(), server_default="1", nullable=False)
        )
        batch_op.add_column(sa.Column("notice_since", sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "notice_changed", sa.String(200), server_default=sa.text("''"), nullable=False
            )
        )
    op.create_table(
        "notice_versions",
        sa.Column("process_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("gate", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("process_id", "number", name=op.f("pk_notice_versions")),
    )
