"""A block as TOML says the same when it is read again."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from participation.templates.block_toml import block_toml, raw_block
from participation.templates.local_text import LocalText
from participation.templates.template import TopicBlockTemplate
from participation.templates.validation import check_template
from tests.participation.examples import kinds, rems_murr

BLOCKS = [*rems_murr().topic_blocks, *kinds().topic_blocks]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.key)
def test_every_kind_of_prompt_comes_back_as_it_was(block: TopicBlockTemplate) -> None:
    read = tomllib.loads(block_toml(block))
    assert read.keys() == {"topic_blocks"}
    (raw,) = read["topic_blocks"]
    assert TopicBlockTemplate.model_validate(raw) == block
    assert raw == raw_block(block)


def test_quotes_breaks_and_signs_survive() -> None:
    odd = (
        'Sagt sie "ja"?\nBackslash \\ und Schrägstrich /, Umlaut ä, Stern *, Raute #, \u00ad weich'
    )
    block = BLOCKS[0].model_copy(update={"title": LocalText(de=odd, en="'''\"\"\"")})
    (raw,) = tomllib.loads(block_toml(block))["topic_blocks"]
    assert TopicBlockTemplate.model_validate(raw) == block


def test_it_is_written_as_people_write_it_and_hides_what_goes_without_saying() -> None:
    text = block_toml(BLOCKS[0])
    assert text.startswith('[[topic_blocks]]\nkey = "basics"\ntitle = { de = "')
    assert f"opens_on = {date(2021, 4, 1)}" in text
    assert "\n[topic_blocks.intro]\nfixed = [\n    { de = " in text
    assert "\n[[topic_blocks.prompts]]\n" in text
    assert "announce_days_before_open = 3" in text
    assert "is_optional = false" not in text


def test_a_whole_template_made_of_such_blocks_is_good() -> None:
    template = rems_murr()
    source = files("content").joinpath("processes", "rems_murr_2021.toml").read_text("utf-8")
    head, after = source.split("[[topic_blocks]]")[0], source[source.index("[decision]") :]
    blocks = "\n".join(block_toml(one) for one in template.topic_blocks)
    found, mistakes = check_template("made", f"{head}\n{blocks}\n{after}")
    assert [one for one in mistakes if not one.is_warning] == []
    assert found == template
