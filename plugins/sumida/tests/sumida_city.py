"""The ward's plugin as it is found, invented cases of one person, and what comes of its walks and case files."""

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
from juso_core.desk import Desk, Place
from juso_core.discovery import Found
from juso_core.journal.memory import MemoryJournal
from juso_core.municipality.words import Approached, BroughtBy, Consent
from juso_core.office import Office
from juso_core.places import Places
from juso_core.research.case_file import read
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import standard_cases
from juso_core.research.walks import read_walk, walk

CODE = "131075"
FOUND = Found(CODE, "juso-sumida", "0.1.0", "juso_sumida", 1)
CASES = Path(__file__).resolve().parents[1] / "cases"
DAY = dt.date(2022, 8, 10)
TRANSITION = dt.date(2022, 3, 31)
GIVEN = Consents(Consent.GIVEN, Consent.GIVEN)
REFUSED = Consents(Consent.REFUSED, Consent.REFUSED)


def new_office() -> tuple[Office, MemoryJournal]:
    """An office of the ward, and its journal."""
    journal, numbers = MemoryJournal(), itertools.count(1)
    desk = Desk(
        journal=journal,
        place=Places({CODE: FOUND}.get),
        now=lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        new_id=lambda: f"C{next(numbers)}",
    )
    return Office(desk), journal


def case_of(consent: Consents = GIVEN, **found: object) -> Case:
    """A case of one person that a base took; unless it is said otherwise, two agencies work together well."""
    person = HouseholdMember("man", consent=consent)
    consultation = Consultation(
        approached=Approached.BASE, brought_by=BroughtBy.PERSON, person="man", members=(person,)
    )
    case = flow.receive("C1", CODE, c.Receive(consultation=consultation, window="window-platform", agency="platform"))
    usual = {
        "complaint_clear": True,
        "responsibility": Responsibility.CLEAR,
        "agencies_needed": 2,
        "household_issue": False,
        "cooperation": Cooperation.WORKS,
    }
    return evolve(case.case, assessment=Assessment(**{**usual, **found}))


def walked(name):
    """The case of a walk at its end, its history and the refusals on the way."""
    office, journal = new_office()
    done = walk(office, CODE, read_walk(CASES / f"{name}.walk.toml"))
    return office.case(done.case_id), journal.history(done.case_id), done.refusals


def path_of(id):
    """The path of a standard case, or of one of the ward's own."""
    place = place_of(FOUND)
    assert isinstance(place, Place), place
    files = {file.stem: file for file in (*standard_cases(), *CASES.glob("SUMIDA-*[0-9].toml"))}
    return path_data(simulate(read(files[id]), place))


def conferences(path):
    """When a conference is called on a path, on which occasion, and of what kind."""
    return [
        (step["after"], step["stage"], step["answers"]["kind"]["value"])
        for step in path["steps"]
        if step["step"] == "convene"
    ]
