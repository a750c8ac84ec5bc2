"""The matrix as plain values for the template: by group, few columns side by side, each cell with what it rests on."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from juso_core.citation import Citation
from juso_core.language.messages import N_, _, current
from juso_core.municipality.questions import AnswerState
from juso_core.research.comparing.model import Cell, Column, Dimension, Matrix
from juso_core.research.comparing.standard import CODE as NATIONAL
from juso_core.research.comparing.wording import conflict_mark, note_text, value_text

__all__ = ["SIGNS", "cell_view", "column_view", "groups_view", "side_by_side", "state_sign"]

View = dict[str, Any]

MOST: Final = 6
"""So many columns stand side by side: more are not read, nor printed."""

SIGNS: Final = {
    AnswerState.STATED: "",
    AnswerState.NONE: "∅",
    AnswerState.CONFLICT: "≠",
    AnswerState.SILENT: "–",
    AnswerState.NOT_ENTERED: "□",
    AnswerState.NO_ROW: "·",
}

_MEANINGS: Final = {
    AnswerState.STATED: N_("The sources say it."),
    AnswerState.NONE: N_("The sources say that there is none."),
    AnswerState.CONFLICT: N_("The sources disagree with themselves."),
    AnswerState.SILENT: N_("The sources were read and do not say it."),
    AnswerState.NOT_ENTERED: N_("Nobody has entered whether the sources say it."),
    AnswerState.NO_ROW: N_("No row says it, and no question asks everybody for it."),
}


def state_sign(state: AnswerState) -> View:
    """Return a state with its sign, its name and what it means."""
    return {
        "id": state.value,
        "sign": SIGNS[state],
        "label": state.label(current()),
        "meaning": _(_MEANINGS[state]),
    }


def side_by_side(columns: Sequence[Column], most: int = MOST) -> Iterator[Sequence[Column]]:
    """Yield the columns in parts of about the same size that can be read side by side."""
    parts = -(-len(columns) // most)
    size = -(-len(columns) // parts) if parts else 1
    for start in range(0, len(columns), size):
        yield columns[start : start + size]


def column_view(column: Column) -> View:
    """Return the head of a column."""
    return {
        "code": column.code,
        "name": column.label(current()),
        "on": column.on.isoformat(),
        "digest": column.digest,
        "distribution": column.distribution,
        "version": column.version,
        "national": column.code == NATIONAL,
    }


def groups_view(matrix: Matrix) -> list[View]:
    """Return the groups with their tables; dimensions of which no municipality says anything stand apart."""
    return [_group(matrix, group.id, group.name.in_language(current())) for group in matrix.groups]


def _group(matrix: Matrix, group: str, name: str) -> View:
    spoken: list[Dimension] = []
    quiet: list[Dimension] = []
    for dimension in matrix.of_group(group):
        said = any(cell.answered for cell in matrix.row(dimension.id) if cell.municipality != NATIONAL)
        (spoken if said else quiet).append(dimension)
    return {
        "id": group,
        "name": name,
        "count": len(spoken) + len(quiet),
        "parts": _parts(matrix, spoken),
        "quiet": _parts(matrix, quiet),
        "quiet_count": len(quiet),
    }


def _parts(matrix: Matrix, dimensions: Sequence[Dimension]) -> list[View]:
    if not dimensions:
        return []
    return [
        {"columns": [column_view(one) for one in part], "rows": [_row(matrix, one, part) for one in dimensions]}
        for part in side_by_side(matrix.columns)
    ]


def _row(matrix: Matrix, dimension: Dimension, columns: Iterable[Column]) -> View:
    return {
        "id": dimension.id,
        "name": dimension.name.in_language(current()),
        "cells": [cell_view(matrix.cell(column.code, dimension.id), column.on) for column in columns],
    }


def cell_view(cell: Cell, on: dt.date) -> View:
    """Return a cell of a day: what is read, and folded behind it the rows and places that it rests on."""
    language = current()
    return {
        "id": cell.id,
        "state": cell.state.value,
        "sign": SIGNS[cell.state],
        "label": cell.state.label(language),
        "texts": [value_text(value, language) for value in cell.values],
        "notes": [note_text(note, language) for note in cell.notes],
        "row_conflicts": [f"{SIGNS[AnswerState.CONFLICT]} {conflict_mark(n, language)}" for n in cell.row_conflicts],
        "cites": list(cites_view(cell.cites)),
        "rows": list(cell.rows),
        "explain": "" if cell.municipality == NATIONAL else f"juso explain {cell.id} --on {on.isoformat()}",
        "national": cell.municipality == NATIONAL,
    }


def cites_view(cites: Iterable[Citation]) -> Iterator[str]:
    """Yield citations as lines, one for each document."""
    by_source: dict[str, list[str]] = {}
    for cite in cites:
        by_source.setdefault(cite.source, []).append(cite.heading)
    for source, headings in by_source.items():
        yield f"{source}: {'; '.join(headings)}"
