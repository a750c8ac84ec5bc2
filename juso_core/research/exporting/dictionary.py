"""The data dictionary: every table, every column with its type, meaning and source, every code with its labels.

As tables like the others, and as ``datapackage.json`` (Data Package, Table Schema) for tools that read it.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from juso_core import __version__
from juso_core.citation import Text
from juso_core.municipality import words
from juso_core.municipality.words import Word
from juso_core.research.exporting.model import SOURCE_OF_LABELS, Column, Line, Lines, Table, Type, both

__all__ = ["TABLES", "lines", "package"]


def _said(name: str, ja: str, en: str, **more: Any) -> Column:
    return Column(name, Text(ja, en), source=SOURCE_OF_LABELS, **more)


_NO_EMPTY: Final = Text("空欄になることはない", "the column is never empty")

TABLES: Final = (
    Table(
        "dictionary",
        Text("1行は、ある表の1つの列", "one line is one column of one table"),
        (
            _said("table", "表", "table"),
            *both("line", "1行が何か", "what one line is"),
            _said("column", "列", "column"),
            _said("position", "左から何番目か", "which column, from 1", kind=Type.INTEGER),
            _said("type", "型（Table Schema）", "type (Table Schema)"),
            _said("key", "行を見分ける列か", "whether it is part of what tells lines apart", kind=Type.BOOLEAN),
            *both("what", "列の意味", "what the column says"),
            _said("vocabulary", "符号の用語表（codes）", "vocabulary of its codes (codes)",
                  empty=Text("符号ではない", "no codes")),
            _said("unit", "単位", "unit", empty=Text("単位のない列", "a column without a unit")),
            _said("source", "値の由来：structure（構造ファイル）、case file、simulation、comparison、law、juso",
                  "where values come from: structure, case file, simulation, comparison, law, juso"),
            _said("may_be_empty", "空欄になりうるか", "whether a cell can be empty", kind=Type.BOOLEAN),
            *both("empty", "空欄の意味", "what an empty cell means", empty=_NO_EMPTY),
        ),
        ("table", "column"),
    ),
    Table(
        "codes",
        Text("1行は、用語表の1つの符号", "one line is one code of a vocabulary"),
        (
            _said("vocabulary", "用語表", "vocabulary"),
            _said("code", "符号", "code"),
            *both("label", "読み", "what people read"),
        ),
        ("vocabulary", "code"),
    ),
)  # fmt: skip


def lines(tables: Iterable[Table]) -> Lines:
    """Return the dictionary of these tables and of itself, and the codes of all vocabularies that can stand in them."""
    every = (*tables, *TABLES)
    return {
        "dictionary": [_line(table, n, column) for table in every for n, column in enumerate(table.columns, 1)],
        "codes": [
            {"vocabulary": name, "code": word.value, "label_ja": word.ja, "label_en": word.en}
            for name, vocabulary in _vocabularies(every).items()
            for word in vocabulary
        ],
    }


def _line(table: Table, position: int, column: Column) -> Line:
    return {
        "table": table.name,
        "line_ja": table.what.ja,
        "line_en": table.what.en,
        "column": column.name,
        "position": position,
        "type": column.kind.value,
        "key": column.name in table.key,
        "what_ja": column.what.ja,
        "what_en": column.what.en,
        "vocabulary": column.codes.__name__ if column.codes else None,
        "unit": column.unit or None,
        "source": column.source,
        "may_be_empty": column.empty is not None,
        "empty_ja": column.empty.ja if column.empty else None,
        "empty_en": column.empty.en if column.empty else None,
    }


def _vocabularies(tables: Iterable[Table]) -> dict[str, type[Word]]:
    """Those of the columns; and those of the structure, whose codes stand among the facts."""
    found: dict[str, type[Word]] = {name: getattr(words, name) for name in words.__all__ if name != Word.__name__}
    for table in tables:
        found |= {codes.__name__: codes for column in table.columns if (codes := column.codes)}
    return dict(sorted(found.items()))


def package(tables: Iterable[Table], name: str, title: str, format: str, encoding: str) -> bytes:
    """Return ``datapackage.json``: which files there are, and the schema of each."""
    every = (*tables, *TABLES)
    data = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "version": __version__,
        "resources": [_resource(table, format, encoding) for table in every],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, format: str, encoding: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.{format}",
        "format": format,
        "encoding": encoding,
        "description": table.what.en,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **_primary_key(table),
        },
    }


def _primary_key(table: Table) -> dict[str, Any]:
    """Table Schema knows no key of which a part can be empty."""
    empty = {column.name for column in table.columns if column.empty}
    return {} if empty & set(table.key) else {"primaryKey": list(table.key)}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.empty else {"required": True}
    if column.codes:
        constraints["enum"] = [word.value for word in column.codes]
    return {
        "name": column.name,
        "type": column.kind.value,
        "description": column.what.en,
        **({"constraints": constraints} if constraints else {}),
    }
