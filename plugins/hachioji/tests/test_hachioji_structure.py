"""The facts of 八王子市 as its source states them, on the days that it speaks of."""

import datetime as dt

import pytest
from hachioji_city import DAY

from juso_core.casework.rules_care import fields_without_window
from juso_core.municipality import queries
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.words import (
    AgencyKind,
    Approached,
    ConferenceKind,
    Field,
    FormUse,
    Function,
    NoteKind,
    OperationForm,
    PlanKind,
    Stage,
)

# In the order of opening; the first month of each.
BASES = {
    "kyoten-ishikawa": (2014, 12),
    "kyoten-kawaguchi": (2017, 4),
    "kyoten-asakawa": (2018, 3),
    "kyoten-owada": (2018, 3),
    "kyoten-yui": (2018, 10),
    "kyoten-yugi": (2019, 2),
    "kyoten-yugi-higashi": (2019, 6),
    "kyoten-daimachi": (2020, 3),
    "kyoten-ongata": (2020, 4),
}
TOPICS = [
    "収入・生活費",
    "家賃・ローンの支払い",
    "税金・公共料金の支払い",
    "債務",
    "資金の貸付",
    "家計全般",
    "食べるものがない",
    "住まい",
    "仕事探し・就職",
    "仕事上の不安・トラブル",
    "こころの問題",
    "病気・健康",
    "介護",
    "子育て",
    "ひきこもり・不登校",
    "家族・人間関係",
    "地域との関係",
    "DV・虐待",
    "その他",
]


def bases(structure):
    return {agency.id: agency for agency in structure.agency if agency.kind is AgencyKind.BASE}


def service(structure, id):
    return next(row for row in structure.service if row.id == id)


def eve(day):
    return day - dt.timedelta(days=1)


# -- bases ----


@pytest.mark.parametrize(("base", "month"), BASES.items(), ids=list(BASES))
def test_a_base_is_there_from_the_month_of_its_opening(whole, base, month):
    opening = dt.date(*month, 1)
    assert base in bases(whole.at(opening))
    assert base not in bases(whole.at(eve(opening)))
    assert base in bases(whole.at(DAY))


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ((2014, 11, 30), 0),
        ((2014, 12, 1), 1),
        ((2017, 4, 1), 2),
        ((2018, 3, 31), 4),
        ((2018, 10, 1), 5),
        ((2019, 2, 1), 6),
        ((2019, 6, 1), 7),
        ((2020, 3, 1), 8),
        ((2020, 4, 1), 9),
        ((2021, 9, 30), 9),
        ((2021, 10, 1), 9),
        ((2023, 4, 1), 9),
    ],
)
def test_the_number_of_bases_by_day(whole, day, count):
    assert len(bases(whole.at(dt.date(*day)))) == count


def test_only_bases_that_are_open_take_consultations(whole):
    day = dt.date(2018, 6, 1)
    assert service(whole.at(day), "window-base").agencies == (
        "kyoten-ishikawa",
        "kyoten-kawaguchi",
        "kyoten-asakawa",
        "kyoten-owada",
    )


def test_the_bases_were_renamed_in_october_2021(whole):
    before, after = bases(whole.at(dt.date(2021, 9, 30))), bases(whole.at(dt.date(2021, 10, 1)))
    assert list(before) == list(after) == list(BASES)
    assert all(base.name.startswith("地域福祉推進拠点 ") for base in before.values())
    assert all(base.name.startswith("はちまるサポート ") for base in after.values())
    for id, base in before.items():
        assert base.name.split()[1] == after[id].name.split()[1]
        assert (base.place, base.area, base.organization) == (after[id].place, after[id].area, "shakyo")


def test_the_bases_are_subsidised_until_fy2020_and_outsourced_from_fy2021(whole):
    before, after = whole.at(dt.date(2021, 3, 31)), whole.at(dt.date(2021, 4, 1))
    assert service(before, "window-base").operation_form is OperationForm.SUBSIDISED
    assert service(after, "window-base").operation_form is OperationForm.OUTSOURCED


def test_only_three_bases_have_a_stated_area(city):
    areas = {base.id: base.area for base in bases(city).values() if base.area}
    assert areas == {"kyoten-yugi-higashi": "tobu", "kyoten-daimachi": "chuo", "kyoten-ongata": "seibu"}


# -- the programme ----


def test_the_programme_runs_in_full_since_april_2021(whole, city):
    stages = {
        day: [row.stage for row in whole.at(day).programme] for day in (dt.date(2021, 3, 31), dt.date(2021, 4, 1))
    }
    assert list(stages.values()) == [[Stage.NONE], [Stage.FULL]]
    (programme,) = city.programme
    assert (programme.section, programme.mac_setting_pattern) == ("fukushi-seisaku", 1)
    assert whole.described_on == DAY


@pytest.mark.parametrize(
    "function", [Function.MULTI_AGENCY_COLLABORATION, Function.OUTREACH, Function.PARTICIPATION_SUPPORT]
)
def test_the_new_functions_began_with_it_and_are_outsourced_to_shakyo(whole, city, function):
    assert queries.services(whole.at(dt.date(2021, 3, 31)), function) == ()
    (row,) = queries.services(city, function)
    assert row.operation_form is OperationForm.OUTSOURCED
    organizations = {city.ids[agency].organization for agency in row.agencies}
    assert organizations == {"shakyo"}


def test_multi_agency_collaboration_has_no_window_of_its_own(city):
    assert queries.operators(city, Function.MULTI_AGENCY_COLLABORATION) == ("sasaeai",)
    assert not any("sasaeai" in window.agencies for window in queries.windows(city))


def test_the_six_areas(city):
    assert [area.name for area in city.area if area.layer == "ken-iki"] == [
        "北部",
        "西部",
        "西南部",
        "中央",
        "東南部",
        "東部",
    ]
    assert {layer.name: layer.count for layer in city.layer} == {"市全域": 1, "圏域": 6, "日常生活圏域": 21}


def test_community_workers(city):
    heads = {row.id: row.headcount for row in city.role}
    assert heads["kyoten-csw"] + heads["kyoten-csw-single"] == 16
    assert heads["mac-csw"] == 4
    assert heads["kyoten-assistant"] == 9
    assert heads["tokatsu-csw"] is None
    single = next(row for row in city.role if row.id == "kyoten-csw-single")
    assert single.agencies == ("kyoten-yui", "kyoten-daimachi")


# -- windows ----


@pytest.mark.parametrize(
    ("field", "window", "agency"),
    [
        (Field.ELDERLY, "window-elderly", "anshin"),
        (Field.DISABILITY, "window-disability", "shogai-kyoten"),
        (Field.CHILD, "window-child", "kodomo-katei"),
        (Field.HARDSHIP, "window-hardship", "seikatsu-jiritsu"),
    ],
)
def test_each_field_has_its_window(city, field, window, agency):
    first = queries.windows_for(city, Approached.FIELD_WINDOW, field)[0]
    assert (first.id, first.agencies) == (window, (agency,))


def test_no_field_is_without_a_window(city):
    assert fields_without_window(city) == ()


@pytest.mark.parametrize("field", [None, *Field])
def test_the_bases_take_anything(city, field):
    assert queries.windows_for(city, Approached.BASE, field)[0].id == "window-base"
    assert queries.windows_for(city, Approached.GENERAL_WINDOW, field)[0].id == "window-base"


@pytest.mark.parametrize("approached", [Approached.COMMISSIONER, Approached.OUTREACH])
def test_what_a_commissioner_tells_or_is_found_outside_comes_to_the_bases(city, approached):
    assert [window.id for window in queries.windows_for(city, approached, None)] == ["window-base"]


def test_what_another_section_passes_on_has_no_stated_window(city):
    assert queries.windows_for(city, Approached.OTHER_SECTION, None) == ()


@pytest.mark.parametrize("id", ["window-base", "outreach", "participation", "community-building"])
def test_the_workers_of_the_bases_do_the_work_of_shakyo(city, id):
    row = service(city, id)
    assert row.roles == ("kyoten-csw", "kyoten-csw-single")
    at = {agency for role in row.roles for agency in city.ids[role].agencies}
    assert at == set(row.agencies) == set(BASES)


@pytest.mark.parametrize("id", ["mac", "support-planning"])
def test_workers_of_their_own_do_multi_agency_collaboration(city, id):
    assert service(city, id).roles == ("mac-csw",)


def test_the_coordinators_moved_to_the_centres_for_the_elderly(whole):
    for day, agency in ((dt.date(2021, 3, 31), "sasaeai"), (dt.date(2021, 4, 1), "anshin")):
        row = service(whole.at(day), "community-life-support")
        assert (row.agencies, row.roles) == ((agency,), ("seikatsu-coordinator",))


def test_of_the_other_windows_only_hardship_has_a_stated_form(city):
    forms = {window.id: window.operation_form for window in queries.windows(city) if window.operation_form}
    assert forms == {"window-base": OperationForm.OUTSOURCED, "window-hardship": OperationForm.DIRECT}


def test_every_window_of_the_programme_uses_the_sheet(city):
    assert {window.form for window in queries.windows(city)} == {"uketsuke-moushikomi"}


def test_the_nineteen_topics_stand_in_the_order_of_the_sheet(city):
    (sheet,) = queries.forms(city, FormUse.INTAKE)
    assert [topic.ja for topic in sheet.topics] == TOPICS
    assert len(TOPICS) == 19


def test_before_the_programme_there_is_only_the_base_and_no_sheet(whole):
    then = whole.at(dt.date(2020, 10, 1))
    assert [window.id for window in queries.windows(then)] == ["window-base"]
    assert queries.forms(then, FormUse.INTAKE) == ()


def test_the_centres_for_the_elderly_are_twenty_one_since_fy2021(whole):
    counts = [whole.at(day).ids["anshin"].count for day in (dt.date(2021, 3, 31), dt.date(2021, 4, 1))]
    assert counts == [None, 21]


# -- conferences and plans ----


@pytest.mark.parametrize(
    ("kind", "meeting", "convener", "municipal", "consent"),
    [
        (ConferenceKind.SUPPORT_CONFERENCE, "shien-kaigi", "fukushi-seisaku", True, False),
        (ConferenceKind.JUSO_CONFERENCE, "juso-kaigi", "sasaeai", False, True),
    ],
)
def test_who_convenes_which_conference(city, kind, meeting, convener, municipal, consent):
    (row,) = queries.meetings(city, kind)
    assert (row.id, row.convener, row.needs_consent) == (meeting, (convener,), consent)
    assert queries.is_municipal(city, convener) is municipal
    assert row.secretariat is row.cadence is row.lead is None
    assert not row.pledge


def test_shakyo_may_ask_for_the_support_conference(city):
    (row,) = queries.meetings(city, ConferenceKind.SUPPORT_CONFERENCE)
    assert row.requested_by == ("sasaeai",)


def test_what_is_only_planned_is_never_in_use(whole):
    assert "network-kaigi" in whole.ids
    for year in (2021, 2024, 2030):
        assert "network-kaigi" not in whole.at(dt.date(year, 10, 1)).ids


def test_plans(city):
    ((after,), (before,)) = (
        queries.plan_routes(city, PlanKind.MAC, consent_given=True),
        queries.plan_routes(city, PlanKind.OUTREACH, consent_given=False),
    )
    assert (after.drafters, after.deliberated_in) == (("sasaeai",), ("juso-kaigi",))
    assert (before.drafters, before.deliberated_in) == ((), ("shien-kaigi",))
    assert after.decided_by is before.decided_by is after.informed is before.informed is None
    assert queries.plan_routes(city, PlanKind.MAC, consent_given=False) == ()
    assert queries.plan_routes(city, PlanKind.OUTREACH, consent_given=True) == ()
    for consent in (True, False):
        assert queries.plan_routes(city, PlanKind.PARTICIPATION, consent) == ()


# -- silence ----


def test_every_silent_question_is_really_unanswered(city):
    assert len(set(city.silent)) == len(city.silent) > 20
    assert {one: state(city, one).state for one in city.silent} == dict.fromkeys(city.silent, AnswerState.SILENT)


def test_every_other_question_is_answered(city):
    assert [one for one in QUESTIONS if state(city, one).state is AnswerState.NOT_ENTERED] == []


def test_which_cases_are_taken_is_a_judgement_and_no_row(city):
    answer = state(city, "mac.takes")
    assert [row.table for row in answer.rows] == ["note"]
    assert answer.rows[0].kind is NoteKind.JUDGED
    (row,) = queries.services(city, Function.MULTI_AGENCY_COLLABORATION)
    assert row.takes == row.only_for == ()


@pytest.mark.parametrize(
    "question",
    [
        "programme.evaluation",
        "plan.decider",
        "closure",
        "interruption",
        "reopening",
        "outreach.without_plan",
        "priority",
        "records",
        "retention",
    ],
)
def test_what_is_known_to_be_unsaid_is_listed(whole, question):
    assert question in whole.silent


# -- figures ----


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("h1-2021-mac-cases", 6),
        ("h1-2021-mac-support-conference", 2),
        ("h1-2021-mac-individual", 4),
        ("h1-2021-mac-from-base", 4),
        ("h1-2021-mac-from-anshin", 2),
        ("h1-2021-mac-consent", 0),
        ("h1-2021-attendees", 10),
        ("fy2020-base-consultations", 1201),
        ("fy2020-base-new", 463),
        ("fy2020-base-new-elderly", 39.3),
        ("fy2020-base-new-poverty-withdrawal", 16.6),
        ("fy2020-base-new-other", 22.5),
        ("bases-2021", 9),
        ("bases-2023", 10),
        ("bases-goal", 21),
    ],
)
def test_published_figures(whole, figure, value):
    assert next(row.value for row in whole.figure if row.id == figure) == value
