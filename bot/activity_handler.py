"""One short method per kind of activity, behind the Bot Framework SDK's handler."""

from functools import partial
from typing import Any

from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext

from bot import routes
from bot.door.incoming import Incoming
from bot.microsoft.attachment import attachment
from bot.team_events import follow_of
from bot.turns import Turns
from dialogs.greet import greet_person, greet_team
from dialogs.reply import Reply


class TeamsHandler(ActivityHandler):
    """Handles one activity. It reads the typed `Incoming`, never the SDK's own copy of it."""

    def __init__(self, incoming: Incoming, turns: Turns) -> None:
        self._incoming = incoming
        self._turns = turns

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Answer a command word, or a button whose answer is a message."""
        incoming = self._incoming
        if isinstance(incoming.value, dict):
            await self._turns.message(routes.PRESSED.get(_verb(incoming)), incoming)
        else:
            await self._turns.message(routes.command(incoming.text or ""), incoming)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Open a dialog or take what was sent from it. The status is 200 whatever happened."""
        incoming = self._incoming
        known = {"task/fetch": routes.FETCHED, "task/submit": routes.SUBMITTED}
        if incoming.name not in known:
            return InvokeResponse(status=200, body={})
        reply = await self._turns.dialog(known[incoming.name].get(_verb(incoming)), incoming)
        return InvokeResponse(status=200, body=_window(reply))

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """Introduce the bot where it was added; note where it was removed."""
        incoming = self._incoming
        team = incoming.channel_data.team
        if incoming.action != "add":
            await self._follow()
        elif team is None:
            await self._turns.notify(greet_person, incoming)
        else:
            await self._turns.notify(partial(greet_team, team.name or ""), incoming)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Follow what happens to the team, its channels and its members."""
        if self._incoming.members_added or self._incoming.members_removed:
            self._turns.roster.forget()
        await self._follow()

    async def _follow(self) -> None:
        follow = follow_of(self._incoming)
        if follow is not None:
            await self._turns.notify(
                lambda turn, uow: follow(turn.place, turn.cause, uow), self._incoming
            )


def _verb(incoming: Incoming) -> str:
    verb = incoming.data.get("verb")
    return verb if isinstance(verb, str) else ""


def _window(reply: Reply) -> dict[str, Any]:
    value = {
        "title": reply.title,
        "height": "large",
        "width": "medium",
        "card": attachment(reply.card),
    }
    return {"task": {"type": "continue", "value": value}}
