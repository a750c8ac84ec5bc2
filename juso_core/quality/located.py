"""The lines of a structure file on which its rows stand."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from juso_core.municipality.lines import Place, find_lines, line_of
from juso_core.municipality.structure import TABLES, Row, Structure
from juso_core.research.simulation import NoDay, described_day

__all__ = ["Located"]


@frozen(slots=False)
class Located:
    """The structure of all days, with the file that people know it by; tells where things stand in it."""

    structure: Structure
    file: str
    _days: dict[dt.date, Structure] = field(factory=dict, init=False, repr=False, eq=False)

    @cached_property
    def described(self) -> Structure:
        """The structure of the day that its sources describe; that of all days where they speak of none."""
        try:
            return self.structure.at(described_day(self.structure))
        except NoDay:
            return self.structure

    def on(self, day: dt.date) -> Structure:
        """The structure of a day; of a large one that takes a while, so each is made once."""
        if day not in self._days:
            self._days[day] = self.structure.at(day)
        return self._days[day]

    @cached_property
    def periods(self) -> Mapping[str, tuple[Row, ...]]:
        """Every id with the rows of all times that have it."""
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.structure.rows():
            if own := getattr(row, "id", None):
                found[own] = (*found.get(own, ()), row)
        return found

    @cached_property
    def _lines(self) -> dict[Place, int]:
        return find_lines(self.structure.text)

    def line(self, *place: str | int) -> int:
        """Return the line of a place, or of the nearest thing around it."""
        return line_of(self._lines, place)

    def rows(self) -> Iterator[tuple[Row, int]]:
        """Yield every row of every table with its line."""
        for table in TABLES:
            for number, row in enumerate(getattr(self.structure, table)):
                yield row, self.line(table, number)

    def rows_of(self, table: str) -> Iterator[tuple[Row, int]]:
        """Yield the rows of one table with their lines."""
        return ((row, line) for row, line in self.rows() if row.table == table)
