"""The command line: it parses, calls one method of the office, and prints. It decides nothing."""
