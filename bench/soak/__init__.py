"""An office answers for a long time while the bot is killed and Microsoft's side falters."""
