"""A report as text, JSON and CSV, and what is kept out of it."""

import codecs
import csv
import io
import json
import unicodedata
from typing import Any

import pytest
from attrs import evolve
from half_year import half_year, report_of
from hypothesis import given
from hypothesis import strategies as st

from juso_core.citation import Text
from juso_core.language import use
from juso_core.language.width import width
from juso_core.municipality.structure import Structure
from juso_core.reporting.csv_file import NotInEncoding, inert
from juso_core.reporting.output import as_csv, as_json, as_text
from juso_core.reporting.report import Report
from juso_core.reporting.suppress import shown


@pytest.fixture
def report(counted_town: Structure) -> Report:
    return report_of(counted_town, half_year())


def opened(data: bytes, encoding: str) -> list[dict[str, str]]:
    text = codecs.decode(data, encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def renamed(report: Report, name: str) -> Report:
    row = evolve(report.rows[0], name=Text(name, name))
    return evolve(report, rows=(row, *report.rows[1:]))


def test_json_has_its_schema_and_is_the_same_in_every_language(report: Report) -> None:
    english = as_json(report)
    use("ja")
    assert as_json(report) == english == json.loads(json.dumps(english))
    assert english["schema"] == "juso.report/1"
    assert english["municipality"] == {"code": "999997", "name": "例示市"}
    assert english["period"] == {
        "since": "2021-04-01",
        "until": "2021-09-30",
        "since_era": "令和3年4月1日",
        "until_era": "令和3年9月30日",
        "fiscal_year": 2021,
        "name": {"ja": "令和3年度上半期", "en": "FY2021 (R3), first half"},
    }
    assert (english["minimum"], english["note"]) == (None, None)


def test_json_rows_have_always_the_same_keys(report: Report) -> None:
    rows = as_json(report)["rows"]
    keys = "id whose giver giver_name version name unit value problem rule cites published"
    rule_keys = "counts unit received_from taken_to without_conference consent plan in_words"
    assert {" ".join(row) for row in rows} == {keys}
    assert {" ".join(row["rule"]) for row in rows} == {rule_keys}
    first = rows[0]
    assert (first["id"], first["whose"], first["value"], first["cites"]) == (
        "mac-cases",
        "municipality",
        6,
        ["plan: 4"],
    )
    assert first["published"] == [
        {
            "id": "published-cases",
            "name": "多機関協働のケース",
            "value": 6,
            "up_to": None,
            "unit": "case",
            "cites": ["plan: 5"],
            "agrees": True,
        }
    ]


def test_no_export_names_a_case(report: Report) -> None:
    exports = [json.dumps(as_json(report)), as_csv(report).decode("utf-8-sig"), as_text(report, rules=True)]
    for number in range(1, 7):
        assert not any(f"C{number}" in export for export in exports)


def test_small_numbers_are_suppressed_but_not_zero_and_nothing_gives_them_away(report: Report) -> None:
    plain = as_json(report, minimum=4)
    values = {row["id"]: row["value"] for row in plain["rows"] if row["whose"] == "municipality"}
    assert values == {
        "mac-cases": 6,
        "mac-cases-conference": "<4",
        "mac-cases-individual": 4,
        "mac-cases-base": 4,
        "mac-cases-elderly": "<4",
        "mac-cases-consent": 0,
    }
    assert plain["minimum"] == 4
    assert "subtracting" in plain["note"]["en"]
    agrees = {row["id"]: [one["agrees"] for one in row["published"]] for row in plain["rows"] if row["published"]}
    assert agrees == {"mac-cases": [True], "mac-cases-elderly": [None]}
    assert "differs" in as_text(report)
    assert "differs" not in as_text(report, minimum=4)
    lines = opened(as_csv(report, minimum=4), "utf-8-sig")
    assert [(line["count"], line["agrees"]) for line in lines if line["id"] == "mac-cases-elderly"] == [("<4", "")]
    assert "subtracting" in lines[0]["note"]


@pytest.mark.parametrize("minimum", [1, 0, -5])
def test_a_minimum_that_keeps_nothing_back_is_refused(report: Report, minimum: int) -> None:
    for show in (as_json, as_csv, as_text):
        with pytest.raises(ValueError, match="at least 2"):
            show(report, minimum=minimum)


@given(st.integers(0, 50), st.integers(2, 20))
def test_suppressed_numbers_cannot_be_told_apart(value: int, minimum: int) -> None:
    assert shown(value, minimum) == (f"<{minimum}" if 1 <= value < minimum else value)


def test_csv_opens_again_with_mark_and_line_ends(report: Report) -> None:
    data = as_csv(report)
    assert data.startswith(codecs.BOM_UTF8)
    assert data.count(b"\r\n") == data.count(b"\n") == len(report.rows) + 1
    lines = opened(data, "utf-8-sig")
    assert [line["count"] for line in lines] == [str(row.value) for row in report.rows]
    first = lines[0]
    assert (first["from"], first["from (era)"]) == ("2021-04-01", "令和3年4月1日")
    assert (first["period"], first["fiscal year"]) == ("FY2021 (R3), first half", "FY2021 (R3)")
    assert (first["published"], first["agrees"]) == ("6", "yes")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_csv_in_cp932_says_the_same(report: Report, language: str) -> None:
    use(language)
    assert opened(as_csv(report, encoding="cp932"), "cp932") == opened(as_csv(report), "utf-8-sig")


def test_characters_that_cp932_lacks_are_named(report: Report) -> None:
    with pytest.raises(NotInEncoding) as refused:
        as_csv(renamed(report, "𠮷野¥髙①〜"), encoding="cp932")
    assert refused.value.characters == ("𠮷", "¥", "〜")
    assert "𠮷 (U+20BB7)" in str(refused.value)
    assert "utf-8" in str(refused.value)
    assert opened(as_csv(renamed(report, "𠮷野¥")), "utf-8-sig")[0]["indicator"] == "𠮷野¥"


def test_very_many_missing_characters_are_not_all_named(report: Report) -> None:
    with pytest.raises(NotInEncoding, match="and 10 more"):
        as_csv(renamed(report, "".join(map(chr, range(0x20000, 0x20014)))), encoding="cp932")


def test_another_encoding_is_refused(report: Report) -> None:
    with pytest.raises(ValueError, match="utf-8 or cp932"):
        as_csv(report, encoding="latin-1")


@pytest.mark.parametrize(
    "name", ["=1+1", "＝cmd", "+1", "＋1", "-1", "－1", "@SUM", "＠SUM", "\t=1", "\r=1", "　=1", "﹣1"]
)
def test_no_cell_is_a_formula(report: Report, name: str) -> None:
    assert opened(as_csv(renamed(report, name)), "utf-8-sig")[0]["indicator"] == "'" + name


@given(st.text(min_size=1, max_size=6))
def test_whatever_a_name_is_its_cell_is_no_formula_and_keeps_the_name(name: str) -> None:
    cell = inert(name)
    assert cell in (name, "'" + name)
    assert unicodedata.normalize("NFKC", cell.lstrip())[:1] not in ("=", "+", "-", "@")


@pytest.mark.parametrize("harmless", ["", "多機関協働", "<5", "2021-04-01", "a=b", "令和3年度", "'x"])
def test_harmless_cells_stay_as_they_are(harmless: str) -> None:
    assert inert(harmless) == harmless


@pytest.mark.parametrize("language", ["ja", "en"])
def test_text_lines_up_and_keeps_to_the_screen(report: Report, language: str) -> None:
    use(language)
    lines = as_text(report, max_width=80, rules=True, minimum=4).splitlines()
    assert max(map(width, lines)) <= 80
    assert "999997" in lines[0]
    assert "2021-04-01" in lines[1]
    rule = next(line for line in lines if line.startswith("---"))
    second = len(rule) - len(rule.lstrip("-")) + 2
    head = lines.index(rule)
    for line in lines[head + 1 : head + 1 + len(report.rows)]:
        shown_before, at = "", 0
        while width(shown_before) < second and at < len(line):
            shown_before, at = shown_before + line[at], at + 1
        assert width(shown_before) == second


def test_text_tells_how_things_are_counted_only_when_asked(report: Report) -> None:
    assert "Every" not in as_text(report)
    assert "plan: 4" not in as_text(report)
    assert "plan: 4" in as_text(report, rules=True)


def test_a_report_of_nothing_says_so(report: Report) -> None:
    empty: Any = evolve(report, rows=())
    assert "nothing is counted here" in as_text(empty)
    assert as_json(empty)["rows"] == []
    assert opened(as_csv(empty), "utf-8-sig") == []
