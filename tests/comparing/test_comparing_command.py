"""``juso compare`` and ``juso explain CELL`` as people call them."""

import json
import re

import jsonschema
import pytest
from comparing_towns import CODES

from juso_core.language.width import width
from juso_core.research.comparing.dimensions import DIMENSIONS, GROUPS

FOUR = tuple(CODES)


def test_the_json_is_as_its_schema_says(juso) -> None:
    shown, schema = juso("compare", *FOUR, "--json"), juso("schema", "matrix")
    assert shown.code == schema.code == 0
    jsonschema.validate(shown.data, schema.data)
    assert len(shown.data["cells"]) == len(FOUR) * len(DIMENSIONS)
    assert shown.data == juso("--lang", "ja", "compare", *FOUR, "--json").data, "the same in every language"


def test_explain_finds_every_cell_of_the_matrix(juso) -> None:
    """Every row, every citation and every source that a cell names is found again."""
    shown = juso("compare", *FOUR, "--json").data
    titles = {(town["code"], one["id"]): one["title"] for town in shown["municipalities"] for one in town["sources"]}
    for cell in shown["cells"]:
        told = juso("explain", cell["id"], "--json")
        assert told.code == 0, told.err
        assert told.data["cell"] == cell
        cited = {cite for row in told.data["rows"] for cite in row["cites"]}
        assert cited == {cite for one in (*cell["values"], *cell["notes"]) for cite in one["cites"]}
        assert {key for value in cell["values"] for key in value["rows"]} <= {row["key"] for row in told.data["rows"]}
        for source in told.data["sources"]:
            assert source["title"] == titles[cell["municipality"], source["id"]]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_cell_is_explained_in_words(juso, language: str) -> None:
    told = juso("--lang", language, "explain", "setagaya:participation.operator")
    assert told.code == 0
    for text in ("service.participation-mitsukeba", "participation.operator", "実践事例集", "2023-04"):
        assert text in told.out
    assert ("conflict within the source" if language == "en" else "記述の食い違い") in told.out


def test_what_is_unknown_is_told_with_what_may_be_meant(juso) -> None:
    for words, hint in (
        (("explain", "132012:mac.operatr"), "mac.operator"),
        (("explain", "hachioj:mac.operator"), "hachioji"),
        (("compare", "hachioj"), "hachioji"),
        (("compare", "--group", "function"), "functions"),
        (("compare", "--dimension", "mac.operatr"), "mac.operator"),
    ):
        told = juso(*words)
        assert told.code in (1, 2)
        assert f"did you mean '{hint}'" in told.err, told.err
        assert "Traceback" not in told.err


def test_all_unknown_names_are_told_at_once(juso) -> None:
    told = juso("compare", "--group", "functons", "--dimension", "mac.operatr,aras")
    assert told.code == 2
    assert all(f"'{name}'" in told.err for name in ("functons", "mac.operatr", "aras"))


@pytest.mark.parametrize(
    "words",
    [
        ("--diff", "--distance"), ("--cases", "V01"), ("hachioji", "--diff"), (*FOUR, "--diff"),
        ("--json", "--format", "csv"),
        ("--format", "xlsx"), ("hachioji", "ikoma", "--diff", "--format", "csv"), ("hachioji", "--on", "2021-04-01",
        "--between", "2021-01-01", "2022-01-01"), ("hachioji", "--between", "2022-01-01", "2021-01-01"),
        ("--on", "yesterday"), ("hachioji", "ikoma", "--between", "2021-01-01", "2022-01-01"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_not_understood(juso, words: tuple[str, ...]) -> None:
    told = juso("compare", *words)
    assert told.code == 2
    assert told.out == ""
    assert "juso compare --help" in told.err


@pytest.mark.parametrize("columns", [60, 100, 160])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_matrix_fits_the_screen_and_shows_every_dimension(juso, monkeypatch, columns: int, language: str) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    told = juso("--lang", language, "compare", *FOUR, "--full")
    assert told.code == 0
    assert max(map(width, told.out.splitlines())) <= columns
    for dimension in DIMENSIONS:
        assert re.search(rf"^{re.escape(dimension)}\b", told.out, re.MULTILINE), dimension
    names = ("八王子市", "生駒市", "美作市") if language == "ja" else ("Hachioji City", "Ikoma City")
    for name in names:
        assert name in told.out.replace("\n", "")


def test_citations_come_with_full_only(juso) -> None:
    one = ("compare", "hachioji", "--dimension", "mac.operator")
    assert "[casebook: " not in juso(*one).out
    assert "[casebook: 八王子" in juso(*one, "--full").out


def test_groups_and_dimensions_narrow_the_matrix(juso) -> None:
    shown = juso("compare", "ikoma", "--group", "areas,ends", "--dimension", "staff", "--json").data
    assert {one["group"] for one in shown["dimensions"]} == {"areas", "ends", "staff"}
    assert [group["id"] for group in shown["groups"]] == [g.id for g in GROUPS if g.id in ("areas", "ends", "staff")]


def test_differences_are_told_with_both_citations(juso) -> None:
    told = juso("compare", "hachioji", "ikoma", "--diff", "--group", "functions")
    assert told.code == 0
    text = " ".join(told.out.split())
    sentence = text.partition("who runs multi-agency collaboration:")[2].partition("(mac.operator)")[0]
    assert "[casebook: " in sentence
    assert "[slides: " in sentence


def test_differences_as_data_count_every_dimension_once(juso) -> None:
    data = juso("compare", "hachioji", "ikoma", "--diff", "--json").data
    assert data["schema"] == "juso.diff/1"
    assert sum(data["counts"].values()) == len(data["findings"]) == len(DIMENSIONS)
    for one in data["findings"]:
        answered = [cell["state"] not in ("silent", "not_entered", "no_row") for cell in one["cells"]]
        assert (one["kind"] == "neither") == (answered == [False, False])
        assert (one["kind"] == "one_sided") == (sorted(answered) == [False, True])


def test_two_days_of_one_municipality(juso) -> None:
    words = ("compare", "hachioji", "--between", "2021-03-01", "2021-10-21")
    data = juso(*words, "--json").data
    changes = {(row["table"], row["id"]): row for row in data["rows"]}
    assert changes["service", "mac"]["change"] == "added"
    assert {one["key"] for one in changes["service", "window-base"]["keys"]} >= {"operation_form"}
    assert all(row["cites"] for row in data["rows"])
    cells = {one["dimension"]: one for one in data["cells"]}
    assert cells["programme.stage"]["before"]["codes"] == ["none"]
    assert cells["programme.stage"]["after"]["codes"] == ["full"]
    told = juso(*words)
    assert "service.mac" in told.out
    assert "(programme.stage)" in told.out


def test_an_invented_town_that_is_installed_is_compared_everywhere(juso, town: str) -> None:
    shown = juso("compare", "--json").data
    assert town in [one["code"] for one in shown["municipalities"]]
    assert juso("explain", f"{town}:mac.operator").code == 0
    assert "Reiji City" in juso("compare", "reiji", "ikoma", "--diff").out
    assert juso("compare", "reiji", "--between", "2024-06-01", "2025-06-01").code == 0
    for form in ("csv", "md"):
        assert town in juso("compare", "--format", form).out or form == "md"
        assert "例示市" in juso("--lang", "ja", "compare", "--format", form).out


def test_json_texts_are_written_as_they_are(juso) -> None:
    assert "八王子" in juso("compare", "hachioji", "--json").out
    assert json.loads(juso("compare", "hachioji", "--json").out)
