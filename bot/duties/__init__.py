"""Commands about what an office owes: records, deletion with proof, papers."""
