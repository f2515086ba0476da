"""What the attacks told, in words or as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.summary import Summary
from bot.anonymity.findings import Attack, Find
from bot.anonymity.scene import Scene
from content.words import Words

BETWEEN = ", "


def as_facts(scene: Scene, attacks: Sequence[Attack]) -> Mapping[str, Any]:
    """Return everything for programs."""
    return {
        "process": scene.process.process_id,
        "attacks": [
            {
                "name": attack.name,
                "block": attack.block_key,
                "state": attack.state,
                "tried": attack.tried,
                "not_tried": attack.not_tried,
                "facts": dict(attack.facts),
                "finds": [{"name": find.name, **find.values} for find in attack.finds],
            }
            for attack in attacks
        ],
        "found": sum(len(attack.finds) for attack in attacks),
    }


def as_lines(scene: Scene, attacks: Sequence[Attack], words: Words) -> Iterator[str]:
    """Yield the report: what concerns everything first, then block after block, then the sum."""
    title = scene.process.template.title.to(words.language)
    yield words.text("verify.title", title=title, process=scene.process.process_id)
    for block_key in dict.fromkeys(attack.block_key for attack in attacks):
        yield ""
        yield _heading(scene, block_key, words)
        for attack in attacks:
            if attack.block_key == block_key:
                yield from _attack(scene, attack, words)
    yield ""
    yield from _sum(attacks, words)


def _heading(scene: Scene, block_key: str, words: Words) -> str:
    if not block_key:
        return words.text("verify.everything")
    block = next(one.block for one in scene.blocks if one.block.key == block_key)
    state = words.text(f"cli.state.states.{block.state}")
    return words.text("verify.block", title=block.content.title.to(words.language), state=state)


def _attack(scene: Scene, attack: Attack, words: Words) -> Iterator[str]:
    told = words.text(f"verify.attacks.{attack.name}")
    if attack.state == "not_tried":
        reason = words.text(f"verify.not_tried.{attack.not_tried}")
        yield words.text("verify.line_not_tried", attack=told, reason=reason)
        return
    tried = words.text(f"verify.tried.{attack.name}", count=words.number(attack.tried))
    yield words.text(f"verify.line_{attack.state}", attack=told, tried=tried)
    for note in _notes(attack, words):
        yield f"      {note}"
    for find in attack.finds:
        yield f"    ! {_find(scene, attack, find, words)}"


def _notes(attack: Attack, words: Words) -> Iterator[str]:
    facts = attack.facts
    for name in ("fewest", "fewest_inside"):
        if name in facts:
            yield words.text(f"verify.notes.{name}", count=facts[name])
    if attack.name == "join" and facts:
        yield words.text("verify.notes.join", **facts)
    if "note" in facts:
        yield words.text(f"verify.notes.{facts['note']}")


def _find(scene: Scene, attack: Attack, find: Find, words: Words) -> str:
    values = dict(find.values)
    if "item" in values:
        values["cell"] = _cell(scene, attack, values, words)
    return words.text(f"verify.finds.{find.name}", **values)


def _cell(scene: Scene, attack: Attack, values: Mapping[str, str | int], words: Words) -> str:
    """Return which count is meant, as people read it in the publication."""
    published = next(one.published for one in scene.blocks if one.block.key == attack.block_key)
    departments = {one.key: one.name for one in scene.process.template.departments}
    item, department, option = (str(values[name]) for name in ("item", "department", "option"))
    parts = [_question(item, published, words)]
    if department in departments:
        parts.append(departments[department].to(words.language))
    elif department:
        parts.append(department)
    if item:
        parts.append(_option(item, option, published, words))
    return BETWEEN.join(part for part in parts if part)


def _question(item: str, published: Sequence[Summary], words: Words) -> str:
    if not item:
        return words.text("verify.turnout")
    for summary in published:
        asked = {one.item: one.question for one in summary.items}
        asked.update((one.item, one.question) for one in summary.rankings)
        asked.update((one.prompt, one.question) for one in summary.text_counts)
        if item in asked:
            return words.text("verify.question", question=asked[item].to(words.language))
    return item


def _option(item: str, option: str, published: Sequence[Summary], words: Words) -> str:
    for summary in published:
        for one in summary.items:
            for known in one.options:
                if (one.item, known.key) == (item, option):
                    return known.label.to(words.language)
    return option or words.text("verify.no_answer")


def _sum(attacks: Sequence[Attack], words: Words) -> Iterator[str]:
    not_tried = sum(attack.state == "not_tried" for attack in attacks)
    found = sum(len(attack.finds) for attack in attacks)
    yield words.counted("verify.sum_tried", len(attacks) - not_tried)
    if not_tried:
        yield words.counted("verify.sum_not_tried", not_tried)
    yield words.counted("verify.sum_found", found) if found else words.text("verify.sum_clean")
