"""The personal chat: what can be asked for there, and the way from there into the dialogs."""
