"""What can be refused about proposed statements."""

from participation.refusals.base import ParticipationError


class ProposalsOffError(ParticipationError):
    """Statements cannot be proposed here (`title`)."""

    code = "proposals_off"


class ProposalKnownError(ParticipationError):
    """The proposed statement is asked already, or its author has proposed it before."""

    code = "proposal_known"


class ProposalTooShortError(ParticipationError):
    """A statement needs some words (`limit`)."""

    code = "proposal_too_short"


class ProposalsUsedUpError(ParticipationError):
    """The person has proposed as many statements as one can (`limit`)."""

    code = "proposals_used_up"


class ProposalUnknownError(ParticipationError):
    """There is no such proposal here, or not any more."""

    code = "proposal_unknown"


class ProposalDecidedError(ParticipationError):
    """Somebody has decided on the proposal in the meantime."""

    code = "proposal_decided"


class TextGoneError(ParticipationError):
    """There is no such text any more, or none that needs a look."""

    code = "text_gone"


class ReasonMissingError(ParticipationError):
    """What is declined needs a reason that its author can read."""

    code = "reason_missing"


class StatementsFullError(ParticipationError):
    """The prompt has as many statements as people can bear (`limit`)."""

    code = "statements_full"
