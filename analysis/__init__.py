"""From votes and responses to findings: numbers in, findings out, small counts withheld."""
