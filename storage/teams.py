"""The teams that the bot is or was installed in."""

from sqlalchemy import Connection, select, update

from participation.place import Place
from storage.tables import teams
from storage.upserts import insert_into, named

_INSTALLED = select(teams.c.is_installed).where(*named(teams, "team_id"))


class Teams:
    """Remembers where a team's messages are sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remember(self, place: Place, *, name: str, is_installed: bool) -> None:
        """Note a team, or what has changed about it."""
        values = {
            "tenant_id": place.tenant_id,
            "name": name,
            "service_url": place.service_url,
            "is_installed": is_installed,
        }
        statement = insert_into(teams, self._connection).values(team_id=place.team_id, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["team_id"], set_=values)
        )

    def ensure(self, place: Place) -> None:
        """Note a team that is not known yet; a known one stays as it is."""
        statement = insert_into(teams, self._connection).values(
            team_id=place.team_id,
            tenant_id=place.tenant_id,
            name="",
            service_url=place.service_url,
            is_installed=True,
        )
        self._connection.execute(statement.on_conflict_do_nothing())

    def set_installed(self, place: Place, *, is_installed: bool) -> bool:
        """Note whether the bot may post in a known team; say whether this is news."""
        changed = self._connection.execute(
            update(teams)
            .where(
                teams.c.team_id == place.team_id,
                teams.c.tenant_id == place.tenant_id,
                teams.c.is_installed != is_installed,
            )
            .values(is_installed=is_installed)
        )
        return changed.rowcount > 0

    def rename(self, place: Place, name: str) -> None:
        """Note what a known team is called now."""
        self._connection.execute(
            update(teams)
            .where(teams.c.team_id == place.team_id, teams.c.tenant_id == place.tenant_id)
            .values(name=name)
        )

    def is_installed(self, team_id: str) -> bool:
        """Say whether the bot is in a team, as far as we were told."""
        return bool(self._connection.execute(_INSTALLED, {"team_id": team_id}).scalar())

    def is_away_from(self, team_id: str) -> bool:
        """Say whether the bot was in a team and is there no more, as far as we were told."""
        return self._connection.execute(_INSTALLED, {"team_id": team_id}).scalar() is False

    def channel(self, team_id: str, channel_id: str) -> Place:
        """Return the address of a channel of a known team."""
        row = self._connection.execute(select(teams).where(teams.c.team_id == team_id)).one()
        return Place(
            tenant_id=row.tenant_id,
            service_url=row.service_url,
            conversation_id=channel_id,
            team_id=team_id,
            channel_id=channel_id,
        )
