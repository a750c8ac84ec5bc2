"""Lines of a table as bytes: CSV that spreadsheets open without harm, or JSON Lines."""

import json
from collections.abc import Iterable
from typing import Any, Final

from juso_core.reporting.csv_file import csv_bytes
from juso_core.research.exporting.model import Line, Table

__all__ = ["FORMATS", "as_csv", "as_jsonl"]

FORMATS: Final = ("csv", "jsonl")


def as_csv(table: Table, lines: Iterable[Line], encoding: str = "utf-8") -> bytes:
    """Return CSV with a line of column names; UTF-8 with a mark, or cp932. Raises NotInEncoding.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; in JSON Lines nothing is changed.
    """
    return csv_bytes([table.names, *([_cell(line[name]) for name in table.names] for line in lines)], encoding)


def as_jsonl(table: Table, lines: Iterable[Line]) -> bytes:
    """Return JSON Lines: one object a line, UTF-8 without a mark, an empty cell as null."""
    return "".join(
        json.dumps({name: line[name] for name in table.names}, ensure_ascii=False) + "\n" for line in lines
    ).encode()  # fmt: skip


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int | float) else str(value)
