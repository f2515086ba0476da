"""What several cards are made of: accessible parts, inputs, results, and reading data back."""
