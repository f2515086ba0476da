"""The whole inventory of what is kept: every table, every column, why, and for how long.

Each column says `why` it exists, whether it is `personal`, and how long it is `kept`. The page
`docs/reference/data-inventory.md` is made from these modules.
"""

from storage.tables.answers import deliveries, drafts, proposed_statements, receipts, responses
from storage.tables.columns import metadata, unordered_tables
from storage.tables.forms import unfinished_forms
from storage.tables.meetings import meeting_outcomes
from storage.tables.messages import outbox
from storage.tables.office import personal_chats, roles, teams
from storage.tables.operation import leadership
from storage.tables.processes import (
    audit_entries,
    block_versions,
    calendar_entries,
    notice_versions,
    pending_acts,
    process_leads,
    processes,
    topic_blocks,
)
from storage.tables.results import (
    frozen_counts,
    key_fingerprints,
    publications,
    sealed_texts,
    vote_rows,
)

__all__ = [
    "audit_entries",
    "block_versions",
    "calendar_entries",
    "deliveries",
    "drafts",
    "frozen_counts",
    "key_fingerprints",
    "leadership",
    "meeting_outcomes",
    "metadata",
    "notice_versions",
    "outbox",
    "pending_acts",
    "personal_chats",
    "process_leads",
    "processes",
    "proposed_statements",
    "publications",
    "receipts",
    "responses",
    "roles",
    "sealed_texts",
    "teams",
    "topic_blocks",
    "unfinished_forms",
    "unordered_tables",
    "vote_rows",
]
