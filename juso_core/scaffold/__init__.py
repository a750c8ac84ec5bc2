"""Makes the folder of a new municipality, for ``juso new``: from answers and a list of windows to a distribution."""
