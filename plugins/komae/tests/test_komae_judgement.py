"""The judgement of the plugin: which of the two sorts of promoter takes a case."""

import datetime as dt

import pytest
from komae_city import CITY, CLEAR, EITHER, FAILS, NOBODY, SHAKYO, WORKS, case_of, found, person

from juso_core.advice import advise_escalation
from juso_core.casework.facts import EscalationStage
from juso_core.citation import Giver
from juso_core.municipality.words import Field, Includes, Level, Topic, Trait
from juso_komae import plugin

AT_WINDOW, AT_MAC, IN_CONFERENCE, AT_CLOSURE = EscalationStage
ABUSE = ["abuse_suspected", "domestic_violence"]
ALONE = ["hikikomori", "social_isolation"]


def advice(givers, city, case, stage=AT_WINDOW):
    return advise_escalation(givers, case, stage, city)


def takers(givers, city, case):
    said = advice(givers, city, case)
    return said.stated("receivers"), said.stated("network")


# -- the city's promoter ----


def test_what_is_urgent_is_for_the_city(givers, city):
    said = advice(givers, city, case_of(assessment=found(urgent=True)))
    assert said.stated("receivers") == (CITY,)
    assert said.origins["receivers"].giver is Giver.PLUGIN


@pytest.mark.parametrize("trait", ABUSE)
def test_abuse_is_urgent_in_whomever_it_is_seen(givers, city, trait):
    for members in ((person("man", trait),), (person("girl"), person("mother", trait))):
        assert takers(givers, city, case_of(*members, assessment=found())) == ((CITY,), None)


def test_a_consultation_about_violence_is_for_the_city(givers, city):
    case = case_of(assessment=found(), topics=(Topic.FAMILY_RELATIONS, Topic.DV_ABUSE))
    assert takers(givers, city, case) == ((CITY,), None)


# -- the promoters of 社協 ----


@pytest.mark.parametrize("trait", ALONE)
def test_what_takes_time_until_there_is_a_tie_is_for_shakyo(givers, city, trait):
    for members in ((person("man", trait),), (person("mother"), person("son", trait))):
        assert takers(givers, city, case_of(*members, assessment=found())) == ((SHAKYO,), None)


def test_a_consultation_about_relations_in_the_community_is_for_shakyo(givers, city):
    case = case_of(assessment=found(NOBODY), topics=(Topic.COMMUNITY_RELATIONS,))
    assert takers(givers, city, case) == ((SHAKYO,), None)


# -- both, and neither ----


@pytest.mark.parametrize("trait", ALONE)
def test_where_it_is_urgent_too_the_city_takes_it_and_shakyo_stands_beside(givers, city, trait):
    case = case_of(person("man", trait), assessment=found(urgent=True))
    assert takers(givers, city, case) == ((CITY,), (SHAKYO,))


@pytest.mark.parametrize("trait", sorted({*Trait} - {Trait(one) for one in (*ABUSE, *ALONE)}))
def test_of_the_others_the_source_does_not_say_which(givers, city, trait):
    case = case_of(person("man", trait), assessment=found())
    assert plugin.juso_escalate(case, AT_WINDOW, city) is None
    assert takers(givers, city, case) == (EITHER, None)


def test_many_problems_alone_do_not_make_it_urgent(city):
    many = found(NOBODY, FAILS, agencies_needed=5, household_issue=True, stalled=True)
    members = person("man", "debt", "unemployed"), person("mother", "dementia"), person("girl", "young_carer")
    assert plugin.juso_escalate(case_of(*members, assessment=many), AT_WINDOW, city) is None


# -- what it leaves alone ----


@pytest.mark.parametrize("traits", [[], ABUSE, ALONE, [*ABUSE, *ALONE]])
def test_whether_a_case_is_taken_stays_a_fact(givers, city, traits):
    taken, not_taken = found(), found(CLEAR, WORKS, urgent=True)
    levels = [advice(givers, city, case_of(person("man", *traits), assessment=one)) for one in (taken, not_taken)]
    assert [one.stated("mac") for one in levels] == [Level.YES, Level.NO]
    assert {one.origins["mac"].giver for one in levels} == {Giver.STRUCTURE}


@pytest.mark.parametrize("assessment", [None, found(CLEAR, WORKS, urgent=True), found(None, None)])
def test_nobody_takes_what_is_not_known_to_be_taken(city, assessment):
    case = case_of(person("man", *ABUSE, *ALONE), assessment=assessment)
    assert plugin.juso_escalate(case, AT_WINDOW, city) is None


@pytest.mark.parametrize("stage", [IN_CONFERENCE, AT_CLOSURE])
def test_it_is_asked_when_the_case_is_handed_on_and_not_later(city, stage):
    case = case_of(person("man", *ABUSE), assessment=found(urgent=True))
    assert plugin.juso_escalate(case, stage, city) is None
    assert plugin.juso_escalate(case, AT_MAC, city).receivers == (CITY,)


def test_before_the_programme_there_is_nobody_to_choose(whole):
    case = case_of(person("man", *ABUSE, *ALONE), assessment=found(urgent=True))
    assert plugin.juso_escalate(case, AT_WINDOW, whole.at(dt.date(2022, 3, 31))) is None
    assert plugin.juso_escalate(case, AT_WINDOW, whole.at(dt.date(2022, 4, 1))) is not None


def test_neither_field_nor_what_is_wanted_changes_the_split(city):
    answers = {
        plugin.juso_escalate(
            case_of(person("man", "hikikomori"), field=field, assessment=found(wants=wants)), AT_WINDOW, city
        ).receivers
        for field in (None, *Field)
        for wants in (frozenset(), frozenset(Includes))
    }
    assert answers == {(SHAKYO,)}


def test_every_reason_is_cited_from_the_source(city):
    case = case_of(person("man", *ABUSE, *ALONE), assessment=found())
    reasons = plugin.juso_escalate(case, AT_WINDOW, city).because
    assert [reason.about for reason in reasons] == [("receivers",), ("network",)]
    assert {cite.source for reason in reasons for cite in reason.cites} == {"casebook", "casebook-summary"}
