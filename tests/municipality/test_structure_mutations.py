"""A good file, damaged in known places: exactly those places are told, each on its line, all at once."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from juso_core.municipality.conversion import known_keys, required_keys
from juso_core.municipality.loading import StructureErrors, load_text
from juso_core.municipality.structure import ROW_CLASSES, Structure

TEXT = Path(__file__).with_name("example_town.toml").read_text(encoding="utf-8")
LINES = TEXT.split("\n")
CLASSES = {cls.table: cls for cls in ROW_CLASSES}
IDS = set(re.findall(r'^id = "(.+)"$', TEXT, re.MULTILINE))


def keys_of_rows():
    """Yield (line, line of the header, table, path of the row, key) for each ``key = value`` of a row of a table."""
    header, table, counts = 1, "", {}
    for number, line in enumerate(LINES, 1):
        if found := re.match(r"\[\[(\w+)\]\]", line):
            header, table = number, found[1]
            counts[table] = counts.get(table, -1) + 1
        elif (found := re.match(r"(\w+) = .", line)) and table in CLASSES:
            yield number, header, table, f"{table}[{counts[table]}]", found[1]


KEYS = list(keys_of_rows())
ONE_LINE = [key for key in KEYS if not LINES[key[0] - 1].endswith("[")]
REQUIRED = [key for key in ONE_LINE if key[4] in required_keys(CLASSES[key[2]])]


def problems_of(lines):
    with pytest.raises(StructureErrors) as caught:
        load_text("\n".join(lines), "town.toml")
    return caught.value.problems


def told(problems):
    return sorted((problem.line, problem.path) for problem in problems)


def without(lines, number):
    """The lines with one emptied, so that the others keep their numbers."""
    return [*lines[: number - 1], "", *lines[number:]]


def rewritten(lines, number, old, new):
    assert old in lines[number - 1]
    return [*lines[: number - 1], lines[number - 1].replace(old, new, 1), *lines[number:]]


def misspellings(key):
    """The key with a letter doubled, or one missing from a long one."""
    doubled = [key[:at] + key[at] + key[at:] for at in range(len(key))]
    return doubled + [key[:at] + key[at + 1 :] for at in range(len(key)) if len(key) > 4]


@given(st.sampled_from(REQUIRED))
def test_a_deleted_required_key_is_told_at_its_row(key):
    number, header, _table, row, name = key
    (problem,) = problems_of(without(LINES, number))
    assert (problem.line, problem.path) == (header, f"{row}.{name}")
    assert problem.what == f"the key '{name}' is missing"


@given(st.sampled_from(KEYS), st.data())
def test_a_misspelt_key_is_told_on_its_line_with_the_right_one(key, data):
    number, _header, table, row, name = key
    misspelt = data.draw(st.sampled_from(misspellings(name)))
    assume(misspelt not in known_keys(CLASSES[table]))
    (problem,) = problems_of(rewritten(LINES, number, name, misspelt))
    assert (problem.line, problem.path) == (number, f"{row}.{misspelt}")
    assert problem.hint == f"did you mean '{name}'?"


@pytest.mark.parametrize("table", ["agency", "service", "organization", "counting_rule", "source"])
def test_a_misspelt_header_is_told_on_its_line(table):
    number = LINES.index(f"[[{table}]]") + 1
    (problem,) = problems_of(rewritten(LINES, number, table, table + table[-1]))
    assert problem.line == number
    assert problem.hint == f"did you mean '{table}'?"


@given(st.sampled_from(["code", "name"]), st.booleans())
def test_top_keys_are_checked_too(key, deleted):
    number = next(number for number, line in enumerate(LINES, 1) if line.startswith(f"{key} ="))
    lines = without(LINES, number) if deleted else rewritten(LINES, number, key, key + key[-1])
    (problem,) = problems_of(lines)
    assert problem.line == (1 if deleted else number)
    assert f"'{key}'" in (problem.what if deleted else problem.hint)


NAMING = """cite section layer within organization seated_in per area agencies form proposal_form hands_back_to
excludes roles convener requested_by lead held_with members drafters deliberated_in informed filled_by received_from
counting_rule linked_with about"""


def references():
    """Yield (line, name) for each place of the file that names an id, or cites a source."""
    key = ""
    for number, line in enumerate(LINES, 1):
        if found := re.match(r"(\w+) = ", line):
            key = found[1]
        if key in NAMING.split() and not line.startswith("["):
            yield from ((number, name) for name in re.findall(r'"([\w-]+)(?:: [^"]*)?"', line) if name in IDS)


REFERENCES = list(references())


@given(st.sampled_from(REFERENCES))
def test_a_broken_reference_is_told_on_its_line(reference):
    number, name = reference
    (problem,) = problems_of(rewritten(LINES, number, f'"{name}', f'"{name}q'))
    assert problem.line == number
    assert f"'{name}q'" in problem.what
    assert problem.hint == f"did you mean '{name}'?"


@pytest.mark.parametrize("name", ["fukushi", "shakyo", "csw", "juso-kaigi", "consulted", "district", "plan"])
def test_a_renamed_id_is_told_wherever_it_was_named(name):
    number = LINES.index(f'id = "{name}"') + 1
    problems = problems_of(rewritten(LINES, number, name, "elsewhere"))
    assert sorted({problem.line for problem in problems}) == sorted({at for at, one in REFERENCES if one == name})


damages = st.one_of(
    st.tuples(st.just("delete"), st.sampled_from([key for key in REQUIRED if key[4] != "id"])),
    st.tuples(st.just("misspell"), st.sampled_from(KEYS)),
    st.tuples(st.just("break"), st.sampled_from(REFERENCES)),
)


@given(st.lists(damages, min_size=1, max_size=12, unique_by=lambda damage: damage[1][0]))
def test_all_damages_are_told_at_once(chosen):
    lines, expected = LINES, []
    for damage, at in chosen:
        if damage == "delete":
            number, header, _table, row, name = at
            lines = without(lines, number)
            expected.append((header, f"{row}.{name}"))
        elif damage == "misspell":
            number, _header, table, row, name = at
            assume(name + name[-1] not in known_keys(CLASSES[table]))
            lines = rewritten(lines, number, name, name + name[-1])
            expected.append((number, f"{row}.{name + name[-1]}"))
        else:
            number, name = at
            lines = rewritten(lines, number, f'"{name}', f'"{name}q')
            expected.append((number, None))
    problems = told(problems_of(lines))
    broken = {line for line, path in expected if path is None}
    assert [line for line, _path in problems] == sorted(line for line, _path in expected)
    assert sorted(pair for pair in problems if pair[0] not in broken) == sorted(
        (line, path) for line, path in expected if line not in broken
    )


def test_the_damages_cover_the_file():
    assert len(REQUIRED) > 100
    assert len(REFERENCES) > 60
    assert (
        {key[2] for key in KEYS}
        == set(CLASSES)
        == set(known_keys(Structure))
        - {
            "code",
            "name",
            "name_en",
            "silent",
            "terms",
            "source",
        }
    )
