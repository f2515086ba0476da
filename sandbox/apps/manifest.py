"""The parts of an app manifest that concern a bot, with the limits of Microsoft's schema 1.30.

Only what the sandbox can judge by itself; the rest of the schema lets pass what it does not know.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Scope = Literal["team", "personal", "groupChat", "copilot"]
Guid = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")]
Address = Annotated[str, Field(max_length=2048, pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^/]+")]
File = Annotated[str, Field(max_length=2048, pattern=r"^[^/\\][^\\]*$")]
Tag = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$")]
Domain = Annotated[str, Field(max_length=2048, pattern=r"^[^:/]+$")]
SchemaVersion = Annotated[str, Field(pattern=r"^1\.\d+$")]
AppVersion = Annotated[str, Field(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")]


class Part(BaseModel):
    """A part of the manifest; what is not known here is left to Microsoft's schema."""

    model_config = ConfigDict(extra="allow", strict=True)


class Developer(Part):
    """Who answers for the app, and where its pages are."""

    name: str = Field(min_length=1, max_length=32)
    website: Address = Field(alias="websiteUrl")
    privacy: Address = Field(alias="privacyUrl")
    terms: Address = Field(alias="termsOfUseUrl")


class Name(Part):
    """What the app is called."""

    short: str = Field(min_length=1, max_length=30)
    full: str = Field(default="", max_length=100)


class Description(Part):
    """What the app says of itself."""

    short: str = Field(min_length=1, max_length=80)
    full: str = Field(min_length=1, max_length=4000)


class Icons(Part):
    """Its two pictures."""

    color: File
    outline: File


class Command(Part):
    """A word that the bot understands."""

    title: str = Field(min_length=1, max_length=128)
    description: str = Field(default="", max_length=4000)


class CommandList(Part):
    """The words that are offered in some scopes."""

    scopes: list[Scope] = Field(min_length=1, max_length=4)
    commands: list[Command] = Field(max_length=12)


class Bot(Part):
    """The bot: its registration, where it can be added, what it understands."""

    id: Guid = Field(alias="botId")
    scopes: list[Scope] = Field(min_length=1, max_length=4)
    command_lists: list[CommandList] = Field(default=[], alias="commandLists", max_length=3)


class Language(Part):
    """A further language and its file."""

    tag: Tag = Field(alias="languageTag")
    file: File


class Languages(Part):
    """The language of the manifest itself, and the further ones."""

    default: Tag = Field(alias="defaultLanguageTag")
    others: list[Language] = Field(default=[], alias="additionalLanguages")


class Manifest(Part):
    """The manifest of an app with one bot."""

    schema_version: SchemaVersion = Field(alias="manifestVersion")
    version: AppVersion
    id: Guid
    developer: Developer
    name: Name
    description: Description
    icons: Icons
    accent_color: str = Field(alias="accentColor", pattern=r"^#[0-9a-fA-F]{6}$")
    languages: Languages | None = Field(default=None, alias="localizationInfo")
    bots: list[Bot] = Field(min_length=1, max_length=1)
    permissions: list[Literal["identity", "messageTeamMembers"]] = []
    domains: list[Domain] = Field(default=[], alias="validDomains", max_length=100)
    channel_features: Literal["tier1"] | None = Field(default=None, alias="supportsChannelFeatures")

    @property
    def bot(self) -> Bot:
        """The one bot."""
        return self.bots[0]

    def commands(self, scope: str) -> list[Command]:
        """The commands that are offered in a scope, in their order."""
        lists = [one for one in self.bot.command_lists if scope in one.scopes]
        return [command for one in lists for command in one.commands]
