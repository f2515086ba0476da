"""The cards of a rehearsal."""
