"""Trying a process out before anybody is asked in earnest."""
