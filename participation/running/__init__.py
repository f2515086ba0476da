"""What the lead of a running process may change about it, and what follows from that."""
