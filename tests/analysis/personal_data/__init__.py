"""Whether the rules find personal data, and leave everything else alone."""
