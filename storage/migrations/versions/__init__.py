"""One module per step of the database, oldest first."""
