"""Whether a free text looks as if it held personal data, or data of a case."""
