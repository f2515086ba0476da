"""A local stand-in for Microsoft: login, connector, roster, clients; public protocols only."""
