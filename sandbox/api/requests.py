"""What the control API takes in, checked at the edge."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Base64Bytes, BaseModel, ConfigDict, Field, model_validator

from sandbox.faults import KINDS
from sandbox.office import ChannelKind


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _known_kind(value: str) -> str:
    if value not in KINDS:
        raise ValueError(f"one of {', '.join(KINDS)}")
    return value


class Body(BaseModel):
    """A request body; anything unknown in it is a mistake."""

    model_config = ConfigDict(extra="forbid")


class Say(Body):
    """Somebody writes."""

    person: str
    conversation: str
    text: str = Field(min_length=1, max_length=20_000)
    reply_to: str = ""
    mention: bool = True


class Press(Body):
    """Somebody presses a button of a message's card."""

    person: str
    message: str
    action: int | str
    inputs: dict[str, Any] = {}
    times: int = Field(default=1, ge=1, le=20)


class Submit(Body):
    """Somebody presses a button inside a dialog; `times` delivers it so often at once."""

    action: int | str
    inputs: dict[str, Any] = {}
    times: int = Field(default=1, ge=1, le=20)


class Read(Body):
    """Somebody has read a conversation up to a message."""

    person: str
    conversation: str
    message: str


class Invoke(Body):
    """A raw invoke, as often at once as wanted."""

    person: str
    conversation: str
    name: str
    value: Any = None
    reply_to: str = ""
    activity_id: str = ""
    times: int = Field(default=1, ge=1, le=500)


class Token(Body):
    """What is to be wrong with the token of a raw activity."""

    claims: dict[str, Any] = {}
    omit: tuple[str, ...] = ()
    signer: Literal["current", "retired", "stranger"] = "current"
    kid: str | None = None
    alg: Literal["RS256", "RS384", "RS512", "HS256", "none"] = "RS256"
    raw: str | None = None


class RawActivity(Body):
    """A raw activity: a message, with fields replaced, or removed where the value is null."""

    person: str
    conversation: str
    activity: dict[str, Any] = {}
    token: Token = Token()


class Install(Body):
    """Add the bot to the team or to one person's chats, or remove it."""

    team: bool = False
    person: str = ""
    by: str = ""


class Upload(Body):
    """An app package: a zip, in base64."""

    package: Base64Bytes


class Block(Body):
    """A person blocks the bot, or no longer does."""

    is_blocked: bool = True


class ChannelChange(Body):
    """A change of a channel, `by` somebody.

    `create` takes a name and, for private and shared channels, `kind` and `members`; members alone
    make it private. `members` gives it other members, `add_bot` and `remove_bot` change whether
    the bot is in it. `restore` brings a deleted channel back.
    """

    change: Literal["create", "rename", "delete", "restore", "members", "add_bot", "remove_bot"]
    channel: str = ""
    name: str = Field(default="", max_length=50)
    kind: ChannelKind | None = None
    members: list[str] | None = None
    has_bot: bool = True
    by: str = ""


class TeamChange(Body):
    """Rename the team, archive it, delete it, or bring it back."""

    change: Literal["rename", "archive", "unarchive", "delete", "restore"] = "rename"
    name: str = Field(default="", max_length=80)
    by: str = ""


class ClockMove(Body):
    """Move the clock; wait so many seconds for the bot to have worked up to there."""

    to: Annotated[datetime, AfterValidator(_in_utc)] | None = None
    by_days: float | None = None
    wait: float = Field(default=0, ge=0, le=600)


class Colleagues(Body):
    """Let invented colleagues answer a message."""

    message: str
    count: int = Field(default=10, ge=1, le=500)
    seed: int = 1
    excepted: list[str] = Field(default=[], alias="except")


class FaultRule(Body):
    """A fault. It lasts for `count` strikes, for `seconds`, or, with neither, until it is ended."""

    kind: Annotated[str, AfterValidator(_known_kind)]
    status: int | None = Field(default=None, ge=400, le=599)
    retry_after: float | None = None
    delay: float = Field(default=0, ge=0, le=120)
    drop: Literal["before", "after"] | None = None
    count: int | None = Field(default=1, ge=1)
    seconds: float | None = Field(default=None, gt=0, le=3600)
    name: str = Field(default="", max_length=80)
    probability: float = Field(default=1, gt=0, le=1)
    conversation: str | None = None
    seed: int = 1

    @model_validator(mode="after")
    def _lasts_for_its_time(self) -> FaultRule:
        # A fault for ten seconds is not meant to be over with its first strike.
        if self.seconds is not None and "count" not in self.model_fields_set:
            self.count = None
        return self


BotUrl = Annotated[str, Field(pattern=r"^http://(127\.0\.0\.1|localhost):\d+/")]


class BotAddress(Body):
    """Where the bot listens, and where its replicas do."""

    url: BotUrl
    replicas: tuple[BotUrl, ...] = ()


class Patience(Body):
    """How long the sandbox waits for answers, in seconds; as published unless shortened."""

    dialog: float | None = Field(default=None, gt=0)
    card_action: float | None = Field(default=None, gt=0)
    message: float | None = Field(default=None, gt=0)
