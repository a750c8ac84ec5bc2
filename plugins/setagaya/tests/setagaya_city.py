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

CODE = "131121"
FOUND = Found(CODE, "juso-setagaya", "0.1.0", "juso_setagaya", 1)
DAY = dt.date(2022, 4, 1)
HEARING = dt.date(2021, 12, 13)

CLEAR, UNCLEAR, NOBODY = Responsibility
WORKS, FAILS = Cooperation
GIVEN = Consents(Consent.GIVEN, Consent.GIVEN)
REFUSED = Consents(Consent.REFUSED, Consent.REFUSED)


def person(ref="man", *traits, consent=GIVEN, **more):
    """Somebody of the household."""
    return HouseholdMember(ref, traits=tuple(Trait(trait) for trait in traits), consent=consent, **more)


def case_of(*members, assessment=None, approached=Approached.FIELD_WINDOW, **more) -> Case:
    """A case about the first of the members."""
    members = members or (person(),)
    consultation = Consultation(
        approached=approached, brought_by=BroughtBy.PERSON, person=members[0].ref, members=members, **more
    )
    case = flow.receive("C1", CODE, c.Receive(consultation=consultation, window=None, agency="anshin")).case
    return evolve(case, assessment=assessment)


def found(responsibility=UNCLEAR, cooperation=FAILS, agencies_needed=2, **more) -> Assessment:
    """What the agency found; by default ordinary cooperation is not enough."""
    return Assessment(
        complaint_clear=True,
        responsibility=responsibility,
        agencies_needed=agencies_needed,
        cooperation=cooperation,
        **{"household_issue": False, **more},
    )
