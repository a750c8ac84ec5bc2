"""What a municipality is: its structure of cited facts. No case, no database."""
