"""The matrix: every dimension of every municipality on its day, with the state that a silence or a note gives it."""

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve

from juso_core.desk import Place
from juso_core.municipality.questions import AnswerState, state
from juso_core.municipality.structure import Note, Structure
from juso_core.municipality.words import NoteKind
from juso_core.research.comparing.dimensions import DIMENSIONS, GROUPS
from juso_core.research.comparing.model import Cell, Column, Dimension, Matrix

__all__ = ["cell_of", "column_of", "matrix_of"]

_KINDS: Final = {AnswerState.CONFLICT: NoteKind.CONFLICT, AnswerState.NONE: NoteKind.NONE}
"""The notes that give a question its state, and with it to what is within the question."""


def matrix_of(places: Iterable[Place], dimensions: Sequence[Dimension] | None = None) -> Matrix:
    """Return the matrix of municipalities as they are on their days: of all dimensions, unless some are given."""
    wanted = tuple(DIMENSIONS.values()) if dimensions is None else tuple(dimensions)
    here = tuple(places)
    cells = {
        (place.code, dimension.id): cell_of(place.code, dimension, place.structure)
        for place in here
        for dimension in wanted
    }
    used = {dimension.group for dimension in wanted}
    return Matrix(
        columns=tuple(map(column_of, here)),
        dimensions=wanted,
        cells=cells,
        groups=tuple(group for group in GROUPS if group.id in used),
    )


def column_of(place: Place) -> Column:
    """Return the column of a municipality on a day. The structure must be that of a day."""
    structure = place.structure
    if structure.on is None:
        raise ValueError(f"the structure of {place.code} is that of no day")
    return Column(
        code=place.code,
        name=structure.name,
        name_en=structure.name_en,
        on=structure.on,
        digest=structure.digest,
        distribution=place.plugin or "",
        version=place.version or "",
        sources=structure.source,
        described_on=structure.described_on,
    )


def cell_of(code: str, dimension: Dimension, structure: Structure) -> Cell:
    """Return what a structure of a day says about a dimension.

    Notes decide before rows: what a note calls a conflict, or says that there is none of, is that; so is what is
    within a question of which a note says it. Where neither rows nor notes say anything, the question tells silence
    from what nobody has entered; what no question asks, and no row says, is just that.
    """
    cell = _answer(code, dimension, structure)
    return evolve(cell, row_conflicts=_row_conflicts(cell, structure))


def _answer(code: str, dimension: Dimension, structure: Structure) -> Cell:
    values = dimension.of(structure)
    question = dimension.question or dimension.within
    if question is None:
        return Cell(code, dimension.id, AnswerState.STATED if values else AnswerState.NO_ROW, values)
    answer = state(structure, question)
    notes = tuple(row for row in answer.rows if isinstance(row, Note))
    if dimension.question is not None:
        return Cell(code, dimension.id, answer.state, values, notes)
    kind = _KINDS.get(answer.state)
    if answer.state is AnswerState.NONE or (values and kind):
        return Cell(code, dimension.id, answer.state, values, tuple(note for note in notes if note.kind is kind))
    if values:
        return Cell(code, dimension.id, AnswerState.STATED, values)
    unanswered = answer.state in (AnswerState.SILENT, AnswerState.NOT_ENTERED)
    return Cell(code, dimension.id, answer.state if unanswered else AnswerState.NO_ROW)


def _row_conflicts(cell: Cell, structure: Structure) -> tuple[Note, ...]:
    """The notes that a row behind a value is in conflict; a note names a row by its key, or by its id alone."""
    keys = {key for value in cell.values for key in value.rows}
    names = keys | {key.partition(".")[2] for key in keys}
    return tuple(
        note
        for note in structure.note
        if note.kind is NoteKind.CONFLICT and note.about in names and note not in cell.notes
        if structure.on is None or note.holds_on(structure.on)
    )
