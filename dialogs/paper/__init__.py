"""Answers that came on paper and are entered by a moderator."""
