"""The facts of 狛江市 as its source states them, and what follows from them for a case."""

import datetime as dt

import pytest
from komae_city import CITY, CLEAR, DAY, FAILS, GIVEN, REFUSED, SHAKYO, UNCLEAR, WORKS, case_of, found, person

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework.facts import EscalationStage, PlanContent
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
    RoleKind,
    Stage,
    Status,
    Together,
)

BODIES = {
    Field.HARDSHIP: ("shien-chosei-kaigi", "juso-hardship", "支援調整会議"),
    Field.ELDERLY: ("chiiki-care-kaigi", "juso-elderly", "地域ケア会議"),
    Field.DISABILITY: ("jiritsu-shien-kyogikai", "juso-disability", "地域自立支援協議会"),
    Field.CHILD: ("kodomo-network-kaigi", "juso-child", "子ども家庭支援ネットワーク会議"),
}
EACH_FIELD = pytest.mark.parametrize(("field", "ids"), BODIES.items(), ids=list(BODIES))
MAC_PLAN = PlanContent(PlanKind.MAC, {Includes.OTHER})


def row(structure, id):
    return structure.ids[id]


def compound(consent, **more):
    return case_of(person("man", consent=consent), assessment=found(), **more)


# -- the programme ----


def test_a_year_of_transition_then_the_programme(whole, city):
    stages = [[one.stage for one in whole.at(dt.date(year, 4, 1)).programme] for year in (2020, 2021, 2022)]
    assert stages == [[], [Stage.TRANSITION], [Stage.FULL]]
    assert whole.described_on == DAY == city.on
    assert queries.services(whole.at(dt.date(2022, 3, 31)), Function.MULTI_AGENCY_COLLABORATION) == ()


# -- windows ----


@pytest.mark.parametrize(
    ("approached", "field", "windows"),
    [
        (Approached.FIELD_WINDOW, Field.ELDERLY, ["window-elderly"]),
        (Approached.FIELD_WINDOW, Field.DISABILITY, ["window-disability"]),
        (Approached.FIELD_WINDOW, Field.CHILD, ["window-child", "window-hoiku", "window-ninpu"]),
        (Approached.FIELD_WINDOW, Field.HARDSHIP, ["window-hardship"]),
        (Approached.GENERAL_WINDOW, None, ["window-sogo"]),
        (Approached.OTHER_SECTION, Field.ELDERLY, ["window-sogo"]),
        (Approached.BASE, None, ["window-csw"]),
        (Approached.OUTREACH, None, ["window-csw"]),
        (Approached.COMMISSIONER, None, []),
    ],
)
def test_which_window_takes_what(city, approached, field, windows):
    assert [window.id for window in queries.windows_for(city, approached, field)] == windows


@pytest.mark.parametrize("who", list(BroughtBy))
def test_the_sheet_is_for_agencies_and_sections_that_noticed_something(givers, city, who):
    consultation = compound(GIVEN, brought_by=who).consultation
    sheet = "tsunagu-sheet" if who in (BroughtBy.AGENCY, BroughtBy.OTHER_SECTION) else None
    assert advise_intake(givers, consultation, city).stated("form") == sheet


def test_how_windows_are_run_is_said_of_three(city):
    windows = queries.services(city, Function.COMPREHENSIVE_CONSULTATION)
    assert {one.id: one.operation_form for one in windows if one.operation_form} == {
        "window-sogo": OperationForm.DIRECT,
        "window-hardship": OperationForm.OUTSOURCED,
        "window-csw": OperationForm.OUTSOURCED,
    }


def test_the_third_place_opens_in_march(whole):
    bases = [
        {agency.id for agency in whole.at(day).agency if agency.kind == "base"}
        for day in (dt.date(2023, 3, 19), dt.date(2023, 3, 20))
    ]
    assert bases[1] - bases[0] == {"flat-nambu"}
    assert {row(whole.at(dt.date(2023, 3, 20)), one).area for one in bases[1]} == {"aitopia", "komaeen", "shokichien"}


# -- multi-agency collaboration by two ----


def test_one_part_is_the_citys_own_and_one_is_entrusted(city):
    parts = queries.services(city, Function.MULTI_AGENCY_COLLABORATION)
    assert [(one.roles, one.operation_form, one.per) for one in parts] == [
        ((CITY,), OperationForm.DIRECT, "zen-iki"),
        ((SHAKYO,), OperationForm.OUTSOURCED, "nichijo-ken-iki"),
    ]
    assert [queries.is_municipal(city, one.id) for one in parts] == [True, False]
    assert len({one.takes for one in parts}) == 1


@pytest.mark.parametrize(
    ("responsibility", "cooperation", "mac"),
    [
        (CLEAR, FAILS, Level.YES),
        (UNCLEAR, WORKS, Level.YES),
        (CLEAR, WORKS, Level.NO),
        (None, WORKS, None),
    ],
)
def test_gaps_compound_issues_and_not_knowing_whom_to_tell(givers, city, responsibility, cooperation, mac):
    case = case_of(assessment=found(responsibility, cooperation, agencies_needed=4, urgent=True))
    assert advise_escalation(givers, case, EscalationStage.AT_WINDOW, city).stated("mac") is mac


def test_two_sorts_of_promoter_and_the_managers_who_are_neither(city):
    promoters = {one.id: one.headcount for one in city.role if one.kind is RoleKind.INTEGRATION_PROMOTER}
    assert promoters == {CITY: 1, SHAKYO: 3}
    assert row(city, SHAKYO).also == ("csw",)
    (manager,) = [one for one in city.role if one.kind is RoleKind.AGENCY_PROMOTER]
    assert {"komayell", "kodomo-katei", "hokatsu-komaeen"} < set(manager.agencies)


def test_the_community_workers_came_one_by_one(whole):
    days = [dt.date(2018, 4, 1), dt.date(2020, 4, 1), dt.date(2022, 4, 1)]
    assert [row(whole.at(day), "csw").headcount for day in days] == [1, 2, 3]


# -- conferences that were there already ----


@EACH_FIELD
def test_without_consent_the_body_of_the_field_whose_convener_nobody_names(givers, city, field, ids):
    advice = advise_convening(givers, compound(REFUSED, field=field), Occasion.SHARE, None, ("man",), city)
    assert (advice.stated("kind"), advice.stated("meeting")) == (ConferenceKind.SUPPORT_CONFERENCE, ids[0])
    assert advice.stated("members") == (CITY, "@needed")
    assert advice.stated("convener") is advice.stated("lead") is advice.stated("cadence") is None


@EACH_FIELD
def test_with_consent_the_same_body_run_by_either_promoter(givers, city, field, ids):
    support, juso, name = ids
    for occasion, plan in ((Occasion.SHARE, None), (Occasion.PLAN, MAC_PLAN)):
        advice = advise_convening(givers, compound(GIVEN, field=field), occasion, plan, ("man",), city)
        assert (advice.stated("kind"), advice.stated("meeting")) == (ConferenceKind.JUSO_CONFERENCE, juso)
        assert (advice.stated("convener"), advice.stated("together")) == ((CITY, SHAKYO), Together.ANY)
    assert (row(city, juso).within, row(city, support).name) == (support, name)


@pytest.mark.parametrize("consent", [GIVEN, REFUSED])
def test_of_cases_of_no_field_nothing_is_said(givers, city, consent):
    case = compound(consent, approached=Approached.BASE)
    assert advise_convening(givers, case, Occasion.SHARE, None, ("man",), city).stated("meeting") is None
    assert advise_approval(givers, case, MAC_PLAN, city).stated("deliberated_in") is None


@pytest.mark.parametrize("occasion", [Occasion.REPLAN, Occasion.CLOSURE, Occasion.INTERRUPTION])
def test_other_occasions_are_not_described(givers, city, occasion):
    case = compound(GIVEN, field=Field.ELDERLY)
    assert advise_convening(givers, case, occasion, None, ("man",), city).stated("meeting") is None


@EACH_FIELD
def test_either_promoter_drafts_and_only_the_body_of_the_field_deliberates(givers, city, field, ids):
    advice = advise_approval(givers, compound(GIVEN, field=field), MAC_PLAN, city)
    assert (advice.stated("drafters"), advice.stated("together")) == ((CITY, SHAKYO), Together.ANY)
    assert advice.stated("deliberated_in") == (ids[1],)
    assert advice.stated("decider") is advice.stated("informed") is None


@EACH_FIELD
def test_of_a_plan_before_consent_nothing_is_said(givers, city, field, ids):
    advice = advise_approval(givers, compound(REFUSED, field=field), MAC_PLAN, city)
    assert advice.stated("drafters") is advice.stated("deliberated_in") is None


@pytest.mark.parametrize("kind", [PlanKind.OUTREACH, PlanKind.PARTICIPATION])
def test_plans_of_one_service_alone_are_not_spoken_of(givers, city, kind):
    advice = advise_approval(givers, compound(GIVEN, field=Field.ELDERLY), PlanContent(kind), city)
    assert advice.stated("drafters") is advice.stated("deliberated_in") is None


# -- services, silence ----


def test_participation_support_is_for_those_not_in_hardship(city):
    (one,) = queries.services(city, Function.PARTICIPATION_SUPPORT)
    assert (one.agencies, one.excludes) == (("komayell",), ("hardship",))
    assert row(city, "komayell").organization == "csw-tokyo"


def test_what_is_planned_is_used_on_no_day(whole, city):
    planned = {one.id for one in whole.rows() if one.status is Status.PLANNED}
    assert {"tsunagu-liaison", "sheet-system", "machizukuri-kyogi"} < planned
    assert not planned & set(city.ids)


def test_every_question_is_answered_or_silent_and_no_silence_is_answered(city):
    states = {one: state(city, one).state for one in QUESTIONS}
    assert AnswerState.NOT_ENTERED not in states.values()
    assert {one for one, said in states.items() if said is AnswerState.SILENT} == set(city.silent)
