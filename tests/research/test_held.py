"""Expected paths are held against what comes out; of every shipped one, any other value than the sources' is a miss."""

import pytest
from attrs import evolve
from research_cases import case_files
from research_expected import CITE, HEAD, row
from hypothesis import given, settings

from juso_core.registry import forget, package_path, survey
from juso_core.research.case_file import CaseFileErrors
from juso_core.research.case_file import read as read_case
from juso_core.research.expected import ExpectedErrors, Value, files_in, misses, read
from juso_core.research.held import case_of, hold, hold_path
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import FOLDER, named

FOUND = {found.code: found for found in survey().found}
FILES = [file for found in FOUND.values() for file in files_in(package_path(found).parent / "cases")]
SHIPPED = {f"{file.parent.parent.name}-{file.name.partition('.')[0]}": file for file in FILES}
ROWS = [one for file in FILES for one in (*(found := read(file)).summary, *found.step)]
"""Every row of every shipped file."""


def sort_of(value):
    return "maybe" if isinstance(value, dict) else type(value).__name__


VALUES: dict[str, list] = {}
for one in ROWS:
    for stated in (one.value.plain, *(value.plain for value in one.accept)):
        same_sort = VALUES.setdefault(sort_of(stated), [])
        if stated not in same_sort:
            same_sort.append(stated)
VALUES["NoneType"] = [None, "none"]
VALUES["bool"] = [True, False]
VALUES["maybe"] += [{"maybe": [None, "none"]}]


def walked(file):
    """What a shipped file expects, and the path of its case."""
    expected = read(file)
    return expected, path_data(simulate(case_of(file, expected), place_of(FOUND[expected.municipality])))


def says(value, actual):
    """Whether a value and what came out say the same, told independently of the order of a maybe."""
    plain = [sorted(map(str, one["maybe"])) if sort_of(one) == "maybe" else one for one in (value, actual)]
    return plain[0] == plain[1] or (isinstance(value, str) and actual == [value])


def rows_with_one_replaced(expected):
    """Each row, with the file in which it states another value, and what it states there."""
    for table in ("summary", "step"):
        for number, old in enumerate(getattr(expected, table)):
            for value in VALUES[sort_of(old.value.plain)]:
                rows = list(getattr(expected, table))
                rows[number] = evolve(old, value=Value(value), accept=())
                yield old, value, evolve(expected, **{table: tuple(rows)})


def test_every_municipality_ships_an_expectation_for_every_standard_case():
    ids = [path.stem for path in sorted(FOLDER.glob("*.toml"))]
    assert {read(file).municipality for file in FILES} == set(FOUND)
    for code in FOUND:
        assert [read(file).case for file in FILES if read(file).municipality == code] == ids


@pytest.mark.parametrize("file", SHIPPED.values(), ids=SHIPPED)
def test_exactly_the_row_that_states_another_value_is_missed(file):
    expected, path = walked(file)
    (before, replaced) = (misses(expected, path), 0)
    for old, value, changed in rows_with_one_replaced(expected):
        found = [miss for miss in misses(changed, path) if miss not in before]
        assert len(found) <= 1
        for miss in found:
            assert (miss.about, miss.expected, miss.accepted, miss.cites) == (old.about, value, (), old.cite)
            assert not says(value, miss.actual)
            replaced += 1
        if not found:
            alone = evolve(changed, **{"summary": (), "step": ()} | _only(changed, expected))
            assert misses(alone, path) == ()
    assert replaced >= len(expected.summary) + len(expected.step)


def _only(changed, expected):
    for table in ("summary", "step"):
        for one, other in zip(getattr(changed, table), getattr(expected, table), strict=True):
            if one is not other:
                return {table: (one,)}
    return {}
