"""An invented case in 稲城市, as its hooks are asked about it."""

from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.facts import AgeBand, Assessment, Consents, Consultation, HouseholdMember
from juso_core.casework.law import Actor, Context
from juso_core.casework.setting import setting_of
from juso_core.municipality.words import Approached, BroughtBy, Consent, Field, Topic

CODE = "132250"
CONSENT = Consents(Consent.GIVEN, Consent.GIVEN)
NO_CONSENT = Consents(Consent.REFUSED, Consent.REFUSED)


def a_consultation(
    brought_by=BroughtBy.CARE_MANAGER,
    topics=(Topic.ELDERLY_CARE,),
    consent=CONSENT,
    approached=Approached.FIELD_WINDOW,
    field=Field.ELDERLY,
):
    """What arrived at a window, about one person."""
    person = HouseholdMember("woman", None, AgeBand.of(81), (), (), consent)
    return Consultation(
        approached=approached, brought_by=brought_by, field=field, topics=topics, person="woman", members=(person,)
    )


def a_case(city, topics=(Topic.ELDERLY_CARE,), consent=CONSENT, **found):
    """A case received by a centre for the elderly and assessed."""
    command = c.Receive(
        consultation=a_consultation(topics=topics, consent=consent), window="window-elderly", agency="hokatsu-hirao"
    )
    case = flow.receive("C1", CODE, command).case
    context = Context(Actor("hokatsu-hirao"), setting_of(city))
    return flow.act(case, c.Assess(assessment=Assessment(**found)), context).case
