"""Microsoft's Connector service: posting, changing, and asking who is where."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.microsoft.attachment import attachment
from bot.microsoft.microsoft_login import LoginFailedError, MicrosoftLogin
from bot.microsoft.pace import FOLLOWING, FOLLOWING_A_CROWD, LEADING, Pace
from bot.telemetry import log
from participation.people import Affiliation, Member
from participation.place import Place

TIMEOUT_S = 15.0
PAGE_SIZE = 200
Card = dict[str, object]


@dataclass(eq=False, slots=True)
class ConnectorError(Exception):
    """Microsoft did not do it, or nobody knows; `status` is 0 when no answer came.

    `is_undone` says that the request has certainly changed nothing, whatever the status.
    """

    status: int
    retry_after_s: float = 0.0
    is_undone: bool = False

    @property
    def is_in_doubt(self) -> bool:
        """Whether Microsoft may have done what was asked for all the same."""
        return not self.is_undone and (self.status in (0, 408) or self.status >= 500)


class Connector:
    """Speaks with the Connector service in the bot's name."""

    def __init__(self, session: aiohttp.ClientSession, login: MicrosoftLogin, app_id: str) -> None:
        self._session = session
        self._login = login
        self._app_id = app_id
        self._pace = Pace(FOLLOWING)

    def lead(self, calls_ago_s: Sequence[float]) -> None:
        """Take the larger share of what Teams allows: this process delivers now.

        `calls_ago_s` says how many seconds ago whoever delivered before has called, oldest first.
        """
        self._pace.most = LEADING
        for seconds_ago in calls_ago_s:
            self._pace.note(seconds_ago)

    def follow(self, *, is_crowded: bool = False) -> None:
        """Leave the larger share to another process, nearly all of it while that has much to do."""
        self._pace.most = FOLLOWING_A_CROWD if is_crowded else FOLLOWING

    async def post(self, place: Place, card: Card) -> str:
        """Post a card and return what Teams calls the message."""
        answer = await self._call("POST", _activities(place), _message(card))
        return _id_of(answer)

    async def update(self, place: Place, activity_id: str, card: Card) -> None:
        """Put another card in the place of an earlier one."""
        url = f"{_activities(place)}/{quote(activity_id, safe='')}"
        await self._call("PUT", url, {**_message(card), "id": activity_id})

    async def delete(self, place: Place, activity_id: str) -> None:
        """Take a message away."""
        await self._call("DELETE", f"{_activities(place)}/{quote(activity_id, safe='')}")

    async def open_chat(self, place: Place) -> str:
        """Open the personal chat with `place.user_id` and return its conversation id."""
        wanted = {
            "bot": {"id": f"28:{self._app_id}"},
            "members": [{"id": place.user_id}],
            "isGroup": False,
            "tenantId": place.tenant_id,
            "channelData": {"tenant": {"id": place.tenant_id}},
        }
        try:
            answer = await self._call("POST", f"{place.service_url}v3/conversations", wanted)
        except ConnectorError as fault:
            # There is one chat with each person, however often it is opened.
            fault.is_undone = True
            raise
        return _id_of(answer)

    async def members(self, place: Place) -> tuple[Member, ...]:
        """Return all members of a conversation, page by page."""
        conversation = quote(place.conversation_id, safe="")
        base = f"{place.service_url}v3/conversations/{conversation}/pagedmembers"
        found: dict[str, Member] = {}
        token = ""
        while True:
            more = f"&continuationToken={quote(token, safe='')}" if token else ""
            page = await self._call("GET", f"{base}?pageSize={PAGE_SIZE}{more}")
            found |= {
                (one := _member(row, place)).object_id: one for row in page.get("members") or ()
            }
            token = str(page.get("continuationToken") or "")
            if not token:
                return tuple(one for account, one in found.items() if account)

    async def channels(self, place: Place) -> tuple[tuple[str, str], ...]:
        """Return (id, name) of a team's channels; the general one has no name of its own."""
        path = f"v3/teams/{quote(place.team_id, safe='')}/conversations"
        answer = await self._call("GET", place.service_url + path)
        return tuple(
            (str(channel["id"]), str(channel.get("name") or ""))
            for channel in answer.get("conversations") or ()
        )

    async def _call(self, method: str, url: str, body: object = None) -> dict[str, Any]:
        try:
            headers = {"Authorization": f"Bearer {await self._login.token()}"}
            timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
            async with (
                self._pace.turn(),
                # A redirect would take the bot's token and words where nobody has allowed it.
                self._session.request(
                    method,
                    url,
                    json=body,
                    headers=headers,
                    timeout=timeout,
                    allow_redirects=False,
                ) as answer,
            ):
                if answer.status >= 300:
                    raise ConnectorError(answer.status, _retry_after(answer))
                body = await answer.read()
                content = json.loads(body) if body else {}
        except LoginFailedError as failed:
            # Nothing was asked for yet, and that the login service is away is nobody's refusal.
            log("login_failed", fault=failed.fault)
            raise ConnectorError(503, is_undone=True) from None
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise ConnectorError(0, is_undone=True) from None
        except (aiohttp.ClientError, TimeoutError, ValueError):
            raise ConnectorError(0) from None
        return content if isinstance(content, dict) else {}


def _member(row: dict[str, Any], place: Place) -> Member:
    """Return a member; Teams names the account one way or the other.

    Guests have the place's tenant and a role of their own. Whose account is elsewhere is a user
    like any other there, but for the tenant.
    """
    account = str(row.get("aadObjectId") or row.get("objectId") or "").lower()
    home = str(row.get("tenantId") or "").lower()
    affiliation = Affiliation.OWN
    if home not in ("", place.tenant_id):
        affiliation = Affiliation.PARTNER
    elif row.get("userRole") != "user" and row.get("userRole"):
        affiliation = Affiliation.GUEST
    return Member(
        object_id=account,
        affiliation=affiliation,
        home_tenant_id=home if affiliation is Affiliation.PARTNER else "",
        user_id=str(row.get("id") or ""),
        name=" ".join(str(row.get("name") or "").split()),
    )


def _activities(place: Place) -> str:
    conversation = quote(place.conversation_id, safe="")
    return f"{place.service_url}v3/conversations/{conversation}/activities"


def _id_of(answer: dict[str, Any]) -> str:
    # What has no name can never be changed; better to be told than to lose it in silence.
    if not answer.get("id"):
        raise ConnectorError(0)
    return str(answer["id"])


def _message(card: Card) -> dict[str, object]:
    # The summary is what a phone shows in its notification.
    return {
        "type": "message",
        "summary": card.get("fallbackText", ""),
        "attachments": [attachment(card)],
    }


def _retry_after(answer: aiohttp.ClientResponse) -> float:
    try:
        return float(answer.headers.get("Retry-After", "0"))
    except ValueError:
        return 0.0
