"""What every refusal is."""

from typing import ClassVar


class ParticipationError(Exception):
    """A request that cannot be granted; nothing was stored.

    `values` fill the placeholders of the words for `code`.
    """

    code: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values
