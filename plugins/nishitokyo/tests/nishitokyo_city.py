"""The city's office over a journal in memory, its walks, and invented cases of one person."""

import datetime as dt
import itertools
from pathlib import Path

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
from juso_core.desk import Desk
from juso_core.discovery import Found
from juso_core.journal.memory import MemoryJournal
from juso_core.municipality.words import Approached, BroughtBy, Consent
from juso_core.office import Office
from juso_core.places import Places

CODE = "132292"
FOUND = Found(CODE, "juso-nishitokyo", "0.1.0", "juso_nishitokyo", 1)
CASES = Path(__file__).resolve().parents[1] / "cases"
DAY = dt.date(2022, 11, 18)
TRIAL = dt.date(2021, 10, 1)

CLEAR, UNCLEAR, NOBODY = Responsibility
WORKS, FAILS = Cooperation
GIVEN = Consents(Consent.GIVEN, Consent.GIVEN)
REFUSED = Consents(Consent.REFUSED, Consent.REFUSED)


def new_office() -> tuple[Office, MemoryJournal]:
    """An office of the city, and its journal."""
    journal, numbers = MemoryJournal(), itertools.count(1)
    desk = Desk(
        journal=journal,
        place=Places({CODE: FOUND}.get),
        now=lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        new_id=lambda: f"C{next(numbers)}",
    )
    return Office(desk), journal


def case_of(consent: Consents = GIVEN, **found: object) -> Case:
    """A case of one person, received by 地域包括支援センター; by default nothing is hard about it."""
    person = HouseholdMember("man", consent=consent)
    consultation = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, person="man", members=(person,)
    )
    case = flow.receive("C1", CODE, c.Receive(consultation=consultation, window=None, agency="hokatsu")).case
    easy = {
        "complaint_clear": True,
        "responsibility": CLEAR,
        "agencies_needed": 2,
        "household_issue": False,
        "cooperation": WORKS,
    }
    return evolve(case, assessment=Assessment(**{**easy, **found}))
