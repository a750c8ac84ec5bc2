"""The matrix for other programs: nothing in it is a formula, everything says where it comes from."""

import csv
import io
import re
import sys
from pathlib import Path

import openpyxl
import pytest
from comparing_towns import CODES, installed_places, town_place

from juso_core.documents.matrix_tables import matrix_csv, matrix_markdown
from juso_core.documents.matrix_workbook import TablesMissing, matrix_workbook
from juso_core.reporting.csv_file import NotInEncoding
from juso_core.research.comparing.dimensions import DIMENSIONS, GROUPS
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Matrix

FORMULA = tuple("=+-@＝＋－＠")


@pytest.fixture(scope="module")
def five() -> Matrix:
    """The four, and a town whose names look like formulas."""
    return matrix_of([*installed_places(), town_place()])


def rows_of(data: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def test_the_csv_has_a_line_for_each_cell(five: Matrix) -> None:
    data = matrix_csv(five)
    assert data.startswith(b"\xef\xbb\xbf")
    titles, *rows = rows_of(data)
    assert len(set(titles)) == len(titles)
    assert [row[0] for row in rows] == [cell.id for one in five.dimensions for cell in five.row(one.id)]
    for row in rows:
        cell = five.cells[tuple(row[0].split(":"))]  # type: ignore[index]
        assert bool(row[titles.index("citations")]) == cell.answered


def test_no_cell_of_the_csv_is_a_formula(five: Matrix) -> None:
    texts = [text for row in rows_of(matrix_csv(five)) for text in row]
    assert [text for text in texts if text.startswith(FORMULA)] == []
    assert any(text.startswith("'=cmd|") for text in texts)


def test_the_csv_can_be_cp932_or_says_which_characters_cannot() -> None:
    plain = matrix_of([town_place()])
    with pytest.raises(NotInEncoding):
        matrix_csv(matrix_of([town_place(text=town_text_with("𠮷"))]), "cp932")
    assert rows_of(matrix_csv(plain, "cp932"), "cp932") == rows_of(matrix_csv(plain))


def town_text_with(character: str) -> str:
    from comparing_towns import TOWN

    return TOWN.replace("＝相談係", f"{character}相談係")


def test_markdown_tables_keep_their_columns_whatever_stands_in_a_name(five: Matrix) -> None:
    lines = matrix_markdown(five, cites=True).splitlines()
    tables = [line for line in lines if line.startswith("|")]
    assert len(tables) == len(DIMENSIONS) + 2 * len(GROUPS)
    for line in tables:
        assert len(re.findall(r"(?<!\\)\|", line)) == len(five.columns) + 2
    text = "\n".join(lines)
    assert "<b>" not in text
    assert r"高齢 \| 窓口 &lt;b&gt;" in text
    assert "plan: 3" in text


def test_the_workbook_has_a_sheet_for_each_group_and_its_sources(five: Matrix) -> None:
    book = openpyxl.load_workbook(io.BytesIO(matrix_workbook(five)))
    assert book.sheetnames == [*(group.name.en for group in GROUPS), "Sources"]
    for group in GROUPS:
        sheet = book[group.name.en]
        assert sheet.freeze_panes == "C2"
        ids = [row[0].value for row in sheet.iter_rows(min_row=2)]
        assert ids == [one.id for one in five.of_group(group.id)]
        for row in sheet.iter_rows(min_row=2):
            for place, column in enumerate(five.columns):
                cell = five.cell(column.code, row[0].value)
                said, cited = row[2 + 2 * place], row[3 + 2 * place]
                assert said.value
                assert said.alignment.wrap_text
                assert bool(cited.value) == cell.answered
    titles = {row[3].value for row in book["Sources"].iter_rows(min_row=2)}
    assert "例示市 実施計画" in titles


def test_no_cell_of_the_workbook_is_a_formula(five: Matrix) -> None:
    book = openpyxl.load_workbook(io.BytesIO(matrix_workbook(five)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if str(cell.value).startswith(FORMULA)] == []
    assert any("=cmd|" in str(cell.value) for cell in cells)


def test_without_the_library_the_workbook_says_what_to_install(matrix: Matrix, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(TablesMissing) as told:
        matrix_workbook(matrix)
    assert "openpyxl" in str(told.value)
    assert "juso-core[tables]" in told.value.how_to_mend()


def test_a_file_is_written_by_its_ending_or_not_at_all(juso, tmp_path: Path) -> None:
    for ending, beginning in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("md", b"## ")):
        file = tmp_path / f"matrix.{ending}"
        assert juso("compare", *CODES, "--output", file).code == 0
        assert file.read_bytes().startswith(beginning)
    gone = tmp_path / "none" / "matrix.csv"
    told = juso("compare", "ikoma", "--output", gone)
    assert told.code == 1
    assert "Traceback" not in told.err
    assert not gone.parent.exists()


def test_the_workbook_is_printed_across_one_page_with_its_headings_on_each(five: Matrix) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(matrix_workbook(five))).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
