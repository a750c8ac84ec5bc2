"""A matrix as tables that other programs open: CSV and Markdown. Titles are in the current language."""

from collections.abc import Iterator

from juso_core.documents.markdown import markdown_line, safe
from juso_core.language.messages import _, current
from juso_core.municipality.structure import Note
from juso_core.reporting.csv_file import csv_bytes
from juso_core.research.comparing.model import Cell, Column, Dimension, Matrix
from juso_core.research.comparing.sentences import on_other_days
from juso_core.research.comparing.wording import cell_lines, cites_text, conflict_mark, note_text, sources_of

__all__ = ["matrix_csv", "matrix_markdown"]


def matrix_csv(matrix: Matrix, encoding: str = "utf-8") -> bytes:
    """Return a matrix as CSV, one line a cell; raises NotInEncoding where cp932 lacks a character."""
    titles = (
        _("cell"),
        _("group"),
        _("dimension"),
        _("what is compared"),
        _("code"),
        _("municipality"),
        _("day"),
        _("day that the sources describe"),
        _("state"),
        _("what the source says"),
        _("remarks"),
        _("codes"),
        _("how firm"),
        _("citations"),
        _("keys of the rows"),
    )
    return csv_bytes([titles, *_csv_rows(matrix)], encoding)


def _csv_rows(matrix: Matrix) -> Iterator[tuple[str, ...]]:
    groups = {group.id: group.name.in_language(current()) for group in matrix.groups}
    for dimension in matrix.dimensions:
        for column in matrix.columns:
            yield _csv_row(groups[dimension.group], dimension, column, matrix.cell(column.code, dimension.id))


def _csv_row(group: str, dimension: Dimension, column: Column, cell: Cell) -> tuple[str, ...]:
    language = current()
    return (
        cell.id,
        group,
        dimension.id,
        dimension.name.in_language(language),
        column.code,
        column.label(language),
        column.on.isoformat(),
        column.described_on.isoformat() if column.described_on else "",
        cell.state.label(language),
        "; ".join(value.text.in_language(language) for value in cell.values),
        " ".join([*(_conflict(note, language) for note in cell.row_conflicts), *_notes(cell, language)]),
        "; ".join(cell.codes),
        "; ".join(dict.fromkeys(value.status.label(language) for value in cell.values if value.status)),
        cites_text(cell.cites),
        "; ".join(cell.rows),
    )


def _conflict(note: Note, language: str) -> str:
    return f"{conflict_mark(note, language)} {note.text.in_language(language)} [{cites_text(note.cite)}]"


def _notes(cell: Cell, language: str) -> Iterator[str]:
    return (note_text(note, language) for note in cell.notes)


def matrix_markdown(matrix: Matrix, cites: bool = False) -> str:
    """Return a matrix as Markdown: a table for each group, and the sources; ``cites`` adds citations to the cells."""
    language = current()
    lines = [text for one in on_other_days(matrix.columns) for text in (safe(one), "")]
    for group in matrix.groups:
        lines += [f"## {safe(group.name.in_language(language))}", ""]
        heads = [_("what is compared"), *(f"{c.label(language)} ({c.on.isoformat()})" for c in matrix.columns)]
        lines += [markdown_line(heads), markdown_line(["---"] * len(heads))]
        for dimension in matrix.of_group(group.id):
            about = f"{dimension.name.in_language(language)} ({dimension.id})"
            lines.append(markdown_line([about, *(_cell(cell, language, cites) for cell in matrix.row(dimension.id))]))
        lines.append("")
    lines += [f"## {_('Sources')}", ""]
    names = {column.code: column.label(language) for column in matrix.columns}
    lines += [
        f"- {safe(names[code])}: {safe(source.id)} = {safe(source.title)} ({safe(source.as_of)})"
        for code, source in sources_of(matrix)
    ]
    return "\n".join(lines)


def _cell(cell: Cell, language: str, cites: bool) -> str:
    lines = list(cell_lines(cell, language))
    if cites and cell.cites:
        lines.append(f"[{cites_text(cell.cites)}]")
    return "\n".join(lines)
