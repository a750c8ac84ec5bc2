"""``juso explain 999997:mac.operator``: one cell of the matrix, with every row and source that it comes from."""

import re
from collections.abc import Iterator
from typing import Any, Final

import click

from juso_core.citation import Citation, Source
from juso_core.cli.output import emit_json
from juso_core.cli.shown import indented, show_day
from juso_core.cli.simulated import day_named, places
from juso_core.desk import Place
from juso_core.language.messages import _, current
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.structure import Note, Row, Structure
from juso_core.municipality.words import Status
from juso_core.research.comparing.data import cell_data
from juso_core.research.comparing.dimensions import DIMENSIONS
from juso_core.research.comparing.matrix import cell_of
from juso_core.research.comparing.model import IN_WORDS, Cell, Dimension

__all__ = ["explain_cell", "is_cell_id", "rows_behind"]

SCHEMA: Final = "juso.cell/1"
_CELL: Final = re.compile(r"(?P<municipality>[^:/\\]+):(?P<dimension>[a-z_]+(\.[a-z_]+)*)")


def is_cell_id(text: str) -> bool:
    """Whether something is the id of a cell: a municipality, a colon, a dimension."""
    return _CELL.fullmatch(text) is not None and not text.startswith("path:")


def explain_cell(text: str, on: str | None, as_json: bool) -> None:
    """Explain one cell: its state, its values, each row with its citation and the title of the source, and notes."""
    named, _colon, dimension_id = text.partition(":")
    dimension = DIMENSIONS.get(dimension_id)
    if dimension is None:
        from juso_core.municipality.problems import did_you_mean

        hint = did_you_mean(dimension_id, DIMENSIONS, _("juso compare --json lists them all"))
        raise click.UsageError(_("there is no dimension '{name}'", name=dimension_id) + f"; {hint}")
    ((_found, place),) = places([named], day_named(on))
    cell = cell_of(place.code, dimension, place.structure)
    rows = rows_behind(cell, place.structure)
    if as_json:
        emit_json(_data(cell, dimension, place, rows))
        return
    for line in _lines(cell, dimension, place, rows):
        click.echo(line)


def rows_behind(cell: Cell, structure: Structure) -> tuple[Row, ...]:
    """Return the rows that a cell comes from: those with its keys that give its citations, and its notes."""
    cites = set(cell.cites)
    keys = {key for value in cell.values for key in value.rows}
    said = tuple(row for row in structure.rows() if row.key in keys and cites.issuperset(row.cite))
    return (*said, *cell.notes)


def _about(structure: Structure, rows: tuple[Row, ...]) -> tuple[Note, ...]:
    """Notes about the rows themselves, such as where the source disagrees with itself on one of them."""
    keys = {row.key for row in rows if not isinstance(row, Note)}
    ids = keys | {key.partition(".")[2] for key in keys}
    return tuple(note for note in structure.note if note.about in ids and note not in rows)


def _lines(cell: Cell, dimension: Dimension, place: Place, rows: tuple[Row, ...]) -> Iterator[str]:
    language, structure = current(), place.structure
    day = show_day(structure.on.isoformat()) if structure.on else ""
    yield f"{cell.id}  {structure.name}  {dimension.name.in_language(language)}  ({day})"
    yield _("state: {state}", state=cell.state.label(language))
    question = dimension.question or dimension.within
    if question:
        yield _("question: {question} ({id})", question=QUESTIONS[question].label(language), id=question)
    for value in cell.values:
        status = f" [{value.status.label(language)}]" if value.status else ""
        yield from indented(f"· {value.text.in_language(language)}{status}", 1)
        code = value.code if value.code != IN_WORDS else _("none: said in words only")
        yield from indented(_("code: {code}; rows: {rows}", code=code, rows=", ".join(value.rows)), 3)
    titles = {source.id: source for source in structure.source}
    if rows:
        yield _("Rows:")
    for row in rows:
        yield from _row_lines(row, titles)
    about = _about(structure, rows)
    if about:
        yield _("Notes about these rows:")
    for note in about:
        yield from _row_lines(note, titles)


def _row_lines(row: Row, titles: dict[str, Source]) -> Iterator[str]:
    language = current()
    period = f"  {row.since or ''}～{row.until or ''}" if row.since or row.until else ""
    status = f"  [{row.status.label(language)}]" if row.status is not Status.IN_FORCE else ""
    if isinstance(row, Note):
        yield from indented(f"※ {row.kind.label(language)}: {row.text.in_language(language)}{period}{status}", 1)
    else:
        yield from indented(f"{row.key}{period}{status}", 1)
    for cite in row.cite:
        yield from indented(f"← {_source(cite, titles)}", 3)


def _source(cite: Citation, titles: dict[str, Source]) -> str:
    source = titles.get(cite.source)
    return f"{cite.heading}  ({cite.source}: {source.title}, {source.as_of})" if source else str(cite)


def _data(cell: Cell, dimension: Dimension, place: Place, rows: tuple[Row, ...]) -> dict[str, Any]:
    structure = place.structure
    used = {cite.source for row in rows for cite in row.cite}
    return {
        "schema": SCHEMA,
        "cell": cell_data(cell),
        "dimension": {"id": dimension.id, "name": {"ja": dimension.name.ja, "en": dimension.name.en}},
        "question": dimension.question or dimension.within,
        "on": structure.on.isoformat() if structure.on else None,
        "digest": structure.digest,
        "rows": [_row_data(row) for row in rows],
        "notes_about_rows": [_row_data(note) for note in _about(structure, rows)],
        "sources": [
            {"id": one.id, "title": one.title, "as_of": one.as_of, "publisher": one.publisher}
            for one in structure.source
            if one.id in used
        ],
    }


def _row_data(row: Row) -> dict[str, Any]:
    data: dict[str, Any] = {"key": row.key, "status": row.status.value, "since": row.since, "until": row.until}
    data["cites"] = [str(cite) for cite in row.cite]
    if isinstance(row, Note):
        data |= {"kind": row.kind.value, "text": {"ja": row.text.ja, "en": row.text.en}}
    return data
