"""Tests of the analysis of votes on statements."""
