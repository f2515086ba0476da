"""Looking at what is kept the way somebody would who wants to find people out; changes nothing."""
