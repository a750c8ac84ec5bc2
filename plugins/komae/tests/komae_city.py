"""The city's plugin as it is found, and invented cases of one household."""

import datetime as dt

from attrs import evolve

from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.case import Case
from juso_core.casework.facts import (
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    HouseholdMember,
    Responsibility,
)
from juso_core.discovery import Found
from juso_core.municipality.words import Approached, BroughtBy, Consent, Trait

CODE = "132195"
FOUND = Found(CODE, "juso-komae", "0.1.0", "juso_komae", 1)
DAY = dt.date(2023, 1, 18)

CLEAR, UNCLEAR, NOBODY = Responsibility
WORKS, FAILS = Cooperation
GIVEN = Consents(Consent.GIVEN, Consent.GIVEN)
REFUSED = Consents(Consent.REFUSED, Consent.REFUSED)

CITY, SHAKYO = "promoter-city", "promoter-shakyo"
EITHER = ("fukushi-sodan", "shakyo-chiiki-somu")


def person(ref="man", *traits, consent=GIVEN, **more):
    """Somebody of the household."""
    return HouseholdMember(ref, traits=tuple(Trait(trait) for trait in traits), consent=consent, **more)


def case_of(*members, assessment=None, approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, **more) -> Case:
    """A case about the first of the members."""
    members = members or (person(),)
    consultation = Consultation(
        approached=approached, brought_by=brought_by, person=members[0].ref, members=members, **more
    )
    case = flow.receive("C1", CODE, c.Receive(consultation=consultation, window=None, agency="fukushi-sodan")).case
    return evolve(case, assessment=assessment)


def found(responsibility=UNCLEAR, cooperation=FAILS, agencies_needed=2, **more) -> Assessment:
    """What the agency found; by default it is a case for multi-agency collaboration."""
    return Assessment(
        complaint_clear=True,
        responsibility=responsibility,
        agencies_needed=agencies_needed,
        cooperation=cooperation,
        **{"household_issue": False, **more},
    )
