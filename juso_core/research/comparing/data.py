"""A matrix as plain data (``juso.matrix/1``), the same in every language, and its JSON Schema."""

from typing import Any, Final

from juso_core.citation import Source, Text
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.structure import Note
from juso_core.municipality.words import NoteKind, Status
from juso_core.research.comparing.model import IN_WORDS, Cell, Column, Dimension, Matrix, Value

__all__ = ["SCHEMA", "cell_data", "matrix_data", "matrix_schema"]

SCHEMA: Final = "juso.matrix/1"


def matrix_data(matrix: Matrix) -> dict[str, Any]:
    """Return a matrix as plain data; ``code`` is null for what is said in words only."""
    return {
        "schema": SCHEMA,
        "municipalities": [_column(column) for column in matrix.columns],
        "groups": [{"id": group.id, "name": _both(group.name)} for group in matrix.groups],
        "dimensions": [_dimension(dimension) for dimension in matrix.dimensions],
        "cells": [cell_data(cell) for dimension in matrix.dimensions for cell in matrix.row(dimension.id)],
    }


def cell_data(cell: Cell) -> dict[str, Any]:
    """Return a cell as plain data."""
    return {
        "id": cell.id,
        "municipality": cell.municipality,
        "dimension": cell.dimension,
        "state": cell.state.value,
        "codes": list(cell.codes),
        "complete": cell.complete,
        "values": [_value(value) for value in cell.values],
        "notes": [_note(note) for note in cell.notes],
        "row_conflicts": [_note(note) for note in cell.row_conflicts],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "code": column.code,
        "name": column.name,
        "name_en": column.name_en,
        "on": column.on.isoformat(),
        "described_on": column.described_on.isoformat() if column.described_on else None,
        "digest": column.digest,
        "distribution": column.distribution,
        "version": column.version,
        "sources": [_source(source) for source in column.sources],
    }


def _source(source: Source) -> dict[str, Any]:
    return {"id": source.id, "title": source.title, "as_of": source.as_of, "publisher": source.publisher}


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {
        "id": dimension.id,
        "group": dimension.group,
        "name": _both(dimension.name),
        "question": dimension.question,
        "within": dimension.within,
        "ordered": dimension.ordered,
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "text": _both(value.text),
        "code": None if value.code == IN_WORDS else value.code,
        "rows": list(value.rows),
        "cites": [str(cite) for cite in value.cites],
        "status": (value.status or Status.IN_FORCE).value,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "kind": note.kind.value,
        "text": _both(note.text),
        "row": note.key,
        "cites": [str(cite) for cite in note.cite],
        "status": note.status.value,
    }


def _both(text: Text) -> dict[str, str]:
    return {"ja": text.ja, "en": text.en}


_TEXT: Final[dict[str, Any]] = {"type": "string"}
_MAYBE: Final[dict[str, Any]] = {"type": ["string", "null"]}
_TEXTS: Final[dict[str, Any]] = {"type": "array", "items": _TEXT}
_DATE: Final[dict[str, Any]] = {"type": "string", "format": "date"}
_CODE: Final[dict[str, Any]] = {"type": "string", "pattern": "^[0-9]{6}$"}


def matrix_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a matrix."""
    names = _object({"ja": _TEXT, "en": _TEXT})
    source = _object({"id": _TEXT, "title": _TEXT, "as_of": _TEXT, "publisher": _MAYBE})
    column = {"code": _CODE, "name": _TEXT, "name_en": _MAYBE, "on": _DATE}
    column |= {"described_on": {**_DATE, "type": ["string", "null"]}}
    column |= {"digest": _TEXT, "distribution": _TEXT, "version": _TEXT, "sources": _list(source)}
    dimension = {"id": _TEXT, "group": _TEXT, "name": names, "question": _MAYBE, "within": _MAYBE}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **_object(
            {
                "schema": {"const": SCHEMA},
                "municipalities": _list(_object(column)),
                "groups": _list(_object({"id": _TEXT, "name": names})),
                "dimensions": _list(_object({**dimension, "ordered": {"type": "boolean"}})),
                "cells": _list(_cell_schema(names)),
            }
        ),
    }


def _cell_schema(names: dict[str, Any]) -> dict[str, Any]:
    status = {"enum": [one.value for one in Status]}
    cited = {**_TEXTS, "minItems": 1}
    value = {"text": names, "code": _MAYBE, "rows": cited, "cites": cited, "status": status}
    kinds = {"enum": [one.value for one in NoteKind]}
    note = {"kind": kinds, "text": names, "row": _TEXT, "cites": cited, "status": status}
    return _object(
        {
            "id": {"type": "string", "pattern": "^[0-9]{6}:"},
            "municipality": _CODE,
            "dimension": _TEXT,
            "state": {"enum": [one.value for one in AnswerState]},
            "codes": _TEXTS,
            "complete": {"type": "boolean"},
            "values": _list(_object(value)),
            "notes": _list(_object(note)),
            "row_conflicts": _list(_object(note)),
        }
    )


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
