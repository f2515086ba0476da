"""From what the inputs of one page hold to the answers of that page."""

from collections.abc import Mapping

from participation.responses import Answers, require_answer
from participation.templates.prompts import Prompt

Entries = Mapping[str, str]
"""Input id → what it holds. Every input of an answer page has the id `answer`, or `answer_<key>`
where a prompt needs several; one that was left empty may be missing."""


def answered(prompt: Prompt, item: str, entries: Entries) -> Answers:
    """Return the answers of the page `item` of `prompt`; what was left empty is "".

    Raises the refusal that names the first entry which the prompt does not offer.
    """
    answer = entries.get("answer", "").strip()
    if answer:
        require_answer(prompt, answer)
    return {item: answer}
