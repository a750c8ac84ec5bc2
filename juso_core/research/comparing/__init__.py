"""Municipalities held against each other: what their sources say, cell by cell, and from where."""
