"""What a comparison is made of: values with their citations, cells, dimensions, columns, and the matrix of them.

A *dimension* is one thing that is compared; a *column* is one municipality on one day; a *cell* is what the sources of
that municipality say about that dimension. Codes are what is compared, since ids and names are local; texts are what
people read. A cell without a value says why it has none: two silences are no agreement.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from attrs import field, frozen

from juso_core.citation import Citation, Source, Text
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.structure import Note, Structure
from juso_core.municipality.words import NoteKind, Status

__all__ = ["IN_WORDS", "NONE", "Cell", "Column", "Dimension", "Group", "Matrix", "Value", "cell_id"]

IN_WORDS: Final = ""
"""The code of what a source says in words that no vocabulary holds: to be read, not to be compared."""

NONE: Final = "none"
"""The code of a cell whose source says that there is no such thing."""


@frozen
class Value:
    """One thing that a source says.

    ``text`` is what people read, with local names; ``code`` is the same for the same thing in every municipality (a
    vocabulary's word, ``shakyo/outsourced``, a number) or ``IN_WORDS``. ``rows`` are the keys of the rows that say it
    (``service.mac``), ``cites`` their citations; ``status`` is how firm it is where it is not in force.
    """

    text: Text
    code: str
    rows: tuple[str, ...]
    cites: tuple[Citation, ...]
    status: Status | None = None


@frozen
class Group:
    """Dimensions that are read together: one table on the screen, one sheet of a workbook."""

    id: str
    name: Text


@frozen
class Dimension:
    """One thing that is compared.

    ``of`` reads its values from a structure of one day. ``question`` is the question (``questions.QUESTIONS``) that
    asks just this: whether it is stated, none, silent, not entered or conflicting. ``within`` is a broader question:
    only when nothing is stated here does its silence, or its none, hold here as well. ``ordered`` is true where the
    order of the values is part of what they say.
    """

    id: str
    group: str
    name: Text
    question: str | None
    of: Callable[[Structure], tuple[Value, ...]] = field(repr=False, eq=False)
    within: str | None = None
    ordered: bool = False


@frozen
class Cell:
    """What one municipality's sources say about one dimension; ``notes`` are the remarks about it, with citations.

    ``row_conflicts`` are remarks that a row behind a value is in conflict within the sources. They are about the row,
    not about the dimension: which of its facts they touch is for the reader.
    """

    municipality: str
    dimension: str
    state: AnswerState
    values: tuple[Value, ...] = ()
    notes: tuple[Note, ...] = ()
    row_conflicts: tuple[Note, ...] = ()

    @property
    def id(self) -> str:
        """What ``juso explain`` takes: ``999997:mac.operator``."""
        return cell_id(self.municipality, self.dimension)

    @property
    def answered(self) -> bool:
        """Whether the sources say something, be it that there is none; a silence is no answer."""
        return self.state not in (AnswerState.SILENT, AnswerState.NOT_ENTERED, AnswerState.NO_ROW)

    @property
    def conflicting(self) -> bool:
        """Whether the sources contradict themselves in it, or about a row that it comes from."""
        return self.state is AnswerState.CONFLICT or bool(self.row_conflicts)

    @property
    def codes(self) -> tuple[str, ...]:
        """What can be compared, each once, in the order of the source; empty where all is said in words, or nothing."""
        if self.state is AnswerState.NONE:
            return (NONE,)
        return tuple(dict.fromkeys(value.code for value in self.values if value.code != IN_WORDS))

    @property
    def complete(self) -> bool:
        """Whether all that is said can be compared; what is said in words only may be anything."""
        if self.state is AnswerState.NONE:
            return True
        said_by_notes = any(note.kind in (NoteKind.STATED, NoteKind.JUDGED) for note in self.notes)
        return bool(self.values) and not said_by_notes and all(value.code != IN_WORDS for value in self.values)

    @property
    def rows(self) -> tuple[str, ...]:
        """The keys of all rows behind the cell, notes last."""
        return tuple(dict.fromkeys([*(r for v in self.values for r in v.rows), *(note.key for note in self.notes)]))

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Every citation of the cell once: of its values, then of its notes."""
        said_by = [c for value in self.values for c in value.cites] + [c for note in self.notes for c in note.cite]
        return tuple(dict.fromkeys(said_by))


@frozen
class Column:
    """A municipality as it was compared: the day, the file (``digest``), the plugin's version, and its sources.

    ``described_on`` is the day that the sources describe, where they state one: of another day they tell only what has
    a beginning or an end in them.
    """

    code: str
    name: str
    name_en: str | None
    on: dt.date
    digest: str
    distribution: str
    version: str
    sources: tuple[Source, ...] = ()
    described_on: dt.date | None = None

    @property
    def on_another_day(self) -> bool:
        """Whether it was compared on another day than the one that its sources describe."""
        return self.described_on is not None and self.described_on != self.on

    def label(self, language: str) -> str:
        """Return the name that people read in ``language`` ("ja" or "en")."""
        return self.name if language == "ja" else self.name_en or self.name


@frozen
class Matrix:
    """Dimensions by municipalities; there is a cell for every pair of them."""

    columns: tuple[Column, ...]
    dimensions: tuple[Dimension, ...]
    cells: Mapping[tuple[str, str], Cell] = field(repr=False)
    groups: tuple[Group, ...] = ()

    def cell(self, code: str, dimension: str) -> Cell:
        """Return the cell of a municipality and a dimension; raises KeyError where there is none."""
        return self.cells[code, dimension]

    def row(self, dimension: str) -> tuple[Cell, ...]:
        """Return the cells of one dimension, in the order of the columns."""
        return tuple(self.cells[column.code, dimension] for column in self.columns)

    def of_group(self, group: str) -> tuple[Dimension, ...]:
        """Return the dimensions of one group, in order."""
        return tuple(dimension for dimension in self.dimensions if dimension.group == group)


def cell_id(municipality: str, dimension: str) -> str:
    """Return the id of a cell, which is the same in every output."""
    return f"{municipality}:{dimension}"
