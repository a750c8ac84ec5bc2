"""Writes the empty list of windows as an Excel file: headings, choices, an example row, and a sheet that explains."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from juso_core.language.messages import N_
from juso_core.language.width import wrap
from juso_core.scaffold.columns import COLUMNS, Column
from juso_core.scaffold.problems import ScaffoldRefused, needs_extra
from juso_core.scaffold.window_list import EXAMPLE

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_template"]

_SHEET: Final = "窓口"
_EXPLAINED: Final = "説明"
_ROWS: Final = 500
_WIDE: Final = (22, 60, 60)
_LINE: Final = 15.5
"""The height of a line of text, in points."""
_WIDTHS: Final = {"name": 30, "fields": 18, "agency": 28, "operator": 22, "open": 26, "heading": 24}
_EXAMPLE_ROW: Final = {
    "name": f"{EXAMPLE}まるごと窓口",
    "fields": "介護、障害",
    "agency": "例示センター",
    "agency_kind": "センター",
    "operator": "社協",
    "operation_form": "委託",
    "area": "東部",
    "open": "平日 8:30～17:15",
    "heading": "2 (1)",
}
_CHOICES: Final = {
    # Several fields may stand in one cell, so other texts are let through.
    "fields": (("介護", "障害", "子ども", "生活困窮", "総合"), False),
    "agency_kind": (("課", "センター", "拠点", "チーム"), True),
    "operation_form": (("直営", "委託", "補助", "直営・委託"), True),
}


def write_template(path: Path) -> None:
    """Write the template to a file; raises ScaffoldRefused where something is there, or it is no .xlsx."""
    if path.suffix.lower() != ".xlsx":
        raise ScaffoldRefused(N_("{file} does not end in .xlsx"), N_("name a file that does"), file=str(path))
    data = _workbook()
    try:
        with open(path, "xb") as file:
            file.write(data)
    except FileExistsError:
        raise ScaffoldRefused(
            N_("{folder} is there already, and nothing is overwritten"), N_("name another file"), folder=str(path)
        ) from None


def _workbook() -> bytes:
    try:
        from openpyxl import Workbook
    except ImportError:
        raise needs_extra() from None
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    _fill(book.create_sheet(_SHEET))
    _explain(book.create_sheet(_EXPLAINED))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: "Worksheet") -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(COLUMNS, 1):
        head = sheet.cell(1, number, column.heading)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="F8CBAD" if column.needed else "DDEBF7")
        example = sheet.cell(2, number, _EXAMPLE_ROW.get(column.key))
        example.font = Font(italic=True, color="7F7F7F")
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.key, 14)
        for row in range(1, 3):
            sheet.cell(row, number).alignment = Alignment(vertical="top", wrap_text=True)
        _offer(sheet, column, letter)
    sheet.freeze_panes = "B2"
    _fit_to_page(sheet)


def _offer(sheet: "Worksheet", column: Column, letter: str) -> None:
    """Offer the words of a column as a list to choose from."""
    if column.key not in _CHOICES:
        return
    from openpyxl.worksheet.datavalidation import DataValidation

    words, only_these = _CHOICES[column.key]
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.showErrorMessage = only_these
    choice.errorTitle, choice.error = column.heading, "、".join(words)
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{_ROWS}")


def _explain(sheet: "Worksheet") -> None:
    from openpyxl.styles import Alignment, Font

    rows = [
        ("列 / Column", "書き方", "How to fill it in"),
        *(
            (f"{column.heading}{'（必須）' if column.needed else ''}", column.about.ja, column.about.en)
            for column in COLUMNS
        ),
        (
            f"{EXAMPLE}で始まる行",
            "窓口の名称が「（例）」で始まる行は読まれない。消してもよい。ほかの列があってもよく、読まれないだけである。",
            "A row whose window begins with （例） is not read; it may be deleted. Other columns may stand beside "
            "these; they are left aside.",
        ),
        ("読み込み", "juso new --from このファイル", "juso new --from THIS_FILE"),
    ]
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place, text)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if number == 1 or place == 1:
                cell.font = Font(bold=True)
        # Spreadsheets do not all make a row as high as its text needs.
        sheet.row_dimensions[number].height = _LINE * max(
            len(wrap(text, wide - 4)) for text, wide in zip(row, _WIDE, strict=True)
        )
    for letter, wide in zip("ABC", _WIDE, strict=True):
        sheet.column_dimensions[letter].width = wide
    sheet.freeze_panes = "A2"
    _fit_to_page(sheet)


def _fit_to_page(sheet: "Worksheet") -> None:
    """On paper all columns stand side by side."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
