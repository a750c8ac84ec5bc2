"""How cells are read: the lines of a cell, its citations, and what the state of an empty one is called."""

from collections.abc import Iterable, Iterator

from juso_core.citation import Citation, Source
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.structure import Note
from juso_core.municipality.words import Status
from juso_core.research.comparing.model import Cell, Matrix, Value

__all__ = ["cell_lines", "cites_text", "note_text", "sources_of", "value_text"]


def cell_lines(cell: Cell, language: str) -> Iterator[str]:
    """Yield what people read in a cell: its state where that is not simply stated, each value, each note."""
    if cell.state is not AnswerState.STATED:
        yield f"〔{cell.state.label(language)}〕" if language == "ja" else f"[{cell.state.label(language)}]"
    for value in cell.values:
        yield value_text(value, language)
    for note in cell.notes:
        yield note_text(note, language)


def value_text(value: Value, language: str) -> str:
    """Return a value, marked where it is planned, proposed or on trial."""
    return value.text.in_language(language) + _marked(value.status, language)


def note_text(note: Note, language: str) -> str:
    """Return a note, recognisable as one."""
    text = note.text.in_language(language)
    mark = _marked(None if note.status is Status.IN_FORCE else note.status, language)
    return f"※{text}{mark}" if language == "ja" else f"Note: {text}{mark}"


def _marked(status: Status | None, language: str) -> str:
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
