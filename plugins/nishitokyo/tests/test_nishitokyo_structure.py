"""What is particular to 西東京市: an agency applies and is answered; city and 社協 divide conferences and plan."""

import datetime as dt

import pytest
from nishitokyo_city import CASES, CODE, DAY, FAILS, GIVEN, NOBODY, REFUSED, TRIAL, UNCLEAR, case_of, new_office

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework.case import Phase
from juso_core.casework.facts import Consultation, EscalationStage, PlanContent
from juso_core.casework.law import VerdictKind
from juso_core.municipality import queries
from juso_core.municipality.questions import AnswerState, state
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    ConferenceKind,
    Field,
    FormUse,
    Function,
    Includes,
    Level,
    Occasion,
    OperationForm,
    PlanKind,
    Stage,
    Status,
)
from juso_core.research.walks import read_demo, walk

AT_WINDOW, AT_MAC = EscalationStage.AT_WINDOW, EscalationStage.AT_MAC
PLAN = PlanContent(PlanKind.MAC, {Includes.OUTREACH, Includes.OTHER})
MEMBERS = ("chiiki-kyosei", "chiiki-coordinator", "@needed", "@referrer")
ALONE = {PlanKind.OUTREACH: Includes.OUTREACH, PlanKind.PARTICIPATION: Includes.PARTICIPATION}


def escalation(givers, city, stage, consent=GIVEN, **found):
    return advise_escalation(givers, case_of(consent, **found), stage, city)


def convening(givers, city, consent, occasion=Occasion.SHARE, plan=None):
    return advise_convening(givers, case_of(consent, cooperation=FAILS), occasion, plan, ("man",), city)


@pytest.fixture(scope="module")
def walked():
    """Every walk made at one office: by file the case, its history and the refusals on the way."""
    office, journal = new_office()
    made = {}
    for one in read_demo(CASES).walks:
        done = walk(office, CODE, one)
        made[one.file] = (office.case(done.case_id), journal.history(done.case_id), done.refusals)
    return made


# -- which cases the windows bring, and how they are answered ----


@pytest.mark.parametrize(
    ("found", "mac"),
    [
        ({}, Level.NO),
        ({"cooperation": FAILS}, Level.YES),
        ({"responsibility": UNCLEAR}, Level.YES),
        ({"responsibility": NOBODY}, Level.YES),
        ({"household_issue": True}, Level.YES),
        ({"complaint_clear": False}, Level.YES),
        ({"complaint_clear": False, "agencies_needed": 1}, Level.NO),
        ({"cooperation": None, "responsibility": None}, None),
    ],
)
def test_a_compound_case_that_needs_disentangling_is_brought(givers, city, found, mac):
    assert escalation(givers, city, AT_WINDOW, **found).stated("mac") is mac


@pytest.mark.parametrize("consent", [GIVEN, REFUSED], ids=["consent", "no consent"])
def test_the_agency_applies_whatever_the_consent_and_the_answer_is_open(givers, city, consent):
    advice = escalation(givers, city, AT_MAC, consent, cooperation=FAILS)
    assert advice.stated("mac") is Level.MAY
    assert advice.stated("applicant") == "agency"
    assert (advice.stated("form"), advice.stated("proposal")) == ("riyo-moshikomi", "teian-sheet")


def test_the_application_is_nobodys_consent(city):
    assert queries.forms(city, FormUse.APPLICATION) == ()
    assert state(city, "consent.form").state is AnswerState.SILENT


def test_it_is_answered_with_a_proposal_and_applied_for_again(walked):
    case, history, refusals = walked["teian.walk.toml"]
    proposals = [one.event for one in history if getattr(one.event, "proposal", None) == "teian-sheet"]
    assert [event.accepted for event in proposals] == [False]
    applications = [one.event for one in history if type(one.event).__name__ == "ApplicationReceived"]
    assert [event.agency or event.person for event in applications] == ["hokatsu", "hokatsu", "daughter"]
    assert case.phase is Phase.ASSESSING
    assert case.accepted
    assert refusals == ()


# -- city and 社協 ----


def test_without_consent_the_city_convenes_and_the_applicant_attends(givers, city):
    advice = convening(givers, city, REFUSED)
    assert advice.stated("kind") is ConferenceKind.SUPPORT_CONFERENCE
    assert (advice.stated("convener"), advice.stated("secretariat")) == (("city",), "shakyo")
    assert advice.stated("members") == MEMBERS
    assert queries.is_municipal(city, "city")


def test_with_consent_shakyo_convenes_and_the_applicant_attends(givers, city):
    advice = convening(givers, city, GIVEN, Occasion.PLAN, PLAN)
    assert advice.stated("kind") is ConferenceKind.JUSO_CONFERENCE
    assert advice.stated("convener") == ("shakyo",)
    assert advice.stated("members") == MEMBERS
    assert advice.stated("secretariat") is advice.stated("cadence") is advice.stated("required") is None


def test_shakyo_drafts_and_the_city_decides(givers, city):
    case = case_of(GIVEN, cooperation=FAILS)
    advice = advise_approval(givers, case, PLAN, city)
    assert (advice.stated("drafters"), advice.stated("decider")) == (("shakyo",), "city")
    assert advice.stated("deliberated_in") == ("juso-kaigi",)
    assert advice.stated("informed") is None


@pytest.mark.parametrize("kind", ALONE)
def test_of_a_plan_of_one_service_nothing_is_said(givers, city, kind):
    advice = advise_approval(givers, case_of(GIVEN), PlanContent(kind, {ALONE[kind]}), city)
    assert all(advice.stated(name) is None for name in ("drafters", "deliberated_in", "decider", "informed"))


def test_what_shakyo_may_not_do_for_the_city_is_refused_on_the_way(walked):
    case, history, refusals = walked["doi-nashi.walk.toml"]
    refused = [(one.do, {v.rule for v in one.verdicts if v.verdict is VerdictKind.REFUSED}) for one in refusals]
    assert refused == [("call", {"L02"}), ("decide", {"L11"})]
    calls = [one.event for one in history if type(one.event).__name__ == "ConferenceCalled"]
    assert [(call.meeting, call.convener) for call in calls] == [
        ("shien-kaigi", ("city",)),
        ("juso-kaigi", ("shakyo",)),
    ]
    assert case.phase is Phase.SUPPORTING


# -- windows ----


@pytest.mark.parametrize(
    ("field", "window", "section"),
    [
        (Field.ELDERLY, "window-elderly", "高齢者支援課"),
        (Field.DISABILITY, "window-disability", "障害福祉課"),
        (Field.CHILD, "window-child", "健康課"),
        (Field.HARDSHIP, "window-hardship", "健康福祉部地域共生課"),
    ],
)
def test_the_first_window_of_a_field_and_the_section_in_charge(givers, city, field, window, section):
    consultation = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, field=field, person="man"
    )
    assert advise_intake(givers, consultation, city).stated("window") == window
    assert city.ids[city.ids[window].section].name == section


def test_hardship_has_a_window_of_shakyo_and_one_of_the_city(city):
    windows = queries.windows_for(city, Approached.FIELD_WINDOW, Field.HARDSHIP)
    assert [window.operation_form for window in windows] == [OperationForm.OUTSOURCED, OperationForm.DIRECT]
    assert [queries.is_municipal(city, window.id) for window in windows] == [False, True]


def test_who_does_not_know_where_to_turn_goes_to_the_one_or_the_other(city):
    general = queries.windows_for(city, Approached.GENERAL_WINDOW, None)
    assert [window.id for window in general] == ["window-marugoto", "window-hotnet"]
    assert [window.id for window in queries.windows_for(city, Approached.BASE, None)] == ["window-hotnet"]
    assert city.ids["hotnet-tanashi"].within == "marugoto"


# -- what changed, and what is only planned ----


@pytest.mark.parametrize(
    ("year", "stage", "workers"),
    [(2010, None, 1), (2013, None, 4), (2020, Stage.NONE, 8), (2021, Stage.TRANSITION, 8), (2022, Stage.FULL, 8)],
)
def test_the_community_workers_grew_before_the_programme_and_not_with_it(whole, year, stage, workers):
    then = whole.at(dt.date(year, 10, 1))
    assert [programme.stage for programme in then.programme] == ([stage] if stage else [])
    assert then.ids["chiiki-coordinator"].headcount == workers


def test_in_the_year_of_transition_collaboration_is_a_trial(whole):
    (mac,) = queries.services(whole.at(TRIAL), Function.MULTI_AGENCY_COLLABORATION)
    assert (mac.status, mac.applicant, mac.takes) == (Status.TRIAL, None, ())
    assert (mac.agencies, mac.operation_form, mac.roles) == ((), None, ("chiiki-coordinator",))
    assert whole.at(TRIAL).plan_route == ()


def test_of_the_conferences_of_the_trial_only_that_they_were_held_is_said(whole):
    held = [whole.at(TRIAL).ids[id] for id in ("shien-kaigi", "juso-kaigi")]
    assert [(one.status, one.convener, one.members) for one in held] == [(Status.TRIAL, (), ())] * 2
    assert all(Occasion.PLAN not in one.occasions for one in held)
    assert Occasion.PLAN in whole.at(DAY).ids["juso-kaigi"].occasions


def test_the_sheets_of_the_workers_are_older_than_the_trial(whole):
    before = {form.id for form in whole.at(dt.date(2020, 10, 1)).form}
    assert {"nine-masu", "map"} <= before
    assert not {"riyo-moshikomi", "teian-sheet"} & before


def test_the_windows_of_the_corporations_are_planned_and_used_on_no_day(whole):
    assert [row.status for row in whole.service if row.id == "window-hojin"] == [Status.PLANNED]
    assert "window-hojin" not in whole.at(DAY).ids
