"""Names of all notices, and values that fill their words."""

from tests.cards.running_examples import PROCESS_NOTICES

TEAM_NOTICES = (
    "block_moved",
    "channel_back",
    "team_removed",
    "team_archived",
    "team_deleted",
    "team_refuses",
    "team_back",
    "back_in_team",
)
NOTICES = (
    "answer_saved",
    "answer_withdrawn",
    "paper_saved",
    "process_started",
    "sent_privately",
    "rehearsal_started",
    "rehearsal_step",
    "rehearsal_ended",
    "rehearsal_kept",
    *PROCESS_NOTICES,
)
NOTICE_VALUES = {
    "closes": "21. Mai",
    "deputy": "Dora Distelfeld",
    "lead": "Pia Planwerk",
    "title": "Sozialraum",
    "command": "status",
}
