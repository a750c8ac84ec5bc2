"""What is particular to 墨田区: the 支援会議 comes first, outreach follows it at once, and plans are few."""

import datetime as dt

import pytest
from sumida_city import DAY, GIVEN, REFUSED, TRANSITION, case_of, conferences, path_of, walked

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake, advise_reporting
from juso_core.casework.case import OutreachState, ParticipationState
from juso_core.casework.facts import Consultation, Cooperation, EscalationStage, HouseholdMember, PlanContent
from juso_core.casework.facts import Responsibility as Who
from juso_core.casework.law import VerdictKind
from juso_core.casework.setting import setting_of
from juso_core.citation import Giver
from juso_core.municipality import queries
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    ConferenceKind,
    Field,
    Function,
    Includes,
    Level,
    Occasion,
    OperationForm,
    PlanKind,
    Stage,
)
from juso_core.reporting.report import Whose, indicators_of, make_report

MAC_PLAN = PlanContent(PlanKind.MAC, {Includes.OTHER})
BOTH = pytest.mark.parametrize("consent", [GIVEN, REFUSED], ids=["consent", "no consent"])


# -- the programme, and who does what ----


def test_after_a_year_of_transition_one_section_has_all_of_it(whole):
    for day, stage, operators in ((TRANSITION, Stage.TRANSITION, "seikatsu-fukushi"), (DAY, Stage.FULL, "kosei")):
        then = whole.at(day)
        assert [row.stage for row in then.programme] == [stage]
        assert queries.operators(then, Function.MULTI_AGENCY_COLLABORATION) == (operators,)
        tanto = then.ids["seikatsu-shien-tanto"]
        assert (tanto.within, queries.is_municipal(then, tanto.id)) == (operators, True)
    assert whole.described_on == DAY


@pytest.mark.parametrize(
    ("day", "sections"),
    [("2020-08-31", {"kosei"}), ("2020-10-01", {"kosei", "seikatsu-fukushi"}), ("2021-04-01", set())],
)
def test_ward_and_shakyo_talked_about_it_first(whole, day, sections):
    then = whole.at(dt.date.fromisoformat(day))
    talks = [meeting for meeting in then.meeting if meeting.id == "jumbi-hanashiai"]
    assert {member.who for meeting in talks for member in meeting.members} - {"shakyo"} == sections


@pytest.mark.parametrize("function", [*Function])
def test_only_collaboration_and_its_plans_are_the_wards_own_work(city, function):
    own = function in (Function.MULTI_AGENCY_COLLABORATION, Function.SUPPORT_PLANNING)
    forms = {one.operation_form for one in queries.services(city, function) if one.operation_form}
    assert forms == {OperationForm.DIRECT if own else OperationForm.OUTSOURCED}


def test_anything_can_be_brought_to_a_base_and_the_windows_of_three_fields_are_not_described(city, givers):
    man = (HouseholdMember("man"),)
    for approached, field, window in (
        (Approached.BASE, None, "window-platform"),
        (Approached.GENERAL_WINDOW, Field.CHILD, "window-platform"),
        (Approached.COMMISSIONER, None, "window-platform"),
        (Approached.FIELD_WINDOW, Field.ELDERLY, "window-elderly"),
        (Approached.FIELD_WINDOW, Field.HARDSHIP, None),
    ):
        came = Consultation(approached=approached, brought_by=BroughtBy.PERSON, field=field, person="man", members=man)
        assert advise_intake(givers, came, city).stated("window") == window


def test_the_workers_have_no_areas(city):
    assert city.ids["csw"].headcount == 8
    assert city.ids["csw"].per is None
    assert [layer.count for layer in city.layer] == [7, 171]
    assert {"platform", "window-platform"}.isdisjoint(row.id for row in (*city.agency, *city.service) if row.per)


# -- which cases ----


@pytest.mark.parametrize(
    ("found", "taken"),
    [
        ({}, Level.NO),
        ({"household_issue": True, "complaint_clear": False, "agencies_needed": 4}, Level.NO),
        ({"responsibility": Who.UNCLEAR}, Level.YES),
        ({"responsibility": Who.NOBODY}, Level.YES),
        ({"cooperation": Cooperation.FAILS}, Level.YES),
        ({"stalled": True}, Level.YES),
        ({"responsibility": None}, None),
    ],
)
def test_taken_are_cases_whose_roles_must_be_sorted_or_that_are_stuck(city, givers, found, taken):
    advice = advise_escalation(givers, case_of(**found), EscalationStage.AT_WINDOW, city)
    assert advice.stated("mac") is taken
    assert (advice.stated("receivers") == ("kosei",)) is (taken is not Level.NO)


# -- the two conferences ----


@BOTH
def test_with_or_without_consent_a_case_comes_first_to_the_monthly_conference_with_its_pledge(city, givers, consent):
    advice = advise_convening(givers, case_of(consent), Occasion.SHARE, None, ("man",), city)
    said = {name: advice.stated(name) for name in ("kind", "meeting", "convener", "members", "cadence", "pledge")}
    assert said == {
        "kind": ConferenceKind.SUPPORT_CONFERENCE,
        "meeting": "shien-kaigi",
        "convener": ("ku",),
        "members": ("kakaricho-kacho", "csw-sokatsu", "@needed"),
        "cadence": "毎月1回",
        "pledge": True,
    }


def test_who_hears_a_consultation_may_bring_it_to_the_conference(city):
    assert city.ids["shien-kaigi"].requested_by == (f"function:{Function.COMPREHENSIVE_CONSULTATION}",)
    assert city.ids["juso-kaigi"].requested_by == ()


def test_before_personal_data_could_be_used_the_conference_named_nobody(whole):
    kinds = [{kind for row in whole.at(day).meeting for kind in row.kinds} for day in (TRANSITION, DAY)]
    assert [ConferenceKind.ANONYMISED in one for one in kinds] == [True, False]


def test_a_plan_is_drafted_by_shakyo_for_the_wards_conference_and_nobody_is_said_to_decide(city, givers):
    advice = advise_approval(givers, case_of(), MAC_PLAN, city)
    assert advice.stated("drafters") == ("csw-sokatsu",)
    assert queries.is_municipal(city, "csw-sokatsu") is False
    assert advice.stated("deliberated_in") == ("shien-kaigi", "juso-kaigi")
    assert advice.stated("decider") is None
    assert advise_approval(givers, case_of(REFUSED), MAC_PLAN, city).stated("drafters") is None


@pytest.mark.parametrize(
    ("id", "held"),
    [
        ("V01", [("P0D", "share", "support_conference"), ("P6M", "plan", "juso_conference")]),
        ("V04", [("P0D", "share", "support_conference")]),
        ("SUMIDA-1", [("P0D", "share", "support_conference")]),
        ("V05", [("P0D", "share", "support_conference"), ("P0D", "plan", "juso_conference")]),
        ("V06", []),
        ("V08", []),
    ],
)
def test_the_conferences_of_a_case_in_their_order(id, held):
    assert conferences(path_of(id)) == held


# -- outreach at once, participation support without a plan ----


@pytest.mark.parametrize("id", ["V01", "V04", "SUMIDA-1"])
def test_outreach_begins_after_the_first_conference_with_none_between(id):
    steps = [step["step"] for step in path_of(id)["steps"]]
    assert steps[steps.index("convene") : steps.index("outreach") + 1] == ["convene", "escalate", "approve", "outreach"]


def test_with_consent_it_begins_there_too_and_the_gate_only_warns(city):
    case, history, refusals = walked("outreach-at-once")
    assert (case.outreach, case.plans, refusals) == (OutreachState.AFTER_CONSENT, (), ())
    assert [session.kind for session in case.sessions] == [ConferenceKind.SUPPORT_CONFERENCE]
    found = [verdict for one in history if one.basis for verdict in one.basis.verdicts if verdict.rule == "L14"]
    assert {verdict.verdict for verdict in found} == {VerdictKind.WARNING}
    assert list(setting_of(city).departs) == ["L14"]


def test_participation_support_counts_without_a_plan_where_there_is_consent(whole, givers):
    case, history, refusals = walked("participation-no-plan")
    assert (case.participation, case.plans) == (ParticipationState.CONTACT, ())
    assert [verdict.rule for one in refusals for verdict in one.verdicts if verdict.verdict is VerdictKind.REFUSED] == [
        "L13"
    ]
    since, until = dt.date(2022, 4, 1), dt.date(2023, 3, 31)
    report = make_report(whole, indicators_of(advise_reporting(givers, whole.at(until))), [history], since, until)
    counted = {row.id: row.value for row in report.rows if row.whose is Whose.MUNICIPALITY}
    assert counted == {"participation-counted": 1, "plans": 0}


# -- the whole ----


def test_every_question_is_answered_or_known_to_be_silent_and_nothing_is_judged_in_code(city, givers, loaded):
    assert not loaded.has_plugin
    assert [one.giver for one in givers] == [Giver.STRUCTURE, Giver.NATIONAL]
    silent = {one for one in QUESTIONS if state(city, one).state is AnswerState.SILENT}
    assert silent == set(city.silent)
    assert AnswerState.NOT_ENTERED not in {state(city, one).state for one in QUESTIONS}
