"""An office to work at in tests: an invented town made on disk, or 八王子市, over a journal in memory."""

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from juso_core.casework.case import Case
from juso_core.casework.events import Attendee, Outcome
from juso_core.casework.facts import (
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    HouseholdMember,
    PlanContent,
    Responsibility,
)
from juso_core.casework.law import Actor
from juso_core.casework.record import Recorded
from juso_core.desk import Desk, Done
from juso_core.discovery import Found
from juso_core.journal.memory import MemoryJournal
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    Consent,
    Field,
    Includes,
    Occasion,
    PlanKind,
    Relation,
    Topic,
)
from juso_core.office import Office
from juso_core.places import Places

TOWN = Path(__file__).with_name("office_town.toml").read_text(encoding="utf-8")
FULL = Consents(Consent.GIVEN, Consent.GIVEN)
NONE = Consents()
SON = HouseholdMember("son", consent=FULL)
MOTHER = HouseholdMember("mother", Relation.MOTHER, consent=FULL)
ROLES_UNCLEAR = Assessment(
    complaint_clear=False,
    responsibility=Responsibility.UNCLEAR,
    agencies_needed=3,
    household_issue=True,
    cooperation=Cooperation.FAILS,
    wants=frozenset({Includes.PARTICIPATION, Includes.OTHER}),
)
SIMPLE = Assessment(
    complaint_clear=True,
    responsibility=Responsibility.CLEAR,
    agencies_needed=2,
    household_issue=False,
    cooperation=Cooperation.WORKS,
)
MAC_PLAN = PlanContent(PlanKind.MAC, {Includes.PARTICIPATION, Includes.OTHER})
PLAIN_PLAN = PlanContent(PlanKind.MAC, {Includes.OTHER})
OUTREACH_PLAN = PlanContent(PlanKind.OUTREACH, {Includes.OUTREACH})

_packages = itertools.count(1)


def day(number: int) -> dt.date:
    """A day of the tests; steps are a few days apart."""
    return dt.date(2024, 6, 1) + dt.timedelta(days=number)


def install(site: Path, structure: str = TOWN, plugin: str | None = None) -> Found:
    """Write a package of the invented town into ``site``, which is on the path; a new name for each."""
    name = f"juso_reiji_{next(_packages)}"
    package = site / name
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "structure.toml").write_text(structure, encoding="utf-8")
    if plugin is not None:
        (package / "plugin.py").write_text(plugin, encoding="utf-8")
    return Found("999997", "juso-reiji", "0.1.0", name, 1, str(site))


HACHIOJI = Found("132012", "juso-hachioji", "0.1.0", "juso_hachioji", 1)


@frozen
class Bench:
    """An office, its journal, and who acts there: a window, multi-agency collaboration, a section of the city."""

    office: Office
    journal: MemoryJournal
    code: str
    window: Actor
    mac: Actor
    section: Actor

    def history(self, case_id: str) -> tuple[Recorded, ...]:
        return self.journal.history(case_id)

    def basis(self, done: Done) -> Any:
        """The basis that was recorded with a command, read back from the journal."""
        return next(r for r in self.history(done.case.id) if r.seq == done.recorded[0].seq).basis

    def snapshot(self) -> Any:
        """All that journal and vault hold."""
        ids = [index.case_id for index in self.journal.cases()]
        vault = self.journal.vault
        return [(self.journal.read(one), vault.people(one), vault.notes(one)) for one in ids]

    # -- ways to a place in the flow -------------------------------------------------------------------------------

    def received(self, *members: HouseholdMember, **more: Any) -> str:
        found = consultation(*members)
        return self.office.receive(self.code, found, self.window, day(0), **more).case.id

    def referred(self, *members: HouseholdMember) -> str:
        case = self.received(*members)
        self.office.assess(case, ROLES_UNCLEAR, self.window, day(1))
        self.office.refer(case, self.window, day(2), explained=True, agreed=True)
        return case

    def accepted(self, *members: HouseholdMember) -> str:
        case = self.referred(*members)
        self.office.answer(case, self.mac, day(3), accept=True)
        return case

    def planning(self, *members: HouseholdMember) -> str:
        case = self.accepted(*members)
        self.office.apply(case, self.mac, day(4))
        self.office.assess(case, ROLES_UNCLEAR, self.mac, day(5), form_1_2=True)
        return case

    def submitted(self, *members: HouseholdMember, content: PlanContent = MAC_PLAN) -> str:
        case = self.planning(*members)
        self.office.draft(case, content, self.mac, day(6))
        self.office.submit(case, self.mac, day(6))
        return case

    def agreed(self, *members: HouseholdMember, content: PlanContent = MAC_PLAN) -> str:
        case = self.submitted(*members, content=content)
        self.office.call(case, self.mac, day(7), occasion=Occasion.PLAN, plan="P1")
        self.office.hold(case, self.mac, day(8), attendees=self.both(), outcome=Outcome.AGREED)
        return case

    def supporting(self, *members: HouseholdMember) -> str:
        case = self.agreed(*members)
        self.office.decide(case, self.section, day(9))
        self.office.support(case, self.mac, day(10))
        return case

    def closable(self, *members: HouseholdMember) -> str:
        case = self.supporting(*members)
        self.office.evaluate(case, self.mac, day(20))
        self.office.call(case, self.mac, day(21), occasion=Occasion.CLOSURE)
        self.office.hold(case, self.mac, day(22), attendees=self.both(), outcome=Outcome.AGREED)
        return case

    def both(self) -> tuple[Attendee, ...]:
        """The operator and the city, each bound to confidentiality."""
        return (Attendee(self.mac.agency, True), Attendee(self.section.agency, True))

    def case(self, case_id: str) -> Case:
        return self.office.case(case_id)


def consultation(*members: HouseholdMember, **facts: Any) -> Consultation:
    """A consultation about the first of the members; about the son and his mother where none is named."""
    members = members or (SON, MOTHER)
    facts = {
        "approached": Approached.FIELD_WINDOW,
        "field": Field.ELDERLY,
        "brought_by": BroughtBy.FAMILY,
        "topics": (Topic.HOUSING,),
        **facts,
    }
    return Consultation(person=members[0].ref, members=members, **facts)


def bench_of(found: Found) -> Bench:
    """An office for one municipality."""
    journal = MemoryJournal()
    numbers: Iterator[int] = itertools.count(1)
    desk = Desk(
        journal=journal,
        place=Places({found.code: found}.get),
        now=lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        new_id=lambda: f"C{next(numbers)}",
    )
    window, mac, section = {
        "999997": ("houkatsu", "shakyo", "fukushi"),
        "132012": ("anshin", "sasaeai", "fukushi-seisaku"),
    }[found.code]
    return Bench(Office(desk), journal, found.code, Actor(window), Actor(mac), Actor(section))
