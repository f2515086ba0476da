"""What a person would expect who does one thing after another and sends nothing twice.

This model of answering knows nothing of states, versions and marks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from storage.drafts import MOST_DRAFTS

DEPARTMENT = "#department"


@dataclass(frozen=True)
class Content:
    """What somebody has answered."""

    department: str = ""
    answers: frozenset[tuple[str, str]] = frozenset()

    def with_answers(self, given: Mapping[str, str]) -> "Content":
        """The same with what one page held, by its items; what was left empty is not kept."""
        if DEPARTMENT in given:
            return replace(self, department=given[DEPARTMENT])
        others = {pair for pair in self.answers if pair[0] not in given}
        return replace(
            self, answers=frozenset(others | {pair for pair in given.items() if pair[1]})
        )


NOTHING = Content()


@dataclass(eq=False)
class Work:
    """What somebody is doing in one window, or has left in one."""

    content: Content
    base: Content
    page: str
    moves: int = 0
    is_left: bool = False


@dataclass(eq=False)
class Life:
    """One person: what counts, and their unsent work, the newest last."""

    pages: tuple[str, ...]
    stored: Content = NOTHING
    work: list[Work] = field(default_factory=list)

    @property
    def is_counted(self) -> bool:
        """Whether anything counts."""
        return self.stored != NOTHING

    def says_more(self, work: Work) -> bool:
        """Whether work holds what does not count already."""
        if work.base != NOTHING:
            return work.content != self.stored
        is_known = work.content.department in ("", self.stored.department)
        return not (is_known and work.content.answers <= self.stored.answers)

    def is_overtaken(self, work: Work) -> bool:
        """Whether something else counts than what the work began from, and than the work."""
        return self.stored not in (NOTHING, work.base, work.content)


@dataclass(eq=False)
class Seat:
    """One window as its person understands it.

    `shows` is what is on the screen. `begun_from` is what its first page was made from: nothing
    (None), what counted (Content), or other work as it was then. `own` is its own work.
    """

    life: Life
    shows: str = ""
    begun_from: Content | tuple[Work, int] | None = None
    own: Work | None = None
    has_begun: bool = False
    stored_seen: Content = NOTHING

    def open(self) -> None:
        """Look at the block: at what is unfinished, else at what counts, else at the beginning."""
        self._leave()
        left = [one for one in self.life.work if not one.is_left and self.life.says_more(one)]
        if not left:
            self._begin()
            return
        self.begun_from = (left[-1], left[-1].moves)
        self._show_or_compare(left[-1])

    def change(self) -> None:
        """Begin from what counts."""
        self._leave()
        self.begun_from = self.life.stored if self.life.is_counted else None
        self.shows = self.life.pages[0]

    def step(self, given: Mapping[str, str], by: int) -> None:
        """Go to the next page or the one before, with what was answered there, if it was sent."""
        work = self._work()
        if work is None:
            self.shows = "gone"
            return
        if given:
            work.content = work.content.with_answers(given)
        work.page = self.life.pages[self.life.pages.index(work.page) + by]
        self._move(work)

    def send(self) -> None:
        """Let the work count, unless there is something that was not seen."""
        work = self._work()
        if work is None:
            self.shows = "gone"
        elif self.life.is_overtaken(work) and self._unseen():
            self._compare()
        else:
            self.life.stored = work.content
            self._forget()
            self.shows = "sent"

    def discard(self) -> None:
        """Forget the work that is shown."""
        self._forget()
        self._leave()
        self._begin()

    def resume(self) -> None:
        """Go on with the work, having seen what counts."""
        work = self._work()
        if work is None:
            self.shows = "gone"
        elif self._unseen():
            self._compare()
        else:
            work.base = self.life.stored
            self._move(work)

    def withdraw(self) -> None:
        """Take everything back."""
        self.life.stored = NOTHING
        self.life.work.clear()
        self.shows = "withdrawn"

    def _work(self) -> Work | None:
        """What this window would go on with, if that is still there as it was."""
        if self.has_begun:
            return self.own if self.own in self.life.work else None
        if isinstance(self.begun_from, Content):
            is_same = self.begun_from == self.life.stored
            return Work(self.begun_from, self.begun_from, self.life.pages[0]) if is_same else None
        if self.begun_from is None:
            return Work(NOTHING, NOTHING, self.life.pages[0])
        source, moves = self.begun_from
        if source not in self.life.work or source.moves != moves:
            return None
        return replace(source)

    def _move(self, work: Work) -> None:
        if self.own is None and isinstance(self.begun_from, tuple):
            self.begun_from[0].is_left = True
        if work in self.life.work:
            self.life.work.remove(work)
        self.life.work.append(work)
        del self.life.work[:-MOST_DRAFTS]
        work.moves, work.is_left = work.moves + 1, False
        self.own, self.has_begun, self.shows = work, True, work.page

    def _forget(self) -> None:
        shown = self.own
        if not self.has_begun and isinstance(self.begun_from, tuple):
            source, moves = self.begun_from
            shown = source if source.moves == moves else None
        if shown in self.life.work:
            self.life.work.remove(shown)

    def _leave(self) -> None:
        self.begun_from, self.own, self.has_begun = None, None, False

    def _begin(self) -> None:
        self.shows = "own" if self.life.is_counted else self.life.pages[0]

    def _unseen(self) -> bool:
        return self.shows != "conflict" or self.stored_seen != self.life.stored

    def _compare(self) -> None:
        self.shows, self.stored_seen = "conflict", self.life.stored

    def _show_or_compare(self, work: Work) -> None:
        if self.life.is_overtaken(work):
            self._compare()
        else:
            self.shows = work.page
