"""Ids from names: Japanese letters stay, signs go, and no two things have the same."""

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["Ids", "id_from"]


def id_from(name: str, otherwise: str) -> str:
    """Return an id that reads like a name; ``otherwise`` where nothing of the name can stand in one.

    >>> id_from("例示市　まるごと（総合）", "window")
    '例示市-まるごと総合'
    """
    joined = re.sub(r"\s+", "-", unicodedata.normalize("NFKC", name).strip())
    return re.sub(r"[^\w-]", "", joined).strip("-") or otherwise


class Ids:
    """The ids of one structure: the first to come has its name, the next ones a number behind it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Begin with ids that are taken."""
        self._taken = set(taken)

    def take(self, wanted: str) -> str:
        """Return the id that is wanted, or the next free one like it."""
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._taken.add(found)
        return found
