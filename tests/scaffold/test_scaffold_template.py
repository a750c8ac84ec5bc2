"""The empty list of windows, as somebody finds it when they open it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from scaffold_made import structure_of

from juso_core.scaffold import columns
from juso_core.scaffold.answers import Answers
from juso_core.scaffold.columns import COLUMNS
from juso_core.scaffold.problems import AnswerErrors, ScaffoldRefused
from juso_core.scaffold.windows import read_windows
from juso_core.scaffold.windows_template import write_template


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_template(tmp_path / "窓口.xlsx")
    return tmp_path / "窓口.xlsx"


def test_it_has_every_column_and_its_headings_stay_in_sight(file: Path) -> None:
    book = load_workbook(file)
    assert book.sheetnames == ["窓口", "説明"]
    sheet = book["窓口"]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert sheet.freeze_panes == "B2"
    assert all(sheet.column_dimensions[cell.column_letter].width >= 12 for cell in sheet[1])


def test_the_words_that_it_offers_can_be_read(file: Path) -> None:
    offered = {str(one.sqref)[0]: one for one in load_workbook(file)["窓口"].data_validations.dataValidation}
    by_heading = {COLUMNS[ord(letter) - ord("A")].key: one for letter, one in offered.items()}
    known = {"fields": {*columns.FIELDS, *columns.ANY_FIELD}, "agency_kind": columns.AGENCY_KINDS,
             "operation_form": columns.FORMS}  # fmt: skip
    assert set(by_heading) == set(known)
    for key, one in by_heading.items():
        words = one.formula1.strip('"').split(",")
        assert len(words) >= 4
        assert set(words) <= set(known[key])
    assert not by_heading["fields"].showErrorMessage, "several fields may stand in one cell"
    assert by_heading["operation_form"].showErrorMessage


def test_the_second_sheet_explains_every_column_in_both_languages(file: Path) -> None:
    rows = [[cell.value for cell in row] for row in load_workbook(file)["説明"]]
    explained = {row[0].removesuffix("（必須）"): row[1:] for row in rows}
    for column in COLUMNS:
        assert explained[column.heading] == [column.about.ja, column.about.en]


def test_its_example_row_is_marked_and_not_read_and_becomes_a_window_without_the_mark(file: Path) -> None:
    with pytest.raises(AnswerErrors, match="stands no window"):
        read_windows(file)
    book = load_workbook(file)
    name = book["窓口"]["A2"]
    assert name.value.startswith("（例）")
    name.value = name.value.removeprefix("（例）")
    book.save(file)
    windows = read_windows(file)
    structure = structure_of(Answers(code="999997", name="例示市", short="reiji"), windows)
    assert [one.name for one in structure.service] == ["まるごと窓口"]
    assert windows.unread == ()


def test_nothing_is_overwritten(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(ScaffoldRefused, match="nothing is overwritten"):
        write_template(file)
    assert file.read_bytes() == before


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldRefused, match=r"does not end in \.xlsx"):
        write_template(tmp_path / "窓口.csv")
    assert list(tmp_path.iterdir()) == []
