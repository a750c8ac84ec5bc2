"""Distances as plain values for the template: the square, how much each depends on what is compared, and the tree.

The square grows with the square of the municipalities: of more than can be read in one, only the distance from the
national standard is shown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import evolve

from juso_core.documents.needed import needed
from juso_core.language.messages import current
from juso_core.research.comparing.dendrogram import dendrogram_svg, told
from juso_core.research.comparing.distance import Left, Pair, PartDistance, distance_id
from juso_core.research.comparing.distance_data import DEFINITION, trees_of
from juso_core.research.comparing.model import Column, Group, Matrix
from juso_core.research.comparing.sensitivity import Sensitivity, sensitivities
from juso_core.research.comparing.standard import CODE as NATIONAL
from juso_core.research.comparing.wording import status_mark

__all__ = ["MOST_IN_SQUARE", "distance_view"]

View = dict[str, Any]

MOST_IN_SQUARE: Final = 24
"""So many municipalities are set against each other; of more, each against the national standard only."""

_NEAR: Final = 0.34
_MIDDLE: Final = 0.67


def distance_view(matrix: Matrix) -> View:
    """Return the distances of a matrix that has the national standard as a column."""
    names = {column.code: column.label(current()) for column in matrix.columns}
    towns = [column for column in matrix.columns if column.code != NATIONAL]
    whole = len(towns) <= MOST_IN_SQUARE
    found = sensitivities(matrix) if whole else tuple(_from_standard(matrix, towns))
    trees = trees_of(matrix, found) if whole and len(towns) > 1 else ()
    return {
        "definition": DEFINITION.in_language(current()),
        "square": _square(matrix.columns, found) if whole else [],
        "heads": [names[column.code] for column in matrix.columns[:-1]] if whole else [],
        "pairs": [_pair(one, matrix, names) for one in found],
        "tree": needed("markupsafe").Markup(dendrogram_svg(trees, names)) if trees else "",
        "told": list(told(trees, names)),
    }


def _from_standard(matrix: Matrix, towns: Iterable[Column]) -> Iterable[Sensitivity]:
    national = next(column for column in matrix.columns if column.code == NATIONAL)
    for town in towns:
        yield from sensitivities(evolve(matrix, columns=(town, national)))


def _square(columns: tuple[Column, ...], found: Iterable[Sensitivity]) -> list[View]:
    """The rows of one half of the square: each column against those before it."""
    by_id = {one.pair.id: one for one in found}
    rows = []
    for at, column in enumerate(columns[1:], 1):
        cells = [_cell(by_id[distance_id(column.code, other.code)]) for other in columns[:at]]
        empty = len(columns) - 1 - len(cells)
        rows.append({"name": column.label(current()), "cells": cells, "empty": empty})
    return rows


def _cell(one: Sensitivity) -> View:
    overall = one.pair.overall
    near = "apart" if overall is None else "near" if overall < _NEAR else "middle" if overall < _MIDDLE else "far"
    return {"pair": one.pair.id, "shown": written(overall), "compared": one.pair.compared, "near": near}


def written(distance: float | None) -> str:
    """Return a distance as people read it; that too little is said is not 0."""
    return "–" if distance is None else f"{distance:.2f}"


def _pair(one: Sensitivity, matrix: Matrix, names: Mapping[str, str]) -> View:
    pair = one.pair
    counts = Counter(pair.left.values())
    spread = [] if one.least is None else [f"{written(one.least)}–{written(one.most)}"]
    return {
        "id": pair.id,
        "names": [names[pair.first], names[pair.second]],
        "overall": written(pair.overall),
        "compared": pair.compared,
        "share": f"{pair.share:.0%}",
        "spread": "; ".join([*spread, *(["–"] if one.hangs_on_one or not spread else [])]),
        "firm": f"{written(one.firm)} ({one.firm_compared})",
        "place": _place(one),
        "left": [(why.label(current()), counts[why]) for why in Left if counts[why]],
        "groups": [_group(group, pair) for group in matrix.groups if group.id in pair.by_group],
    }


def _group(group: Group, pair: Pair) -> View:
    parts = [part for part in pair.parts if part.dimension.group == group.id]
    return {
        "name": group.name.in_language(current()),
        "mean": written(pair.by_group[group.id]),
        "parts": [(part.dimension.id, written(part.distance) + _marks(part)) for part in parts],
    }


def _marks(part: PartDistance) -> str:
    """Whether something that is compared is planned, proposed or on trial."""
    return "".join(status_mark(status, current()) for status in part.not_in_force)


def _place(one: Sensitivity) -> str:
    place = "–" if one.rank is None else str(one.rank)
    if one.ranks is not None and one.ranks[0] != one.ranks[1]:
        place += f" ({one.ranks[0]}–{one.ranks[1]})"
    return place
