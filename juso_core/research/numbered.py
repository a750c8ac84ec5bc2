"""Things that come more than once, told apart: each with a key that ends with its number among those of its like."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

__all__ = ["numbered"]

T = TypeVar("T")


def numbered(things: Iterable[T], key: Callable[[T], tuple[str, ...]]) -> Iterator[tuple[Any, T]]:
    """Yield each thing with its key, to which its number among those with the same key is added, from 1.

    >>> list(numbered("aba", lambda letter: (letter,)))
    [(('a', 1), 'a'), (('b', 1), 'b'), (('a', 2), 'a')]
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for thing in things:
        seen[key(thing)] += 1
        yield (*key(thing), seen[key(thing)]), thing
