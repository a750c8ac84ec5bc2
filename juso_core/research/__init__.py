"""What researchers ask of cases and municipalities: explain a step, walk a case, compare."""
