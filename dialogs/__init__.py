"""Conversations: one module per thing a person, or the calendar, can start."""
