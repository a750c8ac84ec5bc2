"""Finds the row of headings in a table: above it may stand a title, and other sheets may hold something else."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from juso_core.scaffold.columns import column_headed
from juso_core.scaffold.table_file import Cell, Sheet

__all__ = ["Headings", "find_headings"]

_WITHIN: Final = 30
_ENOUGH: Final = 3


@frozen
class Headings:
    """The row of headings: where each column stands, which were not known, which stand there twice."""

    sheet: Sheet
    row: int
    places: Mapping[str, int]
    unread: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def find_headings(sheets: tuple[Sheet, ...]) -> Headings | None:
    """Return the row that heads a list of windows, or the first that has enough known columns to be meant as one."""
    meant: Headings | None = None
    for sheet in sheets:
        for number, cells in sheet.rows[:_WITHIN]:
            found = _as_headings(sheet, number, cells)
            if {"name", "fields"} <= found.places.keys():
                return found
            if len(found.places) >= _ENOUGH and meant is None:
                meant = found
    return meant


def _as_headings(sheet: Sheet, number: int, cells: tuple[Cell, ...]) -> Headings:
    places: dict[str, int] = {}
    twice: list[str] = []
    unread: list[str] = []
    for place, cell in enumerate(cells):
        shown = " ".join(cell.text.split())
        column = column_headed(shown) if shown else None
        if column is None:
            unread += [shown] if shown else []
        elif column.key in places:
            twice.append(shown)
        else:
            places[column.key] = place
    return Headings(sheet, number, places, tuple(unread), tuple(twice))
