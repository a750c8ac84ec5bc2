"""Which window takes a consultation that arrived otherwise than by its field, and which sheet is used there."""

import pytest
from advice_towns import STATED, consultation, member, town

from juso_core.advice import advise_intake
from juso_core.municipality.words import Approached, BroughtBy, Field, Topic, Trait

TARGETS = """
[[service]]
id = "window-parents"
function = "comprehensive_consultation"
only_for = ["single_parent"]
agencies = ["fukushi"]
cite = "plan: 5 (3)"

[[service]]
id = "window-hikikomori"
function = "comprehensive_consultation"
only_for = ["hikikomori", "school_nonattendance"]
agencies = ["shakyo"]
cite = "plan: 5 (4)"
"""
PARENTS, HIKIKOMORI = "window-parents", "window-hikikomori"


def intake(structure, *members, **facts):
    return advise_intake((STATED,), consultation(*members, **facts), structure)


def advised(structure, *members, **facts):
    """The window and its alternatives, in order."""
    decision = intake(structure, *members, **facts).decision
    return [one for one in (decision.window, *(decision.alternatives or ())) if one]


def window(id, *lines):
    head = ("", "[[service]]", f'id = "{id}"', 'function = "comprehensive_consultation"', 'agencies = ["houkatsu"]')
    return "\n".join((*head, *lines, 'cite = "plan: 5"', ""))


# -- windows for a group ----


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ((Trait.HIKIKOMORI,), [HIKIKOMORI]),
        ((Trait.SCHOOL_NONATTENDANCE, Trait.DEBT), [HIKIKOMORI]),
        ((Trait.SINGLE_PARENT,), [PARENTS]),
        ((Trait.HIKIKOMORI, Trait.SINGLE_PARENT), [PARENTS, HIKIKOMORI]),
    ],
)
def test_of_windows_for_a_group_those_for_somebody_in_the_household_are_advised(traits, expected):
    """Whoever of the household it is: of the person alone, or spread over several."""
    others = [member(f"m{number}", traits=(trait,)) for number, trait in enumerate(traits)]
    for members in ((member(traits=traits),), (member(), *others)):
        assert advised(town(TARGETS), *members, approached=Approached.TARGET_WINDOW) == expected


def test_a_trait_that_may_be_there_counts_and_a_household_that_is_of_no_group_has_no_such_window():
    maybe = member(maybe_traits=(Trait.HIKIKOMORI,))
    assert advised(town(TARGETS), maybe, approached=Approached.TARGET_WINDOW) == [HIKIKOMORI]
    others = member(traits=(Trait.DEMENTIA,))
    assert intake(town(TARGETS), others, approached=Approached.TARGET_WINDOW).said == ()


def test_where_nothing_is_known_of_the_household_every_window_for_a_group_stands_there():
    assert advised(town(TARGETS), member(), approached=Approached.TARGET_WINDOW) == [PARENTS, HIKIKOMORI]


# -- a window that states how one comes to it ----


@pytest.mark.parametrize("approached", [Approached.OTHER_SECTION, Approached.COMMISSIONER, Approached.OUTREACH])
def test_a_window_that_states_it_takes_what_came_by_no_window(approached):
    stating = window("window-all", f'approached = ["{approached.value}"]')
    structure = town(window("window-elderly", 'fields = ["elderly"]'), stating)
    assert advised(structure, approached=approached, field=Field.ELDERLY) == ["window-all"]
    for other in {Approached.OTHER_SECTION, Approached.COMMISSIONER, Approached.OUTREACH} - {approached}:
        assert advised(structure, approached=other, field=Field.ELDERLY) == []


def test_a_window_that_states_how_one_comes_to_it_keeps_its_fields():
    structure = town(window("window-elderly", 'fields = ["elderly"]', 'approached = ["commissioner"]'))
    assert advised(structure, approached=Approached.FIELD_WINDOW, field=Field.ELDERLY) == ["window-elderly"]
    assert advised(structure, approached=Approached.FIELD_WINDOW, field=Field.CHILD) == []
    assert advised(structure, approached=Approached.COMMISSIONER, field=Field.CHILD) == ["window-elderly"]


# -- sheets ----

SHEETS = """
[[form]]
id = "sheet"
name = "受付票"
use = ["intake"]
topics = ["debt"]
cite = "plan: 様式1"

[[form]]
id = "neighbours"
name = "近隣からの受付票"
use = ["intake"]
brought_by = ["neighbour", "welfare_commissioner"]
topics = ["housing", "community_relations"]
cite = "plan: 様式2"
"""


@pytest.mark.parametrize("brought_by", [BroughtBy.NEIGHBOUR, BroughtBy.WELFARE_COMMISSIONER])
def test_the_sheet_for_just_such_people_goes_before_the_sheet_for_all(brought_by):
    advice = intake(town(SHEETS), brought_by=brought_by)
    assert advice.decision.form == "neighbours"
    assert advice.decision.check == (Topic.HOUSING, Topic.COMMUNITY_RELATIONS)
    assert {advice.origins[name].name for name in ("form", "check")} == {"form.neighbours"}


def test_the_sheet_for_just_such_people_is_used_for_no_others():
    assert intake(town(SHEETS), brought_by=BroughtBy.FAMILY).decision.form == "sheet"
    only = SHEETS[SHEETS.rindex("[[form]]") :]
    assert intake(town(only), brought_by=BroughtBy.FAMILY).said == ()
