"""One municipality on two days: which rows came, went or changed, and which cells of the matrix that changes."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import attrs

from juso_core.municipality.differences import Change, differences
from juso_core.municipality.structure import Structure
from juso_core.research.comparing.model import Cell, Dimension, Matrix

__all__ = ["changed_cells", "changed_rows"]

_KEPT = ("figure", "note", "priority")
"""``Structure.at`` keeps these on all days."""


def changed_rows(before: Structure, after: Structure, on: dt.date) -> tuple[Change, ...]:
    """Return what became of each row between the structures of two days; ``on`` is the later one."""
    return differences(_held(before), _held(after), on).changes


def _held(structure: Structure) -> Structure:
    """A structure of a day without what does not hold on it."""
    day = structure.on
    if day is None:
        return structure
    kept: dict[str, Any] = {name: tuple(row for row in getattr(structure, name) if row.holds_on(day)) for name in _KEPT}
    return attrs.evolve(structure, **kept)


def changed_cells(before: Matrix, after: Matrix, code: str) -> Iterator[tuple[Dimension, Cell, Cell]]:
    """Yield the dimensions in which a municipality's cells differ between two days, with both cells."""
    for dimension in after.dimensions:
        earlier, later = before.cell(code, dimension.id), after.cell(code, dimension.id)
        if _seen(earlier) != _seen(later):
            yield dimension, earlier, later


def _seen(cell: Cell) -> object:
    """What people would notice: a row that only changes its citation is the same fact."""
    return cell.state, [(v.text, v.code, v.status) for v in cell.values], [note.text for note in cell.notes]
