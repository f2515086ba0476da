"""What an act has changed is told where it matters, and shown on the cards that stand there."""

from cards import announcement_card, process_card, reminder_card
from cards.running import news_card
from cards.running.news_card import News
from content.words import words
from dialogs.calendar.posts import announcement_key, post_key, reminder_key, show_block, started_key
from participation.place import Place
from participation.process import BlockState, TopicBlock
from participation.running.standing import Standing, moved_dates
from storage.unit_of_work import UnitOfWork


def tell(news: News, dialog: str, uow: UnitOfWork) -> None:
    """Post the news once in every channel that it concerns."""
    process = news.after.process
    card = news_card.build(news, words(process.language))
    for place in _places(news, uow):
        key = f"{news.act}:{process.process_id}:{dialog}:{place.conversation_id}"
        uow.outbox.post(key, place, card, process_id=process.process_id)


def show(before: Standing, after: Standing, dialog: str, uow: UnitOfWork) -> None:
    """Let all cards that stand in channels say how things stand now."""
    process = after.process
    spoken = words(process.language)
    started = process_card.build(process, after.blocks, spoken)
    uow.outbox.update(f"process:{dialog}", started_key(process.process_id), started)
    for was, block in zip(before.blocks, after.blocks, strict=True):
        if was != block:
            _show_posts(after, block, dialog, uow)


def _show_posts(standing: Standing, block: TopicBlock, dialog: str, uow: UnitOfWork) -> None:
    process, spoken = standing.process, words(standing.process.language)
    show_block(process, block, f"card:{block.block_id}:{dialog}", uow)
    reminder = reminder_card.build(process, block, spoken)
    for key in uow.outbox.keys_of(reminder_key(block)):
        uow.outbox.update(f"{key}:{dialog}", key, reminder)
    is_to_come = block.state is BlockState.PLANNED and not block.is_paused
    announced = announcement_card.build(process, block, spoken) if is_to_come else reminder
    if block.state is not BlockState.OPEN:
        key = announcement_key(block)
        uow.outbox.update(f"{key}:{dialog}", key, announced)


def _places(news: News, uow: UnitOfWork) -> tuple[Place, ...]:
    """Return where the process was announced, and the channels that have heard of its blocks.

    Where the process was announced its dates stand, but not what its blocks say.
    """
    process = news.after.process
    is_about_words = news.act == "edit_block" and not moved_dates(news.before, news.after)
    started = None if is_about_words else uow.outbox.place_of(started_key(process.process_id))
    channels = [
        uow.teams.channel(process.team_id, block.channel_id)
        for block in _concerned(news)
        if _was_told_of(block, uow)
    ]
    found = {place.conversation_id: place for place in [*([started] if started else []), *channels]}
    return tuple(found.values())


def _concerned(news: News) -> tuple[TopicBlock, ...]:
    if news.block_key:
        return (news.after.block(news.block_key),)
    return news.before.in_state(BlockState.PLANNED, BlockState.OPEN)


def _was_told_of(block: TopicBlock, uow: UnitOfWork) -> bool:
    return any(uow.outbox.place_of(key) for key in (post_key(block), announcement_key(block)))
