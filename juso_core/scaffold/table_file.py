"""Reads a table that somebody made in a spreadsheet: Excel's .xlsx, or CSV as it is saved in Japan.

Each cell becomes text. What a merged range shows stands in each of its rows; a formula stands for the value that was
last worked out.
"""

import csv
import datetime as dt
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from juso_core.language.messages import _
from juso_core.scaffold.problems import AnswerErrors, CellProblem, needs_extra

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Cell", "Sheet", "read_sheets"]

_EXCEL: Final = (".xlsx", ".xlsm")
_TEXT: Final = (".csv", ".tsv", ".txt")
_ENCODINGS: Final = ("utf-8-sig", "cp932")
_DELIMITERS: Final = ",\t;"
# A sheet may be formatted down to its last row and column, a million rows below the last one that says something.
_EMPTY_ROWS: Final = 1000
_COLUMNS: Final = 100


@frozen
class Cell:
    """What stands in a cell, as text; ``wrong`` says why it cannot be used."""

    text: str = ""
    wrong: str | None = None


@frozen
class Sheet:
    """A sheet, or one way to read a CSV file: its rows with their numbers, from 1."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a file; raises AnswerErrors when it cannot be read, ScaffoldRefused without openpyxl."""
    kind = path.suffix.lower()
    if kind == ".xls":
        raise _whole(path, _("this is the old format of Excel"), _("open it in Excel and save it as .xlsx"))
    if kind not in (*_EXCEL, *_TEXT):
        raise _whole(path, _("this is no table that can be read"), _("write one as .xlsx or .csv"))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise _whole(path, _("there is no such file")) from None
    except OSError as error:
        raise _whole(path, _("the file cannot be read"), error.strerror or "") from None
    return tuple(_of_excel(path, data) if kind in _EXCEL else _of_text(path, data))


def _whole(path: Path, what: str, hint: str = "") -> AnswerErrors:
    return AnswerErrors([CellProblem(path.name, 0, "", what, hint)])


def _of_text(path: Path, data: bytes) -> Iterator[Sheet]:
    """The file read with each delimiter; whoever looks for the headings sees which one is right."""
    text = _decoded(path, data)
    for delimiter in _DELIMITERS:
        try:
            records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
        except csv.Error as error:
            raise _whole(path, _("this is no table that can be read"), str(error)) from None
        yield Sheet("", tuple((n, tuple(Cell(cell.strip()) for cell in one)) for n, one in enumerate(records, 1)))


def _decoded(path: Path, data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _whole(
        path, _("this is text neither in UTF-8 nor in Shift_JIS (cp932)"), _("save the file with the encoding UTF-8")
    )


def _of_excel(path: Path, data: bytes) -> Iterator[Sheet]:
    try:
        import openpyxl
    except ImportError:
        raise needs_extra() from None
    try:
        with warnings.catch_warnings():
            # It warns of what it does not keep; nothing is written here.
            warnings.simplefilter("ignore")
            # Read twice: with the values that were last worked out, and with the formulas.
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data))
    # Damaged, encrypted, or no workbook at all: the library raises whatever it stumbles over.
    except Exception:
        raise _whole(
            path,
            _("this is no Excel workbook that can be read"),
            _("take a password away if it has one, and save it again as .xlsx"),
        ) from None
    yield from _sheets(values, formulas)


def _sheets(values: "Workbook", formulas: "Workbook") -> Iterator[Sheet]:
    for sheet in values.worksheets:
        written = formulas[sheet.title]
        shown = dict(_shown_by_merged(sheet))
        yield Sheet(sheet.title, tuple(_rows(sheet, written, shown)))


def _shown_by_merged(sheet: "Worksheet") -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The cells of the first column of each merged range, each with the cell whose value it shows."""
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            yield (row, area.min_col), (area.min_row, area.min_col)


def _rows(sheet: "Worksheet", written: "Worksheet", shown: dict[tuple[int, int], tuple[int, int]]) -> Iterator[Any]:
    said = 0
    columns = range(1, min(sheet.max_column, _COLUMNS) + 1)
    for number in range(1, sheet.max_row + 1):
        places = [shown.get((number, column), (number, column)) for column in columns]
        cells = tuple(_cell(sheet.cell(*place), written.cell(*place)) for place in places)
        if any(cell.text for cell in cells):
            said = number
        elif number - said > _EMPTY_ROWS:
            return
        yield number, cells


def _cell(value: Any, written: Any) -> Cell:
    if value.data_type == "e":
        return Cell(str(value.value), _("the cell shows an error: {value}", value=value.value))
    if value.value is None and written.data_type == "f":
        return Cell("?", _("the cell holds a formula without a value; open the file in Excel and save it"))
    return Cell(_text(value.value))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value).strip()
