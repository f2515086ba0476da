"""What those who run the program may see of it: measures, traces, and whether it is well."""
