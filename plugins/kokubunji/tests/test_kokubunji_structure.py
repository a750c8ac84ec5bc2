"""What is particular to 国分寺市: its weekly window, its two kinds of promoters, and how its staff grew."""

import datetime as dt

import pytest
from kokubunji_city import DAY, GIVEN, REFUSED, case_of, consultation, path_of

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework.facts import Cooperation, EscalationStage, PlanContent
from juso_core.municipality import queries
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.words import (
    Approached,
    ConferenceKind,
    Field,
    Function,
    Includes,
    Level,
    Occasion,
    PlanKind,
    RoleKind,
    Stage,
    Status,
)

CITY, COORDINATORS = ("shi-suishin-in",), ("coordinator",)
MAC_PLAN = PlanContent(PlanKind.MAC, {Includes.OTHER})
FAILS, WORKS = Cooperation.FAILS, Cooperation.WORKS


def in_year(year):
    return dt.date(year, 10, 1)


# -- the years before, and the first of the programme ----


@pytest.mark.parametrize(
    ("year", "stage", "section"),
    [
        (2019, Stage.NONE, None),
        (2020, Stage.NONE, None),
        (2021, Stage.TRANSITION, "chiiki-kyosei"),
        (2022, Stage.TRANSITION, "chiiki-kyosei"),
        (2023, Stage.FULL, "chiiki-kyosei"),
    ],
)
def test_two_years_of_transition_come_between_the_model_project_and_the_programme(whole, year, stage, section):
    (programme,) = whole.at(in_year(year)).programme
    assert (programme.stage, programme.section) == (stage, section)


@pytest.mark.parametrize(
    ("year", "community_workers", "assistants"), [(2019, 2, 0), (2020, 2, 0), (2021, 2, 1), (2022, 3, 0), (2023, 4, 0)]
)
def test_the_coordinators_grow_from_two_to_four(whole, year, community_workers, assistants):
    heads = dict.fromkeys(RoleKind, 0)
    for role in whole.at(in_year(year)).role:
        heads[role.kind] += role.headcount or 0
    assert heads[RoleKind.COMMUNITY_WORKER] == community_workers
    assert heads[RoleKind.ASSISTANT] == assistants


def test_what_was_tried_in_the_transition_is_marked_as_trial(whole, city):
    new = (Function.MULTI_AGENCY_COLLABORATION, Function.PARTICIPATION_SUPPORT, Function.COMMUNITY_BUILDING)
    tried = [service for function in new for service in queries.services(whole.at(in_year(2022)), function)]
    assert {service.status for service in tried} == {Status.TRIAL}
    for function in new:
        assert queries.operators(city, function) == ("shakyo",)


# -- the window that is open on Wednesdays ----


@pytest.mark.parametrize(
    ("day", "windows"),
    [
        (dt.date(2022, 12, 31), []),
        (dt.date(2023, 1, 1), [("福祉の相談窓口", Status.TRIAL, None)]),
        (DAY, [("福祉の総合相談窓口", Status.IN_FORCE, "常設ではなく、毎週水曜日の9時から17時")]),
    ],
)
def test_the_general_window_is_tried_in_january_2023_and_regular_from_april(whole, day, windows):
    found = queries.windows_for(whole.at(day), Approached.GENERAL_WINDOW, None)
    assert [(window.name, window.status, window.open) for window in found] == windows


def test_it_takes_what_comes_to_a_general_window_and_nothing_else(givers, city):
    general = advise_intake(givers, consultation(Approached.GENERAL_WINDOW, None), city)
    assert (general.stated("window"), general.stated("alternatives")) == ("window-general", None)
    for field in Field:
        assert advise_intake(givers, consultation(field=field), city).stated("window") == f"window-{field}"


@pytest.mark.parametrize(
    ("approached", "window"), [(Approached.OUTREACH, "coordinator-sodan"), (Approached.BASE, None)]
)
def test_coordinators_take_what_they_meet_with_and_are_no_base(givers, city, approached, window):
    assert city.ids["coordinator-sodan"].roles == COORDINATORS
    assert advise_intake(givers, consultation(approached, None), city).stated("window") == window


def test_a_consultation_on_a_wednesday_stays_with_the_agencies():
    path = path_of("KOKUBUNJI-1")
    assert [step["step"] for step in path["steps"]] == ["intake", "escalate"]
    assert path["end"] == {"phase": "handling", "because": "stays_with_agency"}


# -- the limit of one field ----


@pytest.mark.parametrize(
    ("agencies", "cooperation", "stalled", "mac"),
    [
        (2, FAILS, False, Level.YES),
        (2, WORKS, True, Level.YES),
        (3, None, True, Level.YES),
        (2, WORKS, False, Level.NO),
        (1, FAILS, True, Level.NO),
        (2, None, False, None),
        (None, FAILS, True, None),
    ],
)
def test_a_case_is_taken_when_one_field_has_come_to_its_limit(givers, city, agencies, cooperation, stalled, mac):
    case = case_of(agencies_needed=agencies, cooperation=cooperation, stalled=stalled)
    advice = advise_escalation(givers, case, EscalationStage.AT_WINDOW, city)
    assert advice.stated("mac") is mac
    assert advice.stated("applicant") is None


def test_with_and_without_consent_in_one_household_both_promoters_hold_a_conference():
    path = path_of("KOKUBUNJI-2")
    held = [
        (step["answers"]["meeting"]["value"], step["answers"]["convener"]["value"], step["subjects"])
        for step in path["steps"]
        if step["step"] == "convene"
    ]
    assert held == [("juso-kaigi", ["coordinator"], ["man"]), ("shien-kaigi", ["shi-suishin-in"], ["father"])]
    assert path["summary"]["mac"] == "yes"
    assert path["end"]["phase"] == "supporting"


# -- two kinds of promoters, two conferences ----


def test_only_the_citys_promoter_belongs_to_the_city(city):
    assert queries.is_municipal(city, *CITY) is True
    assert queries.is_municipal(city, *COORDINATORS) is False
    assert city.ids["coordinator"].also == (RoleKind.INTEGRATION_PROMOTER,)
    assert city.ids["shi-suishin-in"].headcount == 1


@pytest.mark.parametrize(
    ("consent", "kind", "convener"),
    [
        (GIVEN, ConferenceKind.JUSO_CONFERENCE, COORDINATORS),
        (REFUSED, ConferenceKind.SUPPORT_CONFERENCE, CITY),
    ],
    ids=["consent", "no consent"],
)
def test_who_convenes_goes_by_consent(givers, city, consent, kind, convener):
    case = case_of(consent, agencies_needed=2, cooperation=FAILS)
    advice = advise_convening(givers, case, Occasion.SHARE, None, ("man",), city)
    assert (advice.stated("kind"), advice.stated("convener")) == (kind, convener)
    for name in ("cadence", "secretariat", "pledge", "required"):
        assert advice.stated(name) is None


def test_the_juso_conference_is_known_from_its_trial_in_march_2023(whole, city):
    assert queries.meetings(whole.at(dt.date(2023, 2, 28)), ConferenceKind.JUSO_CONFERENCE) == ()
    (meeting,) = queries.meetings(city, ConferenceKind.JUSO_CONFERENCE)
    assert (meeting.status, meeting.since) == (Status.TRIAL, "2023-03")


@pytest.mark.parametrize(
    ("consent", "where"), [(GIVEN, ("juso-kaigi",)), (REFUSED, None)], ids=["consent", "no consent"]
)
def test_the_plan_is_examined_there_on_consent_and_nobody_is_said_to_draft_or_decide(givers, city, consent, where):
    approval = advise_approval(givers, case_of(consent, agencies_needed=2, cooperation=FAILS), MAC_PLAN, city)
    assert approval.stated("deliberated_in") == where
    for name in ("drafters", "decider", "informed", "act"):
        assert approval.stated(name) is None


# -- participation support, and what is not said ----


def test_the_farm_is_a_place_of_participation_beside_the_coordinators(city):
    services = queries.services(city, Function.PARTICIPATION_SUPPORT)
    assert [(service.id, service.status) for service in services] == [
        ("participation", Status.IN_FORCE),
        ("nofuku", Status.TRIAL),
    ]


def test_every_question_is_answered_or_silent_without_code(loaded, city):
    assert not loaded.has_plugin
    assert {state(city, question).state for question in QUESTIONS} == {AnswerState.STATED, AnswerState.SILENT}
