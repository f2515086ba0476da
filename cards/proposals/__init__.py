"""Statements that participants propose: the author's dialog, and that of those who decide."""
