"""Drafts, proposed statements, meeting outcomes, and what running a process needs."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Go one step up."""
    _create_audit_entries()
    _create_block_versions()
    _create_drafts()
    _create_meeting_outcomes()
    _create_process_leads()
    _create_proposed_statements()
    _create_unfinished_forms()
    _widen_outbox()
    _widen_processes()
    _widen_responses()
    _widen_topic_blocks()


def _create_audit_entries() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("process_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("dialog", sa.String(length=32), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("chain", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("process_id", "number", name=op.f("pk_audit_entries")),
    )


def _create_block_versions() -> None:
    op.create_table(
        "block_versions",
        sa.Column("process_id", sa.String(length=32), nullable=False),
        sa.Column("block_key", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint(
            "process_id", "block_key", "revision", name=op.f("pk_block_versions")
        ),
    )


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("block_id", sa.String(length=80), nullable=False),
        sa.Column("ballot", sa.LargeBinary(length=16), nullable=False),
        sa.Column("dialog", sa.LargeBinary(length=16), nullable=False),
        sa.Column("base", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=100), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("is_taken_over", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "typeof(ballot) = 'blob'", name=op.f("ck_drafts_ballot_is_bytes")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("typeof(base) = 'blob'", name=op.f("ck_drafts_base_is_bytes")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint(
            "typeof(dialog) = 'blob'", name=op.f("ck_drafts_dialog_is_bytes")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("length(ballot) = 16", name=op.f("ck_drafts_ballot_is_no_account")),
        sa.CheckConstraint("length(base) = 16", name=op.f("ck_drafts_base_is_no_account")),
        sa.CheckConstraint("length(dialog) = 16", name=op.f("ck_drafts_dialog_is_no_account")),
        sa.PrimaryKeyConstraint("block_id", "ballot", "dialog", name=op.f("pk_drafts")),
        sqlite_with_rowid=False,
    )


def _create_meeting_outcomes() -> None:
    op.create_table(
        "meeting_outcomes",
        sa.Column("outcome_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.String(length=32), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("block_key", sa.String(length=40), nullable=False),
        sa.Column("channel_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("planning_area", sa.String(length=40), nullable=False),
        sa.Column("took_part", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("open_points", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=64), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_with", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("outcome_id", "version", name=op.f("pk_meeting_outcomes")),
    )


def _create_process_leads() -> None:
    op.create_table(
        "process_leads",
        sa.Column("process_id", sa.String(length=32), nullable=False),
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.String(length=200), nullable=False),
        sa.CheckConstraint("part IN ('lead', 'deputy')", name=op.f("ck_process_leads_known_part")),
        sa.PrimaryKeyConstraint(
            "process_id", "tenant_id", "object_id", name=op.f("pk_process_leads")
        ),
    )


def _create_proposed_statements() -> None:
    op.create_table(
        "proposed_statements",
        sa.Column("proposal", sa.LargeBinary(length=16), nullable=False),
        sa.Column("block_id", sa.String(length=80), nullable=False),
        sa.Column("prompt_key", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("pseudonym", sa.LargeBinary(length=16), nullable=True),
        sa.CheckConstraint(
            "pseudonym IS NULL OR typeof(pseudonym) = 'blob'",
            name=op.f("ck_proposed_statements_pseudonym_is_bytes"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "state IN ('fresh', 'waiting', 'accepted', 'declined')",
            name=op.f("ck_proposed_statements_known_state"),
        ),
        sa.CheckConstraint(
            "typeof(proposal) = 'blob'", name=op.f("ck_proposed_statements_proposal_is_bytes")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "pseudonym IS NULL OR length(pseudonym) = 16",
            name=op.f("ck_proposed_statements_pseudonym_is_no_account"),
        ),
        sa.CheckConstraint(
            "length(proposal) = 16", name=op.f("ck_proposed_statements_proposal_is_no_account")
        ),
        sa.PrimaryKeyConstraint("proposal", name=op.f("pk_proposed_statements")),
        sqlite_with_rowid=False,
    )


def _create_unfinished_forms() -> None:
    op.create_table(
        "unfinished_forms",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.Column("dialog", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "object_id", "dialog", "about", name=op.f("pk_unfinished_forms")
        ),
    )


def _widen_outbox() -> None:
    with op.batch_alter_table("outbox", recreate=_recreate()) as batch_op:
        batch_op.add_column(sa.Column("team_id", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("process_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("useful_until_at", sa.DateTime(), nullable=True))


def _widen_processes() -> None:
    with op.batch_alter_table("processes") as batch_op:
        batch_op.add_column(
            sa.Column("state", sa.String(length=20), server_default="running", nullable=False)
        )
        batch_op.add_column(sa.Column("paused_at", sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("is_rehearsal", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_check_constraint(
            op.f("ck_processes_known_state"), "state IN ('running', 'paused', 'cancelled')"
        )


def _widen_responses() -> None:
    # SQLite makes the table anew and would forget that it has no row numbers.
    with op.batch_alter_table("responses", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=10), server_default="digital", nullable=False)
        )
        batch_op.create_check_constraint(
            op.f("ck_responses_known_kind"), "kind IN ('digital', 'paper')"
        )


def _widen_topic_blocks() -> None:
    name = op.f("ck_topic_blocks_known_state")
    with op.batch_alter_table("topic_blocks") as batch_op:
        # SQLite makes the table anew and leaves the old check out by itself.
        if op.get_bind().dialect.name != "sqlite":
            batch_op.drop_constraint(name, type_="check")
        batch_op.add_column(
            sa.Column("is_channel_lost", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "channel_name", sa.String(length=200), server_default=sa.text("''"), nullable=False
            )
        )
        batch_op.create_check_constraint(
            name,
            "state IN ('planned', 'open', 'closed', 'sealed', 'published', 'cancelled')",
        )


def _recreate() -> Literal["always", "never"]:
    # Only SQLite needs it, to have the columns where a new table has them. On PostgreSQL the
    # sequence would begin anew at numbers that are taken.
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
