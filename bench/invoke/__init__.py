"""A task/submit from the wire to the disk: our process against two that do the same by hand."""
