"""Tests of the room participation."""
