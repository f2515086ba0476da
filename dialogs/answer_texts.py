"""The free texts of an answer, looked over before a step keeps them as a draft."""

from analysis.personal_data.concerns import Concerns
from cards.answer_card import VERB
from dialogs.look_over import looked_over
from participation.drafts import Draft
from participation.entries import ANSWER
from participation.process import TopicBlock
from participation.steps import AnswerInput
from participation.templates.prompts import TextPrompt


def concerns_of_step(
    block: TopicBlock, before: Draft, after: Draft, given: AnswerInput
) -> Concerns | None:
    """Return what has to be asked before `after` is kept in place of `before`.

    A step holds at most one text. What a draft or a stored answer holds has been asked about.
    """
    for prompt in block.content.prompts:
        new, known = (draft.answers.get(prompt.key, "") for draft in (after, before))
        if isinstance(prompt, TextPrompt) and new != known:
            return looked_over(VERB, {ANSWER: new}, {ANSWER: known}, given.confirmed)
    return None
