"""Everything that is kept, and for how long."""
