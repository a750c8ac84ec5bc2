"""What can be asked of a structure, on the invented town and on small ones."""

import datetime as dt

import attrs
import pytest

from juso_core.citation import Citation, Text
from juso_core.municipality.queries import (
    agencies_of,
    departures,
    forms,
    is_municipal,
    meetings,
    operators,
    plan_routes,
    services,
    welfare_offices,
    windows,
    windows_for,
)
from juso_core.municipality.structure import Agency, Meeting, Note, Organization, Role, Service, Structure
from juso_core.municipality.words import (
    AgencyKind,
    Approached,
    ConferenceKind,
    Field,
    FormUse,
    Function,
    NoteKind,
    Occasion,
    OrganizationKind,
    PlanKind,
    RoleKind,
    Trait,
)

CITE = (Citation("plan", "1"),)
WINDOW = Function.COMPREHENSIVE_CONSULTATION
EMPTY = Structure(code="999997", name="例示市")


def ids(rows):
    return [row.id for row in rows]


def window(id, *fields, agencies=(), **values):
    return Service(id=id, cite=CITE, function=WINDOW, fields=fields, agencies=agencies, **values)


def agency(id, kind=AgencyKind.SECTION, **values):
    return Agency(id=id, cite=CITE, name=id, kind=kind, **values)


def test_services_by_function(town):
    assert ids(services(town, Function.OUTREACH)) == ["outreach"]
    assert services(town, Function.COMMUNITY_BUILDING) == ()
    assert ids(windows(town)) == ["window-elderly", "window-hardship", "window-station", "window-hikikomori"]


@pytest.mark.parametrize(
    ("approached", "field", "expected"),
    [
        (Approached.FIELD_WINDOW, Field.ELDERLY, ["elderly", "all"]),
        (Approached.FIELD_WINDOW, Field.HARDSHIP, ["hardship", "all"]),
        (Approached.FIELD_WINDOW, None, []),
        (Approached.FIELD_WINDOW, Field.CHILD, ["base-child", "all"]),
        (Approached.GENERAL_WINDOW, Field.CHILD, ["all", "base-any"]),
        (Approached.GENERAL_WINDOW, None, ["all", "base-any"]),
        (Approached.BASE, None, ["base-any", "base-child", "base-target"]),
        (Approached.BASE, Field.CHILD, ["base-child", "base-any", "base-target"]),
        (Approached.BASE, Field.ELDERLY, ["base-any", "base-child", "base-target"]),
        (Approached.TARGET_WINDOW, Field.ELDERLY, ["target", "base-target"]),
        (Approached.TARGET_WINDOW, None, ["base-target", "target"]),
        (Approached.OTHER_SECTION, Field.ELDERLY, []),
        (Approached.COMMISSIONER, None, []),
        (Approached.OUTREACH, Field.HARDSHIP, []),
    ],
)
def test_windows_by_fit(approached, field, expected):
    structure = attrs.evolve(
        EMPTY,
        agency=(agency("office"), agency("base", AgencyKind.BASE)),
        service=(
            window("all", *Field, any_field=True, agencies=("office",)),
            window("elderly", Field.ELDERLY),
            window("target", Field.ELDERLY, only_for=(Trait.HIKIKOMORI,)),
            window("hardship", Field.HARDSHIP, agencies=("office", "nobody")),
            window("base-target", any_field=True, agencies=("base",), only_for=(Trait.HIKIKOMORI,)),
            window("base-child", Field.CHILD, agencies=("office", "base")),
            window("base-any", any_field=True, agencies=("base",)),
            Service(
                id="mac", cite=CITE, function=Function.MULTI_AGENCY_COLLABORATION, any_field=True, agencies=("base",)
            ),
        ),
    )
    found = windows_for(structure, approached, field)
    assert ids(found) == expected


def test_operators_are_named_once(town):
    assert operators(town, Function.MULTI_AGENCY_COLLABORATION) == ("fukushi", "shakyo")
    assert operators(town, Function.PARTICIPATION_SUPPORT) == ()
    twice = attrs.evolve(EMPTY, service=(window("a", agencies=("x", "y")), window("b", agencies=("y", "z"))))
    assert operators(twice, WINDOW) == ("x", "y", "z")


def test_a_meeting_without_stated_occasions_fits_each(town):
    kind = ConferenceKind.JUSO_CONFERENCE
    assert ids(meetings(town, kind)) == ids(meetings(town, kind, Occasion.CLOSURE)) == ["juso-kaigi"]


def test_a_meeting_fits_the_occasions_that_it_states(town):
    kind = ConferenceKind.SUPPORT_CONFERENCE
    assert ids(meetings(town, kind)) == ids(meetings(town, kind, Occasion.PLAN)) == ["shien-kaigi"]
    assert meetings(town, kind, Occasion.CLOSURE) == ()


def test_a_meeting_is_found_by_kind_and_not_by_name():
    both = (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE)
    structure = attrs.evolve(EMPTY, meeting=(Meeting(id="k", cite=CITE, name="地域ケア個別会議", kinds=both),))
    assert ids(meetings(structure, both[0])) == ids(meetings(structure, both[1])) == ["k"]
    assert meetings(structure, ConferenceKind.COMMUNITY_CARE_CASE) == ()


def test_plan_routes_by_consent(town):
    def drafted(kind, consent):
        return [(route.id, route.consent and route.consent.value) for route in plan_routes(town, kind, consent)]

    assert drafted(PlanKind.MAC, True) == [(None, "after")]
    assert drafted(PlanKind.MAC, False) == [("before-consent", "before")]
    assert drafted(PlanKind.OUTREACH, False) == [("before-consent", "before"), (None, None)]
    assert drafted(PlanKind.OUTREACH, True) == [(None, None)]
    assert drafted(PlanKind.PARTICIPATION, True) == [(None, None)]


def test_the_route_for_this_consent_comes_first_wherever_it_stands(town):
    turned = attrs.evolve(town, plan_route=town.plan_route[::-1])
    assert [route.id for route in plan_routes(turned, PlanKind.OUTREACH, False)] == ["before-consent", None]


def test_forms_by_use(town):
    assert ids(forms(town, FormUse.APPLICATION)) == ["form-1-1"]
    assert forms(town, FormUse.PLEDGE) == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("city", True),
        ("reiji-shakyo", False),
        ("fukushi", True),
        ("soudan", True),
        ("shakyo", False),
        ("houkatsu", None),
        ("window-hardship", True),
        ("window-elderly", None),
        ("mac", False),
        ("csw", False),
        ("promoter", True),
        ("juso-kaigi", None),
        ("@municipality", True),
        ("@welfare_office", True),
        ("@person", False),
        ("@community", False),
        ("@needed", None),
        ("@first_contact", None),
        ("@referrer", None),
        ("function:outreach", False),
        ("function:participation_support", None),
        ("function:nothing", None),
        ("nobody", None),
    ],
)
def test_who_belongs_to_the_municipality(town, name, expected):
    assert is_municipal(town, name) is expected


def test_belonging_climbs_and_never_runs_in_a_circle():
    structure = attrs.evolve(
        EMPTY,
        organization=(Organization(id="city", cite=CITE, kind=OrganizationKind.MUNICIPALITY, name="city"),),
        agency=(
            agency("top", organization="city"),
            agency("mid", within="top"),
            agency("low", within="mid"),
            agency("sits", seated_in="top"),
            agency("lost", organization="gone"),
            agency("x", within="y"),
            agency("y", within="x"),
        ),
        role=(
            Role(id="some", cite=CITE, kind=RoleKind.LIAISON, agencies=("low", "sits")),
            Role(id="none", cite=CITE, kind=RoleKind.LIAISON),
            Role(id="body", cite=CITE, kind=RoleKind.LIAISON, agencies=("city",)),
        ),
    )
    known = {name: is_municipal(structure, name) for name in ("low", "sits", "lost", "x", "some", "none", "body")}
    assert known == {"low": True, "sits": None, "lost": None, "x": None, "some": None, "none": None, "body": True}
    assert agencies_of(structure, "city") == ("top", "mid", "low")
    assert agencies_of(structure, "body") == ("top", "mid", "low")
    assert is_municipal(structure, "@welfare_office") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fukushi", ("fukushi",)),
        ("city", ("fukushi", "soudan")),
        ("reiji-shakyo", ("shakyo", "station")),
        ("mac", ("fukushi", "shakyo")),
        ("csw", ("shakyo",)),
        ("function:multi_agency_collaboration", ("fukushi", "shakyo")),
        ("@welfare_office", ("fukushi",)),
        ("@needed", ()),
        ("juso-kaigi", ()),
        ("nobody", ()),
    ],
)
def test_agencies_behind_a_name(town, name, expected):
    assert agencies_of(town, name) == expected


def test_welfare_offices(town):
    assert ids(welfare_offices(town)) == ["fukushi"]


def test_departures_by_rule(town):
    assert departures(town) == {"L08": town.note[2]}


def test_a_departure_counts_only_while_it_holds():
    text = Text("あ", "a")
    note = Note(cite=CITE, kind=NoteKind.DEPARTS, about="closure", rule="L15", text=text, since="2024")
    structure = attrs.evolve(EMPTY, note=(note,))
    assert departures(structure) == {"L15": note}
    assert departures(structure.at(dt.date(2023, 12, 31))) == {}
    assert departures(structure.at(dt.date(2024, 1, 1))) == {"L15": note}
