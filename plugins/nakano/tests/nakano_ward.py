"""The ward's plugin as it is found, the day that its source describes, and cases to ask it about."""

import datetime as dt
from pathlib import Path

from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.facts import AgeBand, Assessment, Consents, Consultation, HouseholdMember
from juso_core.casework.law import Actor, Context
from juso_core.casework.setting import setting_of
from juso_core.desk import Place
from juso_core.discovery import Found
from juso_core.municipality.words import Approached, BroughtBy, Consent, Field, Topic
from juso_core.research.case_file import read
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import named

CODE = "131148"
FOUND = Found(CODE, "juso-nakano", "0.1.0", "juso_nakano", 1)
DAY = dt.date(2022, 7, 1)
TRANSITION = dt.date(2021, 7, 1)
CASES = Path(__file__).parents[1] / "cases"
GIVEN = Consents(Consent.GIVEN, Consent.GIVEN)
REFUSED = Consents(Consent.REFUSED, Consent.REFUSED)


def consulting(approached, consent=GIVEN, traits=(), field=None):
    """A consultation of an invented woman."""
    return Consultation(
        approached=approached,
        brought_by=BroughtBy.FAMILY,
        field=field,
        topics=(Topic.FAMILY_RELATIONS,),
        person="woman",
        members=(HouseholdMember("woman", None, AgeBand.of(47), traits, (), consent),),
    )


def a_case(ward, consent=GIVEN, traits=(), **found):
    """Her case, received at a window of one of the fields and assessed."""
    consultation = consulting(Approached.FIELD_WINDOW, consent, traits, Field.ELDERLY)
    case = flow.receive("C1", CODE, c.Receive(consultation=consultation, window="window-existing", agency="ward")).case
    return flow.act(case, c.Assess(assessment=Assessment(**found)), Context(Actor("ward"), setting_of(ward))).case


def walked(case_id):
    """The path of a case file of the ward's own, or of a standard one."""
    place = place_of(FOUND)
    assert isinstance(place, Place), place
    own = CASES / f"{case_id}.toml"
    return path_data(simulate(read(own if own.exists() else named(case_id)), place))


def conferences(path):
    """Every conference on the way for which the ward has a meeting: that meeting, who convenes it, who comes."""
    steps = [step["answers"] for step in path["steps"] if step["step"] == "convene" and "meeting" in step["answers"]]
    return [tuple(told[key]["value"] for key in ("meeting", "convener", "members")) for told in steps]
