"""What somebody enters about a block between two presses: kept, shown again, and checked."""

from dataclasses import dataclass, replace

from analysis.personal_data.concerns import Concerns
from cards.running import edit_block_card
from cards.running.edit_block_card import EditView
from content.words import Words, words
from dialogs.calendar.restate import was_announced
from dialogs.look_over import asking, looked_over
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.forms import Form, Problem
from participation.process import TopicBlock
from participation.running.edit_parts import (
    PART_ENTRY,
    TOML,
    EditInput,
    changed,
    check_form,
    field_of,
    fields_of,
    filled,
    fits_a_card,
    is_too_long,
    parts_of,
)
from participation.running.editing import Checked, check_edit, check_toml
from participation.running.standing import Standing
from participation.templates.template import TopicBlockTemplate
from participation.templates.validation import Mistake
from storage.unfinished_forms import UnfinishedForm
from storage.unit_of_work import UnitOfWork

DIALOG = "edit_block"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditForm:
    """One person's form about one block, and where it is kept."""

    given: EditInput
    before: Standing
    block: TopicBlock
    turn: Turn
    uow: UnitOfWork

    @property
    def words(self) -> Words:
        """The words of whoever edits."""
        return words(self.turn.person.language)

    @property
    def content(self) -> TopicBlockTemplate:
        """The block's content as it stands."""
        return self.block.content

    @property
    def has_part(self) -> bool:
        """Whether the block still has the part that was sent; another editor may have taken it."""
        return self.given.part in parts_of(self.content) and fits_a_card(
            self.content, self.given.part
        )

    def find(self) -> UnfinishedForm | None:
        """Return what was begun about this block, or None."""
        return self.uow.unfinished_forms.find(self.turn.person, DIALOG, self._about)

    def forget(self) -> None:
        """Throw away what was begun."""
        self.uow.unfinished_forms.forget(self.turn.person, DIALOG, self._about)

    def choosing(self, *, has_changed: bool = False) -> Reply:
        """Show the parts of the block."""
        kept = self.find()
        begun = _part(kept)
        begun = begun if begun in parts_of(self.content) else ""
        view = replace(self._view(), part="", begun=begun, has_changed=has_changed)
        return self._reply(view)

    def editing(self, *, is_fresh: bool = False) -> Reply:
        """Show the fields of a part, with what was begun unless it is to be thrown away."""
        kept = self.find()
        if is_fresh and _part(kept) == self.given.part:
            self.forget()
            kept = None
        if kept is None or _part(kept) != self.given.part:
            return self._reply(self._view())
        is_continued = self.given.action != "back"
        form = {**filled(self.content, self.given.part), **kept.form}
        view = replace(self._view(), form=form, version=kept.version, is_continued=is_continued)
        return self._reply(view)

    def kept(self) -> UnfinishedForm | None:
        """Keep what a page holds and return it; None if another window has gone on meanwhile."""
        entries = {**self._known(), PART_ENTRY: self.given.part}
        newer = UnfinishedForm(step=DIALOG, form=entries, version=self.given.version + 1)
        person, now = self.turn.person, self.turn.now
        self.uow.unfinished_forms.keep(person, DIALOG, self._about, newer, now=now)
        kept = self.find()
        return kept if kept == newer else None

    def late(self) -> Reply:
        """Show what was sent once more; the next press goes on from what is kept meanwhile."""
        kept = self.find()
        version = kept.version if kept else 0
        form = {**filled(self.content, self.given.part), **self._known()}
        return self._reply(replace(self._view(), form=form, version=version, has_changed=True))

    def concerns(self) -> Concerns | None:
        """Return what has to be asked before what a page holds is kept."""
        kept = self.find()
        begun = kept.form if kept and _part(kept) == self.given.part else {}
        known = {**filled(self.content, self.given.part), **begun}
        days = {
            field.id for field in fields_of(self.content, self.given.part) if field.kind == "day"
        }
        texts = {name: entry for name, entry in self._known().items() if name not in days}
        return looked_over(DIALOG, texts, known, self.given.confirmed)

    def asking(self, concerns: Concerns) -> Reply:
        """Show what was sent once more, with the question."""
        form = {**filled(self.content, self.given.part), **self._known()}
        page = self._reply(replace(self._view(), form=form))
        return asking(page, concerns, "channel", self.turn, action="check")

    def too_long(self) -> Reply:
        """Say that no card could show again what was sent; what was there before is shown."""
        return self._reply(replace(self._view(), problems=(Problem("", "part_too_long"),)))

    def is_too_long(self) -> bool:
        """Say whether no card could show the entries again."""
        return is_too_long(self._known())

    def checked(self, form: Form) -> tuple[Checked, tuple[Problem, ...]]:
        """Return the block that the entries make, and what is wrong with either."""
        problems = tuple(check_form(self.content, self.given.part, form))
        now = self.turn.now
        if self.given.part == TOML:
            found = check_toml(self.before, self.block, form.get(TOML, ""), now)
        else:
            raw = changed(self.content, self.given.part, form)
            found = check_edit(self.before, self.block, raw, now)
        if found.content == self.content and not problems:
            problems = (*problems, Problem("", "nothing_changed"))
        return found, problems

    def refused(self, kept: UnfinishedForm, found: Checked, problems: tuple[Problem, ...]) -> Reply:
        """Show the fields again, with what is wrong below each."""
        view = replace(
            self._view(),
            form=kept.form,
            version=kept.version,
            problems=problems,
            mistakes=self._mistakes(found),
        )
        return self._reply(view)

    def confirming(self, kept: UnfinishedForm, found: Checked, after: Standing, seen: str) -> Reply:
        """Show what would change."""
        view = replace(
            self._view(),
            form=kept.form,
            version=kept.version,
            after=after,
            seen=seen,
            mistakes=self._mistakes(found),
            has_changed=self.given.action == "do",
            is_announced=was_announced(self.block, self.uow),
        )
        return self._reply(view)

    @property
    def _about(self) -> str:
        return self.block.block_id

    def _known(self) -> dict[str, str]:
        """Return the entries of the part's own fields, and of no others."""
        names = {field.id for field in fields_of(self.content, self.given.part)} | {"reason"}
        return {name: entry for name, entry in self.given.entries.items() if name in names}

    def _mistakes(self, found: Checked) -> tuple[tuple[str, Mistake], ...]:
        fields = fields_of(self.content, self.given.part)
        told = found.mistakes(f"{self.block.key}.toml")
        return tuple(
            (field_of(one, fields), mistake)
            for one, mistake in zip(found.findings, told, strict=True)
        )

    def _view(self) -> EditView:
        kept = self.find()
        return EditView(
            before=self.before,
            block_key=self.block.key,
            nonce=self.given.nonce,
            version=kept.version if kept else 0,
            part=self.given.part,
            form=filled(self.content, self.given.part) if self.has_part else {},
        )

    def _reply(self, view: EditView) -> Reply:
        title = self.words.text("dialogs.edit_block.title")
        return Reply(edit_block_card.build(view, self.words), title)


def _part(kept: UnfinishedForm | None) -> str:
    return kept.form.get(PART_ENTRY, "") if kept else ""
