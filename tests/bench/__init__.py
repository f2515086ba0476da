"""Tests of the long runs: a check that can find nothing proves nothing."""
