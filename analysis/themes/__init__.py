"""Themes in free texts: seeded by people, grouped where groups hold, released by people."""
