"""The list of windows that a city has: read from every file that a spreadsheet leaves, or told what is wrong in it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.styles import Font
from scaffold_made import structure_of
from scaffold_tables import HEAD, csv_file, with_last_value, xlsx_file

from juso_core.municipality.words import AgencyKind, Field, Function, OperationForm, OrganizationKind
from juso_core.scaffold.answers import Answers, LayerAnswer, OperatorAnswer, SourceAnswer
from juso_core.scaffold.problems import AnswerErrors
from juso_core.scaffold.window_list import WindowList
from juso_core.scaffold.windows import read_windows

NEEDED = {"code": "999997", "name": "例示市", "short": "reiji"}
CITY = (
    ("令和8年度　相談窓口の一覧",),
    HEAD,
    ("あんしん窓口", "介護", "東センター", "センター", "社協", "委託", "東部", "平日 9:00～17:00", "2 (1)", ""),
    ("あんしん窓口", "介護", "西センター", "センター", "例示会", "委託", "西部", "", "2 (1)", ""),
    (),
    ("障がいの窓口", "障がい", "障害の課", "課", "市", "直営", "", "", "2 (2)", "window-shogai"),
    ("こどもの窓口", "子ども・子育て、障害", "こどもの課", "課", "例示市", "直営", "", "", "", ""),
    ("なんでも窓口", "総合", "", "", "", "", "", "", "", ""),
)


def read(path: Path) -> WindowList:
    return read_windows(path)


def written(kind: str, path: Path) -> Path:
    """The same list in one of the files in which it may come."""
    if kind == "xlsx":
        return xlsx_file(path / "窓口.xlsx", CITY)
    if kind == "second sheet":
        return xlsx_file(path / "窓口.xlsx", CITY, before=(("例示市",), ("窓口", "電話")))
    encoding, delimiter, end = {
        "utf-8": ("utf-8", ",", "csv"),
        "utf-8 with a mark": ("utf-8-sig", ",", "csv"),
        "cp932": ("cp932", ",", "csv"),
        "tab": ("cp932", "\t", "tsv"),
        "semicolon": ("utf-8", ";", "csv"),
        "unicode text of Excel": ("utf-16", "\t", "txt"),
    }[kind]
    return csv_file(path / f"窓口.{end}", CITY, encoding, delimiter)


FILES = ("xlsx", "second sheet", "utf-8", "utf-8 with a mark", "cp932", "tab", "semicolon", "unicode text of Excel")


@pytest.mark.parametrize("kind", FILES)
def test_a_list_says_the_same_in_every_file(kind: str, tmp_path: Path) -> None:
    found = read(written(kind, tmp_path))
    assert [(one.name, one.fields, one.any_field, one.agencies, one.form) for one in found.windows] == [
        ("あんしん窓口", (Field.ELDERLY,), False, ("東センター", "西センター"), OperationForm.OUTSOURCED),
        ("障がいの窓口", (Field.DISABILITY,), False, ("障害の課",), OperationForm.DIRECT),
        ("こどもの窓口", (Field.DISABILITY, Field.CHILD), False, ("こどもの課",), OperationForm.DIRECT),
        ("なんでも窓口", (), True, (), None),
    ]
    assert found.windows[0].open == "平日 9:00～17:00"
    assert [(one.name, one.kind, one.operator, one.area) for one in found.agencies][:2] == [
        ("東センター", AgencyKind.CENTRE, "社協", "東部"),
        ("西センター", AgencyKind.CENTRE, "例示会", "西部"),
    ]
    assert [one.row for one in found.windows] == [3, 6, 7, 8], "rows are those of the table"


def test_a_list_becomes_rows_of_the_structure(tmp_path: Path) -> None:
    answers = Answers(**NEEDED, source=(SourceAnswer(title="計画", as_of="2026-03"),))
    structure = structure_of(answers, read(written("cp932", tmp_path)))
    assert [(one.kind, one.name) for one in structure.organization] == [
        (OrganizationKind.SHAKYO, "社協"),
        (OrganizationKind.OTHER, "例示会"),
        (OrganizationKind.MUNICIPALITY, "例示市"),
    ]
    assert [one.id for one in structure.service][1] == "window-shogai"
    assert [one.name for one in structure.area] == ["東部", "西部"]
    cites = {one.name: str(one.cite[0]) for one in structure.service}
    assert cites["あんしん窓口"] == "plan: 2 (1)"
    assert cites["なんでも窓口"] == "unsourced: 窓口.csv、8行目"
    assert structure.service[-1].agencies == (), "whoever is not named is not entered"


def test_areas_lie_in_the_lowest_layer_and_never_in_the_whole_municipality(tmp_path: Path) -> None:
    windows = read(written("utf-8", tmp_path))
    layers = (LayerAnswer(name="市全域", count=1), LayerAnswer(name="東西", count=2))
    for given_layers, name in ((layers, "東西"), (layers[:1], "圏域"), ((), "圏域")):
        structure = structure_of(Answers(**NEEDED, layer=given_layers), windows)
        by_id = {one.id: one for one in structure.layer}
        assert {by_id[area.layer].name for area in structure.area} == {name}


def test_the_council_of_the_list_is_the_one_that_an_answer_names(tmp_path: Path) -> None:
    operator = OperatorAnswer(function=Function.OUTREACH, kind=OrganizationKind.SHAKYO, name="例示市社会福祉協議会")
    structure = structure_of(Answers(**NEEDED, operator=(operator,)), read(written("utf-8", tmp_path)))
    councils = [one for one in structure.organization if one.kind is OrganizationKind.SHAKYO]
    assert [one.name for one in councils] == ["例示市社会福祉協議会"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("福祉課", "section"), ("あんしんセンター東", "centre"), ("健康センター管理課", "section"), ("駅前拠点", "base"),
     ("訪問チーム", "team")],
)  # fmt: skip
def test_the_name_says_what_an_agency_is_where_the_column_does_not(name: str, kind: str, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", (HEAD[:3], ("窓口", "介護", name)))
    assert read(file).agencies[0].kind == kind


def test_what_the_column_says_comes_before_the_name(tmp_path: Path) -> None:
    rows = (HEAD[:4], ("一", "介護", "駅前センター", ""), ("二", "障害", "駅前センター", "拠点"))
    (agency,) = read(csv_file(tmp_path / "a.csv", rows)).agencies
    assert agency.kind is AgencyKind.BASE


def test_headings_may_be_written_as_cities_do_and_other_columns_are_left_aside(tmp_path: Path) -> None:
    head = ("№", "窓口名（必須）", "対象 分野", "ＴＥＬ", "受付時間\n（平日）", "ｉｄ")
    found = read(xlsx_file(tmp_path / "a.xlsx", (head, (1, "一", "高齢者", "00", "9時から", "madoguchi_1"))))
    assert (found.windows[0].open, found.windows[0].id) == ("9時から", "madoguchi_1")
    assert found.unread == ("№", "ＴＥＬ")


def test_english_keys_are_headings_too(tmp_path: Path) -> None:
    head = ("name", "fields", "agency", "agency_kind", "operation_form")
    rows = (head, ("A", "elderly, child", "B", "centre", "mixed"))
    (window,) = read(csv_file(tmp_path / "a.csv", rows)).windows
    assert (window.fields, window.form) == ((Field.ELDERLY, Field.CHILD), OperationForm.MIXED)


@pytest.mark.parametrize(
    ("cell", "fields", "any_field"),
    [
        ("介護", ["elderly"], False),
        ("介護（高齢）", ["elderly"], False),
        ("介護／高齢", ["elderly"], False),
        ("障がい・子ども", ["disability", "child"], False),
        ("生活困窮\n介護", ["elderly", "hardship"], False),
        ("すべて", [], True),
        ("総合、子育て", ["child"], True),
    ],
)
def test_fields_are_read_as_people_write_them(cell: str, fields: list[str], any_field: bool, tmp_path: Path) -> None:
    (window,) = read(csv_file(tmp_path / "a.csv", (HEAD[:2], ("一", cell)))).windows
    assert ([one.value for one in window.fields], window.any_field) == (fields, any_field)


def test_a_merged_cell_stands_in_each_of_its_rows(tmp_path: Path) -> None:
    rows = (
        ("窓口の一覧", None, None),
        HEAD[:3],
        ("あんしん窓口", "介護", "東センター"),
        (None, None, "西センター"),
        ("べつの窓口", "障害", "福祉課"),
    )
    found = read(xlsx_file(tmp_path / "a.xlsx", rows, merged=("A1:C1", "A3:A4", "B3:B4")))
    assert [(one.name, one.agencies) for one in found.windows] == [
        ("あんしん窓口", ("東センター", "西センター")),
        ("べつの窓口", ("福祉課",)),
    ]


def test_a_formula_stands_for_its_last_value_and_without_one_is_told(tmp_path: Path) -> None:
    rows = (HEAD[:2], ("一", "=B3"), ("二", "介護、障害"))
    file = xlsx_file(tmp_path / "a.xlsx", rows)
    assert told(file) == {(2, "分野")}
    with_last_value(file, "B3", "介護、障害")
    assert read(file).windows[0].fields == (Field.ELDERLY, Field.DISABILITY)


def test_a_sheet_that_is_formatted_to_its_last_row_is_read_to_its_last_window(tmp_path: Path) -> None:
    file = xlsx_file(tmp_path / "a.xlsx", (HEAD[:2], ("一", "介護"), (), ("二", "障害")))
    book = load_workbook(file)
    book.active.cell(1_048_576, 16_384).font = Font(bold=True)
    book.save(file)
    assert [one.name for one in read(file).windows] == ["一", "二"]


def test_rows_marked_as_examples_are_not_read(tmp_path: Path) -> None:
    for mark in ("（例）", "(例)"):
        rows = (HEAD[:2], (f"{mark}まるごと", "なにか"), ("一", "介護"))
        assert [one.name for one in read(csv_file(tmp_path / "a.csv", rows)).windows] == ["一"]


def told(file: Path) -> set[tuple[int, str]]:
    with pytest.raises(AnswerErrors) as errors:
        read(file)
    return {(problem.line, problem.path) for problem in errors.value.problems}


WRONG = (
    HEAD,
    ("一", "介ご", "なぞの所", "", "", "直営い", "", "", "", ""),
    ("", "介護", "福祉課", "かかり", "", "", "", "", "", ""),
    ("二", "", "", "", "", "", "東部", "", "", ""),
    ("{{ 7*7 }}", "介護", "", "", "", "", "", "{% x %}", "", "a b"),
    ("三", "介護", "東センター", "センター", "社協", "委託", "東部", "朝", "", "x"),
    ("三", "障害", "東センター", "課", "市", "直営", "西部", "夜", "", "y"),
    ("四", "介護", "", "", "", "", "", "", "", "x"),
    ("五", "介護", "", "", "", "", "", "", "", "city"),
)
WHERE = {
    (2, "分野"), (2, "機関の種類"), (2, "運営形態"),
    (3, "窓口の名称"), (3, "機関の種類"),
    (4, "分野"), (4, "圏域"),
    (5, "窓口の名称"), (5, "開設日時"), (5, "ID"),
    (7, "機関の種類"), (7, "運営法人"), (7, "運営形態"), (7, "圏域"), (7, "開設日時"), (7, "ID"),
    (8, "ID"), (9, "ID"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_everything_that_is_wrong_is_told_at_once_by_row_and_column(kind: str, tmp_path: Path) -> None:
    name = tmp_path / f"窓口.{kind}"
    file = xlsx_file(name, WRONG) if kind == "xlsx" else csv_file(name, WRONG)
    assert told(file) == WHERE
    with pytest.raises(AnswerErrors) as errors:
        read(file)
    assert len(errors.value.problems) == len(WHERE), "each once"
    first = str(errors.value.problems[0])
    assert first.startswith("窓口.xlsx, sheet '窓口', row 2, " if kind == "xlsx" else "窓口.csv, row 2, ")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
        ("a.docx", b"PK", "write one as .xlsx or .csv"),
        ("a.xlsx", b"no workbook", "no Excel workbook"),
        ("a.xlsx", b"PK\x03\x04 cut off", "no Excel workbook"),
        ("a.csv", b"\x81\xff\xfe\x00\xa0\xfd", "neither in UTF-8"),
        ("a.csv", b"", "no row of headings"),
        ("a.csv", "名,前\nあ,い\n".encode(), "no row of headings"),
        ("a.csv", "窓口の名称,担当機関,運営形態\n一,福祉課,直営\n".encode(), "the column 分野 is missing"),
        ("a.csv", "窓口の名称,分野,窓口名\n一,介護,二\n".encode(), "there twice"),
        ("a.csv", "窓口の名称,分野\n".encode(), "stands no window"),
        ("a.csv", "窓口の名称,分野\n（例）一,介護\n".encode(), "stands no window"),
        ("missing.csv", None, "no such file"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    name: str, content: bytes | None, says: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(AnswerErrors) as errors:
        read(tmp_path / name)
    assert says in str(errors.value)
    assert str(tmp_path) not in str(errors.value), "the file is told by its name"


CELLS = st.text(alphabet="例示窓口課係東西{}%#\"'\\,;\t\n　 ・、()（）=+-@①Ａa1_\u200b", max_size=8)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, st.sampled_from(["介護", "総合", "障害、子ども"]), CELLS, CELLS), max_size=5))
def test_any_cell_is_refused_or_comes_into_the_structure(
    rows: list[tuple[str, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    head = ("窓口の名称", "分野", "担当機関", "運営法人", "機関の種類")
    full = [(*row, "課" if row[2].strip() else "") for row in rows]
    file = csv_file(tmp_path_factory.mktemp("cells") / "a.csv", (head, *full))
    try:
        windows = read(file)
    except AnswerErrors:
        return
    structure = structure_of(Answers(**NEEDED), windows)
    assert [one.name for one in structure.service] == [one.name for one in windows.windows]
    assert {one.name for one in windows.agencies} == {one.name for one in structure.agency}


@pytest.mark.parametrize("last", ["※土日祝日を除く", "計", "（注）令和8年4月1日現在", "＊ 予約制"])
def test_a_remark_below_the_table_is_no_window(last: str, tmp_path: Path) -> None:
    rows = (HEAD, ("一", "介護", "", "", "", "", "", "", "", ""), (last, *[""] * 9))
    assert [window.name for window in read(csv_file(tmp_path / "windows.csv", rows)).windows] == ["一"]


def test_a_window_without_fields_is_told_all_the_same(tmp_path: Path) -> None:
    with pytest.raises(AnswerErrors, match="this is empty"):
        read(csv_file(tmp_path / "windows.csv", (HEAD, ("計画相談", *[""] * 9))))
