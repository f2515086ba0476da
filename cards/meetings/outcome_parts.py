"""An outcome in words: which meeting, who took part, result, measures, open points."""

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from cards.elements.parts import bullets, facts, label, paragraph, section, small_print
from content.words import Words
from participation.meetings.outcome import (
    LONGEST_RESULT,
    STAFF,
    Measure,
    MeetingGroup,
    MeetingOutcome,
    OutcomeContent,
)
from participation.process import Process
from participation.templates.template import ProcessTemplate

BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Cut:
    """How many characters of a text and how many entries of a list are shown."""

    text: int
    entries: int | None


WHOLE, SHORT, SHORTEST = Cut(LONGEST_RESULT, None), Cut(600, 5), Cut(200, 2)


@dataclass(frozen=True, slots=True)
class Worded:
    """Words an outcome. What is cut says so by an ellipsis, and lists by how much is left."""

    process: Process
    words: Words
    cut: Cut = WHOLE

    @property
    def is_short(self) -> bool:
        """Whether something may be missing."""
        return self.cut != WHOLE

    def sections(self, content: OutcomeContent) -> list[CardElement]:
        """Return the outcome as up to four parts, each of which fits a card by itself."""
        parts = [
            self.about(content),
            section(self._label("result"), self.text(content.result)),
        ]
        if content.measures:
            parts.append(self.measures(content.measures))
        if content.open_points:
            points = [point.text for point in content.open_points]
            shown = bullets(points[: self.cut.entries])
            parts.append(section(self._label("open_points"), shown, *self._rest(points)))
        return parts

    def about(self, content: OutcomeContent) -> CardElement:
        """Return which meeting it was and who took part."""
        template, language = self.process.template, self.words.language
        departments = {one.key: one.name.to(language) for one in template.departments}
        areas = {one.key: one.name.to(language) for one in template.planning_areas}
        blocks = {one.key: one.title.to(language) for one in template.topic_blocks}
        chosen = [
            ("held_on", self.words.date(content.held_on)),
            ("department", departments.get(content.department, content.department)),
            ("planning_area", areas.get(content.planning_area, content.planning_area)),
            ("block", blocks.get(content.block_key, content.block_key)),
            ("took_part", BETWEEN.join(self._took_part(content))),
        ]
        rows = [(self.words.text(f"outcome.parts.{name}"), said) for name, said in chosen if said]
        return facts(rows)

    def measures(self, measures: Sequence[Measure]) -> CardElement:
        """Return what was agreed, with role and day or the word for their being open."""
        lines: list[CardElement] = []
        for number, measure in enumerate(measures[: self.cut.entries], start=1):
            lines.append(paragraph(f"{number}. {measure.what}", spacing="Small"))
            lines.append(small_print(self._who_and_when(measure)))
        return section(self._label("measures"), *lines, *self._rest(measures))

    def text(self, text: str) -> CardElement:
        """Return running text, cut at a word where it has to be short."""
        return paragraph(cut_at_word(text, self.cut.text), spacing="Small")

    def _who_and_when(self, measure: Measure) -> str:
        nobody, never = (self.words.text(f"outcome.still_open.{one}") for one in ("who", "when"))
        day = self.words.date(measure.due_on) if measure.due_on else ""
        return self.words.text(
            "outcome.who_and_when",
            who=measure.responsible or nobody,
            when=self.words.text("outcome.until", day=day) if day else never,
        )

    def _took_part(self, content: OutcomeContent) -> list[str]:
        return [
            self.words.text(
                "outcome.group_count",
                name=group.name or role_name(group.role, self.process.template, self.words),
                count=self.words.number(group.count),
            )
            for group in content.took_part
        ]

    def _label(self, name: str) -> CardElement:
        return label(self.words.text(f"outcome.parts.{name}"))

    def _rest(self, items: Sequence[object]) -> list[CardElement]:
        left = len(items) - len(items[: self.cut.entries])
        return [small_print(self.words.counted("outcome.more", left))] if left else []


def cut_at_word(text: str, longest: int) -> str:
    """Return a text of at most about that many characters, with an ellipsis where it was cut."""
    return text if len(text) <= longest else f"{text[:longest].rsplit(maxsplit=1)[0]} …"


def role_name(role: str, template: ProcessTemplate, words: Words) -> str:
    """Return the role in which people took part; the free one has its name elsewhere."""
    if role in set(MeetingGroup):
        return words.text(f"outcome.groups.{role}")
    key = role.removeprefix(STAFF)
    names = {one.key: one.name.to(words.language) for one in template.departments}
    return words.text("outcome.staff", department=names.get(key, key))


def title_of(content: OutcomeContent, words: Words) -> str:
    """Return the heading of an outcome."""
    return words.text(f"outcome.titles.{content.kind}")


def version_line(process: Process, outcome: MeetingOutcome, words: Words) -> str:
    """Return which version it is and when it was written."""
    return words.text(
        "outcome.version",
        version=outcome.version,
        written=words.moment(outcome.written_at, process.template.time_zone),
    )
