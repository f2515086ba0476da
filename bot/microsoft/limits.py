"""How much Teams lets a bot do; every number is Microsoft's, published for bots in Teams.

A rule is a tuple of (seconds, how many requests may fall into any window of that length).
"""

Rule = tuple[tuple[float, int], ...]

SENDS_TO_A_CONVERSATION: Rule = ((1, 7), (2, 8), (30, 60), (3600, 1800))
"""Posts, changes and removals; opening chats with one person has a meter like this of its own."""

CALLS_IN_A_TENANT: Rule = ((1, 50),)
"""Everything an app asks for."""

LONGEST_WINDOW_S = 3600.0
