"""What came out of meetings, and the form in which a moderator writes it down."""
