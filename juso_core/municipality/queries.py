"""What can be asked of a structure: pure functions, on the structure of one day (``Structure.at``).

A name is an id of the structure, an ``@`` word of ``words.Special`` or ``function:<function>``. A name that leads
nowhere on that day is not an error: the rows of a day can name what exists on another.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from juso_core.citation import Text
from juso_core.municipality.structure import (
    Agency,
    Form,
    Meeting,
    Note,
    Organization,
    PlanRoute,
    Role,
    Row,
    Service,
    Structure,
)
from juso_core.municipality.terms import national_term
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
    "held_as_one",
    "intake_forms",
    "is_municipal",
    "label",
    "local_term",
    "meetings",
    "operators",
    "ordering_routes",
    "plan_routes",
    "rows_with",
    "services",
    "welfare_offices",
    "windows",
    "windows_for",
]

OUTSIDE = "other:"
"""Before a word of BroughtBy: somebody outside the structure, such as ``other:medical``."""

_FUNCTION = "function:"
_NAMES = ("name", "local_title", "section", "text")
"""The keys in which a row can use a local term."""
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
    both = {route.consent for route in routes} >= set(ConsentMoment)
    return tuple(route for route in routes if (route.consent and both) or _in_a_row(structure, route))


def _in_a_row(structure: Structure, route: PlanRoute) -> bool:
    """Whether several meetings follow one another; meetings of one field each are no row, but alternatives."""
    meetings = [row for row in structure.meeting if row.id in route.deliberated_in]
    fields = [field for meeting in meetings for field in meeting.fields]
    apart = all(meeting.fields for meeting in meetings) and len(fields) == len(set(fields))
    return len(route.deliberated_in) > 1 and not apart


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
        return tuple(agency.id for agency in structure.agency if _organization(structure, agency) == row.id)
    if isinstance(row, Service | Role):
        return _unique(one for agency in row.agencies for one in agencies_of(structure, agency))
    if name == Special.WELFARE_OFFICE:
        return _unique(agency.id for agency in welfare_offices(structure))
    if (function := _function(name)) is not None:
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
        organization = _organization(structure, row)
        return None if organization is None else is_municipal(structure, organization)
    if isinstance(row, Service | Role):
        return _all_municipal(structure, row.agencies)
    if name == Special.WELFARE_OFFICE:
        return _all_municipal(structure, agencies_of(structure, name))
    if (function := _function(name)) is not None:
        return _all_municipal(structure, operators(structure, function))
    return {Special.MUNICIPALITY.value: True, **dict.fromkeys(_NO_BODY, False)}.get(name)


def _all_municipal(structure: Structure, names: Iterable[str]) -> bool | None:
    known = [is_municipal(structure, name) for name in names]
    if False in known:
        return False
    return None if not known or None in known else True


def _organization(structure: Structure, agency: Agency) -> str | None:
    """The organisation of an agency, or of the nearest agency around it that states one."""
    seen: set[str] = set()
    row: object = agency
    while isinstance(row, Agency) and row.id not in seen:
        if row.organization is not None:
            return row.organization
        seen.add(row.id)
        row = structure.ids.get(row.within or "")
    return None


def label(structure: Structure, name: str, language: str) -> str:
    """Return what people read for a name, in ``language`` ("ja" or "en"); an unknown name is shown as it is.

    Names of agencies and meetings are proper names and stay as they are; an agency or a worker of another body than
    the municipality is called with that body, and the municipality by its name.
    """
    row = structure.ids.get(name)
    if isinstance(row, Role):
        return _of_body(structure, row.local_title or row.kind.label(language), _body_of(structure, row))
    if isinstance(row, Service):
        return row.name or _service_label(structure, row, language)
    if isinstance(row, Agency):
        return _with_its_body(structure, row)
    if row is not None:
        return str(getattr(row, "name", name))
    if name == Special.MUNICIPALITY:
        return structure.name
    if name in tuple(Special):
        return Special(name).label(language)
    if (function := _function(name)) is not None:
        said = function.label(language)
        return f"{said}の実施主体" if language == "ja" else f"operator of {said}"
    outside = name.removeprefix(OUTSIDE)
    if outside != name and outside in tuple(BroughtBy):
        return BroughtBy(outside).label(language)
    return name


def _with_its_body(structure: Structure, agency: Agency) -> str:
    return _of_body(structure, agency.name, _organization(structure, agency))


def _of_body(structure: Structure, name: str, organization: str | None) -> str:
    body = structure.ids.get(organization or "")
    if not isinstance(body, Organization) or body.kind is OrganizationKind.MUNICIPALITY:
        return name
    whose = "社協" if body.kind is OrganizationKind.SHAKYO else body.name
    return name if whose in name else f"{whose} {name}"


def _body_of(structure: Structure, role: Role) -> str | None:
    """The one organisation to which all agencies of a role belong."""
    rows = (structure.ids.get(name) for name in role.agencies)
    bodies = {
        row.id if isinstance(row, Organization) else _organization(structure, row)  # type: ignore[arg-type]
        for row in rows
    }
    return bodies.pop() if len(bodies) == 1 else None


def _service_label(structure: Structure, service: Service, language: str) -> str:
    function = service.function.label(language)
    if not service.agencies:
        return function
    separator, form = ("・", "{}（{}）") if language == "ja" else (", ", "{} ({})")
    return form.format(function, separator.join(label(structure, agency, language) for agency in service.agencies))


def local_term(structure: Structure, key: str, language: str) -> str:
    """Return the word of a key of ``terms.TERMS`` here: the local one, or else the national one.

    In English the local word, which has no translation, follows the national one in brackets. Raises KeyError for a
    key that is not in the list.
    """
    national, local = national_term(key, language), structure.terms.get(key)
    if local is None:
        return national
    return local if language == "ja" else f"{national} ({local})"


def rows_with(structure: Structure, term: str) -> Iterator[Row]:
    """Yield the rows in whose name or text a local term stands; ``terms`` has no citation, and these have."""
    return (row for row in structure.rows() if any(term in _plain(getattr(row, key, None)) for key in _NAMES))


def _plain(value: Any) -> str:
    return value.ja if isinstance(value, Text) else value if isinstance(value, str) else ""


def _agency_rows(structure: Structure, names: Iterable[str]) -> tuple[Agency, ...]:
    found = (structure.ids.get(one) for name in names for one in agencies_of(structure, name))
    return tuple(row for row in found if isinstance(row, Agency))


def _function(name: str) -> Function | None:
    word = name.removeprefix(_FUNCTION)
    return Function(word) if name.startswith(_FUNCTION) and word in tuple(Function) else None


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
