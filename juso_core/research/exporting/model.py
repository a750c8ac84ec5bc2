"""What a data set is made of: tables, and columns that say what stands in them.

A table is tidy: one line is one observation, one column one thing that is said of it, a cell one value. What can be
many (values, citations, rows) has a table of its own. A line is a mapping with a key for every column.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from attrs import field, frozen

from juso_core.citation import Text
from juso_core.municipality.words import Word

__all__ = ["CODE", "SOURCE_OF_LABELS", "Column", "Line", "Lines", "Table", "Type", "both"]

Line = dict[str, Any]
"""One line of a table: plain values by the name of the column; None where the cell is empty."""

Lines = Mapping[str, list[Line]]
"""The lines of several tables, by the table's name."""


class Type(StrEnum):
    """What a cell holds, in the words of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@frozen
class Column:
    """A column: its name, meaning and type (``kind``); the vocabulary of its codes; where its values come from.

    ``empty`` says what an empty cell means; a column without it is never empty.
    """

    name: str
    what: Text
    kind: Type = Type.STRING
    codes: type[Word] | None = None
    source: str = "structure"
    empty: Text | None = None
    unit: str = ""


@frozen
class Table:
    """A table: its name, what one line is, its columns in order, and the columns that tell its lines apart."""

    name: str
    what: Text
    columns: tuple[Column, ...] = field(repr=False)
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


CODE: Final = Column("municipality", Text("自治体コード（6桁）", "code of the municipality (six digits)"))
"""In every table: by it the tables of one data set are joined."""

SOURCE_OF_LABELS: Final = "juso"
"""Where words come from that are the program's and not a municipality's: names of codes, of questions."""


def both(name: str, ja: str, en: str, empty: Text | None = None) -> tuple[Column, Column]:
    """Return the two columns of a text that there is in Japanese and English."""
    return (
        Column(f"{name}_ja", Text(f"{ja}（日本語）", f"{en}, in Japanese"), source=SOURCE_OF_LABELS, empty=empty),
        Column(f"{name}_en", Text(f"{ja}（英語）", f"{en}, in English"), source=SOURCE_OF_LABELS, empty=empty),
    )
