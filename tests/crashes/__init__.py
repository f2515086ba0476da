"""Tests that cut the power, fill the disk and lose the server while people answer."""
