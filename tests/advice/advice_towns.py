"""Invented towns as texts, cases as the flow makes them, and givers as the registry would ask them."""

import datetime as dt
from pathlib import Path
from types import ModuleType

import juso_core
from juso_core import national, stated
from juso_core.advice import Asked
from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.case import Case
from juso_core.casework.facts import Assessment, Consents, Consultation, HouseholdMember
from juso_core.casework.law import Actor, Context, Setting
from juso_core.citation import Giver
from juso_core.contract import guarded
from juso_core.guard import Author, Memory
from juso_core.hookspecs import RESULTS
from juso_core.municipality.loading import load_text
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Approached, BroughtBy, Consent

DAY = dt.date(2024, 6, 1)

HEAD = """
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

[[agency]]
id = "fukushi"
name = "福祉課"
kind = "section"
organization = "city"
cite = "plan: 1 (1)"

[[agency]]
id = "houkatsu"
name = "地域包括支援センター"
kind = "centre"
cite = "plan: 1 (2)"

[[agency]]
id = "shakyo"
name = "社協"
kind = "team"
cite = "plan: 1 (3)"
"""

JUSO = """
[[meeting]]
id = "juso-kaigi"
name = "重層的支援会議"
kinds = ["juso_conference"]
convener = ["shakyo"]
cite = "plan: 2 (1)"
"""

SUPPORT = """
[[meeting]]
id = "shien-kaigi"
name = "支援会議"
kinds = ["support_conference"]
convener = ["fukushi"]
cite = "plan: 2 (2)"
"""

ROUTES = """
[[plan_route]]
id = "mac-after"
plan = ["mac"]
consent = "after"
drafters = ["shakyo"]
together = "joint"
deliberated_in = ["juso-kaigi"]
decided_by = "fukushi"
cite = "plan: 3 (1)"

[[plan_route]]
id = "outreach-before"
plan = ["outreach"]
consent = "before"
drafters = ["houkatsu"]
deliberated_in = ["shien-kaigi"]
informed = "fukushi"
cite = "plan: 3 (2)"
"""

FULL = (Consent.GIVEN, Consent.GIVEN)
NONE = (Consent.NOT_ASKED, Consent.NOT_ASKED)


def town(*tables: str, on: dt.date = DAY) -> Structure:
    """The invented town with these tables, on a day."""
    return load_text(HEAD + "".join(tables)).at(on)


def mac(*lines: str, id: str = "mac", agencies: str = '["shakyo"]') -> str:
    """A row of multi-agency collaboration with further lines."""
    return "\n".join(
        (
            "",
            "[[service]]",
            f'id = "{id}"',
            'function = "multi_agency_collaboration"',
            f"agencies = {agencies}",
            'cite = "plan: 4"',
            *lines,
            "",
        )
    )


def member(ref: str = "son", consent: tuple[Consent, Consent] = NONE, **facts: object) -> HouseholdMember:
    return HouseholdMember(ref, consent=Consents(*consent), **facts)


def consultation(*members: HouseholdMember, **facts: object) -> Consultation:
    """A consultation about the first of the members."""
    members = members or (member(),)
    facts = {"approached": Approached.FIELD_WINDOW, "brought_by": BroughtBy.FAMILY, **facts}
    return Consultation(person=members[0].ref, members=members, **facts)


def case_of(*members: HouseholdMember, assessment: Assessment | None = None) -> Case:
    """A case about the first of the members, with its assessment, as the flow makes it."""
    case = flow.receive(
        "C1", "999997", c.Receive(consultation=consultation(*members), window=None, agency="houkatsu")
    ).case
    if assessment is None:
        return case
    context = Context(Actor("houkatsu"), Setting())
    return flow.act(case, c.Assess(assessment=assessment), context).case


def giver(module: ModuleType, name: Giver) -> Asked:
    """A module of hooks as the registry asks it: guarded, under its name."""
    ready = guarded(module, Author(name.value, "1", Path(juso_core.__file__).parent), Memory())
    return Asked(name, name.value, "1", {hook: (getattr(ready, hook),) for hook in RESULTS if hasattr(ready, hook)})


STATED = giver(stated, Giver.STRUCTURE)
NATIONAL = giver(national, Giver.NATIONAL)
BOTH = (STATED, NATIONAL)
