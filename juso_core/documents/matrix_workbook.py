"""A matrix as a workbook: a sheet for each group, frozen headings, citations beside what they are of, and the sources.

No cell is a formula: what looks like one gets an apostrophe in front, as in CSV.
"""

import io
from typing import Any, Final

from juso_core.language.messages import N_, _, current
from juso_core.language.told import ToldError
from juso_core.reporting.csv_file import inert
from juso_core.research.comparing.model import Column, Group, Matrix
from juso_core.research.comparing.sentences import on_other_days
from juso_core.research.comparing.wording import cell_lines, cites_text, sources_of

__all__ = ["TablesMissing", "matrix_workbook"]

_TITLE: Final = 28
_SAID: Final = 40
_CITED: Final = 24
_LONGEST: Final = 32000
"""A cell of a workbook holds 32767 characters."""


class TablesMissing(ToldError):
    """The library that writes workbooks is not installed."""


def matrix_workbook(matrix: Matrix) -> bytes:
    """Return a matrix as the bytes of an xlsx file; raises TablesMissing."""
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise TablesMissing(
            N_("openpyxl is not installed; workbooks need it"),
            N_('install it with: python -m pip install "juso-core[tables]", or take --format csv'),
        ) from error
    book: Any = Workbook()
    book.remove(book.active)
    for group in matrix.groups:
        _group_sheet(book, matrix, group)
    _sources_sheet(book, matrix)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _group_sheet(book: Any, matrix: Matrix, group: Group) -> None:
    language = current()
    sheet = _sheet(book, group.name.in_language(language))
    heads = [_("dimension"), _("what is compared")]
    for column in matrix.columns:
        heads += [_head(column), _("citations")]
    rows = [heads]
    for dimension in matrix.of_group(group.id):
        row = [dimension.id, dimension.name.in_language(language)]
        for cell in matrix.row(dimension.id):
            row += ["\n".join(cell_lines(cell, language)), cites_text(cell.cites)]
        rows.append(row)
    _fill(sheet, rows, [_TITLE, _TITLE, *(_SAID, _CITED) * len(matrix.columns)])
    sheet.freeze_panes = "C2"


def _head(column: Column) -> str:
    """The head of a column: it stays in sight, and so does that the sources describe another day."""
    head = f"{column.label(current())}\n{column.code}  {column.on.isoformat()}"
    return "\n".join([head, *on_other_days([column])])


def _sources_sheet(book: Any, matrix: Matrix) -> None:
    names = {column.code: column.label(current()) for column in matrix.columns}
    rows = [[_("code"), _("municipality"), _("source"), _("title"), _("publisher"), _("as of")]]
    for code, source in sources_of(matrix):
        rows.append([code, names[code], source.id, source.title, source.publisher or "", source.as_of])
    sheet = _sheet(book, _("Sources"))
    _fill(sheet, rows, [12, 16, 20, 60, 30, 14])
    sheet.freeze_panes = "A2"


def _sheet(book: Any, title: str) -> Any:
    allowed = "".join(one for one in title if one not in "[]:*?/\\")
    return book.create_sheet(allowed[:31])


def _fill(sheet: Any, rows: list[list[str]], widths: list[int]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=place)
            # Set as a string, whatever it looks like.
            cell.value, cell.data_type = _held(text), "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    _printed(sheet)


def _printed(sheet: Any) -> None:
    """On paper: across the page, as wide as one page and as long as it takes, the headings on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"


def _held(text: str) -> str:
    """A text as a workbook can hold it: no formula, no control characters, not too long."""
    clean = "".join(one for one in text if one == "\n" or one.isprintable() or one == "\u3000")
    return inert(clean[:_LONGEST])
