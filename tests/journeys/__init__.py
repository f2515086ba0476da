"""Journeys: whole stories through the sandbox, with the bot as a process of its own."""
