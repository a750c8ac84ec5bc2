"""The tables of ``structure.toml``: what a municipality is, as facts, each with its citation.

A row is one fact. Every row has ``cite`` and may have ``status`` (in force unless said otherwise) and ``since`` /
``until``, no more precise than the source (``"2014-12"``, ``"FY2021"``). Two rows of one table may share an id when
their periods do not overlap: they are the same thing at two times. ``Structure.at(day)`` is the structure of that
day. Who may be named: ids of this structure, the ``@`` words of ``words.Special`` and ``function:<function>`` for an
operator that the source does not name.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

import attrs
from attrs import field, frozen

from juso_core.citation import Citation, Source, Text
from juso_core.language.era import first_day, last_day
from juso_core.municipality.words import (
    AgencyKind,
    Approached,
    BroughtBy,
    Cases,
    ConferenceKind,
    ConsentMoment,
    Counts,
    Field,
    FormUse,
    Function,
    NoteKind,
    Occasion,
    OperationForm,
    OrganizationKind,
    PlanKind,
    PlanPattern,
    Required,
    RoleKind,
    Stage,
    Status,
    Together,
    Topic,
    Trait,
    Trigger,
    Unit,
)

__all__ = [
    "COMPUTED",
    "Agency",
    "Area",
    "CountingRule",
    "Figure",
    "Form",
    "Layer",
    "Meeting",
    "Member",
    "Note",
    "Organization",
    "PlanRoute",
    "Priority",
    "Programme",
    "Role",
    "Row",
    "Service",
    "Structure",
]


COMPUTED: Mapping[str, str] = {"key": ""}
"""Metadata of a field that the program fills in: a file cannot state it."""


@frozen(kw_only=True)
class Row:
    """What every row of every table has: its citations, how firm it is, and from when to when it holds."""

    table: ClassVar[str] = ""

    cite: tuple[Citation, ...]
    status: Status = Status.IN_FORCE
    since: str | None = None
    until: str | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the row is used on ``day``; a planned or proposed row without ``since`` never is."""
        if self.since is None and self.status in (Status.PLANNED, Status.PROPOSED):
            return False
        begun = self.since is None or first_day(self.since) <= day
        return begun and (self.until is None or day <= last_day(self.until))

    @property
    def key(self) -> str:
        """The name of the row for ``explain``: ``agency.fukushi``, or ``programme`` where it has no id."""
        own = getattr(self, "id", None) or getattr(self, "about", None) or getattr(self, "target", None)
        own = own or "-".join(getattr(self, "plan", ()))
        return f"{self.table}.{own}" if own else self.table


@frozen(kw_only=True)
class Programme(Row):
    """How far the programme is, which section is in charge, and where multi-agency collaboration sits.

    ``described_on`` is the day that the source describes: the default day of a simulation. ``mac_setting_pattern`` is
    the ministry's number (1 to 5) where the source states it.
    """

    table = "programme"
    stage: Stage
    section: str | None = None
    described_on: dt.date | None = None
    mac_setting_pattern: int | None = field(
        default=None, validator=attrs.validators.optional(attrs.validators.in_(range(1, 6)))
    )
    plan_period: str | None = None


@frozen(kw_only=True)
class Layer(Row):
    """A layer of areas, from the whole municipality (order 1) downward; ``count`` is the number of areas in it."""

    table = "layer"
    id: str
    name: str
    order: int
    count: int | None = None


@frozen(kw_only=True)
class Area(Row):
    """One area of a layer."""

    table = "area"
    id: str
    name: str
    layer: str
    covers: tuple[str, ...] = ()


@frozen(kw_only=True)
class Organization(Row):
    """A body that runs agencies: the municipality, the council of social welfare, another."""

    table = "organization"
    id: str
    kind: OrganizationKind
    name: str


@frozen(kw_only=True)
class Agency(Row):
    """A section, centre, base or team. ``seated_in`` is where its staff sit when that is another agency's room."""

    table = "agency"
    id: str
    name: str
    kind: AgencyKind
    organization: str | None = None
    within: str | None = None
    seated_in: str | None = None
    per: str | None = None
    count: int | None = None
    area: str | None = None
    place: str | None = None
    welfare_office: bool = False


@frozen(kw_only=True)
class Service(Row):
    """What agencies do for the programme: one function, by whom, in which form, for whom.

    A window is a service with function ``comprehensive_consultation``. ``roles`` are the workers who do it, ``section``
    is the section in charge of it where others do it. ``fields`` are the fields it serves and ``any_field`` says that
    it takes everything; ``approached`` are places that are no window (another section, a commissioner, outreach) from
    which it takes what arrives there. ``only_for`` restricts it to a target group and says nothing about others.
    ``takes`` are the conditions, any of which is enough, on which it takes a case, provided that all of ``needs`` hold;
    ``may_take`` are those on which taking it is left open. ``excludes`` names services that cannot be used at the same
    time.
    """

    table = "service"
    id: str
    function: Function
    name: str | None = None
    agencies: tuple[str, ...] = ()
    together: Together = Together.ANY
    roles: tuple[str, ...] = ()
    section: str | None = None
    operation_form: OperationForm | None = None
    approached: tuple[Approached, ...] = ()
    fields: tuple[Field, ...] = ()
    any_field: bool = False
    only_for: tuple[Trait, ...] = ()
    takes: tuple[Trigger, ...] = ()
    needs: tuple[Trigger, ...] = ()
    may_take: tuple[Trigger, ...] = ()
    excludes: tuple[str, ...] = ()
    per: str | None = None
    open: str | None = None
    applicant: str | None = None
    form: str | None = None
    answers: bool = False
    proposal_form: str | None = None
    hands_back_to: str | None = None


@frozen(kw_only=True)
class Role(Row):
    """A kind of worker: the local title, how many, where, and what else the same people are (``also``).

    ``headcount`` is their number in all, ``each`` the number for each of ``per``.
    """

    table = "role"
    id: str
    kind: RoleKind
    local_title: str | None = None
    agencies: tuple[str, ...] = ()
    headcount: int | None = None
    each: int | None = None
    per: str | None = None
    also: tuple[str, ...] = ()


@frozen(kw_only=True)
class Member:
    """Who belongs to a meeting: at which of its kinds, and when only in certain cases, for consultations about what."""

    who: str
    at: tuple[ConferenceKind, ...] = ()
    topics: tuple[Topic, ...] = ()


@frozen(kw_only=True)
class Meeting(Row):
    """A meeting by its local name, with the kinds that it is in law.

    ``convener`` is who calls it (``together``: several jointly, or any of them), ``lead`` who runs it,
    ``requested_by`` who may ask for it. ``within`` is the meeting of which it is a part, or as which it is held.
    ``fields`` are the fields whose cases come to it; ``only_for`` restricts it to cases of a target group;
    ``needs_consent`` says whether it is held about people who have consented only, or without consent too. ``must_on``
    are the occasions on which it must be held, and ``required`` is how strongly it is called for on others.
    ``held_with`` are meetings in one session with it, ``linked_with`` those with which it works hand in hand;
    ``cases`` says that it handles no single case, or is held with or without one.
    """

    table = "meeting"
    id: str
    name: str
    kinds: tuple[ConferenceKind, ...]
    within: str | None = None
    convener: tuple[str, ...] = ()
    together: Together | None = None
    lead: str | None = None
    secretariat: str | None = None
    requested_by: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    fields: tuple[Field, ...] = ()
    only_for: tuple[Trait, ...] = ()
    needs_consent: bool | None = None
    must_on: tuple[Occasion, ...] = ()
    required: Required | None = None
    cadence: str | None = None
    as_needed: bool = False
    per: str | None = None
    pledge: bool = False
    held_with: tuple[str, ...] = ()
    linked_with: tuple[str, ...] = ()
    cases: Cases | None = None


@frozen(kw_only=True)
class PlanRoute(Row):
    """How a plan of some kinds is made final: drafters, conferences in order, who decides, who is told.

    ``consent`` says whether the route is for before or after consent; without it the route serves both. ``pattern``
    restricts it to plans of these patterns, ``only_for`` to cases of a target group.
    """

    table = "plan_route"
    id: str | None = None
    plan: tuple[PlanKind, ...]
    consent: ConsentMoment | None = None
    pattern: tuple[PlanPattern, ...] = ()
    only_for: tuple[Trait, ...] = ()
    drafters: tuple[str, ...] = ()
    together: Together = Together.ANY
    deliberated_in: tuple[str, ...] = ()
    decided_by: str | None = None
    informed: str | None = None


@frozen(kw_only=True)
class Form(Row):
    """A sheet: what it is for, its number in the national set where it is one of those, the topics it lists.

    ``brought_by`` says that it is for what these people bring; without it, it is for whoever comes.
    """

    table = "form"
    id: str
    name: str
    use: tuple[FormUse, ...]
    number: str | None = None
    filled_by: tuple[str, ...] = ()
    brought_by: tuple[BroughtBy, ...] = ()
    topics: tuple[Topic, ...] = ()


@frozen(kw_only=True)
class Priority(Row):
    """A group that the municipality gives priority to, by fiscal year where the source says so."""

    table = "priority"
    target: Trait
    fiscal_year: int | None = None


@frozen(kw_only=True)
class CountingRule(Row):
    """What the municipality counts, and by which rule.

    ``counts`` is one of the things that ``reporting`` can count; the other keys narrow it: consultations or cases
    that came from certain agencies or services, that were taken to certain kinds of conference (or to none), with or
    without consent, with or without a final plan.
    """

    table = "counting_rule"
    id: str
    name: str
    name_en: str | None = None
    counts: Counts
    unit: Unit = Unit.CASE
    received_from: tuple[str, ...] = ()
    taken_to: tuple[ConferenceKind, ...] = ()
    without_conference: bool = False
    consent: bool | None = None
    plan: bool | None = None


@frozen(kw_only=True)
class Figure(Row):
    """A published number, or a range up to ``up_to``.

    ``counting_rule`` names the rule by which the same number can be counted here.
    """

    table = "figure"
    id: str
    name: str
    value: float
    up_to: float | None = None
    unit: Unit
    counting_rule: str | None = None
    about: str | None = None

    @property
    def amount(self) -> str:
        """The number as people write it: ``1,201``, or ``15～16`` for a range."""
        ends = (self.value,) if self.up_to is None else (self.value, self.up_to)
        return "～".join(f"{one:,.10g}" for one in ends)

    def agrees_with(self, counted: float) -> bool:
        """Whether what was counted is this number, or lies in this range."""
        return self.value <= counted <= (self.value if self.up_to is None else self.up_to)


@frozen(kw_only=True)
class Note(Row):
    """A remark about a question or a row: stated (or as none), a conflict, a departure, judged in code.

    A departure names the rule of the gate (``L07``) that it turns from a refusal into a warning.
    """

    table = "note"
    kind: NoteKind
    about: str
    text: Text
    rule: str | None = None


def _rows() -> Any:
    return field(factory=tuple)


@frozen(kw_only=True)
class Structure:
    """A municipality as its sources describe it. Read it with ``loading.load``; never build it from guesses.

    ``silent`` lists the questions (see ``questions.py``) that the sources do not answer; ``terms`` maps a word of the
    glossary to the local term; ``digest`` is the SHA-256 of the file that it was read from,
    and ``text`` the file itself.
    """

    code: str
    name: str
    name_en: str | None = None
    silent: tuple[str, ...] = ()
    terms: dict[str, str] = field(factory=dict)
    source: tuple[Source, ...] = _rows()
    programme: tuple[Programme, ...] = _rows()
    layer: tuple[Layer, ...] = _rows()
    area: tuple[Area, ...] = _rows()
    organization: tuple[Organization, ...] = _rows()
    agency: tuple[Agency, ...] = _rows()
    service: tuple[Service, ...] = _rows()
    role: tuple[Role, ...] = _rows()
    meeting: tuple[Meeting, ...] = _rows()
    plan_route: tuple[PlanRoute, ...] = _rows()
    form: tuple[Form, ...] = _rows()
    priority: tuple[Priority, ...] = _rows()
    counting_rule: tuple[CountingRule, ...] = _rows()
    figure: tuple[Figure, ...] = _rows()
    note: tuple[Note, ...] = _rows()
    digest: str = field(default="", metadata=COMPUTED)
    text: str = field(default="", repr=False, eq=False, metadata=COMPUTED)
    on: dt.date | None = field(default=None, metadata=COMPUTED)
    described: dt.date | None = field(default=None, repr=False, eq=False, metadata=COMPUTED)

    def at(self, day: dt.date) -> "Structure":
        """Return the structure of ``day``: only the rows that hold then, and of their agencies only those that do.

        Figures, notes and priorities are kept as they are.
        """
        kept: dict[str, Any] = {
            name: tuple(row for row in getattr(self, name) if row.holds_on(day))
            for name in TABLES
            if name not in ("figure", "note", "priority")
        }
        here = {agency.id for agency in kept["agency"]}
        gone = {agency.id for agency in self.agency} - here
        for name in ("service", "role"):
            kept[name] = tuple(
                attrs.evolve(row, agencies=tuple(a for a in row.agencies if a not in gone)) for row in kept[name]
            )
        # The day that the sources describe is known on every day, also where no row about the programme holds yet.
        return attrs.evolve(self, on=day, described=self.described_on, **kept)

    def rows(self) -> Iterator[Row]:
        """Yield every row of every table, in the order of the tables."""
        for name in TABLES:
            yield from getattr(self, name)

    @cached_property
    def ids(self) -> dict[str, Row]:
        """Every id with its row (the last one where a thing has several periods)."""
        return {row.id: row for row in self.rows() if getattr(row, "id", None)}  # type: ignore[attr-defined]

    @cached_property
    def by_function(self) -> dict[Function, tuple[Service, ...]]:
        """The services by the function that they do."""
        found: dict[Function, tuple[Service, ...]] = {}
        for service in self.service:
            found[service.function] = (*found.get(service.function, ()), service)
        return found

    @property
    def described_on(self) -> dt.date | None:
        """The day that the sources describe, where one is stated."""
        days = [p.described_on for p in self.programme if p.described_on]
        return self.described or (max(days) if days else None)


ROW_CLASSES: tuple[type[Row], ...] = (
    Programme,
    Layer,
    Area,
    Organization,
    Agency,
    Service,
    Role,
    Meeting,
    PlanRoute,
    Form,
    Priority,
    CountingRule,
    Figure,
    Note,
)
TABLES: tuple[str, ...] = tuple(cls.table for cls in ROW_CLASSES)
