"""What leading, steering and looking can be refused for."""

from participation.refusals.base import ParticipationError


class NotProcessLeadError(ParticipationError):
    """Only a process lead may do this."""

    code = "not_process_lead"


class NotRehearsingError(ParticipationError):
    """Only whoever has started this rehearsal may steer or end it."""

    code = "not_rehearsing"


class NotLeadingError(ParticipationError):
    """Only the lead of this process and the deputies may do this."""

    code = "not_leading"


class DeputyOnlyError(ParticipationError):
    """The person stands in for the lead, and only the lead may do this."""

    code = "deputy_only"


class LastLeadError(ParticipationError):
    """Nobody would lead the process any more."""

    code = "last_lead"


class SamePersonError(ParticipationError):
    """Whoever has asked for a second person cannot be that person."""

    code = "same_person"


class PendingGoneError(ParticipationError):
    """What waited for a second person was confirmed, declined, or has waited too long."""

    code = "pending_gone"


class AskerGoneError(ParticipationError):
    """Whoever has asked for a second person leads no more and stands in for nobody."""

    code = "asker_gone"


class NotSealedError(ParticipationError):
    """The block is not sealed, or not any more just sealed (`title`)."""

    code = "not_sealed"


class ChannelNotLostError(ParticipationError):
    """The block has a channel that is there (`title`)."""

    code = "channel_not_lost"


class RehearsalOnlyError(ParticipationError):
    """A rehearsal is steered by its own card."""

    code = "rehearsal_only"


class LeadsNothingError(ParticipationError):
    """The person leads no process and stands in for nobody who does."""

    code = "leads_nothing"


class ProcessPausedError(ParticipationError):
    """The process is paused; it has to go on before this can be done (`title`)."""

    code = "process_paused"


class NotPausedError(ParticipationError):
    """The process is not paused (`title`)."""

    code = "not_paused"


class ProcessCancelledError(ParticipationError):
    """The process was cancelled (`title`)."""

    code = "process_cancelled"


class ProcessOverError(ParticipationError):
    """All blocks of the process have closed (`title`)."""

    code = "process_over"


class NoRoomToExtendError(ParticipationError):
    """The next block or the decision follows too soon after the block's last day (`title`)."""

    code = "no_room_to_extend"


class BlockFrozenError(ParticipationError):
    """The block has opened; from then on nothing about it is edited (`title`)."""

    code = "block_frozen"


class NotAuditorError(ParticipationError):
    """Somebody else asked to look into keys and trail."""

    code = "not_auditor"


class NotSteeringError(ParticipationError):
    """Only members of the steering circle may do this."""

    code = "not_steering"


class NotATeamError(ParticipationError):
    """This works in a team's channel only."""

    code = "not_a_team"


class ProcessRunningError(ParticipationError):
    """The team already has a running process."""

    code = "process_running"


class RehearsalRunningError(ParticipationError):
    """The team already has a rehearsal (`title`)."""

    code = "rehearsal_running"


class NotModeratorError(ParticipationError):
    """Only moderators and process leads may do this."""

    code = "not_moderator"


class SlipUnknownError(ParticipationError):
    """No paper form of this number has been entered in the block."""

    code = "slip_unknown"


class NothingPublishedError(ParticipationError):
    """No block has been published yet."""

    code = "nothing_published"


class SetUpIncompleteError(ParticipationError):
    """The set-up form has mistakes (`fields`)."""

    code = "set_up_incomplete"


class TemplateUnknownError(ParticipationError):
    """There is no bundled template of that name."""

    code = "template_unknown"


class TryAgainError(ParticipationError):
    """A passing fault; nothing was stored and the same button will work again."""

    code = "try_again"
