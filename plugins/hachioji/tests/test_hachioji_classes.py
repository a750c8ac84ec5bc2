"""The judgement of the plugin: the classes ① to ④, and outreach until consent."""

import copy
from itertools import product

import pytest
from attrs import evolve
from hachioji_city import CODE, DAY, FOUND, new_office
from hypothesis import given
from hypothesis import strategies as st

from juso_core.advice import advise_escalation
from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.facts import (
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    EscalationStage,
    HouseholdMember,
    Responsibility,
)
from juso_core.casework.law import Actor
from juso_core.citation import Citation, Giver
from juso_core.municipality.words import Approached, BroughtBy, Consent, Includes, Level
from juso_core.registry import load
from juso_hachioji import plugin

CLEAR, UNCLEAR, NOBODY = Responsibility
WORKS, FAILS = Cooperation
YES, MAY, NO = Level.YES, Level.MAY, Level.NO
FULL = Consents(Consent.GIVEN, Consent.GIVEN)


def case_of(assessment=None, consent=FULL):
    """A case of one person; the plugin sees nothing of it but the assessment and the consent."""
    consultation = Consultation(
        approached=Approached.BASE,
        brought_by=BroughtBy.FAMILY,
        person="son",
        members=(HouseholdMember("son", consent=consent),),
    )
    case = flow.receive("C1", CODE, c.Receive(consultation=consultation, window=None, agency="anshin")).case
    return evolve(case, assessment=assessment)


def found(complaint_clear, responsibility, agencies_needed, household_issue, cooperation, **more):
    return Assessment(
        complaint_clear=complaint_clear,
        responsibility=responsibility,
        agencies_needed=agencies_needed,
        household_issue=household_issue,
        cooperation=cooperation,
        **more,
    )


def at_window(givers, city, assessment):
    return advise_escalation(givers, case_of(assessment), EscalationStage.AT_WINDOW, city)


# complaint clear, responsibility, agencies needed, issue of the household, cooperation -> class, referral
TABLE = [
    # ① clear, several sections, the existing way works
    (True, CLEAR, 2, False, WORKS, "1", NO),
    (True, CLEAR, 5, False, WORKS, "1", NO),
    # ② several sections, and complaint or responsibility is not clear, or the existing way does not work
    (False, CLEAR, 2, False, WORKS, "2", MAY),
    (True, UNCLEAR, 2, False, WORKS, "2", MAY),
    (True, CLEAR, 3, False, FAILS, "2", MAY),
    (False, UNCLEAR, 3, False, FAILS, "2", MAY),
    # ③ the household has issues, for several sections
    (True, CLEAR, 2, True, WORKS, "3", YES),
    (True, UNCLEAR, 2, True, FAILS, "3", YES),
    (False, UNCLEAR, 4, True, FAILS, "3", YES),
    # ④ nobody can take it, whatever else is found
    (True, NOBODY, 2, False, WORKS, "4", YES),
    (False, NOBODY, 2, False, FAILS, "4", YES),
    (True, NOBODY, 3, True, FAILS, "4", YES),
    (False, NOBODY, 1, False, FAILS, "4", YES),
    (None, NOBODY, None, None, None, "4", YES),
    # one agency: not compound, so it is no case of several sections and has no class
    (True, CLEAR, 1, False, WORKS, None, NO),
    (False, UNCLEAR, 1, True, FAILS, None, NO),
    # too little is known
    (None, None, None, None, None, None, None),
    (True, CLEAR, None, False, WORKS, None, None),
    (True, CLEAR, 2, None, WORKS, None, None),
    (None, CLEAR, 2, False, WORKS, None, None),
    (True, None, 2, False, WORKS, None, None),
    (True, CLEAR, 2, False, None, None, None),
    (None, None, 2, False, None, None, None),
    (False, UNCLEAR, None, True, FAILS, None, None),
    # enough is known already
    (None, UNCLEAR, 2, False, None, "2", MAY),
    (None, UNCLEAR, 2, True, None, "3", YES),
    (None, CLEAR, 2, True, None, "3", YES),
]


@pytest.mark.parametrize(
    ("complaint", "responsibility", "agencies", "household", "cooperation", "local_class", "mac"), TABLE
)
def test_classes(givers, city, complaint, responsibility, agencies, household, cooperation, local_class, mac):
    assessment = found(complaint, responsibility, agencies, household, cooperation)
    assert plugin.local_class(assessment) == local_class
    advice = at_window(givers, city, assessment)
    assert advice.stated("local_class") == local_class
    assert advice.stated("mac") is mac
    assert advice.failures == ()
    if local_class:
        assert advice.origins["mac"].giver is Giver.PLUGIN
        assert advice.origins["mac"].cites == (Citation("casebook", "八王子 Ⅱ(3) 表"),)
        assert advice.origins["local_class"].why[0].ja.startswith("①②③④"[int(local_class) - 1])


@pytest.mark.parametrize(
    "more", [{"urgent": True}, {"stalled": True}, {"wants": frozenset(Includes)}], ids=["urgent", "stalled", "wants"]
)
def test_nothing_else_in_an_assessment_changes_the_class(more):
    for row in TABLE:
        assert plugin.local_class(found(*row[:5], **more)) == row[5]


def test_every_complete_assessment_of_several_agencies_has_a_class():
    for parts in product((True, False), Responsibility, (2, 9), (True, False), Cooperation):
        assert plugin.local_class(found(*parts)) in plugin.CLASSES


def completions(assessment):
    """Everything that can come out once what is not known has been found out."""
    values = {
        "complaint_clear": (True, False),
        "responsibility": tuple(Responsibility),
        "agencies_needed": (1, 2, 4),
        "household_issue": (True, False),
        "cooperation": tuple(Cooperation),
    }
    open_fields = [name for name in values if getattr(assessment, name) is None]
    for chosen in product(*(values[name] for name in open_fields)):
        yield evolve(assessment, **dict(zip(open_fields, chosen, strict=True)))


UNKNOWN = st.builds(
    found,
    st.sampled_from([None, True, False]),
    st.sampled_from([None, *Responsibility]),
    st.sampled_from([None, 1, 2, 4]),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, *Cooperation]),
)


def level(assessment):
    answer = plugin.juso_escalate(case_of(assessment), EscalationStage.AT_WINDOW)
    return answer and answer.mac


@given(UNKNOWN)
def test_what_is_said_while_something_is_not_known_stands_once_it_is(assessment):
    """Not known is no fact: an answer that another finding would turn over is not given."""
    early = level(assessment)
    if early is not None:
        assert {level(one) for one in completions(assessment)} == {early}


# -- stages ----


def test_before_an_assessment_the_plugin_says_nothing(givers, city):
    advice = advise_escalation(givers, case_of(), EscalationStage.AT_WINDOW, city)
    assert not any(one.origin.giver is Giver.PLUGIN for one in advice.said)


@pytest.mark.parametrize(
    "consent", [Consents(), Consents(Consent.GIVEN, Consent.REFUSED), Consents(Consent.WITHDRAWN, Consent.GIVEN)]
)
def test_in_a_conference_without_consent_outreach_goes_on_until_there_is_one(givers, city, consent):
    advice = advise_escalation(givers, case_of(consent=consent), EscalationStage.IN_CONFERENCE, city)
    assert advice.stated("outreach") is YES
    assert advice.origins["outreach"].cites == (Citation("casebook", "八王子 図 相談フロー図"),)


def test_in_a_conference_with_consent_the_plugin_says_nothing(givers, city):
    advice = advise_escalation(givers, case_of(), EscalationStage.IN_CONFERENCE, city)
    assert not any(one.origin.giver is Giver.PLUGIN for one in advice.said)


def test_at_closure_the_source_is_silent(givers, city):
    advice = advise_escalation(givers, case_of(), EscalationStage.AT_CLOSURE, city)
    assert advice.stated("post_closure_lead") is None


def test_who_takes_a_referral_and_who_applies_are_facts(givers, city):
    advice = at_window(givers, city, found(*TABLE[7][:5]))
    assert advice.stated("receivers") == ("sasaeai",)
    assert advice.stated("applicant") == "person"
    assert {advice.origins[name].giver for name in ("receivers", "applicant", "form")} == {Giver.STRUCTURE}


@pytest.mark.parametrize("row", [row for row in TABLE if row[6] is YES and None not in row[:5]])
def test_what_is_to_be_referred_by_the_citys_classes_is_not_declined_by_the_national_standard(row):
    office, _journal = new_office()
    window, mac = Actor("anshin"), Actor("sasaeai")
    case = office.receive(CODE, case_of().consultation, window, DAY).case.id
    office.assess(case, found(*row[:5]), window, DAY)
    office.refer(case, window, DAY)
    assert office.answer(case, mac, DAY).case.accepted


@given(UNKNOWN, st.sampled_from(list(EscalationStage)), st.sampled_from([FULL, Consents()]))
def test_the_plugin_is_pure(assessment, stage, consent):
    case = case_of(assessment, consent)
    before = copy.deepcopy(case)
    assert plugin.juso_escalate(case, stage) == plugin.juso_escalate(before, stage)
    assert case == before


def test_the_plugin_answers_one_hook_and_the_rest_are_facts():
    (own, *_others) = load(FOUND).givers()
    assert list(own.hooks) == ["juso_escalate"]
