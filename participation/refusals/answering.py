"""What answering a block can be refused for."""

from participation.refusals.base import ParticipationError


class BlockNotOpenError(ParticipationError):
    """The block does not take answers yet."""

    code = "block_not_open"


class BlockClosedError(ParticipationError):
    """The block has closed; answers can be neither given nor changed."""

    code = "block_closed"


class AnswersLockedError(ParticipationError):
    """The keys of an open block are gone: nobody's answer can be found or taken any more."""

    code = "answers_locked"


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


class GuestNotAskedError(ParticipationError):
    """A guest, or somebody of another organisation, where the process asks its own staff only."""

    code = "guest_not_asked"


class AuditorNeverAnswersError(ParticipationError):
    """Whoever looks into the keys and the trail of a process takes no part in it."""

    code = "auditor_never_answers"


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
