"""What can be asked of a structure: pure functions, on the structure of one day (``Structure.at``).

A name is an id of the structure, an ``@`` word of ``words.Special`` or ``function:<function>``. A name that leads
nowhere on that day is not an error: the rows of a day can name what exists on another.
"""

from collections.abc import Iterable
from itertools import combinations

from juso_core.municipality.structure import (
    Agency,
    Form,
    Meeting,
    Note,
    Organization,
    PlanRoute,
    Role,
    Service,
    Structure,
)
from juso_core.municipality.words import (
    AgencyKind,
    Approached,
    BroughtBy,
    ConferenceKind,
    ConsentMoment,
    Field,
    FormUse,
    Function,
    NoteKind,
    Occasion,
    OrganizationKind,
    PlanKind,
    PlanPattern,
    Special,
)

__all__ = [
    "OUTSIDE",
    "agencies_of",
    "departures",
    "forms",
    "function_named",
    "held_as_one",
    "intake_forms",
    "is_a_row",
    "is_municipal",
    "meetings",
    "operators",
    "ordering_routes",
    "organization_of",
    "plan_routes",
    "services",
    "welfare_offices",
    "windows",
    "windows_for",
]

OUTSIDE = "other:"
"""Before a word of BroughtBy: somebody outside the structure, such as ``other:medical``."""

_FUNCTION = "function:"
_NO_BODY = (Special.PERSON.value, Special.COMMUNITY.value)


def services(structure: Structure, function: Function) -> tuple[Service, ...]:
    """Return the services that do a function."""
    return structure.by_function.get(function, ())


def windows(structure: Structure) -> tuple[Service, ...]:
    """Return every place where a consultation is accepted (Act 106-4 (2) 1)."""
    return services(structure, Function.COMPREHENSIVE_CONSULTATION)


def windows_for(structure: Structure, approached: Approached, field: Field | None) -> tuple[Service, ...]:
    """Return the windows at which a consultation can have arrived, the best fit first.

    A field window serves the field; a base has an agency of that kind; a general window takes any field; a target
    window is for somebody in particular. Among these, what is there for the field comes first, then what takes any
    field, then the others; what is for one group only comes last. Another section, a commissioner or an outreach
    worker is no window: there, only a window that states it fits.
    """
    found = [window for window in windows(structure) if _fits(structure, window, approached, field)]
    return tuple(sorted(found, key=lambda window: _distance(window, field)))


def _fits(structure: Structure, window: Service, approached: Approached, field: Field | None) -> bool:
    if approached in window.approached:
        return True
    match approached:
        case Approached.FIELD_WINDOW:
            return field in window.fields and not window.only_for
        case Approached.GENERAL_WINDOW:
            return window.any_field and not window.only_for
        case Approached.BASE:
            return any(agency.kind is AgencyKind.BASE for agency in _agency_rows(structure, window.agencies))
        case Approached.TARGET_WINDOW:
            return bool(window.only_for)
    return False


def _distance(window: Service, field: Field | None) -> tuple[bool, bool, bool, bool]:
    named = field in window.fields
    return bool(window.only_for), not (named or window.any_field), not named, window.any_field and field is not None


def operators(structure: Structure, function: Function) -> tuple[str, ...]:
    """Return the ids of those who do a function: the agencies of its services, each once."""
    return _unique(name for service in services(structure, function) for name in service.agencies)


def meetings(structure: Structure, kind: ConferenceKind, occasion: Occasion | None = None) -> tuple[Meeting, ...]:
    """Return the meetings of a kind in law; for an occasion, those that state it or state none at all."""
    return tuple(
        meeting
        for meeting in structure.meeting
        if kind in meeting.kinds and (occasion is None or not meeting.occasions or occasion in meeting.occasions)
    )


def held_as_one(structure: Structure) -> tuple[Meeting, ...]:
    """Return the meetings of one of the two conferences that are held together with a meeting of the other."""
    two = {ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE}
    rows = {meeting.id: two.intersection(meeting.kinds) for meeting in structure.meeting}
    return tuple(
        meeting
        for meeting in structure.meeting
        if any(rows[meeting.id] and rows.get(other, set()) - rows[meeting.id] for other in meeting.held_with)
    )


def plan_routes(
    structure: Structure, kind: PlanKind, consent_given: bool, pattern: PlanPattern | None = None
) -> tuple[PlanRoute, ...]:
    """Return the routes of a kind of plan (and of one of its patterns, where that is given).

    Those for just this pattern and this state of consent come before those for all.
    """
    moment = ConsentMoment.AFTER if consent_given else ConsentMoment.BEFORE
    routes = [
        route
        for route in structure.plan_route
        if kind in route.plan
        and route.consent in (None, moment)
        and (pattern is None or not route.pattern or pattern in route.pattern)
    ]
    return tuple(sorted(routes, key=lambda route: (route.consent is None, not route.pattern)))


def ordering_routes(structure: Structure) -> tuple[PlanRoute, ...]:
    """Return the routes of plans that order conferences: several in a row, or others before consent than after it."""
    routes = [route for route in structure.plan_route if route.deliberated_in]
    before, after = (
        {name for route in routes if route.consent is moment for name in route.deliberated_in}
        for moment in (ConsentMoment.BEFORE, ConsentMoment.AFTER)
    )
    apart = bool(before and after) and before != after
    return tuple(route for route in routes if (route.consent and apart) or is_a_row(structure, route))


def is_a_row(structure: Structure, route: PlanRoute) -> bool:
    """Whether meetings of a route follow one another; those for different cases are alternatives."""
    meetings = [row for row in structure.meeting if row.id in route.deliberated_in]
    return len(route.deliberated_in) > 1 and not all(_apart(one, other) for one, other in combinations(meetings, 2))


def _apart(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings are for different fields or groups; or of one kind, one for some cases and one for all."""
    pairs = ((set(one.fields), set(other.fields)), (set(one.only_for), set(other.only_for)))
    different = any(these and those and these.isdisjoint(those) for these, those in pairs)
    return different or (one.kinds == other.kinds and any(bool(these) is not bool(those) for these, those in pairs))


def forms(structure: Structure, use: FormUse) -> tuple[Form, ...]:
    """Return the forms for a use."""
    return tuple(form for form in structure.form if use in form.use)


def intake_forms(structure: Structure, brought_by: BroughtBy) -> tuple[Form, ...]:
    """Return the forms that are used for what somebody brings: first those for just such people, then intake sheets."""
    own = [form for form in structure.form if brought_by in form.brought_by]
    return (*own, *(form for form in forms(structure, FormUse.INTAKE) if not form.brought_by))


def welfare_offices(structure: Structure) -> tuple[Agency, ...]:
    """Return the agencies that are the welfare office."""
    return tuple(agency for agency in structure.agency if agency.welfare_office)


def departures(structure: Structure) -> dict[str, Note]:
    """Return the notes that turn a rule of the gate from a refusal into a warning, by the rule's number."""
    return {
        note.rule: note
        for note in structure.note
        if note.kind is NoteKind.DEPARTS and note.rule and (structure.on is None or note.holds_on(structure.on))
    }


def agencies_of(structure: Structure, name: str) -> tuple[str, ...]:
    """Return the ids of the agencies behind a name; nothing where the name or the source does not lead to any."""
    row = structure.ids.get(name)
    if isinstance(row, Agency):
        return (row.id,)
    if isinstance(row, Organization):
        return tuple(agency.id for agency in structure.agency if organization_of(structure, agency) == row.id)
    if isinstance(row, Service | Role):
        return _unique(one for agency in row.agencies for one in agencies_of(structure, agency))
    if name == Special.WELFARE_OFFICE:
        return _unique(agency.id for agency in welfare_offices(structure))
    if (function := function_named(name)) is not None:
        return _unique(one for agency in operators(structure, function) for one in agencies_of(structure, agency))
    return ()


def is_municipal(structure: Structure, name: str) -> bool | None:
    """Whether a name belongs to the municipality itself; None when the source does not say.

    An agency belongs to its organisation, or else to that of the agency within which it lies (where it sits says
    nothing). A service, a role or a function belongs to the municipality when all its agencies do. A meeting is a body
    of many.
    """
    row = structure.ids.get(name)
    if isinstance(row, Organization):
        return row.kind is OrganizationKind.MUNICIPALITY
    if isinstance(row, Agency):
        organization = organization_of(structure, row)
        return None if organization is None else is_municipal(structure, organization)
    if isinstance(row, Service | Role):
        return _all_municipal(structure, row.agencies)
    if name == Special.WELFARE_OFFICE:
        return _all_municipal(structure, agencies_of(structure, name))
    if (function := function_named(name)) is not None:
        return _all_municipal(structure, operators(structure, function))
    return {Special.MUNICIPALITY.value: True, **dict.fromkeys(_NO_BODY, False)}.get(name)


def _all_municipal(structure: Structure, names: Iterable[str]) -> bool | None:
    known = [is_municipal(structure, name) for name in names]
    if False in known:
        return False
    return None if not known or None in known else True


def organization_of(structure: Structure, agency: Agency) -> str | None:
    """Return the organisation of an agency, or of the nearest agency around it that states one."""
    seen: set[str] = set()
    row: object = agency
    while isinstance(row, Agency) and row.id not in seen:
        if row.organization is not None:
            return row.organization
        seen.add(row.id)
        row = structure.ids.get(row.within or "")
    return None


def _agency_rows(structure: Structure, names: Iterable[str]) -> tuple[Agency, ...]:
    found = (structure.ids.get(one) for name in names for one in agencies_of(structure, name))
    return tuple(row for row in found if isinstance(row, Agency))


def function_named(name: str) -> Function | None:
    """Return the function of a name like ``function:outreach``: an operator that the source does not name."""
    word = name.removeprefix(_FUNCTION)
    return Function(word) if name.startswith(_FUNCTION) and word in tuple(Function) else None


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
