"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Go one step up."""
    op.create_table(
        "calendar_entries",
        sa.Column("process_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("block_key", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint(
            "process_id", "kind", "block_key", "due_on", name=op.f("pk_calendar_entries")
        ),
    )
    with op.batch_alter_table("calendar_entries", schema=None) as batch_op:
        batch_op.create_index("ix_calendar_entries_waiting", ["state", "due_at"], unique=False)

    op.create_table(
        "deliveries",
        sa.Column("block_id", sa.String(length=80), nullable=False),
        sa.Column("delivery", sa.LargeBinary(length=16), nullable=False),
        sa.CheckConstraint(
            "typeof(delivery) = 'blob'", name=op.f("ck_deliveries_delivery_is_bytes")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(delivery) = 16", name=op.f("ck_deliveries_delivery_is_no_account")
        ),
        sa.PrimaryKeyConstraint("block_id", "delivery", name=op.f("pk_deliveries")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frozen_counts",
        sa.Column("block_id", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=50), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "block_id", "item", "department", "answer", name=op.f("pk_frozen_counts")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("service_url", sa.String(length=300), nullable=False),
        sa.Column("conversation_id", sa.String(length=300), nullable=False),
        sa.Column("user_id", sa.String(length=200), nullable=False),
        sa.Column("target_key", sa.String(length=200), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("not_before_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.String(length=200), nullable=False),
        sa.Column("fault", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_waiting", ["state", "outbox_id"], unique=False)

    op.create_table(
        "personal_chats",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=300), nullable=False),
        sa.Column("service_url", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "object_id", name=op.f("pk_personal_chats")),
    )
    op.create_table(
        "processes",
        sa.Column("process_id", sa.String(length=32), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("team_id", sa.String(length=200), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("gate", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("process_id", name=op.f("pk_processes")),
        sa.UniqueConstraint("team_id", "process_id", name=op.f("uq_processes_team_id_process_id")),
    )
    op.create_table(
        "receipts",
        sa.Column("block_id", sa.String(length=80), nullable=False),
        sa.Column("receipt", sa.LargeBinary(length=16), nullable=False),
        sa.CheckConstraint(
            "typeof(receipt) = 'blob'", name=op.f("ck_receipts_receipt_is_bytes")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("length(receipt) = 16", name=op.f("ck_receipts_receipt_is_no_account")),
        sa.PrimaryKeyConstraint("block_id", "receipt", name=op.f("pk_receipts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "responses",
        sa.Column("block_id", sa.String(length=80), nullable=False),
        sa.Column("ballot", sa.LargeBinary(length=16), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "typeof(ballot) = 'blob'", name=op.f("ck_responses_ballot_is_bytes")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("length(ballot) = 16", name=op.f("ck_responses_ballot_is_no_account")),
        sa.PrimaryKeyConstraint("block_id", "ballot", name=op.f("pk_responses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roles",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "object_id", "role", name=op.f("pk_roles")),
    )
    op.create_table(
        "sealed_texts",
        sa.Column("row_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("block_id", sa.String(length=80), nullable=False),
        sa.Column("prompt_key", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "typeof(row_id) = 'blob'", name=op.f("ck_sealed_texts_row_id_is_bytes")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "length(row_id) = 16", name=op.f("ck_sealed_texts_row_id_is_no_account")
        ),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_sealed_texts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "teams",
        sa.Column("team_id", sa.String(length=200), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("service_url", sa.String(length=300), nullable=False),
        sa.Column("is_installed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_teams")),
    )
    op.create_table(
        "topic_blocks",
        sa.Column("process_id", sa.String(length=32), nullable=False),
        sa.Column("block_key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("sealing_step", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("publishes_at", sa.DateTime(), nullable=False),
        sa.Column("shown_count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'open', 'closed', 'sealed', 'published')",
            name=op.f("ck_topic_blocks_known_state"),
        ),
        sa.PrimaryKeyConstraint("process_id", "block_key", name=op.f("pk_topic_blocks")),
    )
    op.create_table(
        "vote_rows",
        sa.Column("row_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("block_id", sa.String(length=80), nullable=False),
        sa.Column("votes", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "typeof(row_id) = 'blob'", name=op.f("ck_vote_rows_row_id_is_bytes")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("length(row_id) = 16", name=op.f("ck_vote_rows_row_id_is_no_account")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_vote_rows")),
        sqlite_with_rowid=False,
    )
