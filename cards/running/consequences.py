"""What an act will do, in sentences: the same for the page that confirms it and for channels."""

from cards.running.act_pages import ActView
from content.words import Words
from participation.notice import changed_fields
from participation.process import BlockState, TopicBlock
from participation.running.seconds import SecondAct
from participation.running.standing import MovedDate, Standing, moved_dates

WORDS = {"text": "single", "texts": "texts", "votes": "votes"}
"""Of what is deleted early, the words for it."""

TO_BE_PUBLISHED = (BlockState.CLOSED, BlockState.SEALED)


def dates(before: Standing, after: Standing, words: Words) -> list[str]:
    """Return a sentence for every date that moves."""
    return [_date(one, after, words) for one in moved_dates(before, after)]


def results_to_come(standing: Standing, words: Words) -> list[str]:
    """Return when the results of what has closed will appear, whatever happens to the rest."""
    return [
        _of_block("acts.results_as_planned", block, standing, words)
        for block in standing.in_state(*TO_BE_PUBLISHED)
    ]


def of_extending(before: Standing, after: Standing, block_key: str, words: Words) -> list[str]:
    """Return what becomes of the block's dates; also that results keep their day."""
    lines = dates(before, after, words)
    block = after.block(block_key)
    if block.publishes_at == before.block(block_key).publishes_at:
        lines.append(_of_block("acts.results_as_planned", block, after, words))
    return lines


def of_pausing(before: Standing, words: Words) -> list[str]:
    """Return what stands still, and what does not."""
    return [
        *(
            words.text("acts.pause_process.open", title=block.content.title.to(words.language))
            for block in before.in_state(BlockState.OPEN)
        ),
        words.text("acts.pause_process.nothing"),
        *results_to_come(before, words),
        words.text("acts.pause_process.later"),
    ]


def of_resuming(before: Standing, after: Standing, lost: int, words: Words) -> list[str]:
    """Return what the pause has cost, and every new date."""
    if moved := dates(before, after, words):
        return [words.counted("acts.resume_process.lost", lost), *moved]
    return [words.text("acts.resume_process.nothing_lost")]


def of_cancelling(before: Standing, words: Words) -> list[str]:
    """Return what ends, what is destroyed, what never begins, and what goes on."""
    decision = before.process.template.decision
    ends = [
        words.text(f"acts.cancel_process.{state}", title=block.content.title.to(words.language))
        for state in (BlockState.OPEN, BlockState.PLANNED)
        for block in before.in_state(state)
    ]
    return [
        *ends,
        *results_to_come(before, words),
        words.text("acts.cancel_process.decision", title=decision.title.to(words.language)),
    ]


def of_correcting(before: Standing, after: Standing, words: Words) -> list[str]:
    """Return every field of the notice that is new, and that a new version counts."""
    gate = after.process.gate
    return [
        *(
            words.text(
                "acts.correct_notice.field",
                name=words.text(f"set_up.labels.{name}"),
                after=getattr(gate, name),
            )
            for name in changed_fields(before.process.gate, gate)
        ),
        words.text("acts.correct_notice.version", number=after.process.notice.number),
    ]


def of_publishing(view_block: TopicBlock, standing: Standing, words: Words) -> list[str]:
    """Return that results appear at once, for everybody, and when they would have."""
    return [
        words.text("acts.publish_early.now"),
        _of_block("acts.publish_early.instead", view_block, standing, words),
    ]


def of_destroying(what: str, block: TopicBlock, standing: Standing, words: Words) -> list[str]:
    """Return what is deleted of a block, and what stays."""
    return [
        _of_block(f"acts.destroy_early.{WORDS[what]}", block, standing, words),
        words.text("acts.destroy_early.stays"),
    ]


def of_second(act: SecondAct, view: ActView, words: Words) -> list[str]:
    """Return what an act will do that needs a second person."""
    before = view.before
    if act == "cancel_process":
        return of_cancelling(before, words)
    block = before.block(view.block_key)
    if act == "publish_early":
        return of_publishing(block, before, words)
    return of_destroying(view.form.get("what", ""), block, before, words)


def _of_block(key: str, block: TopicBlock, standing: Standing, words: Words) -> str:
    zone = standing.process.template.time_zone
    return words.text(
        key,
        title=block.content.title.to(words.language),
        publishes=words.moment(block.publishes_at, zone),
    )


def _date(moved: MovedDate, after: Standing, words: Words) -> str:
    template = after.process.template
    named = moved.block.content.title if moved.block else template.decision.title
    return words.text(
        f"acts.dates.{moved.kind}",
        title=named.to(words.language),
        before=words.moment(moved.before, template.time_zone),
        after=words.moment(moved.after, template.time_zone),
    )
