"""Tests of themes in free texts."""
