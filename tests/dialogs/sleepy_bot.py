"""A bot that is awake only now and then, and what it could have said in that time."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dialogs.calendar.plan import entries_of
from dialogs.calendar.posts import started_key
from dialogs.hand_out import hand_out
from dialogs.keep_calendar import do_task, due_tasks, next_due_at
from participation.place import Place
from participation.process import Process, TopicBlock
from participation.templates.schedule import at_local, next_speaking_moment
from participation.templates.template import ProcessTemplate
from storage.database import Database
from tests.cards.examples import PROCESS

REAL = datetime(2020, 1, 1, tzinfo=UTC)
"""Real time, which stands still: nothing is ever tried again later."""
TEAM = Place(tenant_id="t-1", service_url="https://service.example/", team_id=PROCESS.team_id)


@dataclass(frozen=True)
class Awake:
    """A time without interruption in which the bot runs."""

    since: datetime
    until: datetime


@dataclass
class SleepyBot:
    """One process, kept and told of while the bot is awake."""

    database: Database
    template: ProcessTemplate
    said: list[tuple[datetime, str]] = field(default_factory=list)
    awake: list[Awake] = field(default_factory=list)

    def __post_init__(self) -> None:
        process = replace(PROCESS, template=self.template)
        with self.database.write() as uow:
            uow.teams.ensure(TEAM)
            uow.processes.add(process, blocks_of(process))
            uow.calendar.add(entries_of(process))
            uow.outbox.post(started_key(process.process_id), TEAM, {})
        self._tell(REAL)

    def live(self, awake: Awake) -> None:
        """Do what is due and say what may be said, from waking up to the next sleep."""
        self.awake.append(awake)
        now: datetime | None = awake.since
        while now is not None and now < awake.until:
            while tasks := due_tasks(now, self.database):
                do_task(tasks[0], now, self.database)
            self._tell(now)
            now = next_due_at(now, self.database)

    def could_say(self, since: datetime, until: datetime) -> bool:
        """Say whether there was a moment awake, in speaking hours, from `since` and before `until`.

        This knows nothing of calendar and outbox.
        """
        begun = [(max(one.since, since), min(one.until, until)) for one in self.awake]
        return any(next_speaking_moment(begin, self.template) < end for begin, end in begun)

    def heard(self, beginning: str) -> list[datetime]:
        """When something was said whose key begins so."""
        return [at for at, key in self.said if key.startswith(beginning)]

    def _tell(self, now: datetime) -> None:
        with self.database.write() as uow:
            while row := hand_out(REAL, now, uow).row:
                uow.deliveries.mark_sent(row, f"a{row.outbox_id}", REAL)
                if row.kind == "post":
                    self.said.append((now, row.key))


def blocks_of(process: Process) -> tuple[TopicBlock, ...]:
    """The blocks of a process that was just started."""
    times, zone = process.template.daily_times, process.template.time_zone
    return tuple(
        TopicBlock(
            process_id=process.process_id,
            content=content,
            channel_id=f"19:{content.key}",
            opens_at=at_local(content.opens_on, times.opens, zone),
            closes_at=at_local(content.closes_on, times.closes, zone),
            publishes_at=at_local(content.publishes_on, times.publishes, zone),
        )
        for content in process.template.topic_blocks
    )
