"""The JSON Schemas of the formats accept what is shipped and what comes out, and refuse what is damaged."""

import copy
import json
import tomllib

import jsonschema
import pytest
from research_errors import BASE
from research_expected import HEAD, row
from research_toml import at, places

from juso_core.casework.case import Phase
from juso_core.language import messages
from juso_core.municipality.words import Approached, BroughtBy, Field, Relation, Topic, Trait
from juso_core.registry import package_path, survey
from juso_core.research.case_file import read
from juso_core.research.expected import ExpectedErrors, files_in, read_text
from juso_core.research.path import path_data
from juso_core.research.schemas import case_schema, expected_schema, path_schema
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import standard_cases
from juso_core.research.summary import KEYS

SCHEMAS = {"case": case_schema(), "expected": expected_schema(), "path": path_schema()}
CASE, EXPECTED, PATH = map(jsonschema.Draft202012Validator, SCHEMAS.values())
FOUND = {found.package: found for found in survey().found}
CASES = {path.stem: read(path) for path in standard_cases()}
SHIPPED = {
    f"{package}-{file.name.partition('.')[0]}": file
    for package, found in FOUND.items()
    for file in files_in(package_path(found).parent / "cases")
}


def walked(package, case):
    return path_data(simulate(CASES[case], place_of(FOUND[package])))


# -- the schemas themselves ----


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_json_schema_of_its_draft_and_can_be_written_as_json(name):
    schema = SCHEMAS[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"juso.{name}/1"
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_table_takes_a_key_that_is_not_in_its_list(name):
    def tables(part):
        if isinstance(part, dict):
            if part.get("type") == "object" and "properties" in part:
                yield part
            for inner in part.values():
                yield from tables(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from tables(inner)

    found = list(tables(SCHEMAS[name]))
    assert len(found) > 3
    assert all(table["additionalProperties"] is False for table in found)
    assert all(set(table.get("required", ())) <= set(table["properties"]) for table in found)


@pytest.mark.parametrize(
    ("name", "words"),
    [("Approached", Approached), ("BroughtBy", BroughtBy), ("Field", Field), ("Relation", Relation), ("Trait", Trait),
     ("Phase", Phase)],
)  # fmt: skip
def test_the_vocabularies_of_case_files_are_listed_with_what_people_read(name, words):
    listed = SCHEMAS["case"]["$defs"][name]
    assert listed["enum"] == [word.value for word in words]
    assert all(f"{word.value}: {word.ja} / {word.en}" in listed["description"] for word in words)


def test_every_topic_may_be_marked_as_the_worst():
    def with_topics(*topics):
        return {**tomllib.loads(BASE), "consultation": {**tomllib.loads(BASE)["consultation"], "topics": list(topics)}}

    assert CASE.is_valid(with_topics(*(topic.value for topic in Topic)))
    assert all(CASE.is_valid(with_topics(f"{topic}*")) for topic in Topic)
    assert not any(CASE.is_valid(with_topics(word)) for word in ("*", "debt**", "*debt", "Debt", ""))


# -- case files and expectations ----


@pytest.mark.parametrize("path", standard_cases(), ids=lambda path: path.stem)
def test_a_standard_case_is_accepted(path):
    CASE.validate(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("invented = true", "invented = false"),
        ("juso.case/1", "juso.case/2"),
        ("age = 84", "age = 131"),
        ("age = 84", 'name = "架空花子"'),
        ('"son"\nconsent', '"son"\nrelation = "cousin"\nconsent'),
        ('"P6M"', '"PT6H"'),
        ('household_issue = "?"', 'household_issue = "!"'),
        ("urgent = false", 'urgent = "?"'),
    ],
)
def test_a_case_file_that_is_not_invented_or_not_of_this_format_is_refused(old, new):
    assert old in BASE
    assert not CASE.is_valid(tomllib.loads(BASE.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["elderly_care*", "debt"]', '"debt*"'),
        ('["care_needed", "debt"]', '"carer"'),
        ('["dementia"]', '"dementia"'),
        ('["outreach"]', '"outreach"'),
    ],
)
def test_a_list_of_one_is_accepted_without_its_brackets(old, new):
    assert old in BASE
    CASE.validate(tomllib.loads(BASE.replace(old, new)))


@pytest.mark.parametrize("file", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_expectation_is_accepted(file):
    EXPECTED.validate(tomllib.loads(file.read_text(encoding="utf-8")))


VALUES = [
    '"yes"', '"silent"', "true", "3", '["a", "b"]', "[]", '{ maybe = ["no", "yes"] }', "1.5", "2024-01-01", "{ x = 1 }",
    "[1, 2]", '[["a"]]', '{ maybe = ["no"] }', "{ maybe = [] }", '{ maybe = "no" }', '{ maybe = [["a"], "silent"] }',
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_what_an_expectation_may_state_is_the_same_for_reader_and_schema(value):
    text = HEAD + row("summary", 'key = "mac"', value)
    try:
        read_text(text)
        accepted = True
    except ExpectedErrors:
        accepted = False
    assert EXPECTED.is_valid(tomllib.loads(text)) is accepted


@pytest.mark.parametrize("accept", ['"may"', '["may", "silent"]', '[["a", "b"], true]', '[{ maybe = ["no", "yes"] }]'])
def test_what_else_is_accepted_may_be_one_value_or_a_list(accept):
    text = HEAD + row("summary", 'key = "mac"', '"yes"', f"accept = {accept}")
    assert read_text(text).summary[0].accept
    EXPECTED.validate(tomllib.loads(text))


# -- paths ----


@pytest.mark.parametrize("package", FOUND)
@pytest.mark.parametrize("case", CASES)
def test_the_path_of_a_standard_case_is_accepted(package, case):
    path = walked(package, case)
    PATH.validate(path)
    PATH.validate(json.loads(json.dumps(path)))
    assert tuple(path["summary"]) == KEYS


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_path_is_accepted_in_both_languages(language):
    before = messages.current()
    messages.use(language)
    try:
        for package in FOUND:
            PATH.validate(walked(package, "V01"))
    finally:
        messages.use(before)


def short(path):
    """A path with its first steps only, which are enough to damage."""
    return {**path, "steps": path["steps"][:4], "variants": path["variants"][:2]}


PATHS = [("juso_hachioji", "V01"), ("juso_hachioji", "V05"), ("juso_setagaya", "V10"), ("juso_mimasaka", "V12")]
NAMED_FREELY = ("cites", "answers", "taken")
"""Tables whose keys are no words of the format."""
OPTIONAL = {"stage", "maybe", "depends_on", "subjects", "silent", "stopped", "cite", "status", "each"}
OF_EACH = {"origin", "row"}
"""What nobody says has neither."""
BY_PLAN = ("drafters", "decider", "informed")


@pytest.mark.parametrize(("package", "case"), PATHS)
def test_a_path_from_which_a_key_is_gone_is_refused(package, case):
    path = short(walked(package, case))
    PATH.validate(path)
    tried = set()
    for place in places(path):
        *around, key = place
        free = bool(around) and (around[-1] in (*NAMED_FREELY, *BY_PLAN) or key in OPTIONAL)
        free = free or ("each" in around and key in OF_EACH)
        if isinstance(key, int) or free or "value" in place:
            continue
        damaged = copy.deepcopy(path)
        del at(damaged, around)[key]
        assert not PATH.is_valid(damaged), place
        tried.add(key)
    assert {"schema", "silent", "summary", "origin", "do", "because", *KEYS} <= tried
    assert "rule" in tried or case != "V01"
    assert "taken" in tried or case not in ("V05", "V10")


@pytest.mark.parametrize(("package", "case"), PATHS)
def test_a_path_with_a_key_too_many_is_refused(package, case):
    path = short(walked(package, case))
    tables = [(), *(place for place in places(path) if isinstance(at(path, place), dict))]
    for place in tables:
        if place and (place[-1] in NAMED_FREELY or "value" in place):
            continue
        damaged = copy.deepcopy(path)
        at(damaged, place)["架空"] = "x"
        assert not PATH.is_valid(damaged), place


@pytest.mark.parametrize(
    ("place", "word"),
    [
        (("schema",), "juso.path/2"),
        (("municipality", "code"), "13201"),
        (("end", "phase"), "review"),
        (("end", "because"), "over"),
        (("steps", 0, "step"), "reception"),
        (("steps", 0, "n"), 0),
        (("steps", 0, "after"), "6 months"),
        (("steps", 1, "phase"), None),
        (("steps", 1, "answers", "mac", "origin"), "somebody"),
        (("steps", 1, "law", 0, "verdict"), "fine"),
        (("summary", "mac"), "maybe"),
        (("summary", "mac"), {"maybe": ["yes"]}),
        (("summary", "mac"), {"maybe": ["yes", "yes"]}),
        (("summary", "mac"), {"maybe": ["yes", "perhaps"]}),
        (("summary", "mac"), {"may": ["yes", "no"]}),
        (("summary", "conf1"), "shien-kaigi"),
        (("summary", "pattern"), "D"),
        (("summary", "convener"), "fukushi"),
        (("summary", "drafters"), None),
        (("summary", "drafters", "other"), None),
        (("summary", "reopening"), "may"),
        (("summary", "interruption"), {"meeting": "juso_conference"}),
        (("silent",), None),
    ],
)
def test_a_path_with_a_value_that_the_format_does_not_have_is_refused(place, word):
    path = walked("juso_hachioji", "V01")
    damaged = copy.deepcopy(path)
    at(damaged, place[:-1])[place[-1]] = word
    assert not PATH.is_valid(damaged)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mac", None),
        ("mac", "may"),
        ("mac", {"maybe": [None, "no", "may", "yes"]}),
        ("conf1", "none"),
        ("convener", ["a", "b"]),
        ("convener", {"maybe": [None, ["a"]]}),
        ("drafters", {}),
        ("drafters", {"mac": None, "outreach": ["a"], "participation": {"maybe": [["a"], ["b"]]}}),
        ("decider", {"mac": {"maybe": [None, "a"]}}),
        ("pattern", {"maybe": ["A", "C"]}),
        ("interruption", {"meeting": "juso_conference", "required": None, "decided_by": "conference"}),
        ("interruption", {"maybe": [None, {"meeting": None, "required": "must", "decided_by": "conference"}]}),
        ("reopening", {"maybe": [None, "stated"]}),
        ("replan", {"meeting": {"maybe": ["juso_conference", "support_conference"]}, "required": "should"}),
    ],
)
def test_a_summary_says_a_value_silence_none_or_what_variants_differ_in(key, value):
    path = walked("juso_hachioji", "V01")
    PATH.validate({**path, "summary": {**path["summary"], key: value}})
