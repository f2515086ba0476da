"""Cards about what came out of meetings: the form, the channel's card, and the look at versions."""
