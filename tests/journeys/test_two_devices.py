"""`answer_block` and `withdraw_response` on two devices at once, in whatever order.

The people of the soak sit down, each at two windows: they step, go back, close, send, change and
withdraw, and every tenth call is delivered several times at the same moment. What is stored in the
end is what one of their deeds left behind that no later one has replaced.
"""

from pathlib import Path
from random import Random
from threading import Thread

from bench.soak.audit import Audit
from bench.soak.figures import Figures
from bench.soak.ledger import Ledger, Outcome
from bench.soak.people import Crowd, Window
from bot.app_package.office import PackageFor
from bot.app_package.package import build_package
from tests.journeys.story import Story, told

JUNE = "2027-06-02T10:00:00+02:00"
SEED = 1
ROUNDS = 3
REPEATED = 80


def test_the_end_is_that_of_some_order_and_late_repetitions_change_nothing(
    tmp_path: Path,
) -> None:
    dice = Random(SEED)
    with told(tmp_path) as story:
        crowd, people = gathered(story), story.staff[:3]
        for _ in range(ROUNDS):
            sit_down([Window(crowd, one, Random(dice.random())) for one in people * 2])
        audit = Audit(story.office, story.bot, crowd.ledger, people)
        stored = audit.responses()
        assert crowd.figures.faults_of_ours == []
        assert crowd.ledger.count(Outcome.ACKNOWLEDGED) > len(people)
        assert [*audit.of_the_open_block(stored)] == []
        assert [*audit.of_what_people_see(crowd.card, stored)] == []
        deliver_again(story, dice)
        assert audit.responses() == stored
        assert [*audit.of_the_open_block(stored)] == []
        # Two months go by in a moment here, and what then is said in the channels at once is put
        # off by the limits.
        assert [one for one in audit.of_messages() if "limits" not in one] == []


def gathered(story: Story) -> Crowd:
    """Everybody before the card of June, who think for no time at all."""
    asks_for = PackageFor(app_id=story.office.facts["app_id"], host="themenblock.example")
    story.office.upload(build_package(asks_for))
    story.set_up()
    story.office.move_clock(JUNE)
    card = story.block_card("coordinators")
    return Crowd(story.office, card, Ledger(), Figures(), lambda: False, thinking_seconds=0)


def sit_down(windows: list[Window]) -> None:
    """Let all of them answer at the same time."""

    def answer(window: Window) -> None:
        try:
            window.sit_down()
        except Exception as fault:
            window.crowd.figures.note_fault(fault)

    sitting = [Thread(target=answer, args=(window,)) for window in windows]
    for one in sitting:
        one.start()
    for one in sitting:
        one.join()


def deliver_again(story: Story, dice: Random) -> None:
    """Bring to the bot once more, in another order, much of what was pressed in dialogs."""
    pressed = [one for one in story.office.deliveries() if one["kind"] == "task/submit"]
    for one in dice.sample(pressed, k=min(REPEATED, len(pressed))):
        story.office.post(f"/api/deliveries/{one['id']}/again", {})
