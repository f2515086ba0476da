"""What the lead of a running process can do about it."""
