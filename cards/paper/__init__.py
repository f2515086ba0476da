"""The cards with which a moderator enters a paper form."""
