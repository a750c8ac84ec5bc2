"""How far apart two municipalities are: only by what both say, dimension by dimension.

A dimension counts where both sources say something that can be compared: a silence, what is not entered, what is said
in words only and what a source contradicts itself in, be it only about a row that the cell comes from, are left out and
counted apart. Where a dimension counts, the distance is 0 for the same and 1 for nothing in common:

- of sets of codes, 1 − (what both say ÷ what either says); that there is none is a code of its own;
- where the order is part of what is said, the same with what both say in the same order;
- of two numbers, their difference ÷ the larger one.

The overall distance is the mean over the groups of the mean over their dimensions, so that a group with many
dimensions does not drown the others. Where too little can be compared, there is none.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from attrs import field, frozen

from juso_core.municipality.words import Status, Word
from juso_core.research.comparing.model import Cell, Dimension, Matrix

__all__ = [
    "DIMENSIONS_NEEDED",
    "GROUPS_NEEDED",
    "Left",
    "Pair",
    "PartDistance",
    "distance_id",
    "distance_of",
    "mean_of_groups",
    "pair_of",
    "pairs_of",
    "statuses_of",
]

DIMENSIONS_NEEDED: Final = 5
"""So many dimensions must be comparable before there is an overall distance."""

GROUPS_NEEDED: Final = 3
"""And in so many groups, or in all where fewer are compared."""


class Left(Word):
    """Why a dimension is left out of a distance."""

    ONE_SIDED = "one_sided", "一方だけに記載", "only one says something"
    NEITHER = "neither", "どちらにも記載なし", "neither says anything"
    CONFLICT = "conflict", "出典の中で食い違い", "a source contradicts itself"
    IN_WORDS = "in_words", "文章だけの記載", "said in words only"


@frozen
class PartDistance:
    """How far apart two cells are, of a dimension of which both say something."""

    dimension: Dimension
    first: Cell
    second: Cell
    distance: float

    @property
    def not_in_force(self) -> tuple[Status, ...]:
        """How firm those codes are that are compared and not in force (planned, proposed, on trial), each once."""
        found = dict.fromkeys((*statuses_of(self.first), *statuses_of(self.second)))
        return tuple(status for status in found if status is not Status.IN_FORCE)


def statuses_of(cell: Cell) -> tuple[Status, ...]:
    """Return how firm each code of a cell is, in their order: where a code is said several times, the firmest."""
    firmness = list(Status)
    said: dict[str, Status] = {}
    for value in cell.values:
        status = value.status or Status.IN_FORCE
        said[value.code] = min(status, said.get(value.code, status), key=firmness.index)
    return tuple(said.get(code, Status.IN_FORCE) for code in cell.codes)


@frozen
class Pair:
    """Two municipalities, ``first`` the one with the smaller code: the parts that count and why others are left out.

    ``by_group`` is the mean distance of each group in which something is compared, ``counts`` in how many dimensions;
    ``needed`` is in how many groups something must be.
    """

    first: str
    second: str
    parts: tuple[PartDistance, ...] = field(repr=False)
    left: dict[str, Left] = field(repr=False)
    by_group: dict[str, float]
    counts: dict[str, int]
    needed: int = GROUPS_NEEDED

    @property
    def id(self) -> str:
        """What ``juso explain`` takes: ``distance:999997:999998``."""
        return distance_id(self.first, self.second)

    @property
    def compared(self) -> int:
        """In how many dimensions they are compared."""
        return len(self.parts)

    @property
    def share(self) -> float:
        """The share of the dimensions in which they are compared, of all there are."""
        every = len(self.parts) + len(self.left)
        return len(self.parts) / every if every else 0.0

    @property
    def overall(self) -> float | None:
        """The overall distance, 0 to 1; None where too little is said by both."""
        return mean_of_groups(self.by_group, self.compared, self.needed)


def mean_of_groups(by_group: dict[str, float], compared: int, needed: int) -> float | None:
    """Return the mean of the groups; None where too few dimensions, or too few groups, are compared."""
    if compared < DIMENSIONS_NEEDED or len(by_group) < max(needed, 1):
        return None
    return sum(by_group.values()) / len(by_group)


def distance_id(first: str, second: str) -> str:
    """Return the id of the distance of two municipalities, the same whichever is named first."""
    return "distance:" + ":".join(sorted((first, second)))


def pairs_of(matrix: Matrix) -> tuple[Pair, ...]:
    """Return the distance of every two columns, in the order of the columns."""
    read = {column.code: _read(matrix, column.code) for column in matrix.columns}
    return tuple(_pair(matrix, one, other, read) for one, other in combinations(read, 2))


def pair_of(matrix: Matrix, one: str, other: str) -> Pair:
    """Return the distance of two columns; it does not depend on which is named first, nor on other columns."""
    return _pair(matrix, one, other, {code: _read(matrix, code) for code in (one, other)})


@frozen
class _Said:
    """What of a cell a distance needs, found out once for all pairs of its column."""

    cell: Cell
    answered: bool
    conflict: bool
    codes: tuple[str, ...] | None


def _read(matrix: Matrix, code: str) -> list[_Said]:
    cells = (matrix.cell(code, dimension.id) for dimension in matrix.dimensions)
    return [_Said(cell, cell.answered, cell.conflicting, cell.codes if cell.complete else None) for cell in cells]


def _pair(matrix: Matrix, one: str, other: str, read: Mapping[str, Sequence[_Said]]) -> Pair:
    first, second = sorted((one, other))
    parts: list[PartDistance] = []
    left: dict[str, Left] = {}
    for dimension, a, b in zip(matrix.dimensions, read[first], read[second], strict=True):
        if not (a.answered and b.answered):
            left[dimension.id] = Left.ONE_SIDED if a.answered or b.answered else Left.NEITHER
        elif a.conflict or b.conflict:
            left[dimension.id] = Left.CONFLICT
        elif a.codes is None or b.codes is None:
            left[dimension.id] = Left.IN_WORDS
        else:
            distance = distance_of(a.codes, b.codes, ordered=dimension.ordered)
            parts.append(PartDistance(dimension, a.cell, b.cell, distance))
    groups = len({dimension.group for dimension in matrix.dimensions})
    found = _by_group(parts)
    means = {group: sum(every) / len(every) for group, every in found.items()}
    counts = {group: len(every) for group, every in found.items()}
    return Pair(first, second, tuple(parts), left, means, counts, min(GROUPS_NEEDED, groups))


def _by_group(parts: Sequence[PartDistance]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for part in parts:
        found.setdefault(part.dimension.group, []).append(part.distance)
    return found


def distance_of(a: Sequence[str], b: Sequence[str], *, ordered: bool = False) -> float:
    """Return the distance of what two sources say, as codes.

    >>> distance_of(["shakyo"], ["municipality", "shakyo"]), distance_of(["20"], ["25"])
    (0.5, 0.2)
    >>> distance_of(["1", "2"], ["2", "1"], ordered=True)
    0.6666666666666667
    """
    if not ordered and len(a) == len(b) == 1:
        one, other = _number(a[0]), _number(b[0])
        if one is not None and other is not None:
            return _of_numbers(one, other)
    both = _longest_common(a, b) if ordered else len(set(a) & set(b))
    either = len(a) + len(b) - both if ordered else len(set(a) | set(b))
    return 1 - both / either if either else 0.0


def _number(code: str) -> float | None:
    try:
        return float(code) if code.replace(".", "", 1).isdecimal() else None
    except ValueError:
        return None


def _of_numbers(one: float, other: float) -> float:
    larger = max(abs(one), abs(other))
    return min(abs(one - other) / larger, 1.0) if larger else 0.0


def _longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many codes both have in the same order."""
    row = [0] * (len(b) + 1)
    for one in a:
        before = 0
        for at, other in enumerate(b, 1):
            here = row[at]
            row[at] = before + 1 if one == other else max(row[at], row[at - 1])
            before = here
    return row[-1]
