"""What posting the outcome of a meeting can be refused for."""

from participation.refusals.base import ParticipationError


class NotOutcomeWriterError(ParticipationError):
    """Only whoever moderates, coordinates or leads may post what came out of a meeting."""

    code = "not_outcome_writer"


class NotOutcomeAuthorError(ParticipationError):
    """Only its author and the process lead may correct an outcome."""

    code = "not_outcome_author"


class OutcomeUnknownError(ParticipationError):
    """The card names an outcome that does not exist here."""

    code = "outcome_unknown"


class OutcomeUnchangedError(ParticipationError):
    """A correction that says the same as before."""

    code = "outcome_unchanged"


class NoProcessError(ParticipationError):
    """No process runs in this team, or in none of this organisation."""

    code = "no_process"


class FormGoneError(ParticipationError):
    """The form was sent, thrown away or begun anew elsewhere."""

    code = "form_gone"
