"""The city's plugin as it is found, and cases of one person as its structure is asked about them."""

import datetime as dt
from typing import Any

from attrs import evolve

from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.case import Case
from juso_core.casework.facts import Assessment, Consents, Consultation, Cooperation, HouseholdMember, Responsibility
from juso_core.discovery import Found
from juso_core.municipality.words import Approached, BroughtBy, Consent

CODE = "332151"
FOUND = Found(CODE, "juso-mimasaka", "0.1.0", "juso_mimasaka", 1)
DAY = dt.date(2022, 3, 31)

MAC = "function:multi_agency_collaboration"
OUTREACH = "function:outreach"
PARTICIPATION = "function:participation_support"


def case_of(consented: bool, **found: Any) -> Case:
    """A case of one person who consented to everything, or refuses; ``found`` changes an assessment that needs nothing.

    That assessment is of one agency that cooperates, with a clear complaint and clear responsibility.
    """
    consent = Consent.GIVEN if consented else Consent.REFUSED
    consultation = Consultation(
        approached=Approached.BASE,
        brought_by=BroughtBy.FAMILY,
        person="son",
        members=(HouseholdMember("son", consent=Consents(consent, consent)),),
    )
    simple: dict[str, Any] = {
        "complaint_clear": True,
        "responsibility": Responsibility.CLEAR,
        "agencies_needed": 1,
        "household_issue": False,
        "cooperation": Cooperation.WORKS,
    }
    command = c.Receive(consultation=consultation, window="window-hardship", agency="station")
    case = flow.receive("C1", CODE, command).case
    member = evolve(case.person, consent=Consents(consent, consent))
    return evolve(case, members=(member,), assessment=Assessment(**{**simple, **found}))
