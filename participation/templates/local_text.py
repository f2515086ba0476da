"""A piece of text that exists in German and English."""

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")

LONGEST_TEXT = 1000
SOFT_HYPHEN = "\u00ad"
HARMLESS_CONTROLS = frozenset({"\n", SOFT_HYPHEN})


def without_controls(text: str) -> str:
    """Return `text` if no character in it is invisible or steers the display, else refuse it."""
    for character in text:
        if unicodedata.category(character)[0] == "C" and character not in HARMLESS_CONTROLS:
            code_point = f"U+{ord(character):04X}"
            raise PydanticCustomError("control_character", "", {"code_point": code_point})
    return text


Sentence = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(without_controls),
]


class LocalText(BaseModel):
    """Text of a process template in both languages; `{ de = "…", en = "…" }` in its file."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Text in German and English")

    de: Sentence
    en: Sentence

    def to(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.de if language == "de" else self.en


@dataclass(frozen=True, slots=True)
class AtMost:
    """Limits a `LocalText` to `limit` characters in each language: `Annotated[…, AtMost(120)]`.

    A type of its own per limit would make texts of different fields unequal.
    """

    limit: int

    def fitting(self, text: LocalText) -> LocalText:
        """Return `text` if it fits in every language, else refuse it."""
        too_long = [language for language in LANGUAGES if len(text.to(language)) > self.limit]
        if too_long:
            values = {"max_length": self.limit, "languages": too_long}
            raise PydanticCustomError("local_text_too_long", "", values)
        return text

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check after pydantic has read the text."""
        return core_schema.no_info_after_validator_function(self.fitting, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell editors the limit as well."""
        limits = {language: {"maxLength": self.limit} for language in LANGUAGES}
        return {**handler(schema), "properties": limits}


Title = Annotated[LocalText, AtMost(120)]
Label = Annotated[LocalText, AtMost(80)]
Unit = Annotated[LocalText, AtMost(30)]
Claim = Annotated[LocalText, AtMost(240)]
Question = Annotated[LocalText, AtMost(300)]
Plain = Annotated[LocalText, AtMost(600)]
