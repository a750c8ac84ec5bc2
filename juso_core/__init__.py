"""juso: the law and the national standard in the core, the locality in a plugin."""

__version__ = "0.1.0"
