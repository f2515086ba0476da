"""Conversations about what came out of meetings."""
