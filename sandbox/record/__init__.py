"""What is written down about calls in both directions: counts, and the latest ones whole."""
