"""``juso compare --behaviour`` and ``--distance``, and ``juso explain`` of what they show."""

import csv
import io
import json

import jsonschema
import pytest

from juso_core.cli.main import run
from juso_core.language.messages import current, use
from juso_core.research.comparing.behaviour import behaviour_schema
from juso_core.research.comparing.distance_data import distance_schema

TWO = ("mimasaka", "ikoma")


@pytest.fixture
def juso(capsys, monkeypatch, tmp_path):
    """Call the program in English, in an empty folder; return its exit code, output and error output."""
    for name in ("JUSO_INSTANCE", "JUSO_BY", "JUSO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    before = current()

    def call(*words):
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    yield call
    use(before)


def test_the_measures_of_a_case_side_by_side(juso):
    code, out, _err = juso("compare", *TWO, "--behaviour", "--cases", "V01")
    assert code == 0
    (conferences,) = [line for line in out.splitlines() if line.startswith("conferences ")]
    assert conferences.split()[1:] == ["3", "2"]
    assert "[M] meeting: 支援会議" in out
    assert "path:V01:332151:handoffs" in out


def test_distances_with_how_much_they_depend_on(juso):
    code, out, _err = juso("compare", "hachioji", "mimasaka", "--distance")
    assert code == 0
    for needed in ("0.32 (11)", "– (10)", "too little is said", "without one group", "average linkage"):
        assert needed in out


@pytest.mark.parametrize(
    ("part", "schema"),
    [("--behaviour", behaviour_schema), ("--distance", distance_schema)],
    ids=["behaviour", "distance"],
)
def test_json_keeps_to_its_schema_and_is_the_same_in_both_languages(juso, part, schema):
    code, out, _err = juso("compare", *TWO, part, "--json")
    assert code == 0
    jsonschema.validate(json.loads(out), schema())
    assert juso("--lang", "ja", "compare", *TWO, part, "--json")[1] == out
    assert json.loads(juso("schema", part.removeprefix("--"))[1]) == schema()


def test_every_id_in_the_tables_can_be_explained(juso):
    behaviour = json.loads(juso("compare", "hachioji", "--behaviour", "--cases", "V05", "--json")[1])
    for one in behaviour["cases"][0]["measures"]:
        code, out, _err = juso("explain", one["id"])
        assert code == 0
        assert one["id"] in out
    distance = json.loads(juso("compare", *TWO, "--distance", "--json")[1])
    for pair in distance["pairs"]:
        code, out, _err = juso("explain", pair["id"])
        assert code == 0
        for part in pair["parts"]:
            assert all(f"({cell['id']})" in "".join(out.split("\n")) for cell in part["cells"])
        for cell in (cell["id"] for part in pair["parts"] for cell in part["cells"]):
            assert juso("explain", cell)[0] == 0


def test_a_measure_is_explained_by_the_steps_and_rows_that_it_comes_from(juso):
    code, out, _err = juso("explain", "path:V01:332151:decider.outreach", "--json")
    found = json.loads(out)
    assert code == 0
    assert [step["n"] for step in found["steps"]] == found["measure"]["each"][0]["steps"] == [6]
    assert found["steps"][0]["answers"]["decider"]["row"].startswith("plan_route.")


def test_a_step_tells_what_it_turns_on_how_firm_that_is_and_who_says_it(juso):
    code, out, _err = juso("explain", "path:V01:setagaya:drafters.mac")
    assert code == 0
    assert out.split("value: ")[1].splitlines()[0].count("[planned]") == 2
    assert out.count("deliberated in: 支援会議 [planned]") == 1
    assert "← the municipality's structure: plan_route.plan-before" in out
    assert "← the national standard" in out
    # Step 3 of this path turns on whether the case is taken and who applies: of what others say no more is shown.
    out = juso("explain", "path:V01:hachioji:handoffs")[1]
    assert "who applies" in out
    assert "outreach: " not in out


def test_what_is_planned_is_marked_where_distances_are_shown(juso):
    two = ("setagaya", "hachioji")
    explained = juso("explain", "distance:setagaya:hachioji")[1]
    assert "Setagaya City: no consent needed [planned]" in explained
    assert "juso_conference.consent 0.00 [planned]" in " ".join(
        juso("compare", *two, "--distance", "--full")[1].split()
    )
    rows = list(csv.DictReader(io.StringIO(juso("compare", *two, "--distance", "--format", "csv")[1].lstrip("\ufeff"))))
    (row,) = [one for one in rows if one["dimension"] == "juso_conference.consent" and "national" not in one["pair"]]
    assert (row["status 1"], row["status 2"]) == ("planned", "in_force")
    pairs = json.loads(juso("compare", *two, "--distance", "--json")[1])["pairs"]
    (pair,) = [one for one in pairs if one["id"] == "distance:131121:132012"]
    (part,) = [one for one in pair["parts"] if one["dimension"] == "juso_conference.consent"]
    assert [cell["statuses"] for cell in part["cells"]] == [["planned"], ["in_force"]]


def test_csv_has_one_line_a_measure_and_variant(juso, tmp_path):
    code, _out, _err = juso("compare", "hachioji", "--behaviour", "--cases", "V05", "--output", "b.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "b.csv").read_text(encoding="utf-8-sig"))))
    assert code == 0
    # Only where all is clear, no issue of the household, and cooperation works does it stay with the window (class ①).
    assert [row["value"] for row in rows if row["measure"] == "handoffs"] == ["1", "1", "0", *["1"] * 9]
    assert {row["variant"] for row in rows} == {str(n) for n in range(1, 13)}


def test_markdown_holds_the_tables(juso):
    assert "| hand-offs | 1 | 1 |" in juso("compare", *TWO, "--behaviour", "--cases", "V01", "--format", "md")[1]
    assert "| 0.32 | 11 |" in juso("compare", "hachioji", "mimasaka", "--distance", "--format", "md")[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("explain", "path:V01:332151:handof"), "did you mean 'handoffs'"),
        (("explain", "path:V99:332151:handoffs"), "V99.toml"),
        (("explain", "path:V01:nowhere:handoffs"), "nowhere"),
        (("explain", "distance:332151:332151"), "two different municipalities"),
        (("explain", "national:mac.take"), "did you mean 'mac.takes'"),
        (("compare", "--behaviour", "--group", "plans"), "--group"),
        (("compare", "--behaviour", "--format", "xlsx", "--output", "x.xlsx"), "text, json, csv or md"),
        (("compare", "--distance", "--cases", "V01"), "--cases"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(juso, tmp_path, words, says):
    code, _out, err = juso(*words)
    assert code in (1, 2)
    assert says in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
