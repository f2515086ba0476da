"""Commands by which anybody can check the statistics on data of their own."""
