"""What is particular to 立川市: priority by year, promoters of city and 社協, section managers who decide."""

import datetime as dt

import pytest
from tachikawa_city import DAY, GIVEN, NEXT_YEAR, REFUSED, case_of, consultation_of, found, person

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework.facts import Cooperation, EscalationStage, PlanContent, Responsibility
from juso_core.municipality import queries
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.words import (
    Approached,
    ConferenceKind,
    Field,
    Function,
    Includes,
    Level,
    NoteKind,
    Occasion,
    PlanKind,
    RoleKind,
    Stage,
    Trait,
)

PROMOTERS = ("suishin-in-city", "suishin-in-shakyo")
MANAGERS = "kanren-kacho"
AT_WINDOW = EscalationStage.AT_WINDOW
COLLABORATION = PlanContent(PlanKind.MAC, {Includes.OTHER, Includes.PARTICIPATION})


def mac(givers, case, structure):
    """Whether the case goes to multi-agency collaboration, as the city itself says."""
    return advise_escalation(givers, case, AT_WINDOW, structure).stated("mac")


# -- the programme, year by year ----


def test_a_year_of_transition_and_then_the_programme_under_a_new_section(whole, city):
    (before,) = whole.at(dt.date(2022, 3, 31)).programme
    (now,) = city.programme
    assert (before.stage, before.section, now.stage, now.section) == (
        Stage.TRANSITION,
        None,
        Stage.FULL,
        "chiiki-fukushi",
    )
    assert whole.described_on == DAY == city.on


def test_the_window_of_the_elderly_section_moved_into_the_new_one(whole, city):
    assert whole.at(dt.date(2022, 3, 31)).ids["hokatsu-care"].within == "korei-fukushi"
    assert city.ids["hokatsu-care"].within == "chiiki-fukushi"


def test_nobody_coordinates_before_the_programme(whole):
    before = whole.at(dt.date(2022, 3, 31))
    assert not queries.services(before, Function.MULTI_AGENCY_COLLABORATION)
    assert not queries.meetings(before, ConferenceKind.JUSO_CONFERENCE)


@pytest.mark.parametrize(("year", "workers"), [(2007, 1), (2010, 2), (2013, 3), (2015, 6), (2021, 6), (2022, 12)])
def test_the_community_workers_grow_area_by_area(whole, year, workers):
    (role,) = (one for one in whole.at(dt.date(year, 4, 1)).role if one.kind is RoleKind.COMMUNITY_WORKER)
    assert role.headcount == workers
    if role.each:
        assert role.each * whole.at(dt.date(year, 4, 1)).ids[role.per].count == workers


@pytest.mark.parametrize(("year", "city_has", "shakyo_has"), [(2020, 0, 1), (2021, 1, 1), (2022, 1, 2)])
def test_the_promoters_sit_in_city_and_shakyo(whole, year, city_has, shakyo_has):
    there = whole.at(dt.date(year, 4, 1))
    promoters = [role for role in there.role if role.kind is RoleKind.INTEGRATION_PROMOTER]
    counts = {True: 0, False: 0}
    for role in promoters:
        counts[queries.is_municipal(there, role.id)] += role.headcount
    assert counts == {True: city_has, False: shakyo_has}


# -- windows ----


@pytest.mark.parametrize("trait", ["hikikomori", "young_carer", "carer"])
def test_one_window_of_one_section_is_for_two_priority_groups(givers, city, trait):
    consultation = consultation_of(person("girl", trait), approached=Approached.TARGET_WINDOW, field=None)
    assert advise_intake(givers, consultation, city).stated("window") == "window-priority"


def test_at_a_base_of_the_neighbours_the_community_worker_takes_it(givers, city):
    consultation = consultation_of(approached=Approached.BASE, field=None)
    advice = advise_intake(givers, consultation, city)
    assert advice.stated("window") == "window-antenna"
    assert city.ids["window-antenna"].roles == ("coordinator",)


def test_no_window_is_a_general_one(givers, city):
    consultation = consultation_of(approached=Approached.GENERAL_WINDOW, field=None)
    assert advise_intake(givers, consultation, city).stated("window") is None


# -- what multi-agency collaboration takes ----


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({}, Level.NO),
        ({"agencies_needed": 5}, Level.NO),
        ({"responsibility": Responsibility.UNCLEAR}, Level.NO),
        ({"cooperation": Cooperation.FAILS}, Level.YES),
        ({"household_issue": True}, Level.YES),
        ({"responsibility": Responsibility.NOBODY}, Level.YES),
        ({"cooperation": None}, None),
    ],
)
def test_agencies_go_on_until_it_does_not_work(givers, city, more, level):
    assert mac(givers, case_of(assessment=found(**more)), city) is level


@pytest.mark.parametrize("trait", ["hikikomori", "young_carer"])
def test_a_priority_group_is_taken_in_its_year_and_only_then(givers, whole, city, trait):
    case = case_of(person("girl", trait), field=Field.CHILD, assessment=found())
    assert mac(givers, case, city) is Level.YES
    assert mac(givers, case, whole.at(NEXT_YEAR)) is Level.NO


def test_of_a_priority_group_too_the_promoters_of_both_sides_take_care(givers, city):
    case = case_of(person("girl", "young_carer"), field=Field.CHILD, assessment=found())
    assert advise_escalation(givers, case, AT_WINDOW, city).stated("receivers") == ("chiiki-fukushi", "shakyo")
    assert city.ids["mac-priority"].roles == PROMOTERS


@pytest.mark.parametrize("trait", ["post_covid_hardship", "carer", "school_nonattendance"])
def test_other_groups_are_not_taken_for_what_they_are(givers, city, trait):
    assert mac(givers, case_of(person("girl", trait), assessment=found()), city) is Level.NO


def test_the_priorities_are_those_of_one_year(city):
    assert {(one.target, one.fiscal_year) for one in city.priority} == {
        (Trait.POST_COVID_HARDSHIP, 2022),
        (Trait.YOUNG_CARER, 2022),
        (Trait.HIKIKOMORI, 2022),
    }
    assert all(one.holds_on(DAY) and not one.holds_on(NEXT_YEAR) for one in city.priority)


def test_city_and_shakyo_take_it_either_of_them(givers, city):
    advice = advise_escalation(givers, case_of(assessment=found(household_issue=True)), AT_WINDOW, city)
    assert advice.stated("receivers") == ("chiiki-fukushi", "shakyo")
    assert city.ids["mac"].roles == PROMOTERS
    assert advice.stated("applicant") is None


# -- conferences and plans ----


@pytest.mark.parametrize("consent", [GIVEN, REFUSED])
def test_the_case_is_shared_in_the_support_conference_with_consent_or_without(givers, city, consent):
    case = case_of(person(consent=consent), assessment=found(household_issue=True))
    advice = advise_convening(givers, case, Occasion.SHARE, None, ("woman",), city)
    assert advice.stated("meeting") == "shien-kaigi"
    assert advice.stated("members") == ("@first_contact", "@needed")
    assert advice.stated("convener") is None


def test_the_plan_is_decided_on_by_section_managers_in_their_conference(givers, city):
    case = case_of(assessment=found(household_issue=True))
    convening = advise_convening(givers, case, Occasion.PLAN, COLLABORATION, ("woman",), city)
    approval = advise_approval(givers, case, COLLABORATION, city)
    assert (convening.stated("meeting"), convening.stated("members")) == ("juso-kaigi", (MANAGERS,))
    assert approval.stated("deliberated_in") == ("shien-kaigi", "juso-kaigi")
    assert approval.stated("decider") == MANAGERS
    assert queries.is_municipal(city, MANAGERS)
    assert approval.stated("drafters") is None


@pytest.mark.parametrize("kind", [PlanKind.OUTREACH, PlanKind.PARTICIPATION])
def test_of_plans_of_one_service_nothing_is_said(givers, city, kind):
    approval = advise_approval(givers, case_of(), PlanContent(kind), city)
    assert [approval.stated(name) for name in ("drafters", "deliberated_in", "decider", "informed")] == [None] * 4


# -- what is said and what is not ----


def test_every_question_is_answered_or_silent_and_no_answer_is_called_silent(city):
    states = {question: state(city, question).state for question in QUESTIONS}
    assert AnswerState.NOT_ENTERED not in states.values()
    assert {question for question in states if states[question] is AnswerState.SILENT} == set(city.silent)


def test_figure_and_text_differ_on_who_sits_in_the_triage_meeting(city):
    (note,) = (note for note in city.note if note.kind is NoteKind.CONFLICT)
    assert note.about == "meeting.furiwake-kaigi"
    assert len(note.cite) == 2
