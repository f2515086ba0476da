"""How many have answered, told so coarsely that no single answer shows."""

COARSE_STEPS = (5, 10, 20, 50, 100, 200, 500, 1000)


def coarse_count(answered_count: int) -> int:
    """Return the largest step that `answered_count` has reached, 0 below the first.

    A card says "at least <step>", or "fewer than 5" for 0; both move rarely, so that a change of
    the card tells nobody who has just answered.
    """
    return max((step for step in COARSE_STEPS if step <= answered_count), default=0)
