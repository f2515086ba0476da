"""The control API, for the page and for tests, and the page itself."""
