"""An activity as it arrives: only the fields that are read, each of the right type or refused."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

Name = Annotated[str, StringConstraints(max_length=512)]

JOB = "job"
"""Under this name the buttons of a posted card carry which message it is."""

LONGEST_TEXT = 120_000
"""Above what Teams lets people write: who writes a very long text shall get a kind answer."""


class Part(BaseModel):
    """Base of the activity's parts: strict types, other fields ignored, camelCase outside."""

    model_config = ConfigDict(
        strict=True, frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True
    )


class Account(Part):
    """A person or bot."""

    id: Name = ""
    aad_object_id: Name | None = None


class Conversation(Part):
    """Where an activity happens."""

    id: Annotated[Name, Field(min_length=1)]
    conversation_type: Name | None = None
    tenant_id: Name | None = None


class Named(Part):
    """A tenant, team or channel."""

    id: Name
    name: Name | None = None


class ChannelData(Part):
    """What Teams adds."""

    tenant: Named | None = None
    team: Named | None = None
    channel: Named | None = None
    event_type: Name | None = None


class Incoming(Part):
    """One activity from Teams."""

    type: Name
    id: Name = ""
    name: Name | None = None
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)] | None = None
    value: Any = None
    action: Name | None = None
    service_url: Name
    channel_id: Name
    locale: Name | None = None
    reply_to_id: Name | None = None
    sender: Annotated[Account, Field(alias="from")]
    recipient: Account = Account()
    conversation: Conversation
    channel_data: ChannelData = ChannelData()
    members_added: tuple[Account, ...] | None = Field(default=None, strict=False)
    members_removed: tuple[Account, ...] | None = Field(default=None, strict=False)

    @property
    def tenant_id(self) -> str:
        """The organisation that the activity comes from; Teams puts it in two places."""
        tenant = self.channel_data.tenant
        return (tenant.id if tenant else self.conversation.tenant_id or "").lower()

    @property
    def data(self) -> dict[str, Any]:
        """The data of a pressed button, wherever this kind of activity carries it."""
        return {name: value for name, value in self._pressed.items() if name != JOB}

    @property
    def job(self) -> str:
        """What the pressed message says about which one it is; empty if it says nothing."""
        job = self._pressed.get(JOB)
        return job if isinstance(job, str) else ""

    @property
    def _pressed(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            return {}
        inner = self.value.get("data", self.value)
        return inner if isinstance(inner, dict) else {}
