"""Lists of windows as files, as spreadsheets leave them."""

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEAD = (
    "窓口の名称",
    "分野",
    "担当機関",
    "機関の種類",
    "運営法人",
    "運営形態",
    "圏域",
    "開設日時",
    "出典の見出し",
    "ID",
)

Rows = Sequence[Sequence[Any]]


def csv_file(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a list as text."""
    lines = (delimiter.join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def xlsx_file(path: Path, rows: Rows, merged: Sequence[str] = (), sheet: str = "窓口", before: Rows = ()) -> Path:
    """Write a list as a workbook; ``before`` is a sheet before it."""
    book = Workbook()
    book.active.title = "表紙" if before else sheet
    for row in before:
        book.active.append(list(row))
    target = book.create_sheet(sheet) if before else book.active
    for row in rows:
        target.append(list(row))
    for area in merged:
        target.merge_cells(area)
    book.save(path)
    return path


def with_last_value(path: Path, formula: str, value: str) -> Path:
    """Put a value beside a formula, as Excel does when it saves one that it has worked out."""
    data = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            if name.startswith("xl/worksheets/sheet"):
                worked_out = f'\\1 t="str"><f>{formula}</f><v>{value}</v>'
                text, count = re.subn(f"(<c [^>]*)><f>{formula}</f><v ?(?:/>|></v>)", worked_out, text)
                assert count == 1, text
            new.writestr(name, text)
    return path
