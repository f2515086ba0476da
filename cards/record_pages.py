"""What records say of published results and of meetings: the same as cards do, uncut."""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from analysis.summary import Summary
from cards.elements.department_results import results_by_department
from cards.elements.key_figures import key_figures
from cards.elements.parts import heading, small_print
from cards.elements.results import counted_texts, results_over_all, tendency_rule, withheld_rule
from cards.meetings.outcome_parts import Worded, title_of, version_line
from content.words import Words
from participation.meetings.outcome import MeetingOutcome
from participation.process import Process, TopicBlock


def result_page(
    process: Process, block: TopicBlock, summary: Summary, words: Words
) -> list[CardElement]:
    """Return everything that was published about a block."""
    figures = key_figures(summary, words)
    results = [*results_over_all(block, summary, words), *results_by_department(summary, words)]
    departments = [one for item in summary.items for one in item.departments]
    published = words.moment(block.publishes_at, process.template.time_zone)
    return [
        heading(block.content.title.to(words.language)),
        small_print(words.text("summary.published", publishes=published)),
        *figures,
        *results,
        *counted_texts(summary, words),
        *tendency_rule([*summary.items, *departments], words),
        *withheld_rule([*figures, *results], summary, words),
    ]


def outcome_page(
    process: Process, versions: Sequence[MeetingOutcome], words: Words
) -> list[CardElement]:
    """Return an outcome in all its versions, the newest first."""
    worded = Worded(process, words)
    return [
        element
        for outcome in reversed(versions)
        for element in (
            heading(title_of(outcome.content, words)),
            small_print(version_line(process, outcome, words)),
            *worded.sections(outcome.content),
        )
    ]
