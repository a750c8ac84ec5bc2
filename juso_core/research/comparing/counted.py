"""What a measure comes to on the way of one variant: a value, and the steps from which it was counted."""

from collections.abc import Iterable

from attrs import frozen

from juso_core.citation import Giver, Text
from juso_core.municipality.words import Status

__all__ = ["Counted", "Number", "Part", "count", "names", "nothing"]

Number = int | float


@frozen
class Part:
    """One thing that was counted: a body, a rule, a question …, at which steps.

    ``code`` is comparable between municipalities where ``key`` is a local id; ``giver`` is who says so, where somebody
    has to say so: what only the national standard says is no answer of the municipality. ``status`` is
    how firm that is where it is not in force (planned, proposed, on trial).
    """

    key: str
    label: Text
    steps: tuple[int, ...]
    code: str = ""
    giver: Giver | None = None
    status: Status | None = None


@frozen
class Counted:
    """A number with its parts; where ``value`` is None the way never came to what is measured."""

    value: Number | tuple[str, ...] | None
    steps: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()


nothing = Counted(None)
"""The way never came to it."""


def count(parts: Iterable[Part], *, things: bool = False) -> Counted:
    """Return how often the parts came up, or with ``things`` how many of them there are."""
    made = tuple(parts)
    value = len(made) if things else sum(len(part.steps) for part in made)
    return Counted(value, _steps(made), made)


def names(parts: Iterable[Part]) -> Counted:
    """Return which parts there are, by their keys."""
    made = tuple(parts)
    return Counted(tuple(part.key for part in made), _steps(made), made)


def _steps(parts: Iterable[Part]) -> tuple[int, ...]:
    return tuple(sorted({step for part in parts for step in part.steps}))
