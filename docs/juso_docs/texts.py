"""Explanations in both languages that stand in no code: the ``*.toml`` files beside this module.

An explanation belongs to a name of the code (a field, a key, a rule). What lacks one and what belongs to nothing any
more is told by ``generate.py``, so that a new field does not stay unexplained.
"""

import tomllib
from pathlib import Path
from typing import Any

from juso_docs.markdown import NOTHING

__all__ = ["Texts"]


class Texts:
    """All explanations; it remembers which were asked for and which are missing."""

    def __init__(self, folder: Path = Path(__file__).parent) -> None:
        """Read the files."""
        self._all: dict[str, Any] = {}
        for file in sorted(folder.glob("*.toml")):
            self._all |= tomllib.loads(file.read_text(encoding="utf-8"))
        self._used: set[tuple[str, ...]] = set()
        self._missing: set[tuple[str, ...]] = set()

    def get(self, language: str, *path: str) -> str:
        """Return an explanation, or a dash where there is none."""
        found = self._find(path)
        text = found.get(language) if isinstance(found, dict) else None
        (self._used if text else self._missing).add(path)
        return text or NOTHING

    def _find(self, path: tuple[str, ...]) -> Any:
        found: Any = self._all
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        return found

    def has(self, *path: str) -> bool:
        """Whether there is an explanation."""
        return self._find(path) is not None

    def first(self, language: str, *paths: tuple[str, ...]) -> str:
        """Return the first of several explanations that there is."""
        there = (path for path in paths if self.has(*path))
        return self.get(language, *next(there, paths[0]))

    def data(self, name: str) -> Any:
        """Return a table or a list as it stands in its file; the texts of a list count as asked for."""
        found = self._all[name]
        if isinstance(found, list):
            self._used.add((name,))
        return found

    def remarks(self) -> list[str]:
        """Return what is missing and what nobody asked for."""
        missing = [f"no explanation: {'.'.join(path)}" for path in sorted(self._missing)]
        unused = [f"explains nothing: {'.'.join(path)}" for path in self._paths(self._all, ()) if not self._asked(path)]
        return missing + unused

    def _asked(self, path: tuple[str, ...]) -> bool:
        return path in self._used or path[:1] in self._used

    def _paths(self, table: dict[str, Any], before: tuple[str, ...]) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        for name, value in table.items():
            if isinstance(value, dict) and not {"ja", "en"} & value.keys():
                found += self._paths(value, (*before, name))
            else:
                found.append((*before, name))
        return found
