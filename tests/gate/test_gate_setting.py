"""Who attends for those who run multi-agency collaboration: the municipality only where all of them are its own."""

import pytest

from juso_core.casework.setting import setting_of
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import Special

MUNICIPALITY = Special.MUNICIPALITY.value

TOWN = """
code = "999997"
name = "例示市"

[[source]]
id = "plan"
title = "例示市 実施計画"
as_of = "2024-03"

[[organization]]
id = "city"
kind = "municipality"
name = "例示市"
cite = "plan: 1"

[[organization]]
id = "reiji-shakyo"
kind = "shakyo"
name = "例示市社会福祉協議会"
cite = "plan: 1"

[[agency]]
id = "fukushi"
name = "福祉課"
kind = "section"
organization = "city"
cite = "plan: 1"

[[agency]]
id = "kenko"
name = "健康課"
kind = "section"
organization = "city"
cite = "plan: 1"

[[agency]]
id = "chiiki"
name = "地域福祉係"
kind = "team"
organization = "reiji-shakyo"
cite = "plan: 1"

[[agency]]
id = "houkatsu"
name = "地域包括支援センター"
kind = "centre"
cite = "plan: 1"
"""


def setting(*operators):
    """The setting of the town in which these run collaboration, a row for each tuple of agencies."""
    rows = (
        f'\n[[service]]\nid = "mac-{number}"\nfunction = "multi_agency_collaboration"\ncite = "plan: 2"\n'
        + (f"agencies = {list(agencies)}\n" if agencies else "")
        for number, agencies in enumerate(operators)
    )
    return setting_of(load_text(TOWN + "".join(rows)))


@pytest.mark.parametrize("operators", [[("fukushi",)], [("fukushi", "kenko")], [("fukushi",), ("kenko",)]])
def test_the_municipality_stands_for_operators_that_are_all_its_own(operators):
    assert {MUNICIPALITY, "city"} <= setting(*operators).operators


@pytest.mark.parametrize(
    "operators",
    [
        [("chiiki",)],
        [("fukushi", "chiiki")],
        [("fukushi",), ("chiiki",)],
        # Of whom it is not said whose they are, and where it is not said who they are.
        [("houkatsu",)],
        [()],
        [("fukushi",), ()],
        [],
    ],
)
def test_the_municipality_stands_for_nobody_else(operators):
    assert MUNICIPALITY not in setting(*operators).operators


@pytest.mark.parametrize(
    ("operators", "bodies"),
    [
        ([("chiiki",)], {"reiji-shakyo"}),
        ([("fukushi", "chiiki")], {"city", "reiji-shakyo"}),
        ([("fukushi",), ()], {"city"}),
        ([("houkatsu",)], set()),
        ([()], set()),
        ([], set()),
    ],
)
def test_a_body_attends_for_its_own_agency_and_for_no_others(operators, bodies):
    assert setting(*operators).operators & {"city", "reiji-shakyo"} == bodies


def test_the_operators_themselves_are_operators_either_way():
    for agency in ("fukushi", "chiiki", "houkatsu"):
        assert {agency, "mac-0", "function:multi_agency_collaboration"} <= setting((agency,)).operators
