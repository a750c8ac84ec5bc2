"""The city's plugin as it is found, its own case files, and invented cases of one household."""

import datetime as dt
from pathlib import Path

from attrs import evolve

from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.case import Case
from juso_core.casework.facts import Assessment, Consents, Consultation, HouseholdMember
from juso_core.desk import Place
from juso_core.discovery import Found
from juso_core.municipality.words import Approached, BroughtBy, Consent, Field
from juso_core.research.case_file import read
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate

CODE = "132144"
FOUND = Found(CODE, "juso-kokubunji", "0.1.0", "juso_kokubunji", 1)
CASES = Path(__file__).resolve().parents[1] / "cases"
DAY = dt.date(2023, 4, 1)
GIVEN = Consents(Consent.GIVEN, Consent.GIVEN)
REFUSED = Consents(Consent.REFUSED, Consent.REFUSED)


def consultation(approached=Approached.FIELD_WINDOW, field=Field.DISABILITY, consent=GIVEN) -> Consultation:
    """Somebody invented comes by themselves."""
    man = HouseholdMember("man", consent=consent)
    return Consultation(approached=approached, brought_by=BroughtBy.PERSON, field=field, person="man", members=(man,))


def case_of(consent=GIVEN, **found) -> Case:
    """A case that the window for disability has received and assessed."""
    command = c.Receive(consultation=consultation(consent=consent), window="window-disability", agency="shogai-sodan")
    return evolve(flow.receive("C1", CODE, command).case, assessment=Assessment(**found))


def path_of(id: str) -> dict:
    """The path of one of the city's own case files, as data."""
    place = place_of(FOUND)
    assert isinstance(place, Place), place
    return path_data(simulate(read(CASES / f"{id}.toml"), place))
