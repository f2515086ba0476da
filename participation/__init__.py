"""The rules of a participation process, free of Teams, databases and the network."""
