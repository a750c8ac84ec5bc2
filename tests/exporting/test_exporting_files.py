"""The files of a data set: read back as they were, harmless in a spreadsheet, whole, and told how to be cited."""

import csv
import io
import json
import unicodedata

import pytest
import yaml
from exporting_towns import PARTS, TRAP, cases, exported, places, town
from hypothesis import given
from hypothesis import strategies as st

from juso_core.citation import Text
from juso_core.reporting.csv_file import NotInEncoding
from juso_core.research.exporting.data_set import data_set
from juso_core.research.exporting.model import Column, Table
from juso_core.research.exporting.writing import as_csv, as_jsonl

FORMULA = tuple("=+-@−")
MARK = b"\xef\xbb\xbf"
TABLE = Table(
    "texts", Text("", ""), (Column("a", Text("", "")), Column("b", Text("", ""), empty=Text("", ""))), ("a",)
)  # fmt: skip


def read(data: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def written(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("part", PARTS)
def test_csv_is_read_back_as_it_was_but_for_the_apostrophe(part: str) -> None:
    made = exported(part)
    files = made.files()
    for table in made.tables:
        data = files[f"{table.name}.csv"]
        assert data.startswith(MARK)
        found = read(data)
        assert len(found) == len(made.lines[table.name])
        for line, wanted in zip(found, made.lines[table.name], strict=True):
            assert tuple(line) == table.names
            for name in table.names:
                assert line[name] in (written(wanted[name]), f"'{written(wanted[name])}")


@pytest.mark.parametrize("part", PARTS)
def test_json_lines_are_read_back_as_they_were(part: str) -> None:
    made = exported(part)
    files = made.files("jsonl")
    for table in made.tables:
        data = files[f"{table.name}.jsonl"]
        assert not data.startswith(MARK)
        lines = [json.loads(line) for line in data.decode().splitlines()] if data else []
        assert lines == made.lines[table.name]
        assert all(tuple(line) == table.names for line in lines)


@pytest.mark.parametrize("part", PARTS)
def test_no_cell_is_taken_for_a_formula(part: str) -> None:
    for name, data in exported(part).files().items():
        for line in read(data) if name.endswith(".csv") else []:
            for cell in line.values():
                first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
                assert first not in FORMULA or not first, (name, cell)


def test_a_full_width_formula_stays_a_text() -> None:
    data = exported("structure").files()["facts.csv"].decode("utf-8-sig")
    assert f"'{TRAP}" in data
    assert f",{TRAP}" not in data
    assert TRAP in exported("structure").files("jsonl")["facts.jsonl"].decode()


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS)))
def test_any_text_comes_back(texts: list[tuple[str, str | None]]) -> None:
    lines = [{"a": one, "b": other} for one, other in texts]
    found = read(as_csv(TABLE, lines))
    assert len(found) == len(lines)
    for line, wanted in zip(found, lines, strict=True):
        for name in ("a", "b"):
            assert line[name] in (wanted[name] or "", f"'{wanted[name]}")
            assert not line[name].lstrip().startswith(FORMULA)
    # Not splitlines: a text may hold other signs that end a line.
    data = as_jsonl(TABLE, lines).decode().split("\n")[:-1]
    assert [json.loads(line) for line in data] == lines


def test_cp932_is_read_back_and_what_it_lacks_is_told_all_at_once() -> None:
    lines = [{"a": "①～髙橋", "b": None}]
    assert as_csv(TABLE, lines, "cp932").decode("cp932").endswith("①～髙橋,\r\n")
    made = data_set("structure", [town("𠮷野課🏠")])
    with pytest.raises(NotInEncoding) as refused:
        made.files(encoding="cp932")
    assert set(refused.value.characters) >= {"𠮷", "🏠"}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_the_package_describes_every_file(part: str, format: str) -> None:
    made = exported(part)
    files = made.files(format)
    package = json.loads(files["datapackage.json"])
    assert {one["path"] for one in package["resources"]} == set(files) - {"datapackage.json", "CITATION.cff"}
    # One spelling: what the dictionary calls a table, the package calls it as well.
    named = {one["name"] for one in package["resources"]}
    assert named == {line["table"] for line in made.lines["dictionary"]}
    fields = {one["path"]: tuple(f["name"] for f in one["schema"]["fields"]) for one in package["resources"]}
    assert fields == {f"{table.name}.{format}": table.names for table in made.tables}
    for one in package["resources"]:
        optional = {f["name"] for f in one["schema"]["fields"] if not f.get("constraints", {}).get("required")}
        assert not optional & set(one["schema"].get("primaryKey", ()))


@pytest.mark.parametrize("part", PARTS)
def test_the_citation_names_every_source_and_every_digest(part: str) -> None:
    cited = yaml.safe_load(exported(part).files()["CITATION.cff"])
    assert cited["type"] == "dataset"
    assert {"cff-version", "message", "title", "authors", "version"} <= set(cited)
    assert [one["value"] for one in cited["identifiers"]] == [f"sha256:{p.structure.digest}" for p in places()]
    assert [one["title"] for one in cited["references"]] == [s.title for p in places() for s in p.structure.source]


def test_the_same_facts_are_the_same_bytes() -> None:
    for part in PARTS:
        again = data_set(part, places(), cases() if part == "paths" else ())
        assert again.files() == exported(part).files()
