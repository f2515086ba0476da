"""Statements that participants propose: proposing, and deciding what is asked."""
