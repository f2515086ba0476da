"""Rules of the house that no linter knows: one small test each, with the reason beside it."""
