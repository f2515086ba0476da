"""Tests of the Teams edge."""
