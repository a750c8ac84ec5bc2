"""What is particular to 稲城市, and what follows from it for a case."""

import datetime as dt

import pytest
from inagi_city import CONSENT, NO_CONSENT, a_case, a_consultation

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework.facts import Cooperation, EscalationStage, PlanContent, Responsibility
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
    PlanKind,
    Status,
    Together,
    Topic,
)

SECTION, PLACED = "seikatsu-fukushi", "shakyo-haichi"
BOTH = (SECTION, PLACED)
PROFESSIONALS = "senmonshoku"
PLAN = PlanContent(PlanKind.MAC, {Includes.OTHER})
CALM = {
    "complaint_clear": True,
    "responsibility": Responsibility.CLEAR,
    "household_issue": False,
    "cooperation": Cooperation.WORKS,
}
BEFORE = dt.date(2024, 3, 31)


# -- the staff of 社協 in the city's section ----


def test_the_staff_of_shakyo_sit_in_the_section_and_stay_shakyos(city):
    placed = city.ids[PLACED]
    assert placed.seated_in == SECTION
    assert (queries.is_municipal(city, SECTION), queries.is_municipal(city, PLACED)) == (True, False)


@pytest.mark.parametrize("service", ["mac", "support-planning", "outreach", "participation", "community-coordination"])
def test_section_and_placed_staff_run_the_new_functions_together(city, service):
    assert (city.ids[service].agencies, city.ids[service].together) == (BOTH, Together.JOINT)


# -- windows, and what people of the community bring ----


@pytest.mark.parametrize(
    ("brought_by", "approached"),
    [
        (BroughtBy.NEIGHBOUR, Approached.GENERAL_WINDOW),
        (BroughtBy.WELFARE_COMMISSIONER, Approached.GENERAL_WINDOW),
        (BroughtBy.WELFARE_COMMISSIONER, Approached.COMMISSIONER),
    ],
)
def test_people_of_the_community_pass_on_with_their_sheet(givers, city, brought_by, approached):
    consultation = a_consultation(brought_by, approached=approached, field=None)
    advice = advise_intake(givers, consultation, city)
    assert advice.stated("window") == "window-fukushi-kurashi"
    assert advice.stated("form") == "soudan-irai-sheet"


@pytest.mark.parametrize("brought_by", [BroughtBy.PERSON, BroughtBy.CARE_MANAGER, BroughtBy.AGENCY])
def test_for_others_no_sheet_is_stated(givers, city, brought_by):
    consultation = a_consultation(brought_by, approached=Approached.GENERAL_WINDOW, field=None)
    assert advise_intake(givers, consultation, city).stated("form") is None


def test_the_general_window_is_the_hardship_window_too(city):
    (general,) = queries.windows_for(city, Approached.GENERAL_WINDOW, None)
    (hardship,) = queries.windows_for(city, Approached.FIELD_WINDOW, Field.HARDSHIP)
    assert general is hardship


def test_before_the_programme_it_was_the_hardship_window_only(whole):
    before = whole.at(BEFORE)
    (hardship,) = queries.windows_for(before, Approached.FIELD_WINDOW, Field.HARDSHIP)
    assert hardship.name == "福祉くらしの相談窓口"
    assert queries.windows_for(before, Approached.GENERAL_WINDOW, None) == ()
    assert queries.services(before, Function.MULTI_AGENCY_COLLABORATION) == ()


def test_ten_towns_lie_in_the_areas_of_four_centres(city):
    (window,) = queries.windows_for(city, Approached.FIELD_WINDOW, Field.ELDERLY)
    areas = [city.ids[city.ids[agency].area] for agency in window.agencies]
    towns = [town for area in areas for town in area.covers]
    assert len(areas) == city.ids["hokatsu-ken-iki"].count == 4
    assert len(towns) == len(set(towns)) == 10


# -- which cases multi-agency collaboration takes ----


@pytest.mark.parametrize(
    "found",
    [
        {"responsibility": Responsibility.UNCLEAR},
        {"responsibility": Responsibility.NOBODY},
        {"household_issue": True},
        {"stalled": True},
        {"cooperation": Cooperation.FAILS},
        {"complaint_clear": False},
    ],
    ids=str,
)
def test_one_condition_is_enough(givers, city, found):
    advice = advise_escalation(givers, a_case(city, **CALM | found), EscalationStage.AT_WINDOW, city)
    assert (advice.stated("mac"), advice.stated("receivers")) == (Level.YES, BOTH)


def test_several_agencies_that_cooperate_are_not(givers, city):
    wants = frozenset({Includes.PARTICIPATION})
    case = a_case(city, **CALM, agencies_needed=3, wants=wants)
    advice = advise_escalation(givers, case, EscalationStage.AT_WINDOW, city)
    assert (advice.stated("mac"), advice.stated("participation")) == (Level.NO, Level.YES)


# -- the two conferences ----


def convene(givers, city, occasion, topics=(Topic.ELDERLY_CARE,), consent=CONSENT, plan=None):
    return advise_convening(givers, a_case(city, topics, consent), occasion, plan, ("woman",), city)


def test_without_consent_the_city_convenes_the_support_conference(givers, city):
    advice = convene(givers, city, Occasion.SHARE, consent=NO_CONSENT)
    assert advice.stated("kind") is ConferenceKind.SUPPORT_CONFERENCE
    assert advice.stated("convener") == (SECTION,)
    assert city.ids["shien-kaigi"].needs_consent is False


@pytest.mark.parametrize(("occasion", "plan"), [(Occasion.PLAN, PLAN), (Occasion.CLOSURE, None)])
def test_with_consent_the_city_or_shakyo_holds_the_juso_conference(givers, city, occasion, plan):
    advice = convene(givers, city, occasion, plan=plan)
    assert advice.stated("kind") is ConferenceKind.JUSO_CONFERENCE
    assert (advice.stated("convener"), advice.stated("together")) == (BOTH, Together.ANY)
    assert city.ids["juso-kaigi"].needs_consent is True


@pytest.mark.parametrize("occasion", [Occasion.REPLAN, Occasion.INTERRUPTION])
@pytest.mark.parametrize("consent", [CONSENT, NO_CONSENT], ids=["consent", "no consent"])
def test_other_occasions_are_not_spoken_of(givers, city, occasion, consent):
    advice = convene(givers, city, occasion, consent=consent)
    assert advice.stated("meeting") is advice.stated("convener") is None


@pytest.mark.parametrize(
    ("occasion", "consent", "plan"), [(Occasion.SHARE, NO_CONSENT, None), (Occasion.PLAN, CONSENT, PLAN)]
)
def test_professionals_join_where_rights_are_at_stake_and_only_there(givers, city, occasion, consent, plan):
    topics = (Topic.ELDERLY_CARE, Topic.RIGHTS_PROTECTION)
    joined = convene(givers, city, occasion, topics, consent, plan).stated("members")
    plain = convene(givers, city, occasion, consent=consent, plan=plan).stated("members")
    assert set(joined) - set(plain) == {PROFESSIONALS}


def test_the_two_are_held_together_and_linked_with_four_others(city):
    support, juso = city.ids["shien-kaigi"], city.ids["juso-kaigi"]
    assert (support.held_with, juso.held_with) == ((juso.id,), (support.id,))
    assert support.linked_with == juso.linked_with
    assert {city.ids[one].name for one in juso.linked_with} == {
        "地域ケア会議",
        "要保護児童対策地域協議会",
        "生活困窮者自立支援制度の支援調整会議",
        "生活困窮者自立支援制度の支援会議",
    }


# -- plans, what is planned, and silence ----


def test_both_draft_jointly_and_nobody_is_said_to_decide(givers, city):
    advice = advise_approval(givers, a_case(city), PLAN, city)
    assert (advice.stated("drafters"), advice.stated("together")) == (BOTH, Together.JOINT)
    assert advice.stated("deliberated_in") == ("juso-kaigi",)
    assert advice.stated("decider") is advice.stated("informed") is None


def test_the_supporters_are_a_goal_of_fy2025(whole, city):
    assert "community-supporter" not in city.ids
    assert whole.at(dt.date(2025, 4, 1)).ids["community-supporter"].status is Status.PLANNED


def test_the_places_for_children_make_up_the_published_eight(city):
    (figure,) = city.figure
    places = [city.ids[agency] for agency in city.ids[figure.about].agencies]
    assert figure.value == sum(place.count for place in places) == 8


def test_every_question_is_answered_or_really_silent(city):
    silent = {one for one in QUESTIONS if state(city, one).state is AnswerState.SILENT}
    assert silent == set(city.silent)
    assert not any(state(city, one).state is AnswerState.NOT_ENTERED for one in QUESTIONS)
