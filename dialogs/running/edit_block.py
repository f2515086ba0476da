"""The lead edits a block that has not opened: words, questions, dates, or all of it as TOML."""

from dataclasses import replace
from hashlib import sha256

from cards import notice_card
from cards.running.news_card import News
from content.words import words
from dialogs.calendar.plan import plan_anew, plan_announcement
from dialogs.reply import Reply
from dialogs.running.acting import kept_details
from dialogs.running.edit_form import EditForm
from dialogs.running.leading import require_leads
from dialogs.running.telling import show, tell
from dialogs.turn import Turn
from participation.forms import Form
from participation.refusals import CardNotUnderstoodError, FormGoneError
from participation.running.act import reason_of
from participation.running.changes import changed_fields
from participation.running.edit_parts import PART_ENTRY, EditInput
from participation.running.editing import edited, require_editable
from participation.running.standing import Standing, fingerprint
from storage.unit_of_work import UnitOfWork


def open_edit_block(given: EditInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show which parts of the block can be edited."""
    before = require_leads(given.process_id, turn, uow)
    return _form(replace(given, nonce=turn.nonce), before, turn, uow).choosing()


def edit_block(given: EditInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show a part, check what was entered and show what would change, or change it."""
    before = require_leads(given.process_id, turn, uow)
    if not given.nonce:
        raise CardNotUnderstoodError
    if uow.audit.has(given.process_id, given.nonce):
        return _done(turn)
    form = _form(given, before, turn, uow)
    if given.action == "open":
        return form.choosing()
    if not form.has_part:
        return form.choosing(has_changed=True)
    if given.action in ("part", "fresh", "back"):
        return form.editing(is_fresh=given.action == "fresh")
    return _checked(form) if given.action == "check" else _confirmed(form)


def what_is_confirmed(before: Standing, after: Standing, block_key: str, form: Form) -> str:
    """Return a short name for a change: dates of all blocks, this one's content, the reason."""
    contents = [one.block(block_key).content.model_dump_json() for one in (before, after)]
    told = [fingerprint(before, after), *contents, reason_of(form)]
    return sha256(repr(told).encode()).hexdigest()[:32]


def _form(given: EditInput, before: Standing, turn: Turn, uow: UnitOfWork) -> EditForm:
    block = require_editable(before, given.block_key, turn.now)
    return EditForm(given=given, before=before, block=block, turn=turn, uow=uow)


def _checked(form: EditForm) -> Reply:
    if form.is_too_long():
        return form.too_long()
    if concerns := form.concerns():
        return form.asking(concerns)
    kept = form.kept()
    if kept is None:
        return form.late()
    found, problems = form.checked(kept.form)
    if problems or found.content is None:
        return form.refused(kept, found, problems)
    after = edited(form.before, form.block, found.content)
    seen = what_is_confirmed(form.before, after, form.block.key, kept.form)
    return form.confirming(kept, found, after, seen)


def _confirmed(form: EditForm) -> Reply:
    """Do what was confirmed, if it is still exactly that; else ask once more."""
    kept = form.find()
    if kept is None or kept.form.get(PART_ENTRY) != form.given.part:
        raise FormGoneError
    found, problems = form.checked(kept.form)
    if problems or found.content is None:
        return form.refused(kept, found, problems)
    after = edited(form.before, form.block, found.content)
    seen = what_is_confirmed(form.before, after, form.block.key, kept.form)
    if form.given.seen != seen:
        return form.confirming(kept, found, after, seen)
    _do(form, after, reason_of(kept.form))
    return _done(form.turn)


def _do(form: EditForm, after: Standing, reason: str) -> None:
    before, block, turn, uow = form.before, form.block, form.turn, form.uow
    nonce = form.given.nonce
    uow.versions.keep_block(block, turn.now)
    uow.processes.change(after.process, after.blocks)
    plan_anew(after, turn.now, uow)
    plan_announcement(before.block(block.key), after, turn.now, uow)
    _note(form, after, reason)
    form.forget()
    news = News(act="edit_block", before=before, after=after, reason=reason, block_key=block.key)
    tell(news, nonce, uow)
    show(before, after, nonce, uow)


def _note(form: EditForm, after: Standing, reason: str) -> None:
    key = form.block.key
    content, revision = after.block(key).content, after.block(key).revision
    details = {
        **kept_details(reason, key, form.before, after),
        "revision": str(revision),
        "changed": ", ".join(changed_fields(form.content, content)),
    }
    form.uow.audit.write(
        form.given.process_id,
        "edit_block",
        details,
        at=form.turn.now,
        actor=form.turn.person.object_id,
        dialog=form.given.nonce,
    )


def _done(turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    card = notice_card.build("edit_block", spoken)
    return Reply(card, spoken.text("dialogs.edit_block.title"))
