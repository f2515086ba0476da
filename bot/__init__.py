"""The Teams edge: the only room that knows Teams, the network, the clock, secrets and async."""
