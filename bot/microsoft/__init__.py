"""What the bot asks of Microsoft: tokens, sending, and who is where."""
