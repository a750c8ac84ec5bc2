"""The judgement of the plugin: for whom the source gives another way than multi-agency collaboration."""

import copy
import datetime as dt
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from setagaya_city import (
    CLEAR,
    DAY,
    FAILS,
    FOUND,
    HEARING,
    NOBODY,
    UNCLEAR,
    WORKS,
    case_of,
    found,
    person,
)

from juso_core.advice import advise_escalation
from juso_core.casework.facts import Assessment, Cooperation, EscalationStage, Responsibility
from juso_core.citation import Citation, Giver
from juso_core.municipality.words import Approached, Field, Includes, Level, Topic, Trait
from juso_core.registry import load
from juso_setagaya import plugin

AT_WINDOW, AT_MAC, IN_CONFERENCE, AT_CLOSURE = EscalationStage
HARDSHIP, CARE, SHARED = (reason for _leads, reason in plugin.WAYS)
SORTED = found(CLEAR, WORKS)
WITHDRAWAL_TOPIC = Topic.HIKIKOMORI_NONATTENDANCE


def ways(case, municipality, stage=AT_WINDOW):
    """The reasons for which the plugin says no; None where it says nothing."""
    answer = plugin.juso_escalate(case, stage, municipality)
    if answer is None:
        return None
    assert answer.mac is Level.NO
    return answer.because


# -- hardship ----


@pytest.mark.parametrize("assessment", [None, found(), found(None, None), found(NOBODY, FAILS, household_issue=True)])
def test_hardship_has_conferences_of_its_own_whatever_was_found(city, assessment):
    assert ways(case_of(field=Field.HARDSHIP, assessment=assessment), city) == (HARDSHIP,)


@pytest.mark.parametrize("trait", ["hardship", "post_covid_hardship"])
@pytest.mark.parametrize("field", [None, Field.DISABILITY, Field.CHILD])
def test_hardship_is_seen_from_whichever_field_it_comes_and_in_anybody_of_the_household(city, trait, field):
    assert ways(case_of(person("man", trait), field=field, assessment=found()), city) == (HARDSHIP,)
    assert ways(case_of(person("girl"), person("mother", trait), field=field, assessment=found()), city) == (HARDSHIP,)


@pytest.mark.parametrize("trait", ["debt", "unemployed", "public_assistance", "housing_at_risk", "single_parent"])
def test_what_only_often_goes_with_hardship_is_not_taken_for_it(city, trait):
    assert ways(case_of(person("man", trait), assessment=found()), city) is None


def test_that_somebody_may_be_in_hardship_is_not_enough(city):
    case = case_of(person("man", maybe_traits=(Trait.HARDSHIP,)), assessment=found())
    assert ways(case, city) is None


# -- care ----


@pytest.mark.parametrize("assessment", [None, found(), found(NOBODY, FAILS, stalled=True)])
@pytest.mark.parametrize(
    "came", [{"field": Field.ELDERLY}, {"field": Field.CHILD, "topics": (Topic.CHILDCARE, Topic.ELDERLY_CARE)}]
)
def test_care_has_the_three_parties_and_a_conference_for_what_is_hard_to_handle(city, assessment, came):
    assert ways(case_of(assessment=assessment, **came), city) == (CARE,)


@pytest.mark.parametrize("topic", sorted({*Topic} - {Topic.ELDERLY_CARE}))
def test_no_other_topic_leads_anywhere_by_itself(city, topic):
    assert ways(case_of(topics=(topic,), assessment=found()), city) is None


# -- ordinary cooperation ----


@pytest.mark.parametrize("responsibility", [None, *Responsibility])
@pytest.mark.parametrize("cooperation", [None, *Cooperation])
@pytest.mark.parametrize("field", [None, Field.CHILD, Field.DISABILITY])
def test_ordinary_cooperation_is_enough_only_where_it_works_and_roles_are_clear(
    city, responsibility, cooperation, field
):
    case = case_of(field=field, assessment=found(responsibility, cooperation))
    expected = (SHARED,) if (responsibility, cooperation) == (CLEAR, WORKS) else None
    assert ways(case, city) == expected


@pytest.mark.parametrize("more", [{"agencies_needed": 1}, {"agencies_needed": 5}, {"wants": frozenset(Includes)}])
def test_how_many_agencies_and_which_services_do_not_matter_there(city, more):
    assert ways(case_of(assessment=found(CLEAR, WORKS, **more)), city) == (SHARED,)


def test_before_an_assessment_nothing_is_known_of_it(city):
    assert ways(case_of(), city) is None


def test_every_way_that_is_open_is_named(city):
    case = case_of(person("man", "hardship"), field=Field.ELDERLY, assessment=SORTED)
    assert ways(case, city) == (HARDSHIP, CARE, SHARED)


# -- silence ----


@pytest.mark.parametrize(
    ("responsibility", "cooperation"), [(UNCLEAR, FAILS), (NOBODY, FAILS), (CLEAR, FAILS), (UNCLEAR, WORKS)]
)
@pytest.mark.parametrize(
    ("field", "traits"),
    [(Field.CHILD, ["young_carer"]), (Field.DISABILITY, ["disability"]), (None, ["foreign_resident"]), (None, [])],
)
def test_for_other_complex_cases_the_source_gives_no_way(givers, city, responsibility, cooperation, field, traits):
    case = case_of(person("girl", *traits), field=field, assessment=found(responsibility, cooperation))
    advice = advise_escalation(givers, case, AT_WINDOW, city)
    assert advice.stated("mac") is None
    assert advice.failures == ()


# -- people in withdrawal ----

CAME = [
    {"field": Field.HARDSHIP},
    {"field": Field.ELDERLY, "topics": (Topic.ELDERLY_CARE, WITHDRAWAL_TOPIC)},
    {"approached": Approached.BASE},
]


@pytest.mark.parametrize("came", CAME)
@pytest.mark.parametrize("who", ["person", "another"])
def test_of_withdrawal_the_plugin_says_nothing_because_the_structure_says_yes(givers, city, came, who):
    son, mother = person("son", "hikikomori", "hardship"), person("mother", "care_needed")
    members = (son, mother) if who == "person" else (mother, son)
    case = case_of(*members, assessment=SORTED, **came)
    assert ways(case, city) is None
    advice = advise_escalation(givers, case, AT_WINDOW, city)
    assert advice.stated("mac") is Level.YES
    assert advice.origins["mac"].giver is Giver.STRUCTURE


@pytest.mark.parametrize("came", CAME)
def test_where_somebody_may_be_in_withdrawal_neither_says_anything(givers, city, came):
    case = case_of(person("son", maybe_traits=(Trait.HIKIKOMORI,)), assessment=SORTED, **came)
    assert advise_escalation(givers, case, AT_WINDOW, city).stated("mac") is None


def test_the_topic_leaves_withdrawal_open_unless_somebody_stays_away_from_school(city):
    came = {"field": Field.HARDSHIP, "topics": (WITHDRAWAL_TOPIC,)}
    assert ways(case_of(person("man"), **came), city) is None
    assert ways(case_of(person("man"), person("child", "school_nonattendance"), **came), city) == (HARDSHIP,)


def test_staying_away_from_school_is_no_withdrawal(city):
    case = case_of(person("man"), person("child", "school_nonattendance"), field=Field.HARDSHIP)
    assert ways(case, city) == (HARDSHIP,)


# -- stages, days ----


def test_it_is_asked_at_the_window_and_when_collaboration_would_take_the_case_in(city):
    case = case_of(field=Field.HARDSHIP, assessment=SORTED)
    assert ways(case, city, AT_MAC) == ways(case, city, AT_WINDOW)
    assert ways(case, city, IN_CONFERENCE) is ways(case, city, AT_CLOSURE) is None


@pytest.mark.parametrize(("day", "says"), [(HEARING, False), (dt.date(2022, 3, 31), False), (DAY, True)])
def test_before_the_window_opened_there_was_nothing_to_say_no_to(whole, day, says):
    case = case_of(field=Field.HARDSHIP, assessment=SORTED)
    assert (ways(case, whole.at(day)) is not None) is says


def test_the_answer_is_the_plugins_and_cites_its_places(givers, city):
    advice = advise_escalation(givers, case_of(field=Field.ELDERLY, assessment=SORTED), AT_WINDOW, city)
    assert advice.stated("mac") is Level.NO
    assert advice.origins["mac"].giver is Giver.PLUGIN
    assert advice.origins["mac"].cites == (
        Citation("casebook", "世田谷 Ⅰ(3)"),
        Citation("casebook", "世田谷 Ⅰ(1)"),
        Citation("casebook", "世田谷 前文"),
    )
    assert advice.origins["mac"].why == (CARE.text, SHARED.text)


# -- in general ----


TRAITS = st.lists(st.sampled_from([*Trait]), max_size=3, unique=True)
FINDINGS = st.none() | st.builds(
    Assessment,
    responsibility=st.sampled_from([None, *Responsibility]),
    cooperation=st.sampled_from([None, *Cooperation]),
    agencies_needed=st.sampled_from([None, 1, 3]),
    household_issue=st.sampled_from([None, True, False]),
)
CASES = st.builds(
    lambda first, second, maybe, field, topics, assessment: case_of(
        person("a", *first, maybe_traits=tuple(set(maybe) - set(first))),
        person("b", *second),
        field=field,
        topics=tuple(topics),
        assessment=assessment,
    ),
    TRAITS,
    TRAITS,
    TRAITS,
    st.sampled_from([None, *Field]),
    st.lists(st.sampled_from([*Topic]), max_size=3, unique=True),
    FINDINGS,
)


def completions(case):
    """What the case can turn out to be once what is not known has been found out."""
    assessment = case.assessment or Assessment()
    for responsibility, cooperation in product(
        [assessment.responsibility] if assessment.responsibility else Responsibility,
        [assessment.cooperation] if assessment.cooperation else Cooperation,
    ):
        for added in ((), *((trait,) for trait in case.members[0].maybe_traits)):
            first = case.members[0]
            first = evolve(first, traits=(*first.traits, *added), maybe_traits=())
            yield evolve(
                case,
                members=(first, *case.members[1:]),
                assessment=evolve(assessment, responsibility=responsibility, cooperation=cooperation),
            )


@given(CASES)
def test_what_is_said_while_something_is_not_known_stands_once_it_is(city, case):
    if ways(case, city) is not None:
        assert all(ways(one, city) is not None for one in completions(case))


@given(CASES)
def test_where_somebody_is_in_withdrawal_the_municipality_never_says_no(givers, city, case):
    stated = advise_escalation(givers, case, AT_WINDOW, city).stated("mac")
    withdrawn = any(Trait.HIKIKOMORI in member.traits for member in case.members)
    assert stated is Level.YES if withdrawn else stated in (Level.NO, None)


@given(CASES, st.sampled_from([*EscalationStage]))
def test_the_plugin_is_pure(city, case, stage):
    before = copy.deepcopy(case)
    assert plugin.juso_escalate(case, stage, city) == plugin.juso_escalate(before, stage, city)
    assert case == before


def test_the_plugin_answers_one_hook_and_the_rest_are_facts():
    (own, *_others) = load(FOUND).givers()
    assert list(own.hooks) == ["juso_escalate"]
