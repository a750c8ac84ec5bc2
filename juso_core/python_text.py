"""Reads a file of Python as text, and never fails: what it cannot be read for is told with its line."""

import ast
import warnings
from functools import lru_cache
from pathlib import Path

from attrs import frozen

__all__ = ["PythonText", "parse"]


@frozen(eq=False)
class PythonText:
    """A file of Python: its tree, or None with what is wrong in which line."""

    tree: ast.Module | None
    wrong: str = ""
    line: int = 1


def parse(file: Path) -> PythonText:
    """Return the tree of a file; never raises for what stands in it, nor for a file that cannot be read."""
    try:
        return _parsed(file.read_bytes())
    except (OSError, ValueError) as error:
        return PythonText(None, getattr(error, "strerror", None) or str(error))


@lru_cache(maxsize=16)
def _parsed(text: bytes) -> PythonText:
    """The same files are looked at for several things."""
    try:
        with warnings.catch_warnings():
            # What Python would warn the author of is nothing to tell a city.
            warnings.simplefilter("ignore")
            return PythonText(ast.parse(text))
    except SyntaxError as error:
        return PythonText(None, f"{type(error).__name__}: {error.msg}", error.lineno or 1)
    except (ValueError, RecursionError, MemoryError) as error:
        # A text may be nested deeper than Python can read; that says nothing of the memory that is left.
        return PythonText(None, f"{type(error).__name__}: {error}".removesuffix(": "))
