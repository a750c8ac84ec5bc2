"""Expected paths are held against what comes out; of every shipped one, any value but the sources' own is a miss."""

import pytest
from attrs import evolve
from research_errors import BASE
from research_expected import HEAD, row

from juso_core.language import messages
from juso_core.registry import package_path, survey
from juso_core.research.case_file import CaseFileErrors
from juso_core.research.case_file import read as read_case
from juso_core.research.expected import ExpectedErrors, Value, files_in, read
from juso_core.research.held import case_of, hold, hold_path
from juso_core.research.miss_words import miss_lines
from juso_core.research.misses import misses
from juso_core.research.path import path_data
from juso_core.research.shipped import own_cases
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import named, standard_cases

FOUND = {found.code: found for found in survey().found}
SHIPPED = {
    f"{found.package}-{file.name.partition('.')[0]}": file
    for found in FOUND.values()
    for file in files_in(package_path(found).parent / "cases")
}


def rows_of(expected):
    return (*expected.summary, *expected.step)


def sort_of(value):
    return "maybe" if isinstance(value, dict) else type(value).__name__


def values_by_sort():
    """What the shipped files state anywhere, by its sort: a word, a list, a maybe, silence, true or false."""
    found = {"NoneType": [None, "none"], "bool": [True, False], "maybe": [{"maybe": [None, "none"]}]}
    for one in (one for file in SHIPPED.values() for one in rows_of(read(file))):
        for value in (one.value.plain, *(other.plain for other in one.accept)):
            found.setdefault(sort_of(value), []).append(value)
    return {sort: [one for n, one in enumerate(every) if one not in every[:n]] for sort, every in found.items()}


MOST = 8
"""So many values of a sort are put into the place of each: spread evenly over all that the files state."""
VALUES = {sort: every[:: -(-len(every) // MOST)] for sort, every in values_by_sort().items()}


OWN = ("plugin", "structure")


def said_by_itself(answer):
    """What plugin and structure answer, in whichever variants; None where nobody, or the national standard, does."""
    if answer is None:
        return None
    values = []
    for value, origin in ((one["value"], one.get("origin")) for one in answer.get("each", [answer])):
        by = origin["maybe"] if isinstance(origin, dict) else [origin]
        values += [value if one in OWN else None for one in by]
    different = [one for number, one in enumerate(values) if one not in values[:number]]
    return different[0] if len(different) == 1 else {"maybe": different}


def came_out(one, path):
    """What a path says where a row looks, if it has such a place."""
    if hasattr(one, "key"):
        first, _dot, rest = one.key.partition(".")
        value = path["summary"][first]
        return value.get(rest) if rest and value is not None else value
    (step, *_) = [s for s in path["steps"] if s["step"] == one.step and (not one.stage or s.get("stage") == one.stage)]
    if one.law is None:
        return said_by_itself(step["answers"].get(one.answer))
    steps = (s for s in path["steps"] if s["step"] == one.step and (not one.stage or s.get("stage") == one.stage))
    return next((law["verdict"] for s in steps for law in s["law"] if law["rule"] == one.law), None)


def says_the_same(value, actual):
    if sort_of(value) == sort_of(actual) == "maybe":
        return sorted(map(str, value["maybe"])) == sorted(map(str, actual["maybe"]))
    return value == actual or (isinstance(value, str) and actual == [value])


def with_one_replaced(expected):
    """Each row and each value of its sort, with the file in which the row states that value alone."""
    for table in ("summary", "step"):
        rows = getattr(expected, table)
        for number, one in enumerate(rows):
            for value in VALUES[sort_of(one.value.plain)]:
                changed = evolve(one, value=Value(value), accept=())
                yield one, value, evolve(expected, **{table: (*rows[:number], changed, *rows[number + 1 :])})


@pytest.mark.parametrize("file", SHIPPED.values(), ids=SHIPPED)
def test_exactly_the_row_that_states_another_value_is_missed(file):
    expected = read(file)
    path = path_data(simulate(case_of(file, expected), place_of(FOUND[expected.municipality])))
    assert misses(expected, path) == ()
    missed = set()
    for one, value, changed in with_one_replaced(expected):
        actual, found = came_out(one, path), misses(changed, path)
        if says_the_same(value, actual):
            assert found == ()
            continue
        (miss,) = found
        assert (miss.about, miss.expected, miss.accepted, miss.actual) == (one.about, value, (), actual)
        assert (miss.cites, miss.why) == (one.cite, one.why)
        missed.add(repr(one))
    assert missed == set(map(repr, rows_of(expected))), "every row can be missed"


def test_every_municipality_ships_an_expectation_for_every_standard_case():
    shipped = {(one.municipality, one.case) for one in map(read, SHIPPED.values())}
    assert len(shipped) == len(SHIPPED), "each case once"
    wanted = {(code, path.stem) for code in FOUND for path in standard_cases()}
    assert sorted(wanted - shipped) == []
    # Whatever is expected beyond them is expected of a case that the municipality ships too.
    own = {(one.found.code, one.id) for one in own_cases(FOUND.values())}
    assert sorted(shipped - wanted - own) == []


# -- the case that is meant ----


@pytest.fixture
def expectation(tmp_path):
    """Write an expectation of a case, and return its file."""

    def write(case="V01", municipality="132012", rows=None):
        file = tmp_path / f"{case}.expected.toml"
        head = HEAD.replace("C1", case).replace("999997", municipality)
        text = (rows or row("summary", 'key = "mac"', '"yes"')).replace('"plan:', '"casebook:')
        file.write_text(head + text, encoding="utf-8")
        return file

    return write


def test_a_case_beside_the_file_is_meant_before_the_standard_one(expectation):
    file = expectation("V01")
    assert case_of(file, read(file)) == read_case(named("V01"))
    beside = file.with_name("V01.toml")
    beside.write_text(BASE.replace('"C1"', '"V01"'), encoding="utf-8")
    assert case_of(file, read(file)).file == str(beside)
    assert case_of(file, read(file)) != read_case(named("V01"))


def test_another_case_beside_the_file_is_not_held_against_it(expectation):
    file = expectation("V01")
    file.with_name("V01.toml").write_text(BASE, encoding="utf-8")
    with pytest.raises(ValueError, match=r"V01\.expected\.toml.* V01, not C1"):
        case_of(file, read(file))


def test_a_case_that_is_nowhere_is_told_by_the_file_that_it_would_be(expectation):
    file = expectation("Q9")
    with pytest.raises(CaseFileErrors) as caught:
        case_of(file, read(file))
    (problem,) = caught.value.problems
    assert (problem.file, problem.what) == (str(file.with_name("Q9.toml")), "there is no such file")


# -- holding ----


def test_what_is_as_expected_holds(expectation):
    held = hold(expectation(), FOUND["132012"])
    assert held
    assert str(held) == "✓ V01  八王子市"


def test_what_is_not_as_expected_is_told_below_the_name_of_the_municipality(expectation):
    held = hold(expectation(rows=row("summary", 'key = "mac"', '"no"')), FOUND["132012"])
    assert not held
    assert str(held).split("\n") == [
        "✗ V01  八王子市",
        "  ✗ multi-agency collaboration [mac]",
        "      expected: no",
        "          by: casebook: 2 (1)",
        f"          {held.expected.file}:4",
        "      actual: yes",
        *held_by(held),
    ]


def held_by(held):
    """What the path itself says of the answer, in the lines of a miss."""
    (miss,) = held.misses
    assert miss.said.rows
    assert miss.said.cites
    return [f"          by: {'; '.join(miss.said.cites)}", f"          said by: {'; '.join(miss.said.rows)}"]


def test_the_name_of_an_id_stands_beside_it_expected_and_actual(expectation):
    text = row("step", 'step = "escalate"\nanswer = "receivers"', '["@municipality"]', 'accept = ["function:outreach"]')
    (miss,) = hold(expectation(rows=text), FOUND["132012"]).misses
    lines = miss_lines(miss, place_of(FOUND["132012"]).structure)
    assert lines[1] == "    expected: 八王子市 (@municipality) or operator of outreach (function:outreach)"
    assert f"({miss.actual[0]})" in next(line for line in lines if "actual: " in line)


@pytest.mark.parametrize(
    ("text", "line", "path", "what"),
    [
        (row("summary", 'key = "mac"', '"yes"').replace("plan:", "casebok:"), 7, "summary[0].cite[0]",
         "there is no [[source]] 'casebok'"),
        (row("summary", 'key = "convener"', '"nobody"'), 6, "summary[0].is", "nothing here is called 'nobody'"),
        (row("summary", 'key = "drafters.mac"', '["@municipality", "@nobody"]'), 6, "summary[0].is",
         "nothing here is called '@nobody'"),
        (row("step", 'step = "convene"\nanswer = "meeting"', '{ maybe = ["silent", "kaigi"] }'), 7, "step[0].is",
         "nothing here is called 'kaigi'"),
        (row("step", 'step = "intake"\nanswer = "form"', '"silent"', 'accept = ["none", "form-9"]'), 8,
         "step[0].accept[1]", "nothing here is called 'form-9'"),
        (row("step", 'step = "escalate"\nanswer = "network"', '"function:outreech"'), 7, "step[0].is",
         "nothing here is called 'function:outreech'"),
    ],
)  # fmt: skip
def test_a_name_that_the_municipality_does_not_have_is_told_with_its_line(expectation, text, line, path, what):
    with pytest.raises(ExpectedErrors) as caught:
        hold(expectation(rows=text), FOUND["132012"])
    (problem,) = caught.value.problems
    assert (problem.line, problem.path, problem.what) == (line, path, what)


def test_special_names_and_the_national_sources_can_be_named_and_a_word_is_no_name(expectation):
    text = row("summary", 'key = "convener"', '["@municipality", "function:outreach", "other:medical"]')
    assert len(hold(expectation(rows=text.replace("plan:", "manual:")), FOUND["132012"]).misses) == 1
    words = row("step", 'step = "convene"\nanswer = "cadence"', '"monthly"')
    assert len(hold(expectation(rows=words), FOUND["132012"]).misses) == 1


def test_a_case_beside_the_file_is_the_one_that_is_walked(expectation):
    file = expectation(rows=row("step", 'step = "start"\nanswer = "mac"', '"yes"'))
    assert not hold(file, FOUND["132012"])
    text = named("V01").read_text(encoding="utf-8")
    file.with_name("V01.toml").write_text(text + '\n[start]\nphase = "referred"\n', encoding="utf-8")
    assert hold(file, FOUND["132012"])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_expectation_of_another_municipality_is_refused(expectation, language):
    before = messages.current()
    messages.use(language)
    try:
        with pytest.raises(ValueError, match=r"^V01\.expected\.toml.*292095.*132012") as caught:
            hold(expectation(municipality="292095"), FOUND["132012"])
    finally:
        messages.use(before)
    assert ("is about" in str(caught.value)) is (language == "en")


def test_a_file_with_something_wrong_in_it_is_not_held_at_all(expectation):
    with pytest.raises(ExpectedErrors):
        hold(expectation(rows=row("summary", 'key = "mcc"', '"yes"')), FOUND["132012"])


def test_an_expectation_is_held_against_any_case_and_place():
    found = FOUND["332151"]
    expected = read(SHIPPED["juso_mimasaka-V05"])
    assert hold_path(expected, read_case(named("V05")), place_of(found))
    assert not hold_path(expected, read_case(named("V06")), place_of(found))
