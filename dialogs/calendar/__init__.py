"""What the calendar does and says when something is due."""
