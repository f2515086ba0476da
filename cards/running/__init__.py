"""What the lead of a running process sees, and what channels are told of it."""
