"""Which unknown fact makes the difference: where the ways of one case part, and by what."""

from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["depends_on"]

Taken = tuple[tuple[str, Any], ...]


def depends_on(found: Iterable[tuple[Taken, Any]]) -> list[str]:
    """Return the facts that alone change what is found: two variants that differ in nothing else part there.

    ``found`` is, for each variant, what was taken for the unknown facts and what came out.

    >>> depends_on([((("a", 1), ("b", 1)), "x"), ((("a", 1), ("b", 2)), "y"), ((("a", 2), ("b", 1)), "x")])
    ['b']
    """
    every = list(found)
    names = [name for name, _value in every[0][0]] if every else []
    return [name for at, name in enumerate(names) if _changes(every, at)]


def _changes(found: Sequence[tuple[Taken, Any]], at: int) -> bool:
    seen: dict[Taken, Any] = {}
    return any(seen.setdefault(taken[:at] + taken[at + 1 :], came_out) != came_out for taken, came_out in found)
