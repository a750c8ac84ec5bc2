"""What a ``structure.toml`` begins with, read without the rest: a list of plugins needs their names alone."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["head_in", "head_of"]


def head_of(text: str) -> Mapping[str, Any]:
    """Return the keys above the first table; none where they cannot be read, which loading the file will explain.

    >>> head_of('name = "例示市"\\n\\n[[source]]\\nid = ')
    {'name': '例示市'}
    """
    try:
        # What stands before the first table is complete in itself.
        return tomllib.loads(text.removeprefix("\ufeff").partition("\n[")[0])
    except (ValueError, RecursionError):
        return {}


def head_in(file: Path) -> Mapping[str, Any]:
    """Return the keys above the first table of a file; none where it cannot be read."""
    try:
        return head_of(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}
