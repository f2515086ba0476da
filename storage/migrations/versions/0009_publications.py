"""What was published, as it was shown, and by what copies of destroyed keys are recognised."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Go one step up."""
    op.create_table(
        "publications",
        sa.Column("block_id", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block_id", "number", name=op.f("pk_publications")),
    )
    op.create_table(
        "key_fingerprints",
        sa.Column("block_id", sa.String(80), nullable=False),
        sa.Column("fingerprints", sa.LargeBinary(96), nullable=False),
        sa.PrimaryKeyConstraint("block_id", name=op.f("pk_key_fingerprints")),
    )
