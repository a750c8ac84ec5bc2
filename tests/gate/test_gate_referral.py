"""A referral has a receiver, and what an agency applied for in an earlier one is over."""

import pytest
from adversary import MUNICIPAL, OPERATOR, SECTION, first_case

from juso_core.casework import commands as c
from juso_core.casework.case import Case, Phase
from juso_core.casework.facts import Assessment
from juso_core.casework.flow import act
from juso_core.casework.refusal import RefusedByFlow
from juso_core.municipality.words import Consent


def after(case: Case, *commands: c.Command) -> Case:
    for command in commands:
        case = act(case, command, MUNICIPAL).case
    return case


REFERRAL = c.Refer(to=(OPERATOR,), subjects=("p1",), explained=True, agreed=True)
APPLICATION = c.Apply(agency=SECTION)


def test_who_names_nobody_reads_that_the_advice_names_nobody_either() -> None:
    with pytest.raises(RefusedByFlow) as refused:
        after(first_case(1), c.Assess(assessment=Assessment()), c.Refer(to=(), subjects=("p1",)))
    assert "the advice names nobody either" in str(refused.value)
    assert "--to" in refused.value.how_to_mend()


def test_an_agency_has_not_applied_for_a_second_referral() -> None:
    applied = after(first_case(1), c.Assess(assessment=Assessment()), REFERRAL, APPLICATION)
    assert applied.agency_applied
    again = after(applied, c.Answer(accept=False), REFERRAL)
    assert (again.phase, again.agency_applied) == (Phase.REFERRED, False)


def test_an_agency_that_applies_for_somebody_who_consents_moves_no_phase() -> None:
    taken = after(first_case(1), c.Assess(assessment=Assessment()), REFERRAL, c.Answer(accept=True))
    consenting = after(taken, c.RecordConsent(of="p1", use=Consent.GIVEN))
    assert after(consenting, APPLICATION).phase is Phase.PRECONSENT
    assert after(consenting, APPLICATION, c.Apply(person="p1")).phase is Phase.ASSESSING
