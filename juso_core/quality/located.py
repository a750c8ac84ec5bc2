"""The lines of a structure file on which its rows stand."""

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from juso_core.municipality.lines import Place, find_lines, line_of
from juso_core.municipality.structure import TABLES, Row, Structure
from juso_core.research.simulation import NoDay, described_day

__all__ = ["Located"]


@frozen(slots=False)
class Located:
    """The structure of all days, with the file that people know it by; tells where things stand in it."""

    structure: Structure
    file: str

    @cached_property
    def described(self) -> Structure:
        """The structure of the day that its sources describe; that of all days where they speak of none."""
        try:
            return self.structure.at(described_day(self.structure))
        except NoDay:
            return self.structure

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
