"""Tests of what a lead may change about a running process."""
