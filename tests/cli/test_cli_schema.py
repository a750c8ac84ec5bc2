"""``juso schema`` prints the format that is asked for, as it is, in every language and to every screen."""

import jsonschema
import pytest

from juso_core.municipality.schema import structure_schema
from juso_core.research.schemas import case_schema, expected_schema, held_schema, path_schema

SCHEMAS = {
    "structure": structure_schema,
    "case": case_schema,
    "expected": expected_schema,
    "held": held_schema,
    "path": path_schema,
}


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("more", [(), ("--json",), ("--lang", "ja")], ids=" ".join)
def test_a_format_is_printed_as_its_schema(juso, monkeypatch, name, more):
    monkeypatch.setenv("COLUMNS", "40")
    printed = juso("schema", name, *more)
    assert (printed.code, printed.err) == (0, "")
    assert printed.data == SCHEMAS[name]()
    jsonschema.Draft202012Validator.check_schema(printed.data)


def test_japanese_is_printed_as_it_is(juso):
    assert "ヤングケアラー" in juso("schema", "case").out


@pytest.mark.parametrize(("name", "meant"), [("cases", "case"), ("expectd", "expected"), ("paths", "path")])
def test_an_unknown_format_is_refused_with_the_one_that_was_meant(juso, name, meant):
    refused = juso("schema", name)
    assert refused.code == 2
    assert refused.out == ""
    assert f"no such format: {name}" in refused.err
    assert f"did you mean '{meant}'?" in refused.err


@pytest.mark.parametrize(("vocabulary", "word"), [("Ask", "reopening"), ("StepKind", "escalate"), ("Ended", "stopped")])
def test_the_words_of_case_files_and_paths_are_listed_too(juso, vocabulary, word):
    listed = juso("schema", "words", vocabulary, "--json")
    assert word in [one["word"] for one in listed.data[vocabulary]]
    assert all(one["ja"] and one["en"] for one in listed.data[vocabulary])
