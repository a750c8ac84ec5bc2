"""The judgement of the plugin: which households the 困窮相談振り分け会議 looks at."""

import datetime as dt

import pytest
from tachikawa_city import case_of, found, person

from juso_core.advice import advise_escalation
from juso_core.casework.facts import Cooperation, EscalationStage
from juso_core.citation import Giver
from juso_core.municipality.words import ConferenceKind, Field, Level, Topic, Trait
from juso_tachikawa import plugin

AT_WINDOW = EscalationStage.AT_WINDOW
NAMED = (Topic.LOAN_REQUEST, Topic.RENT_LOAN_PAYMENT)


def why(case, municipality, stage=AT_WINDOW):
    """The reason for which it comes to the meeting; None where the plugin says nothing."""
    answer = plugin.juso_escalate(case, stage, municipality)
    if answer is None:
        return None
    assert answer.triage == plugin.MEETING
    return answer.because


@pytest.mark.parametrize("topic", NAMED)
def test_hardship_about_loans_or_rent_comes_to_it(city, topic):
    assert why(case_of(topics=(topic,)), city) == (plugin.BY_MATTER,)


def test_somebody_in_hardship_after_covid_is_enough_whoever_of_the_household(city):
    case = case_of(person("girl"), person("mother", "post_covid_hardship"), topics=(Topic.CHILDCARE,))
    assert why(case, city) == (plugin.BY_GROUP,)


@pytest.mark.parametrize("topic", sorted({*Topic} - {*NAMED}))
def test_no_other_matter_leads_to_it(city, topic):
    assert why(case_of(person("woman", "hardship", "debt", "unemployed"), topics=(topic,)), city) is None


@pytest.mark.parametrize("field", [None, Field.ELDERLY, Field.CHILD, Field.DISABILITY])
def test_only_what_the_hardship_centre_received_is_sorted(city, field):
    case = case_of(person("woman", "post_covid_hardship"), field=field, topics=NAMED)
    assert why(case, city) is None


def test_that_somebody_may_be_in_hardship_is_not_enough(city):
    assert why(case_of(person(maybe_traits=(Trait.POST_COVID_HARDSHIP,))), city) is None


@pytest.mark.parametrize("stage", sorted({*EscalationStage} - {AT_WINDOW}))
def test_it_is_sorted_at_the_window_and_nowhere_else(city, stage):
    assert why(case_of(topics=NAMED), city, stage) is None


def test_there_was_no_such_meeting_before_the_programme(whole):
    assert why(case_of(topics=NAMED), whole.at(dt.date(2022, 3, 31))) is None


@pytest.mark.parametrize(("cooperation", "level"), [(Cooperation.WORKS, Level.NO), (Cooperation.FAILS, Level.YES)])
def test_whether_it_is_referred_then_the_conditions_of_the_structure_say(givers, city, cooperation, level):
    case = case_of(topics=NAMED, assessment=found(cooperation=cooperation))
    advice = advise_escalation(givers, case, AT_WINDOW, city)
    assert advice.stated("triage") == plugin.MEETING
    assert advice.origins["triage"].giver is Giver.PLUGIN
    assert advice.stated("mac") is level
    assert advice.origins["mac"].giver is Giver.STRUCTURE


def test_it_is_no_conference_of_the_programme(city):
    assert city.ids[plugin.MEETING].kinds == (ConferenceKind.HARDSHIP_TRIAGE,)
