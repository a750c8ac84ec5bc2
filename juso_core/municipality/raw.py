"""The rows of a structure file as they stand there, right or wrong: what the reference checks look at.

The checks must find everything that is wrong at once, also in a file that is no structure yet. So they read the
tables of the file; a value of the wrong kind is simply not there for them, since reading it has already complained. A
misspelt key counts as the one that was meant: one mistake is told once.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from juso_core.citation import Source
from juso_core.language.era import first_day, last_day
from juso_core.municipality.conversion import known_keys, required_keys
from juso_core.municipality.lines import Place
from juso_core.municipality.problems import nearest
from juso_core.municipality.structure import ROW_CLASSES, Structure
from juso_core.municipality.words import Status

__all__ = ["Period", "RawFile", "RawRow", "overlap"]

Period = tuple[dt.date, dt.date]
"""The first and the last day."""

_CLASSES: Mapping[str, type] = {"source": Source} | {cls.table: cls for cls in ROW_CLASSES}


@frozen
class RawRow:
    """One row of a table: where it stands, its values by the keys that were meant, and its id if that is text."""

    table: str
    place: Place
    values: Mapping[str, Any]
    written: Mapping[str, str]
    id: str | None = field(init=False)

    @id.default
    def _id(self) -> str | None:
        own = self.values.get("id")
        return own if isinstance(own, str) else None

    @property
    def key(self) -> str:
        """The row's name in notes: ``agency.fukushi``, or ``programme`` where it has no id."""
        return f"{self.table}.{self.id}" if self.id else self.table

    def texts(self, key: str) -> Iterator[tuple[Place, str]]:
        """Yield each text under a key with its place; ``members.who`` looks into the tables of a list."""
        outer, _dot, inner = key.partition(".")
        place, value = self.place_of(outer), self.values.get(outer)
        if inner:
            tables = list(enumerate(value if isinstance(value, list) else []))
            pairs = [((*place, n, inner), table.get(inner)) for n, table in tables if isinstance(table, dict)]
        elif isinstance(value, list):
            pairs = [((*place, number), one) for number, one in enumerate(value)]
        else:
            pairs = [(place, value)]
        yield from ((where, text) for where, text in pairs if isinstance(text, str))

    def place_of(self, key: str) -> Place:
        """Return where a key stands, as it is written in the file."""
        return (*self.place, self.written.get(key, key))

    def period(self) -> Period | None:
        """Return the days on which the row can hold; None if there are none or they cannot be read."""
        since, until = self.values.get("since"), self.values.get("until")
        if since is None and self.values.get("status", Status.IN_FORCE) not in (Status.IN_FORCE, Status.TRIAL):
            return None
        try:
            first = dt.date.min if since is None else first_day(since)
            last = dt.date.max if until is None else last_day(until)
        except (TypeError, ValueError):
            return None
        return (first, last) if first <= last else None


@frozen
class RawFile:
    """A structure file as tables: its rows, its sources, and its ids."""

    top: Mapping[str, Any]
    rows: tuple[RawRow, ...]
    sources: tuple[RawRow, ...]
    by_id: Mapping[str, tuple[RawRow, ...]] = field(init=False)

    @classmethod
    def of(cls, tables: Mapping[str, Any]) -> "RawFile":
        """Take in the tables that ``tomllib`` read."""
        rows = tuple(_rows(tables))
        return cls(
            tables,
            tuple(row for row in rows if row.table != "source"),
            tuple(row for row in rows if row.table == "source"),
        )

    @by_id.default
    def _by_id(self) -> Mapping[str, tuple[RawRow, ...]]:
        found: dict[str, tuple[RawRow, ...]] = {}
        for row in self.rows:
            if row.id is not None:
                found[row.id] = (*found.get(row.id, ()), row)
        return found

    def nameless(self, tables: tuple[str, ...]) -> bool:
        """Whether a row of these tables lacks the id that it needs: what may name it cannot be judged until then."""
        return any(
            row.table in tables and row.id is None and "id" in required_keys(_CLASSES[row.table])
            for row in (*self.rows, *self.sources)
        )


def overlap(one: Period | None, other: Period | None) -> Period | None:
    """Return the days that lie in both periods; None if there are none, or one is not known."""
    if one is None or other is None:
        return None
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def _rows(tables: Mapping[str, Any]) -> Iterator[RawRow]:
    for written, rows in tables.items():
        table = nearest(written, known_keys(Structure))
        if table is not None and table in _CLASSES and isinstance(rows, list):
            known = known_keys(_CLASSES[table])
            for number, row in enumerate(rows):
                if isinstance(row, dict):
                    yield RawRow(table, (written, number), *_meant(row, known))


def _meant(row: Mapping[str, Any], known: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a table by the keys that were meant, and how those keys are written."""
    values = {key: value for key, value in row.items() if key in known}
    written: dict[str, str] = {}
    for key in row:
        meant = None if key in known else nearest(key, [name for name in known if name not in values])
        if meant is not None:
            values[meant], written[meant] = row[key], key
    return values, written
