"""Invented cases of one household in 立川市, as its windows would have them."""

import datetime as dt

from attrs import evolve

from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.case import Case
from juso_core.casework.facts import Assessment, Consents, Consultation, Cooperation, HouseholdMember, Responsibility
from juso_core.municipality.words import Approached, BroughtBy, Consent, Field, Trait

CODE = "132021"
DAY = dt.date(2022, 5, 23)
NEXT_YEAR = dt.date(2023, 4, 1)
GIVEN = Consents(Consent.GIVEN, Consent.GIVEN)
REFUSED = Consents(Consent.REFUSED, Consent.REFUSED)


def person(ref="woman", *traits, consent=GIVEN, **more):
    """Somebody of the household."""
    return HouseholdMember(ref, traits=tuple(Trait(trait) for trait in traits), consent=consent, **more)


def consultation_of(*members, approached=Approached.FIELD_WINDOW, field=Field.HARDSHIP, topics=()) -> Consultation:
    """A consultation about the first of the members."""
    members = members or (person(),)
    return Consultation(
        approached=approached,
        brought_by=BroughtBy.PERSON,
        field=field,
        topics=tuple(topics),
        person=members[0].ref,
        members=members,
    )


def case_of(*members, assessment=None, **more) -> Case:
    """A case about the first of the members, received by some agency."""
    command = c.Receive(consultation=consultation_of(*members, **more), window=None, agency="kurashi-shigoto")
    return evolve(flow.receive("C1", CODE, command).case, assessment=assessment)


def found(**more) -> Assessment:
    """What the agency found; by default ordinary cooperation of two agencies is enough."""
    known = {
        "complaint_clear": True,
        "responsibility": Responsibility.CLEAR,
        "agencies_needed": 2,
        "household_issue": False,
        "cooperation": Cooperation.WORKS,
    }
    return Assessment(**{**known, **more})
