"""Whether a municipality's plugin is good: the checks of ``juso check``, the level that follows, and the test kit."""
