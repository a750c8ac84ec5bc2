"""The national standard: what it says, and what it leaves open."""

import inspect

import pytest
from advice_towns import FULL, JUSO, NATIONAL, SUPPORT, case_of, consultation, member, town

from juso_core import national
from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake, advise_reporting
from juso_core.casework.decisions import Act
from juso_core.casework.facts import Assessment, Cooperation, EscalationStage, PlanContent, Responsibility
from juso_core.municipality.words import ConferenceKind, Includes, Level, Occasion, PlanKind, Required

TOWN = town()
WITH, WITHOUT = case_of(member(consent=FULL)), case_of(member())
OUT, PART, ELSE = Includes.OUTREACH, Includes.PARTICIPATION, Includes.OTHER


def convening(case, occasion):
    return advise_convening((NATIONAL,), case, occasion, None, case.refs, TOWN).decision


def approval(kind, *includes):
    return advise_approval((NATIONAL,), WITH, PlanContent(kind, includes), TOWN).decision


def escalation(assessment, stage=EscalationStage.AT_WINDOW):
    return advise_escalation((NATIONAL,), case_of(assessment=assessment), stage, TOWN).decision


@pytest.mark.parametrize(
    ("occasion", "required"),
    [
        (Occasion.PLAN, Required.MUST),
        (Occasion.REPLAN, Required.MUST),
        (Occasion.CLOSURE, Required.MUST),
        (Occasion.INTERRUPTION, Required.MUST),
        (Occasion.SHARE, Required.MAY),
    ],
)
def test_with_consent_a_juso_conference_must_be_held_on_four_occasions(occasion, required):
    decision = convening(WITH, occasion)
    assert (decision.kind, decision.required) == (ConferenceKind.JUSO_CONFERENCE, required)
    assert decision.identified is True


@pytest.mark.parametrize("occasion", list(Occasion))
def test_nobody_is_said_to_convene_a_juso_conference(occasion):
    decision = convening(WITH, occasion)
    assert decision.convener is decision.lead is decision.secretariat is decision.cadence is None
    assert decision.members == ("function:multi_agency_collaboration", "@municipality", "@needed")


@pytest.mark.parametrize("occasion", list(Occasion))
def test_without_consent_a_support_conference_convened_by_the_municipality_may_be_held(occasion):
    decision = convening(WITHOUT, occasion)
    assert (decision.kind, decision.required) == (ConferenceKind.SUPPORT_CONFERENCE, Required.MAY)
    assert decision.convener == ("@municipality",)


def test_it_names_no_meeting():
    structure = town(JUSO, SUPPORT)
    for case in (WITH, WITHOUT):
        assert advise_convening((NATIONAL,), case, Occasion.PLAN, None, case.refs, structure).decision.meeting is None


@pytest.mark.parametrize(
    ("includes", "pattern", "act", "decider", "informed"),
    [
        ((OUT,), "A", Act.SUPPORT_DECISION, "@municipality", None),
        ((PART,), "A", Act.SUPPORT_DECISION, "@municipality", None),
        ((OUT, PART), "A", Act.SUPPORT_DECISION, "@municipality", None),
        ((OUT, ELSE), "B", Act.SUPPORT_DECISION, "@municipality", None),
        ((PART, ELSE), "B", Act.SUPPORT_DECISION, "@municipality", None),
        ((OUT, PART, ELSE), "B", Act.SUPPORT_DECISION, "@municipality", None),
        ((ELSE,), "C", Act.PLAN_REPORT, None, "@municipality"),
        ((), "C", Act.PLAN_REPORT, None, "@municipality"),
    ],
)
def test_the_pattern_of_a_plan_chooses_the_act(includes, pattern, act, decider, informed):
    assert PlanContent(PlanKind.MAC, includes).pattern == pattern
    decision = approval(PlanKind.MAC, *includes)
    assert (decision.act, decision.decider, decision.informed) == (act, decider, informed)


@pytest.mark.parametrize(
    ("kind", "drafter"),
    [
        (PlanKind.MAC, "function:multi_agency_collaboration"),
        (PlanKind.OUTREACH, "function:outreach"),
        (PlanKind.PARTICIPATION, "function:participation_support"),
    ],
)
def test_each_operator_drafts_its_own_plan(kind, drafter):
    assert approval(kind, OUT, PART).drafters == (drafter,)


@pytest.mark.parametrize(
    ("assessment", "mac"),
    [
        (Assessment(responsibility=Responsibility.UNCLEAR), Level.YES),
        (Assessment(responsibility=Responsibility.NOBODY), Level.YES),
        (Assessment(cooperation=Cooperation.FAILS), Level.YES),
        (Assessment(stalled=True), Level.YES),
        (Assessment(wants=frozenset({OUT})), Level.YES),
        (Assessment(wants=frozenset({PART})), Level.YES),
        (Assessment(responsibility=Responsibility.CLEAR, cooperation=Cooperation.WORKS), Level.NO),
        (Assessment(responsibility=Responsibility.CLEAR), None),
        (Assessment(), None),
    ],
)
@pytest.mark.parametrize("stage", [EscalationStage.AT_WINDOW, EscalationStage.AT_MAC])
def test_two_routes_lead_to_multi_agency_collaboration(assessment, mac, stage):
    decision = escalation(assessment, stage)
    assert decision.mac is mac
    assert decision.receivers == (None if mac is Level.NO else ("function:multi_agency_collaboration",))
    assert decision.applicant == "person"


def test_before_an_assessment_nothing_is_said():
    assert advise_escalation((NATIONAL,), case_of(), EscalationStage.AT_WINDOW, TOWN).said == ()


def test_at_closure_the_referrer_is_foreseen_as_lead():
    decision = escalation(None, EscalationStage.AT_CLOSURE)
    assert decision.post_closure_lead == "@referrer"
    assert decision.mac is None


def test_intake_is_left_to_the_municipality():
    assert advise_intake((NATIONAL,), consultation(), TOWN).said == ()
    assert not hasattr(national, "juso_intake")


def test_what_is_counted_has_ids_of_its_own_and_both_languages():
    ((_giver, answer),) = advise_reporting((NATIONAL,), TOWN)
    ids = [one.id for one in answer.indicators]
    assert len(set(ids)) == len(ids) > 5
    assert all(one.name.ja and one.name.en for one in answer.indicators)


def test_the_standard_names_no_municipality():
    source = inspect.getsource(national)
    assert [name for name in ("八王子", "世田谷", "立川", "美作", "生駒") if name in source] == []
