"""Pictures of the product for the README and the handbook, made anew by `make pictures`."""
