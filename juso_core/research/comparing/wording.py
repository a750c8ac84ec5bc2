"""How cells are read: the lines of a cell, its citations, and what the state of an empty one is called."""

from collections.abc import Iterable, Iterator

from juso_core.citation import Citation, Source
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.structure import Note
from juso_core.municipality.words import Status
from juso_core.research.comparing.model import Cell, Matrix, Value

__all__ = ["cell_lines", "cites_text", "conflict_mark", "note_text", "sources_of", "status_mark", "value_text"]


def cell_lines(cell: Cell, language: str) -> Iterator[str]:
    """Yield what people read in a cell: its state where that is not simply stated, each value, each note."""
    if cell.state is not AnswerState.STATED:
        yield f"〔{cell.state.label(language)}〕" if language == "ja" else f"[{cell.state.label(language)}]"
    for note in cell.row_conflicts:
        yield conflict_mark(note, language)
    for value in cell.values:
        yield value_text(value, language)
    for note in cell.notes:
        yield note_text(note, language)


def conflict_mark(note: Note, language: str) -> str:
    """Return the mark that a row behind a cell is in conflict, with the name of the row; ``explain`` tells more."""
    return f"〔根拠の行に食い違い：{note.about}〕" if language == "ja" else f"[conflict about a row: {note.about}]"


def value_text(value: Value, language: str) -> str:
    """Return a value, marked where it is planned, proposed or on trial."""
    return value.text.in_language(language) + status_mark(value.status, language)


def note_text(note: Note, language: str) -> str:
    """Return a note, recognisable as one."""
    text = note.text.in_language(language)
    mark = status_mark(None if note.status is Status.IN_FORCE else note.status, language)
    return f"※{text}{mark}" if language == "ja" else f"Note: {text}{mark}"


def status_mark(status: Status | None, language: str) -> str:
    """Return what follows a text that is not in force: " [planned]"; nothing where it is."""
    if status is None:
        return ""
    return f"〔{status.label(language)}〕" if language == "ja" else f" [{status.label(language)}]"


def cites_text(cites: Iterable[Citation]) -> str:
    """Return citations, each document once: ``plan: 2 (1); 3 / slides: ①``."""
    by_source: dict[str, list[str]] = {}
    for cite in cites:
        by_source.setdefault(cite.source, []).append(cite.heading)
    return " / ".join(f"{source}: {'; '.join(headings)}" for source, headings in by_source.items())


def sources_of(matrix: Matrix) -> Iterator[tuple[str, Source]]:
    """Yield the documents that the cells of each municipality cite, with its code."""
    for column in matrix.columns:
        cells = (matrix.cell(column.code, dimension.id) for dimension in matrix.dimensions)
        cited = {cite.source for cell in cells for cite in cell.cites}
        for source in column.sources:
            if source.id in cited:
                yield column.code, source
