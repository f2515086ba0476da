"""Everything the rules can refuse; the words stand in `content/texts`, under `errors.<code>`."""

from typing import ClassVar


class ParticipationError(Exception):
    """A request that cannot be granted; nothing was stored.

    `values` fill the placeholders of the words for `code`.
    """

    code: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values


class BlockNotOpenError(ParticipationError):
    """The block does not take answers yet."""

    code = "block_not_open"


class BlockClosedError(ParticipationError):
    """The block has closed; answers can be neither given nor changed."""

    code = "block_closed"


class BlockPausedError(ParticipationError):
    """The process is paused; nothing is taken until it goes on."""

    code = "block_paused"


class BlockCancelledError(ParticipationError):
    """The process was cancelled before the block closed."""

    code = "block_cancelled"


class BlockUnknownError(ParticipationError):
    """The card names a process or block that does not exist here."""

    code = "block_unknown"


class BlockChangedError(ParticipationError):
    """The card was made for an earlier version of the block."""

    code = "block_changed"


class WrongPlaceError(ParticipationError):
    """The card was used in a conversation that it does not belong to."""

    code = "wrong_place"


class NotInChannelError(ParticipationError):
    """The person is not in the roster of the block's channel."""

    code = "not_in_channel"


class BotRemovedError(ParticipationError):
    """The bot is no longer in the team that the process runs in (`title`)."""

    code = "bot_removed"


class PromptUnknownError(ParticipationError):
    """An answer to a prompt that the block does not ask."""

    code = "prompt_unknown"


class OptionUnknownError(ParticipationError):
    """An answer that the prompt does not offer."""

    code = "option_unknown"


class DepartmentUnknownError(ParticipationError):
    """A department that the process does not know."""

    code = "department_unknown"


class AnswerTooLongError(ParticipationError):
    """A text above the prompt's limit (`limit`, `length`)."""

    code = "answer_too_long"


class ChoicesTooManyError(ParticipationError):
    """More options chosen than the prompt allows (`question`, `most`, `count`)."""

    code = "choices_too_many"


class ChoicesTooFewError(ParticipationError):
    """Fewer options chosen than the prompt asks for (`question`, `least`, `count`)."""

    code = "choices_too_few"


class RankTwiceError(ParticipationError):
    """A rank given to more than one option (`question`, `twice`, `free`)."""

    code = "rank_twice"


class RankMissingError(ParticipationError):
    """An option without a rank, none given twice (`question`, `free`)."""

    code = "rank_missing"


class ResistanceMissingError(ParticipationError):
    """Resistance given to some options only (`question`, `count` missing of `total`)."""

    code = "resistance_missing"


class NumberUnreadableError(ParticipationError):
    """No number, or one with too many decimal places (`question`, `decimals`)."""

    code = "number_unreadable"


class NumberNotWholeError(ParticipationError):
    """No whole number where only whole ones are asked for (`question`)."""

    code = "number_not_whole"


class NumberOutsideError(ParticipationError):
    """A number outside the prompt's bounds (`question`, `minimum`, `maximum`)."""

    code = "number_outside"


class DateUnreadableError(ParticipationError):
    """No day of the calendar (`question`)."""

    code = "date_unreadable"


class DateOutsideError(ParticipationError):
    """A day outside the prompt's bounds (`question`, `earliest`, `latest`)."""

    code = "date_outside"


class AnswerMissingError(ParticipationError):
    """A required prompt without an answer (`question`)."""

    code = "answer_missing"


class NothingToWithdrawError(ParticipationError):
    """The person has no answer in this block."""

    code = "nothing_to_withdraw"


class CardNotUnderstoodError(ParticipationError):
    """Card data that no card of ours can have sent."""

    code = "card_not_understood"


class NotProcessLeadError(ParticipationError):
    """Only a process lead may do this."""

    code = "not_process_lead"


class NotLeadingError(ParticipationError):
    """Only the lead of this process and the deputies may do this."""

    code = "not_leading"


class ChannelNotLostError(ParticipationError):
    """The block has a channel that is there (`title`)."""

    code = "channel_not_lost"


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
