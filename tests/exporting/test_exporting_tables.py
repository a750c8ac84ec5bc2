"""What the tables say: tidy, described column by column, joined by keys, and every line traced to its source."""

import datetime as dt
import re

import attrs
import pytest
from exporting_towns import OFFICE, PARTS, cases, exported, places
from exporting_towns import place as placed

from juso_core.advice import AnswerFailed, Asked
from juso_core.casework.record import Failure
from juso_core.citation import Giver
from juso_core.municipality.loading import load_text
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.structure import TABLES as STRUCTURE_TABLES
from juso_core.research.comparing.distance import Left
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.exporting.data_set import data_set, tables_of
from juso_core.research.exporting.model import Table, Type
from juso_core.research.exporting.path_tables import path_lines
from juso_core.research.path import path_data
from juso_core.research.simulation import simulate

TABLES = [pytest.param(part, table, id=f"{part}-{table.name}") for part in PARTS for table in tables_of(part)]
PYTHON = {Type.STRING: str, Type.INTEGER: int, Type.NUMBER: float, Type.BOOLEAN: bool, Type.DATE: str}


@pytest.mark.parametrize(("part", "table"), TABLES)
def test_a_line_has_just_the_columns_that_are_described(part: str, table: Table) -> None:
    lines = exported(part).lines[table.name]
    assert lines or table.name == "failures", "the test looks at something"
    for line in lines:
        assert set(line) == set(table.names)


@pytest.mark.parametrize(("part", "table"), TABLES)
def test_a_cell_is_of_its_type_and_empty_only_where_that_means_something(part: str, table: Table) -> None:
    for line in exported(part).lines[table.name]:
        for column in table.columns:
            value = line[column.name]
            if value is None:
                assert column.empty, f"{table.name}.{column.name} is empty: {line}"
                continue
            assert isinstance(value, PYTHON[column.kind]), (table.name, column.name, value)
            assert value != ""
            if column.codes:
                assert value in {word.value for word in column.codes}
            if column.kind is Type.DATE:
                dt.date.fromisoformat(value)


@pytest.mark.parametrize(("part", "table"), TABLES)
def test_the_key_tells_lines_apart(part: str, table: Table) -> None:
    lines = exported(part).lines[table.name]
    keys = [tuple(line[name] for name in table.key) for line in lines]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("part", PARTS)
def test_the_dictionary_lists_exactly_the_columns_in_their_order(part: str) -> None:
    made = exported(part)
    described = [(line["table"], line["column"]) for line in made.lines["dictionary"]]
    assert described == [(table.name, name) for table in made.tables for name in table.names]
    codes = {line["vocabulary"] for line in made.lines["codes"]}
    assert {line["vocabulary"] for line in made.lines["dictionary"] if line["vocabulary"]} <= codes


def joined(part: str, table: str, *columns: str) -> set[tuple[object, ...]]:
    return {tuple(line[name] for name in columns) for line in exported(part).lines[table]}


def test_tables_can_be_joined_without_a_line_that_leads_nowhere() -> None:
    rows = joined("structure", "rows", "municipality", "row")
    for table in ("citations", "facts", "question_rows"):
        assert joined("structure", table, "municipality", "row") <= rows
    assert joined("structure", "citations", "municipality", "row") == rows
    sources = joined("structure", "sources", "municipality", "source")
    assert joined("structure", "citations", "municipality", "source") <= sources
    steps = joined("paths", "steps", "case", "municipality", "variant", "step")
    for table in ("answers", "acts", "verdicts", "answer_citations"):
        assert joined("paths", table, "case", "municipality", "variant", "step") <= steps
    values = joined("matrix", "values", "cell", "position")
    assert joined("matrix", "value_rows", "cell", "position") == values
    assert joined("matrix", "value_citations", "cell", "position") == values


def test_every_fact_of_the_day_and_every_question_is_there() -> None:
    lines = exported("structure").lines
    for place in places():
        here = [line for line in lines["rows"] if line["municipality"] == place.code]
        assert [line["key"] for line in here] == [row.key for row in place.structure.rows()]
        assert {line["table"] for line in here} <= set(STRUCTURE_TABLES)
        asked = [line for line in lines["questions"] if line["municipality"] == place.code]
        assert [line["question"] for line in asked] == list(QUESTIONS)
        for line in asked:
            found = [one for one in lines["question_rows"] if one["municipality"] == place.code]
            assert line["rows"] == sum(one["question"] == line["question"] for one in found)
            if line["state"] in ("silent", "not_entered"):
                assert line["rows"] == 0


def test_the_facts_of_a_row_say_what_the_row_says() -> None:
    town = places()[-1].structure
    lines = [line for line in exported("structure").lines["facts"] if line["municipality"] == town.code]
    (name,) = [line for line in lines if line["row"] == "agency.fukushi" and line["field"] == "name"]
    assert name["value"] == town.ids["fukushi"].name  # type: ignore[attr-defined]
    (body,) = [line for line in lines if line["row"] == "agency.fukushi" and line["field"] == "organization"]
    assert (body["value"], body["value_type"], body["label_ja"]) == ("city", "name", "例示市")
    for meeting in town.meeting:
        who = [line["value"] for line in lines if line["row"] == meeting.key and line["field"] == "members.who"]
        assert who == [member.who for member in meeting.members]


def test_an_answer_of_every_variant_is_that_of_the_path() -> None:
    lines = exported("paths").lines
    place = places()[-1]
    for case in cases():
        simulated = simulate(case, place)
        data = path_data(simulated)
        here = [one for one in lines["paths"] if (one["case"], one["municipality"]) == (case.id, place.code)]
        assert len(here) == len(simulated.ways)
        for step in data["steps"]:
            for name, answer in step["answers"].items():
                if len(simulated.ways) > 1 or "maybe" in step:
                    continue
                found = [
                    one["value"]
                    for one in lines["answers"]
                    if (one["case"], one["municipality"], one["step"], one["field"])
                    == (case.id, place.code, step["n"], name)
                ]
                value = answer["value"]
                wanted = value if isinstance(value, list) else [value]
                assert found == [None if v is None else str(v) if v not in (True, False) else str(v).lower()
                                 for v in (wanted or [None])]  # fmt: skip


def test_every_answer_that_a_source_gives_has_its_place() -> None:
    cited = joined("paths", "answer_citations", "case", "municipality", "variant", "step", "field")
    for line in exported("paths").lines["answers"]:
        at = tuple(line[name] for name in ("case", "municipality", "variant", "step", "field"))
        assert at in cited, line


def test_a_silence_has_no_value_and_no_distance() -> None:
    lines = exported("matrix").lines
    silent = {line["cell"] for line in lines["cells"] if line["state"] in ("silent", "not_entered")}
    assert silent
    assert not silent & {line["cell"] for line in lines["values"]}
    for line in lines["distance_dimensions"]:
        assert not {f"{line[one]}:{line['dimension']}" for one in ("first", "second")} & silent
    for line in lines["distances"]:
        left = sum(line[why.value] for why in Left)
        assert line["compared"] + left == len(lines["dimensions"])
        parts = [one for one in lines["distance_dimensions"] if one["distance"] == line["distance"]]
        assert line["compared"] == len(parts)


def test_a_remark_and_a_distance_say_how_firm_they_are() -> None:
    planned = (
        '\n[[note]]\nkind = "stated"\nabout = "areas"\nstatus = "trial"\n'
        'text = { ja = "今後定める", en = "to be set later" }\ncite = "plan: 1"\n'
    )
    here = [*places()[:-1], placed(load_text(OFFICE + planned, "town.toml"))]
    made, matrix = data_set("matrix", here), matrix_of(here)
    cells = {cell.id: cell for one in matrix.dimensions for cell in matrix.row(one.id)}
    for line in made.lines["remarks"]:
        assert line["status"] == cells[str(line["cell"])].notes[int(str(line["position"])) - 1].status.value
    assert {"in_force", "trial"} <= {line["status"] for line in made.lines["remarks"]}
    by_cell: dict[object, set[object]] = {}
    for line in made.lines["values"]:
        by_cell.setdefault(line["cell"], set()).add(line["status"])
    both = {True: 0, False: 0}
    for line in made.lines["distance_dimensions"]:
        ids = [f"{line[one]}:{line['dimension']}" for one in ("first", "second")]
        if all(by_cell.get(one, {"in_force"}) == {"in_force"} for one in ids):
            assert line["in_force"] is True
        both[line["in_force"] is True] += 1
    assert all(both.values()), "the test looks at something"


def test_cells_have_the_ids_that_explain_takes() -> None:
    for line in exported("matrix").lines["cells"]:
        assert line["cell"] == f"{line['municipality']}:{line['dimension']}"
        assert re.fullmatch(r"\d{6}:[a-z_.]+", line["cell"])


def test_a_plugin_that_fails_to_answer_is_told_in_a_table_of_its_own() -> None:
    def breaks(consultation: object, municipality: object, on: object) -> None:
        raise AnswerFailed(Failure("juso-reiji", "juso_intake", "plugin.py:1", "no sheet"))

    good = places()[-1]
    plugin = Asked(Giver.PLUGIN, "juso-reiji", "1", {"juso_intake": (breaks,)})
    broken = attrs.evolve(good, givers=(plugin, *good.givers))
    lines = path_lines(simulate(cases()[0], broken))
    assert [(line["plugin"], line["hook"]) for line in lines["failures"]] == [("juso-reiji", "juso_intake")]
    assert "no sheet" in lines["failures"][0]["what"]
    assert lines["answers"] == path_lines(simulate(cases()[0], good))["answers"]
