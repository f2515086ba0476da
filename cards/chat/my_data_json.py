"""Everything that is kept about somebody, as JSON to take along."""

import json

from cards.elements.answer_words import option_titles
from cards.elements.given_answers import department_name, worded_answer
from content.words import Words
from participation.my_data import KeptInBlock, KeptUnderAccount, MyData
from participation.process import Process, TopicBlock
from participation.responses import Answers, items_of
from participation.templates.prompts import Prompt, ResistancePrompt, StatementsPrompt

MOST_IN_PART = 8_000
"""How many characters a field shows, as they are counted on the way to Teams."""

Json = dict[str, object]


def parts_of(data: MyData, words: Words) -> list[str]:
    """Return the JSON in parts that fit a card each; put together in order they are the whole."""
    whole = json.dumps(_everything(data, words), ensure_ascii=False, indent=1)
    parts, size = [""], 0
    for line in whole.splitlines(keepends=True):
        for piece in _pieces(line):
            length = _length(piece)
            if size + length > MOST_IN_PART and parts[-1]:
                parts.append("")
                size = 0
            parts[-1] += piece
            size += length
    return parts


def _pieces(line: str) -> list[str]:
    """Return a line in pieces none of which is too long for a part by itself."""
    at_once = MOST_IN_PART // 6
    return [line[at : at + at_once] for at in range(0, len(line), at_once)]


def _length(piece: str) -> int:
    """Return what a piece takes in a card: quotes and breaks are written with two characters."""
    return len(json.dumps(piece, ensure_ascii=False).encode("utf-16-le")) // 2


def _everything(data: MyData, words: Words) -> Json:
    return {
        "account": _account(data.account),
        "open_blocks": [_block(one, words) for one in data.open],
        "closed_blocks": {
            "blocks": [_name(*one, words) for one in data.closed],
            "note": words.text("my_data.closed_note"),
        },
    }


def _account(kept: KeptUnderAccount) -> Json:
    return {
        "roles": [str(role) for role in kept.roles],
        "personal_chat": kept.chat,
        "leads": [{"process": process, "part": part} for process, part in kept.parts],
        "unfinished_forms": [{"dialog": name, "form": dict(form)} for name, form in kept.forms],
        "messages_to_you": kept.message_count,
        "entries_in_audit_trails": kept.act_count,
        "versions_of_outcomes_written": kept.outcome_count,
    }


def _name(process: Process, block: TopicBlock, words: Words) -> Json:
    title = block.content.title.to(words.language)
    return {"process": process.template.title.to(words.language), "block": title}


def _block(kept: KeptInBlock, words: Words) -> Json:
    found = _name(kept.process, kept.block, words)
    if kept.is_key_lost:
        return {**found, "note": words.text("my_data.states.key_lost")}
    stored = kept.stored
    return {
        **found,
        "response": _given(kept, stored.department, stored.answers, words) if stored else None,
        "drafts": [_given(kept, one.department, one.answers, words) for one in kept.drafts],
        "proposals": [
            {
                "text": one.text,
                "state": str(one.state),
                "reason": one.reason,
                "wording": one.wording,
            }
            for one in kept.proposals
        ],
    }


def _about(prompt: Prompt, item: str, words: Words) -> Json:
    """Return what an item says that is one of several of its prompt."""
    key = item.removeprefix(f"{prompt.key}.")
    if isinstance(prompt, StatementsPrompt):
        texts = {one.key: one.text.to(words.language) for one in prompt.statements}
        return {"statement": texts[key]}
    if isinstance(prompt, ResistancePrompt):
        return {"option": option_titles(prompt, words)[key]}
    return {}


def _given(kept: KeptInBlock, department: str, answers: Answers, words: Words) -> Json:
    named = department_name(kept.process.template, department, words) if department else ""
    return {
        "department": {"key": department, "name": named},
        "answers": [
            {
                "item": item,
                "question": prompt.question.to(words.language),
                **_about(prompt, item, words),
                "answer": answers[item],
                "in_words": worded_answer(prompt, answers[item], words),
            }
            for prompt in kept.block.content.prompts
            for item in items_of(prompt)
            if item in answers
        ],
    }
