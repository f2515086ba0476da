"""Votes on statements: what is shared, what divides, and whether there are groups of opinion."""
