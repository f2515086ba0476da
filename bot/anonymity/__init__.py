"""`themenblock verify-anonymity`: attacks on what is kept and on what was published."""
