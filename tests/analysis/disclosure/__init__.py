"""Tests of the audit of what was published."""
