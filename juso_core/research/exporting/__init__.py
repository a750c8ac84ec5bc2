"""Data for other tools: tidy tables of facts, paths and the matrix, with a dictionary that says what each column is."""
