"""Tests of the app manifest."""
