"""How much a distance depends on what it is made of: on each group, and on facts that are only planned or proposed.

Shown beside every distance: the least and the most that comes out when each group in turn is left out; what comes out
when only facts count that are in force or on trial; and which place the pair has among all pairs, nearest first.
"""

import random
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Final

from attrs import evolve, field, frozen

from juso_core.municipality.questions import AnswerState
from juso_core.municipality.words import Status
from juso_core.research.comparing.distance import Pair, mean_of_groups, pairs_of
from juso_core.research.comparing.model import Cell, Matrix
from juso_core.research.comparing.standard import CODE as NATIONAL

__all__ = ["Sensitivity", "drawn", "firm_only", "ranks", "sensitivities", "without_group"]

_NOT_FIRM: Final = (Status.PLANNED, Status.PROPOSED)


@frozen
class Sensitivity:
    """A pair with what its overall distance comes to otherwise; None is that too little is left to compare.

    ``without`` is the distance without each of the groups in which it is compared, ``firm`` that of facts in force or
    on trial. ``rank`` is the place of the pair among those of its like that have a distance, 1 the nearest; ``ranks``
    are the best and the worst place that it has when any one group, or what is not firm, is left out.
    """

    pair: Pair
    without: Mapping[str, float | None]
    firm: float | None
    firm_compared: int
    rank: int | None = None
    ranks: tuple[int, int] | None = field(default=None)

    @property
    def least(self) -> float | None:
        """The least that comes out without one of the groups; None where too little is left without any of them."""
        return min(self._left, default=None)

    @property
    def most(self) -> float | None:
        """The most that comes out without one of the groups."""
        return max(self._left, default=None)

    @property
    def hangs_on_one(self) -> bool:
        """Whether there is a group without which too little is said for a distance."""
        return None in self.without.values()

    @property
    def _left(self) -> tuple[float, ...]:
        return tuple(one for one in self.without.values() if one is not None)


def sensitivities(matrix: Matrix) -> tuple[Sensitivity, ...]:
    """Return every pair of columns with its sensitivity, in the order of the columns."""
    pairs, firm = pairs_of(matrix), pairs_of(firm_only(matrix))
    groups = tuple(dict.fromkeys(dimension.group for dimension in matrix.dimensions))
    tries = [ranks(pairs, [without_group(pair, group) for pair in pairs]) for group in groups]
    tries.append(ranks(pairs, [pair.overall for pair in firm]))
    first = ranks(pairs, [pair.overall for pair in pairs])
    found = []
    for pair, hard in zip(pairs, firm, strict=True):
        without = {group: without_group(pair, group) for group in groups if group in pair.by_group}
        places = [places[pair.id] for places in (first, *tries) if pair.id in places]
        spread = (min(places), max(places)) if places else None
        found.append(Sensitivity(pair, without, hard.overall, hard.compared, first.get(pair.id), spread))
    return tuple(found)


def without_group(pair: Pair, group: str) -> float | None:
    """Return the overall distance of a pair with one group left out."""
    rest = {name: one for name, one in pair.by_group.items() if name != group}
    return mean_of_groups(rest, pair.compared - pair.counts.get(group, 0), pair.needed)


def ranks(pairs: Sequence[Pair], distances: Iterable[float | None]) -> dict[str, int]:
    """Return the place of each pair that has a distance, 1 the nearest; equal ones share a place.

    Pairs of municipalities have their places among themselves, and so have those with the national standard.
    """
    known = [(pair, one) for pair, one in zip(pairs, distances, strict=True) if one is not None]
    ordered = {
        national: sorted(one for pair, one in known if _with_national(pair) is national) for national in (True, False)
    }
    return {pair.id: 1 + bisect_left(ordered[_with_national(pair)], one) for pair, one in known}


def _with_national(pair: Pair) -> bool:
    return NATIONAL in (pair.first, pair.second)


def drawn(pair: Pair, times: int = 1000) -> tuple[float, float] | None:
    """Return between what the middle nine tenths of distances lie, when dimensions are drawn anew within each group.

    The same pair always draws the same: chance is seeded by its id.
    """
    if pair.overall is None:
        return None
    groups = [[part.distance for part in pair.parts if part.dimension.group == group] for group in pair.by_group]
    chance = random.Random(pair.id)
    found = sorted(fmean(fmean(chance.choices(one, k=len(one))) for one in groups) for _time in range(times))
    edge = times // 20
    return found[edge], found[-edge - 1]


def firm_only(matrix: Matrix) -> Matrix:
    """Return the matrix without what is only planned or proposed."""
    return evolve(matrix, cells={key: _firm(cell) for key, cell in matrix.cells.items()})


def _firm(cell: Cell) -> Cell:
    """A cell of which nothing firm is left says nothing."""
    values = tuple(value for value in cell.values if value.status not in _NOT_FIRM)
    if len(values) == len(cell.values):
        return cell
    left = cell.state if values or cell.state is AnswerState.NONE else AnswerState.SILENT
    return evolve(cell, values=values, state=left)
