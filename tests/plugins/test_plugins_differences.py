"""In what two structures differ, and which cases name what differs."""

import datetime as dt

import attrs
import pytest
from plugins_site import TOWN

from juso_core.casework.case import Case
from juso_core.casework.events import (
    EVENTS,
    Attendee,
    ConferenceCalled,
    ConferenceHeld,
    Outcome,
    PlanDrafted,
    Referred,
)
from juso_core.casework.facts import HouseholdMember, PlanContent
from juso_core.management.touched import NOT_IDS, names_in
from juso_core.municipality.differences import ChangeKind, as_data, differences
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import ConferenceKind, Occasion, PlanKind

ON = dt.date(2024, 6, 1)
CITE = 'cite = "plan: 1"\n'


def between(old: str, new: str, on: dt.date = ON):
    return differences(load_text(old), load_text(new), on)


def told(found) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(c.kind.value, c.table, c.id, c.keys) for c in found.changes]


def test_the_same_structure_differs_in_nothing() -> None:
    assert not between(TOWN, TOWN)
    # The order of rows and comments are no facts.
    head, form, rest = TOWN.partition('[[form]]\nid = "form-1-1"')
    block, agency = (form + rest).split("[[plan_route]]", 1)
    assert not between(TOWN, "# a comment\n" + head + "[[plan_route]]" + agency + "\n" + block)


CHANGES = [
    ('name = "福祉課"', 'name = "福祉総務課"', ("changed", "agency", "fukushi", ("name",))),
    ('title = "例示市 実施計画"', 'title = "例示市 計画"', ("changed", "source", "plan", ("title",))),
    ('section = "fukushi"\n', "", ("changed", "programme", "", ("section",))),
    ('cite = "plan: 3 (3)"', 'cite = "plan: 3 (4)"', ("changed", "meeting", "care-kaigi", ("cite",))),
    ('id = "care-kaigi"', 'id = "care"', ("gone", "meeting", "care-kaigi", ())),
]


@pytest.mark.parametrize(("old", "new", "change"), CHANGES, ids=[f"{c[2][1]} {c[2][0]}" for c in CHANGES])
def test_a_changed_row_is_told_by_table_and_id(old: str, new: str, change) -> None:
    assert TOWN.count(old) == 1
    assert change in told(between(TOWN, TOWN.replace(old, new)))


def test_what_stands_above_the_tables() -> None:
    found = between(TOWN, TOWN.replace('silent = ["priority", "retention"]', 'silent = ["priority"]'))
    assert found
    assert found.top == ("silent",)


def test_routes_without_an_id_are_told_apart_by_what_they_are_for() -> None:
    route = '[[plan_route]]\nplan = ["outreach"]\nconsent = "{}"\ndrafters = ["{}"]\n' + CITE
    town = TOWN[: TOWN.index('[[plan_route]]\nid = "before"')]
    old = town + route.format("before", "shakyo") + route.format("after", "shakyo")
    new = town + route.format("before", "shakyo") + route.format("after", "fukushi")
    assert told(between(old, new)) == [("changed", "plan_route", "outreach-after", ("drafters",))]


def test_a_period_more_is_a_change_of_periods_and_leaves_the_first_alone() -> None:
    old = TOWN.replace('name = "子ども課"', 'name = "児童課"')
    later = '\n[[agency]]\nid = "kodomo"\nname = "子ども未来課"\nkind = "section"\nsince = "2024-09"\n' + CITE
    found = between(TOWN, TOWN + later)
    assert told(found) == [("changed", "agency", "kodomo", ("since", "until"))]
    assert found.changes[0].today is False
    assert differences(load_text(TOWN), load_text(TOWN + later), dt.date(2024, 10, 1)).changes[0].today is True
    both = between(old, TOWN + later)
    assert "name" in told(both)[0][3]


PERIODS = """
[[service]]
id = "window-child"
function = "comprehensive_consultation"
name = "子どもの窓口"
fields = ["child"]
agencies = ["{}"]
until = "2024-03"
cite = "plan: {}"

[[service]]
id = "window-child"
function = "comprehensive_consultation"
name = "子どもの窓口"
fields = ["child"]
agencies = ["{}"]
since = "2024-04"
cite = "plan: 9"
"""


@pytest.mark.parametrize(("cite", "keys"), [("8", ("agencies", "cite")), ("7", ("agencies",))])
def test_two_periods_that_change_places_are_another_thing(cite: str, keys: tuple[str, ...]) -> None:
    old, new = (TOWN + PERIODS.format(*values) for values in (("fukushi", "7", "shakyo"), ("shakyo", cite, "fukushi")))
    found = between(old, new)
    assert [set(change.keys) for change in found.changes] == [set(keys)]
    assert not found.changes[0].cites_only
    (agencies,) = [key for key in as_data(found.changes[0])["keys"] if key["key"] == "agencies"]
    assert (agencies["before"], agencies["after"]) == ([["fukushi"], ["shakyo"]], [["shakyo"], ["fukushi"]])


def test_a_period_that_begins_later_is_told_by_its_days() -> None:
    old = TOWN + PERIODS.format("fukushi", "7", "shakyo")
    found = between(
        old, old.replace('until = "2024-03"', 'until = "2024-08"').replace('since = "2024-04"', 'since = "2024-09"')
    )
    assert [set(change.keys) for change in found.changes] == [{"since", "until"}]


def test_as_data_shows_both_values() -> None:
    found = between(TOWN, TOWN.replace('convener = ["houkatsu"]', 'convener = ["fukushi", "houkatsu"]'))
    assert as_data(found.changes[0]) == {
        "table": "meeting",
        "id": "care-kaigi",
        "change": "changed",
        "today": True,
        "keys": [{"key": "convener", "before": ["houkatsu"], "after": ["fukushi", "houkatsu"]}],
    }


def test_added_and_gone_are_each_other_turned_round() -> None:
    new = TOWN.replace('id = "care-kaigi"', 'id = "care"')
    there, back = between(TOWN, new), between(new, TOWN)
    turned = {ChangeKind.ADDED: ChangeKind.GONE, ChangeKind.GONE: ChangeKind.ADDED}
    assert {(turned[c.kind], c.table, c.id) for c in there.changes} == {(c.kind, c.table, c.id) for c in back.changes}


# -- what names an id ----------------------------------------------------------------------------------------------


def test_ids_of_a_structure_are_found_in_events_and_names_of_persons_are_not() -> None:
    called = ConferenceCalled(
        call=1,
        meeting="juso-kaigi",
        kind=ConferenceKind.JUSO_CONFERENCE,
        occasion=Occasion.PLAN,
        subjects=("fukushi",),
        identified=("fukushi",),
        convener=("shakyo",),
        secretariat="somu",
        members=("houkatsu",),
        plan="window-any",
    )
    assert set(names_in(called)) == {"juso-kaigi", "shakyo", "somu", "houkatsu"}
    held = ConferenceHeld(call=1, identified=("p1",), attendees=(Attendee("fukushi", True),), outcome=Outcome.AGREED)
    assert set(names_in(held)) == {"fukushi"}
    drafted = PlanDrafted(
        plan="P1", content=PlanContent(PlanKind.MAC), about=("p1",), drafters=("shakyo",), before_consent=False
    )
    assert set(names_in(drafted)) == {"shakyo"}
    referred = Referred(to=("mac",), subjects=("p1",), by="houkatsu", identified=(), explained=True, agreed=True)
    assert set(names_in(referred)) == {"mac", "houkatsu"}


IDS = frozenset(
    {
        *(
            "window",
            "agency",
            "agencies",
            "form",
            "passed_on",
            "network",
            "to",
            "by",
            "proposal",
            "meeting",
            "convener",
        ),
        *("lead", "secretariat", "members", "drafters", "decider", "who", "area", "referrer", "receivers"),
        *("post_closure_lead", "attendees"),
    }
)


def texts(kind: type, seen: set[type] | None = None) -> set[str]:
    """The fields of a class, and of what it holds, that hold texts."""
    seen = set() if seen is None else seen
    found = set()
    if kind not in seen:
        seen.add(kind)
        attrs.resolve_types(kind)
        for field in attrs.fields(kind):
            if "str" in str(field.type) and "Word" not in str(field.type):
                found.add(field.name)
    return found


def test_every_text_of_a_case_is_known_to_be_an_id_or_none() -> None:
    """Whoever adds a field with text says here, or in NOT_IDS, what it holds."""
    found = set()
    for kind in (Case, HouseholdMember, Attendee, *EVENTS.values()):
        found |= texts(kind)
    from juso_core.casework.case import Call, Plan, Session
    from juso_core.casework.facts import Consultation

    for kind in (Call, Plan, Session, Consultation):
        found |= texts(kind)
    assert found - NOT_IDS - IDS == set()
    assert set() == NOT_IDS & IDS
    assert found >= {"window", "person", "about", "meeting"}
