"""A block that is edited as TOML is refused with the words of a template file."""

import pytest

from content import mistakes
from participation.running.editing import Checked, check_toml
from participation.templates.block_toml import block_toml
from participation.templates.validation import WARNINGS
from tests.participation.running.test_editing import BEFORE, BLOCK, CONTENT, NOW, said


def pasted(before: str, after: str) -> Checked:
    """Paste the block's TOML with one thing changed."""
    source = block_toml(CONTENT)
    assert before in source
    return check_toml(BEFORE, BLOCK, source.replace(before, after, 1), NOW)


def test_a_warning_holds_nothing_up() -> None:
    statement = (
        '{ key = "n%s", text = { de = "Neue Aussage %s gilt.", en = "New claim %s holds." } },'
    )
    more = "".join(statement % (number, number, number) + "\n" for number in range(30))
    found = pasted("statements = [\n", f"statements = [\n{more}")
    assert said(found) == []
    assert "block_too_long" in {one.code for one in found.findings} <= WARNINGS
    assert found.content is not None


@pytest.mark.parametrize(
    ("before", "after", "path", "code"),
    [
        ('key = "planning_areas"', 'key = "rooms"', "key", "block_key_changed"),
        ('key = "planning_areas"', 'key = "basics"', "key", "block_key_changed"),
        ("opens_on", "opend_on", "opend_on", "field_unknown_near"),
        ('kind = "statements"', 'kind = "riddle"', "prompts[0].kind", "value_unknown"),
        ("[[topic_blocks]]\n", "", "topic_blocks", "one_block_expected"),
        ("[[topic_blocks]]", "[topic_blocks]", "topic_blocks", "one_block_expected"),
        (
            "[[topic_blocks]]\n",
            "[[topic_blocks]]\n[[topic_blocks]]\n",
            "topic_blocks",
            "one_block_expected",
        ),
        (
            "[[topic_blocks]]",
            "smallest_group = 1\n[[topic_blocks]]",
            "topic_blocks",
            "one_block_expected",
        ),
        ("closes_on = 2027", "closes_on = = 2027", "5:13", "toml_syntax"),
    ],
)
def test_toml_is_refused_with_the_words_of_a_template_file(
    before: str, after: str, path: str, code: str
) -> None:
    found = pasted(before, after)
    assert found.content is None
    assert (path, code) in said(found)
    for one in found.mistakes("planning_areas.toml"):
        for language in ("de", "en"):
            line = mistakes.worded(one.code, one.values, language, file=one.file, path=one.path)
            assert line.startswith(f"planning_areas.toml:{one.path}: ")


def test_all_mistakes_of_a_text_are_told_at_once() -> None:
    source = block_toml(CONTENT).replace("closes_on = 2027", "closes_on = = 2027")
    source = source.replace('de = "Planungsräume"', 'de = ""', 1)
    codes = [code for _, code in said(check_toml(BEFORE, BLOCK, source, NOW))]
    assert {"toml_syntax", "text_empty"} <= set(codes)
    assert "field_missing" not in codes


@pytest.mark.parametrize(
    "nonsense", ["", "Hallo", "[", "x = 1", "\x00", '"' * 500, "[[topic_blocks]]"]
)
def test_what_is_no_block_is_refused(nonsense: str) -> None:
    found = check_toml(BEFORE, BLOCK, nonsense, NOW)
    assert found.content is None
    assert said(found)
