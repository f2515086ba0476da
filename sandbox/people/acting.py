"""What a person does in a client: write, press a button, fill in a dialog."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sandbox.delivery import Answer
from sandbox.messages import CARD_TYPE, Message
from sandbox.office import Person
from sandbox.people import card_parts
from sandbox.people.card_parts import Card
from sandbox.people.installing import install_for
from sandbox.tenant import Tenant
from sandbox.world import NotAllowedError, Place, UnknownThingError

UNREACHABLE = "Unable to reach app. Please try again."
CARD_RESPONSE = CARD_TYPE
TEXT_RESPONSE = "application/vnd.microsoft.activity.message"


@dataclass(frozen=True, slots=True)
class OpenDialog:
    """A dialog on somebody's screen."""

    id: str
    person: Person
    place: Place
    message: Message
    card: Card


@dataclass(slots=True)
class Screens:
    """All open dialogs, by id."""

    dialogs: dict[str, OpenDialog] = field(default_factory=dict)

    def find(self, dialog_id: str) -> OpenDialog:
        """An open dialog."""
        if dialog_id not in self.dialogs:
            raise UnknownThingError(f"dialog {dialog_id}")
        return self.dialogs[dialog_id]


@dataclass(frozen=True, slots=True)
class Client:
    """One person's client; `times` brings every call of a card so often at the same moment."""

    tenant: Tenant
    screens: Screens
    person: Person
    times: int = 1
    answers: list[Answer] = field(default_factory=list)

    async def say(self, place: Place, text: str, *, reply_to: str, mention: bool) -> dict[str, Any]:
        """Write a message; in a channel the bot hears it only when mentioned."""
        self._require_member(place)
        world = self.tenant.world
        is_heard = mention or place.person is not None
        if place.person and self.person.oid not in world.chat_oids:
            await install_for(self.tenant, self.person)
        thread = world.find_message(reply_to).thread if reply_to else ""
        shown = f"@{world.bot_name} {text}" if mention and place.channel else text
        message = world.post(place, {"text": shown}, author=self.person.oid, thread=thread)
        said = {"message": message.id, "heard": False, "status": None}
        if not is_heard or not world.is_bot_welcome(place):
            return said
        activity = self.tenant.writer.message(
            self.person, place, text, thread=message.thread, message_id=message.id
        )
        if reply_to and place.person is None:
            activity["replyToId"] = message.thread
        answer = await self.tenant.delivery.send(activity)
        return said | {"heard": True, "status": answer.status}

    async def press(
        self, message: Message, key: str | int, given: dict[str, Any]
    ) -> dict[str, Any]:
        """Press a button of a message's card."""
        place = self.tenant.world.find_place(message.conversation)
        self._require_member(place)
        card = message.card_for(self.person.oid)
        if card is None or not message.is_visible_to(self.person.oid):
            raise UnknownThingError("a card in this message")
        action = _require_action(card, key)
        if refused := _refused(card, action, given):
            return refused
        return await self._send(place, message, card, action, given)

    async def submit(
        self, dialog: OpenDialog, key: str | int, given: dict[str, Any]
    ) -> dict[str, Any]:
        """Press a button inside a dialog."""
        action = _require_action(dialog.card, key)
        if refused := _refused(dialog.card, action, given):
            return refused | {"dialog": dialog.id}
        if not card_parts.is_submit(action):
            return _local(action) | {"dialog": dialog.id}
        data = card_parts.filled(dialog.card, action, given)
        activity = self._invoke(dialog.place, dialog.message, "task/submit", data)
        answer = await self._ask(activity)
        seen = self._after_dialog(dialog.place, dialog.message, answer)
        if seen["kind"] == "error":
            # Teams leaves the dialog open with its inputs, so that it can be sent again.
            return seen | {"dialog": dialog.id}
        self.screens.dialogs.pop(dialog.id, None)
        if _is_completed(seen):
            self.tenant.world.messages.mark_used(dialog.message, self.person.oid)
        return seen

    async def _send(
        self, place: Place, message: Message, card: Card, action: Card, given: dict[str, Any]
    ) -> dict[str, Any]:
        if not card_parts.is_submit(action):
            return _local(action)
        data = card_parts.filled(card, action, given)
        if action["type"] == "Action.Execute":
            return await self._execute(place, message, action, data)
        teams = data.get("msteams") or {}
        if isinstance(teams, dict) and teams.get("type") == "task/fetch":
            activity = self._invoke(place, message, "task/fetch", data)
            activity["replyToId"] = message.id
            answer = await self._ask(activity)
            return self._after_dialog(place, message, answer)
        activity = self.tenant.writer.submit(
            self.person, place, data, thread=self._thread(place, message), reply_to=message.id
        )
        answer = await self.tenant.delivery.send(activity)
        is_done = 200 <= answer.status < 300
        return {"kind": "sent"} if is_done else _error(answer)

    async def _execute(
        self, place: Place, message: Message, action: Card, data: dict[str, Any]
    ) -> dict[str, Any]:
        verb, action_id = action.get("verb", ""), action.get("id", "")
        called = {"type": "Action.Execute", "id": action_id, "verb": verb, "data": data}
        value = {"action": called, "trigger": "manual"}
        activity = self.tenant.writer.invoke(
            self.person,
            place,
            "adaptiveCard/action",
            value,
            thread=self._thread(place, message),
        )
        answer = await self._ask(activity | {"replyToId": message.id})
        body = answer.body if isinstance(answer.body, dict) else {}
        if answer.status != 200 or body.get("statusCode") != 200:
            return _error(answer)
        if body.get("type") == CARD_RESPONSE and isinstance(body.get("value"), dict):
            self.tenant.world.show_to(message, self.person, body["value"])
            return {"kind": "card", "card": body["value"]}
        if body.get("type") == TEXT_RESPONSE:
            return {"kind": "message", "text": str(body.get("value", ""))}
        return _error(answer)

    async def _ask(self, activity: dict[str, Any]) -> Answer:
        # The person sees the first answer; all of them are kept to be compared.
        if self.times == 1:
            return await self.tenant.delivery.ask(activity)
        self.answers.extend(await self.tenant.delivery.ask_at_once(activity, self.times))
        return self.answers[0]

    def _invoke(
        self, place: Place, message: Message, name: str, data: dict[str, Any]
    ) -> dict[str, Any]:
        value = {"data": data, "context": {"theme": "default"}}
        thread = self._thread(place, message)
        return self.tenant.writer.invoke(self.person, place, name, value, thread=thread)

    def _thread(self, place: Place, message: Message) -> str:
        return "" if place.person else message.thread

    def _after_dialog(self, place: Place, message: Message, answer: Answer) -> dict[str, Any]:
        if answer.status != 200:
            return _error(answer)
        if not answer.body or answer.body == {"task": None}:
            return {"kind": "closed"}
        task = answer.body.get("task") if isinstance(answer.body, dict) else None
        if not isinstance(task, dict):
            return _error(answer)
        value = task.get("value")
        if task.get("type") == "message" and isinstance(value, str):
            return {"kind": "message", "text": value}
        card = _dialog_card(value) if task.get("type") == "continue" else None
        if card is None or not isinstance(value, dict):
            return _error(answer)
        dialog = OpenDialog(str(uuid4()), self.person, place, message, card)
        self.screens.dialogs[dialog.id] = dialog
        sizes = {name: value.get(name) for name in ("title", "width", "height")}
        return {"kind": "dialog", "card": card, "dialog": dialog.id, **sizes}

    def _require_member(self, place: Place) -> None:
        if self.person not in self.tenant.world.members_of(place):
            raise NotAllowedError(f"{self.person.name} is not in this conversation")


def _require_action(card: Card, key: str | int) -> Card:
    action = card_parts.find_action(card, key)
    if action is None:
        titles = [a.get("title") for a in card_parts.actions(card)]
        raise UnknownThingError(f"action {key!r}; there are {titles}")
    return action


def _refused(card: Card, action: Card, given: dict[str, Any]) -> dict[str, Any] | None:
    known = {e.get("id") for e in card_parts.elements(card) if e["type"].startswith("Input.")}
    if unknown := set(given) - known:
        raise UnknownThingError(f"inputs {sorted(unknown)}; there are {sorted(map(str, known))}")
    wrong = card_parts.mistakes(card, action, given)
    if not wrong:
        return None
    texts = " ".join(mistake.text for mistake in wrong)
    return {"kind": "invalid", "text": texts, "inputs": [mistake.id for mistake in wrong]}


def _local(action: Card) -> dict[str, Any]:
    return {"kind": "local", "text": action.get("url", ""), "action": action.get("type")}


def _is_completed(seen: dict[str, Any]) -> bool:
    return seen["kind"] != "dialog" or card_parts.is_end(seen["card"])


def _error(answer: Answer) -> dict[str, Any]:
    return {"kind": "error", "text": UNREACHABLE, "status": answer.status}


def _dialog_card(value: Any) -> Card | None:
    card = value.get("card") if isinstance(value, dict) else None
    if not isinstance(card, dict) or card.get("contentType") != CARD_TYPE:
        return None
    content = card.get("content")
    is_card = isinstance(content, dict) and content.get("type") == "AdaptiveCard"
    return content if is_card else None
