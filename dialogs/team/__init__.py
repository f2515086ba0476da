"""What the bot does when its team changes: follow it, tell the leads, move a block elsewhere."""
