"""The JSON Schema accepts the invented town, and what it refuses the loader refuses too."""

import json
import tomllib

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juso_core.municipality.conversion import known_keys, required_keys
from juso_core.municipality.loading import StructureErrors, load_text
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.schema import structure_schema
from juso_core.municipality.structure import ROW_CLASSES, Structure
from juso_core.municipality.words import Trait

SCHEMA = structure_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
HEAD = 'code = "999997"\nname = "例示市"\n[[source]]\nid = "plan"\ntitle = "t"\nas_of = "2024-03"\n'


def as_json(text):
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def test_it_is_a_json_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    json.dumps(SCHEMA)


def test_the_invented_town_is_accepted(town_text):
    VALIDATOR.validate(as_json(town_text))


def test_every_class_has_its_keys_and_every_table_a_description():
    assert SCHEMA["properties"].keys() == set(known_keys(Structure))
    assert SCHEMA["required"] == ["code", "name"]
    for cls in ROW_CLASSES:
        definition = SCHEMA["$defs"][cls.__name__]
        assert definition["properties"].keys() == set(known_keys(cls))
        assert definition["required"] == list(required_keys(cls))
        assert definition["description"]


def test_words_are_listed_with_what_people_read():
    trait = SCHEMA["$defs"]["Trait"]
    assert trait["enum"] == [word.value for word in Trait]
    assert "young_carer: ヤングケアラー / young carer" in trait["description"]
    assert SCHEMA["properties"]["silent"]["anyOf"][0]["enum"] == list(QUESTIONS)


def test_keys_are_explained_by_the_sentences_of_the_docstrings():
    service = SCHEMA["$defs"]["Service"]["properties"]
    assert "restricts it to a target group" in service["only_for"]["description"]
    assert "FY2021" in service["since"]["description"]
    assert "default day of a simulation" in SCHEMA["$defs"]["Programme"]["properties"]["described_on"]["description"]


BAD = [
    "",
    'name = "x"',
    'code = "99999"\nname = "x"',
    'code = "999997"\nname = 5',
    'code = "999997"\nname = "x"\nqqq = 1',
    'code = "999997"\nname = "x"\nsilent = ["closur"]',
    'code = "999997"\nname = "x"\nterms = { windo = "x" }',
    'code = "999997"\nname = "x"\ndigest = "x"',
    'code = "999997"\nname = "x"\nagency = { id = "x" }',
    HEAD + '[[programme]]\nstage = "ful"\ncite = "plan: 1"',
    HEAD + '[[programme]]\nstage = "full"',
    HEAD + '[[programme]]\nstage = "full"\ncite = []',
    HEAD + '[[programme]]\nstage = "full"\ncite = "plan 1"',
    HEAD + '[[programme]]\nstage = "full"\ncite = "plan: 1"\nsince = "R6"',
    HEAD + '[[programme]]\nstage = "full"\ncite = "plan: 1"\nmac_setting_pattern = 6',
    HEAD + '[[programme]]\nstage = "full"\ncite = "plan: 1"\nmac_setting_pattern = "1"',
    HEAD + '[[figure]]\nid = "f"\nname = "f"\nunit = "case"\nvalue = "1"\ncite = "plan: 1"',
    HEAD + '[[service]]\nid = "s"\nfunction = "outreach"\ncite = "plan: 1"\napplicant = "nobody"',
    HEAD + '[[meeting]]\nid = "m"\nname = "m"\nkinds = []\ncite = "plan: 1"',
    HEAD + '[[meeting]]\nid = "m"\nname = "m"\nkinds = "staff_meeting"\ncite = "plan: 1"\nmembers = [{ whom = "x" }]',
    HEAD + '[[note]]\nkind = "none"\nabout = "closure"\ntext = "x"\ncite = "plan: 1"',
    HEAD + '[[note]]\nkind = "departs"\nrule = "7"\nabout = "closure"\ntext = { ja = "x", en = "x" }\ncite = "plan: 1"',
]


@pytest.mark.parametrize("text", BAD)
def test_bad_files_are_refused_by_both(text):
    assert not VALIDATOR.is_valid(as_json(text))
    with pytest.raises(StructureErrors):
        load_text(text)


def rows_of(cls, schema):
    """Rows of one table with keys present or not and values right or wrong."""
    values = st.sampled_from(
        ["x", "", "plan: 1", 1, 6, 1.5, True, "2024", "section", ["x"], [], {"who": "x"}, [1], "L07"]
    )
    good = {name: _good(schema, part) for name, part in schema["properties"].items()}
    return st.fixed_dictionaries(
        {name: st.just(good[name]) for name in required_keys(cls)},
        optional={name: st.one_of(st.just(good[name]), values) for name in good if name not in required_keys(cls)},
    )


def _good(schema, part):
    if "$ref" in part:
        definition = SCHEMA["$defs"][part["$ref"].rsplit("/", 1)[1]]
        part = definition if "enum" in definition else {"anyOf": [{"const": {"ja": "x", "en": "x"}}]}
    if "anyOf" in part:
        return _good(schema, part["anyOf"][0])
    if "enum" in part:
        return part["enum"][0]
    if "const" in part:
        return part["const"]
    texts = {"string": "plan: 1" if ":" in part.get("pattern", "") else "2024" if "pattern" in part else "x"}
    return {**texts, "integer": 1, "number": 1, "boolean": True, "array": []}[part["type"]]


@pytest.mark.parametrize("cls", ROW_CLASSES, ids=lambda cls: cls.table)
@given(data=st.data())
@settings(max_examples=60)
def test_what_the_schema_refuses_the_loader_refuses(cls, data):
    row = data.draw(rows_of(cls, SCHEMA["$defs"][cls.__name__]))
    text = HEAD + f"[[{cls.table}]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in row.items())
    refused = not VALIDATOR.is_valid(as_json(text))
    try:
        load_text(text)
        problems = ()
    except StructureErrors as errors:
        problems = errors.problems
    # Dates are text in JSON, and names are the loader's business alone: beyond these, the two agree.
    alone = (
        "nothing here is called",
        "no question, no row",
        "cannot be an id",
        "is a row of",
        "lies within itself",
        "departure",
    )
    alone += ("names a rule", "a date such as", "is not a period", "there is no takes here", "among its occasions")
    alone += ("which is not above", "for each of per", "is a window itself", "this service is none")
    reading = [problem for problem in problems if not any(words in problem.what for words in alone)]
    assert problems or not refused, text
    assert refused or not reading, (text, reading)


def _toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    return json.dumps(value)


def test_optional_keys_are_those_with_a_default():
    for cls in ROW_CLASSES:
        assert set(required_keys(cls)) == {a.name for a in attrs.fields(cls) if a.default is attrs.NOTHING}
