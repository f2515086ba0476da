"""What an office writes down before it asks: kinds of prompts, dates, and the checking of all."""
