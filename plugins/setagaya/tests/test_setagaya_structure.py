"""The facts of 世田谷区 as its source states them, on the days that it speaks of."""

import datetime as dt

import pytest
from setagaya_city import DAY, GIVEN, HEARING, REFUSED, case_of, found, person

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework.facts import Consents, EscalationStage, PlanContent
from juso_core.citation import Giver
from juso_core.municipality import queries
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.words import (
    AgencyKind,
    Approached,
    ConferenceKind,
    Consent,
    Field,
    Function,
    Includes,
    Level,
    NoteKind,
    Occasion,
    OperationForm,
    PlanKind,
    RoleKind,
    Stage,
    Status,
    Together,
    Trait,
)

TWO = ("plathome", "merkmal")
ONLY = (Trait.HIKIKOMORI,)
SHARE, PLAN = Occasion.SHARE, Occasion.PLAN
MAC_PLAN = PlanContent(PlanKind.MAC, {Includes.OTHER})
# What was announced for April 2022.
ANNOUNCED = {
    "window-hikikomori",
    "mac",
    "support-planning",
    "madoguchi-jokin",
    "outreach",
    "shien-kaigi",
    "juso-kaigi",
    "renraku-kyogikai",
    "plan-before",
    "plan-after",
}


def row(structure, id):
    return structure.ids[id]


def fiscal(year):
    return dt.date(year, 10, 1)


def withdrawn(consent=GIVEN, **more):
    """A case of somebody in social withdrawal."""
    return case_of(person("son", "hikikomori", consent=consent), assessment=found(), **more)


# -- the programme, the areas ----


def test_the_programme_runs_in_full_since_fy2021_after_the_model_projects(whole):
    stages = [
        [programme.stage for programme in whole.at(day).programme]
        for day in (dt.date(2016, 3, 31), dt.date(2016, 4, 1), dt.date(2021, 3, 31), dt.date(2021, 4, 1), DAY)
    ]
    assert stages == [[], [Stage.NONE], [Stage.NONE], [Stage.FULL], [Stage.FULL]]
    assert whole.described_on == DAY


def test_the_three_layers(city):
    assert {layer.name: layer.count for layer in city.layer} == {"全区": 1, "地域": 5, "地区": 28}
    assert [layer.order for layer in city.layer] == [1, 2, 3]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (fiscal(2014), None),
        (fiscal(2016), 27),
        (fiscal(2018), None),
        (dt.date(2021, 11, 30), None),
        (HEARING, 28),
        (DAY, 28),
    ],
)
def test_the_number_of_districts_is_known_for_two_times_only(whole, day, count):
    (layer,) = [layer for layer in whole.at(day).layer if layer.id == "chiku"]
    assert layer.count == count


# -- windows ----


@pytest.mark.parametrize(
    ("field", "window", "agency"),
    [
        (Field.ELDERLY, "window-elderly", "anshin"),
        (Field.DISABILITY, "window-disability", "chiiki-shogai"),
        (Field.HARDSHIP, "window-hardship", "plathome"),
    ],
)
def test_the_windows_of_the_fields(city, field, window, agency):
    (found_one,) = queries.windows_for(city, Approached.FIELD_WINDOW, field)
    assert (found_one.id, found_one.agencies) == (window, (agency,))


def test_no_window_for_children_is_described(givers, city):
    assert queries.windows_for(city, Approached.FIELD_WINDOW, Field.CHILD) == ()
    assert state(city, "window.child").state is AnswerState.SILENT
    advice = advise_intake(givers, case_of(field=Field.CHILD).consultation, city)
    assert advice.stated("window") is None


@pytest.mark.parametrize("approached", [Approached.BASE, Approached.GENERAL_WINDOW])
@pytest.mark.parametrize("field", [None, *Field])
def test_the_three_parties_take_anything_in_every_district(city, approached, field):
    window = queries.windows_for(city, approached, field)[0]
    assert (window.id, window.per, window.together) == ("window-fukushi", "chiku", Together.JOINT)
    assert window.agencies == ("machizukuri", "anshin", "chiiki-shakyo")


def test_only_the_machizukuri_centres_are_bases_and_they_are_the_citys(city):
    assert [agency.id for agency in city.agency if agency.kind is AgencyKind.BASE] == ["machizukuri"]
    assert queries.is_municipal(city, "machizukuri") is True
    assert row(city, "anshin").seated_in == "machizukuri"


@pytest.mark.parametrize(
    ("day", "form", "status"),
    [
        (dt.date(2014, 3, 31), None, None),
        (dt.date(2014, 4, 1), OperationForm.MIXED, Status.TRIAL),
        (dt.date(2015, 3, 31), OperationForm.MIXED, Status.TRIAL),
        (dt.date(2015, 4, 1), OperationForm.MIXED, Status.TRIAL),
        (dt.date(2016, 4, 1), OperationForm.MIXED, Status.IN_FORCE),
        (DAY, OperationForm.MIXED, Status.IN_FORCE),
    ],
)
def test_the_general_window_began_as_a_model_of_the_city_and_others(whole, day, form, status):
    windows = queries.windows_for(whole.at(day), Approached.GENERAL_WINDOW, None)
    assert [(window.operation_form, window.status) for window in windows] == ([(form, status)] if form else [])
    bodies = {row(whole, agency).organization for window in windows for agency in window.agencies}
    assert bodies == ({"ku", "shakyo", None} if form else set())


def test_how_shakyo_does_its_share_of_the_general_window_is_a_note(city):
    notes = [note.text.ja for note in city.note if note.about == "window-fukushi" and note.kind is NoteKind.STATED]
    assert [note for note in notes if "補助" in note and "委託" in note]


def test_who_works_where(city):
    workers = {service.id: service.roles for service in city.service if service.roles}
    assert workers == {
        "window-fukushi": ("chiku-tanto", "fukushi-shienin"),
        "window-hikikomori": ("madoguchi-jokin",),
        "mac": ("madoguchi-jokin", "seishin-hoken", "kakei-kaizen"),
        "outreach-adviser": ("nichijo-adviser",),
        "participation-district": ("chiku-tanto",),
        "community-district": ("chiku-tanto",),
        "community-life-support": ("chiku-tanto",),
    }


def test_the_windows_of_earlier_days(whole):
    assert [window.id for window in queries.windows(whole.at(fiscal(2015)))] == ["window-fukushi"]
    at_the_hearing = [window.id for window in queries.windows(whole.at(HEARING))]
    assert at_the_hearing == ["window-fukushi", "window-elderly", "window-disability", "window-hardship"]
    assert "砧地区" in queries.windows(whole.at(fiscal(2014)))[0].name


def test_the_hikikomori_window_is_run_by_two_for_nobody_else(city):
    (window,) = queries.windows_for(city, Approached.TARGET_WINDOW, None)
    assert (window.id, window.agencies, window.together) == ("window-hikikomori", TWO, Together.JOINT)
    assert (window.only_for, window.fields, window.any_field) == (ONLY, (), False)
    assert queries.windows_for(city, Approached.FIELD_WINDOW, Field.HARDSHIP)[0].id == "window-hardship"


# -- what was announced ----


def test_what_was_announced_begins_with_april_2022_and_stays_marked(whole):
    before, after = whole.at(dt.date(2022, 3, 31)), whole.at(DAY)
    planned = {one.id for one in after.rows() if one.status is Status.PLANNED and getattr(one, "id", None)}
    assert planned - {figure.id for figure in after.figure} == ANNOUNCED
    kept_whole = {figure.id for figure in before.figure}
    assert not ANNOUNCED & (set(before.ids) - kept_whole)
    assert {row(whole, id).since for id in ANNOUNCED - {"madoguchi-jokin"}} == {"2022-04"}
    assert row(whole, "madoguchi-jokin").since == "FY2022"


def test_answers_from_it_are_marked_as_planned(givers, city):
    advice = advise_escalation(givers, withdrawn(), EscalationStage.AT_WINDOW, city)
    assert advice.origins["mac"].status == advice.origins["receivers"].status == "planned"
    advice = advise_convening(givers, withdrawn(), SHARE, None, ("son",), city)
    assert advice.origins["meeting"].status == "planned"


def test_at_the_hearing_there_was_no_conference_of_the_programme_and_no_multi_agency_collaboration(whole):
    then = whole.at(HEARING)
    assert queries.services(then, Function.MULTI_AGENCY_COLLABORATION) == ()
    for kind in (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE):
        assert queries.meetings(then, kind) == ()
    assert queries.meetings(then, ConferenceKind.HARDSHIP_SUPPORT)


# -- who is taken ----


@pytest.mark.parametrize("traits", [["hikikomori"], ["hikikomori", "support_refusal"], ["hikikomori", "hardship"]])
def test_multi_agency_collaboration_takes_people_in_withdrawal(givers, city, traits):
    advice = advise_escalation(givers, case_of(person("son", *traits)), EscalationStage.AT_WINDOW, city)
    assert advice.stated("mac") is Level.YES
    assert advice.stated("receivers") == TWO
    assert advice.origins["mac"].giver is Giver.STRUCTURE


def test_it_takes_a_household_in_which_somebody_else_is_in_withdrawal(givers, city):
    case = case_of(person("mother", "care_needed"), person("son", "hikikomori"), field=Field.ELDERLY)
    assert advise_escalation(givers, case, EscalationStage.AT_WINDOW, city).stated("mac") is Level.YES


@pytest.mark.parametrize("trait", sorted({*Trait} - {Trait.HIKIKOMORI, Trait.HARDSHIP, Trait.POST_COVID_HARDSHIP}))
def test_of_others_it_says_nothing(givers, city, trait):
    case = case_of(person("man", trait), assessment=found())
    advice = advise_escalation(givers, case, EscalationStage.AT_WINDOW, city)
    assert advice.stated("mac") is advice.stated("receivers") is None


def test_who_applies_is_not_said(givers, city):
    advice = advise_escalation(givers, withdrawn(), EscalationStage.AT_WINDOW, city)
    assert advice.stated("applicant") is advice.stated("form") is None


def test_after_the_end_the_district_worker_takes_over(givers, city):
    advice = advise_escalation(givers, withdrawn(), EscalationStage.AT_CLOSURE, city)
    assert advice.stated("post_closure_lead") == "chiku-tanto"
    worker = row(city, "chiku-tanto")
    assert (worker.kind, worker.headcount, worker.per) == (RoleKind.DISTRICT_WORKER, 28, "chiku")
    assert worker.also == (RoleKind.LIFE_SUPPORT_COORDINATOR,)


# -- conferences ----


@pytest.mark.parametrize("occasion", [SHARE, PLAN])
def test_without_consent_the_support_conference_whose_convener_nobody_names(givers, city, occasion):
    plan = MAC_PLAN if occasion is PLAN else None
    advice = advise_convening(givers, withdrawn(REFUSED), occasion, plan, ("son",), city)
    assert (advice.stated("kind"), advice.stated("meeting")) == ("support_conference", "shien-kaigi")
    assert advice.stated("lead") == "plathome"
    assert advice.stated("convener") is advice.stated("secretariat") is advice.stated("pledge") is None
    assert advice.stated("cadence") == "必要に応じて"
    assert advice.stated("members") == (*TWO, "@needed")


@pytest.mark.parametrize("occasion", [SHARE, PLAN])
def test_with_consent_the_juso_conference_held_by_the_two(givers, city, occasion):
    plan = MAC_PLAN if occasion is PLAN else None
    advice = advise_convening(givers, withdrawn(), occasion, plan, ("son",), city)
    assert (advice.stated("kind"), advice.stated("meeting")) == ("juso_conference", "juso-kaigi")
    assert (advice.stated("convener"), advice.stated("lead")) == (TWO, "plathome")
    assert (advice.stated("together"), advice.stated("cadence")) == (Together.JOINT, "必要に応じて")


def test_only_the_juso_conference_needs_consent(city):
    needs = {meeting.id: meeting.needs_consent for meeting in city.meeting if meeting.needs_consent is not None}
    assert needs == {"shien-kaigi": False, "juso-kaigi": True}


@pytest.mark.parametrize("occasion", [Occasion.REPLAN, Occasion.CLOSURE, Occasion.INTERRUPTION])
@pytest.mark.parametrize("consent", [GIVEN, REFUSED])
def test_other_occasions_are_not_described(givers, city, occasion, consent):
    advice = advise_convening(givers, withdrawn(consent), occasion, None, ("son",), city)
    assert advice.stated("kind") is advice.stated("meeting") is advice.stated("required") is None


@pytest.mark.parametrize("consent", [GIVEN, REFUSED])
@pytest.mark.parametrize("occasion", list(Occasion))
@pytest.mark.parametrize("traits", [[], ["hardship"], ["young_carer"], ["school_nonattendance"]])
def test_for_others_no_conference_of_the_programme_is_described(givers, city, consent, occasion, traits):
    case = case_of(person("man", *traits, consent=consent), assessment=found())
    advice = advise_convening(givers, case, occasion, None, ("man",), city)
    assert advice.stated("kind") is advice.stated("meeting") is advice.stated("lead") is None


def test_the_hardship_conferences_stand_beside_them(city):
    (coordination,) = queries.meetings(city, ConferenceKind.HARDSHIP_COORDINATION)
    (support,) = queries.meetings(city, ConferenceKind.HARDSHIP_SUPPORT)
    assert coordination.convener == support.convener == ("plathome",)
    assert (coordination.per, coordination.cadence, coordination.as_needed) == ("chiiki", "5地域ごとに月1回", False)
    assert (support.cadence, support.as_needed) == (None, True)
    assert coordination.only_for == support.only_for == ()
    kinds = {kind for meeting in city.meeting if "plathome" in meeting.convener for kind in meeting.kinds}
    assert ConferenceKind.SUPPORT_CONFERENCE not in kinds


def test_three_layers_of_community_care_conferences(city):
    care = (ConferenceKind.COMMUNITY_CARE, ConferenceKind.COMMUNITY_CARE_CASE)
    meetings = [meeting for meeting in city.meeting if set(meeting.kinds) & set(care)]
    assert [(meeting.id, meeting.per, meeting.convener) for meeting in meetings] == [
        ("chiku-care", "chiku", ("anshin",)),
        ("chiku-care-tsujo", "chiku", ("anshin",)),
        ("chiku-care-konnan", "chiku", ("anshin",)),
        ("chiiki-care", "chiiki", ()),
        ("zenku-care", "zenku", ()),
    ]
    (difficult,) = queries.meetings(city, ConferenceKind.COMMUNITY_CARE_CASE)
    assert difficult.id == "chiku-care-konnan"
    assert [meeting.id for meeting in city.meeting if meeting.within == "chiku-care"] == [
        "chiku-care-tsujo",
        "chiku-care-konnan",
    ]
    assert all("chiku-tanto" in [member.who for member in meeting.members] for meeting in meetings[:-1])
    assert meetings[-1].held_with == ("hoken-fukushi-shingikai",)
    assert row(city, "hoken-fukushi-shingikai").held_with == ("zenku-care",)


def test_the_conference_of_all_the_city_began_in_fy2017(whole):
    ids = [{meeting.id for meeting in whole.at(fiscal(year)).meeting} for year in (2016, 2017)]
    assert ["zenku-care" in one for one in ids] == [False, True]


def test_the_head_of_the_centre_leads_the_meeting_of_the_three(city):
    (meeting,) = queries.meetings(city, ConferenceKind.THREE_PARTY)
    assert (meeting.lead, meeting.cadence) == ("machizukuri-shocho", None)
    window = row(city, "window-fukushi")
    assert tuple(member.who for member in meeting.members) == window.agencies


def test_the_liaison_council_is_held_by_plathome(city):
    (council,) = queries.meetings(city, ConferenceKind.LIAISON)
    assert (council.convener, council.only_for, council.status) == (("plathome",), ONLY, Status.PLANNED)
    who = {member.who for member in council.members}
    assert {*TWO, "anshin", "hoken-fukushi", "chiiki-shogai", "kyoiku-iinkai", "gakko", "iryo"} <= who
    assert "mitsukeba-house" not in who


# -- plans ----


@pytest.mark.parametrize(
    "consent", [GIVEN, REFUSED, Consents(), Consents(Consent.GIVEN, Consent.REFUSED), Consents(Consent.WITHDRAWN)]
)
def test_the_two_draft_one_plan_whatever_the_consent(givers, city, consent):
    advice = advise_approval(givers, withdrawn(consent), MAC_PLAN, city)
    assert (advice.stated("drafters"), advice.stated("together")) == (TWO, Together.JOINT)
    assert advice.stated("decider") is advice.stated("informed") is None
    meeting = "juso-kaigi" if consent.use is Consent.GIVEN else "shien-kaigi"
    assert advice.stated("deliberated_in") == (meeting,)


@pytest.mark.parametrize("consent", [GIVEN, REFUSED])
@pytest.mark.parametrize(
    "plan",
    [
        PlanContent(PlanKind.OUTREACH, {Includes.OUTREACH}),
        PlanContent(PlanKind.PARTICIPATION, {Includes.PARTICIPATION}),
    ],
)
def test_plans_of_one_service_are_not_described(givers, city, consent, plan):
    case = withdrawn(consent)
    approval = advise_approval(givers, case, plan, city)
    for name in ("drafters", "deliberated_in", "decider", "informed"):
        assert approval.stated(name) is None
    assert advise_convening(givers, case, PLAN, plan, ("son",), city).stated("meeting") is None


@pytest.mark.parametrize("consent", [GIVEN, REFUSED])
def test_no_plan_is_described_for_others(givers, city, consent):
    case = case_of(person("man", "hardship", consent=consent), assessment=found())
    advice = advise_approval(givers, case, MAC_PLAN, city)
    assert advice.stated("drafters") is advice.stated("deliberated_in") is None


# -- operators ----


def test_outreach_is_by_merkmal_and_by_advisers_of_whom_no_agency_is_named(city):
    services = queries.services(city, Function.OUTREACH)
    assert [(one.id, one.agencies) for one in services] == [("outreach", ("merkmal",)), ("outreach-adviser", ())]
    assert {one.operation_form for one in services} == {OperationForm.OUTSOURCED}
    assert row(city, "merkmal").organization is None
    assert queries.is_municipal(city, "merkmal") is None


def test_who_runs_participation_support_is_a_contradiction_of_the_source(city):
    answer = state(city, "participation.operator")
    assert answer.state is AnswerState.CONFLICT
    (note,) = [one for one in answer.rows if one.table == "note"]
    assert {cite.source for cite in note.cite} == {"casebook", "casebook-summary"}
    operators = queries.operators(city, Function.PARTICIPATION_SUPPORT)
    assert operators == ("chiiki-shakyo", "saposute", "mitsukeba-house")


def test_support_towards_work_cannot_be_had_with_the_hardship_programme(city):
    excluding = {one.id: one.excludes for one in city.service if one.excludes}
    assert excluding == {"participation-saposute": ("window-hardship",)}


def test_the_age_limit_goes_with_the_opening(whole):
    limit = next(figure for figure in whole.figure if figure.id == "merkmal-age-limit")
    (note,) = [one for one in whole.note if one.about == "merkmal" and one.kind is NoteKind.NONE]
    assert limit.holds_on(dt.date(2022, 3, 31))
    assert not limit.holds_on(DAY)
    assert note.holds_on(DAY)
    assert not note.holds_on(HEARING)


def test_shakyo_runs_plathome_and_the_offices_in_the_areas(city):
    for agency in ("plathome", "chiiki-shakyo", "chosei", "emii"):
        assert row(city, agency).organization == "shakyo"
    assert row(city, "chiiki-shakyo").count == row(city, "chiiki").count == 5


# -- silence ----


def test_every_silent_question_is_really_unanswered(city):
    assert len(set(city.silent)) == len(city.silent) > 20
    assert {one: state(city, one).state for one in city.silent} == dict.fromkeys(city.silent, AnswerState.SILENT)


def test_every_other_question_is_answered(city):
    assert [one for one in QUESTIONS if state(city, one).state is AnswerState.NOT_ENTERED] == []


@pytest.mark.parametrize(
    "question",
    [
        "window.child",
        "support_conference.convener",
        "mac.applicant",
        "plan.decider",
        "consent.form",
        "interruption",
        "reopening",
        "plan.evaluation",
        "programme.section",
        "programme.evaluation",
        "outreach.without_plan",
        "records",
    ],
)
def test_what_is_known_to_be_unsaid_is_listed(whole, question):
    assert question in whole.silent


def test_which_cases_are_taken_is_stated_for_the_group_and_judged_for_others(city):
    rows = state(city, "mac.takes").rows
    assert {row.table for row in rows} == {"note", "service"}
    assert rows[0].kind is NoteKind.JUDGED
    (mac,) = queries.services(city, Function.MULTI_AGENCY_COLLABORATION)
    assert (mac.only_for, mac.takes, mac.may_take) == (ONLY, (), ())


# -- figures, citations ----


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("windows-fy2014", 1),
        ("windows-fy2015", 5),
        ("windows-fy2016", 27),
        ("windows-2021", 28),
        ("workers-per-district", 2),
        ("district-population", 17000),
        ("districts-of-setagaya-office", 7),
        ("units-of-chiiki-shakyo-ka", 6),
        ("fy2022-more-plathome", 2),
        ("preparation-days", 2),
        ("adviser-months", 3),
        ("merkmal-age-limit", 39),
    ],
)
def test_published_figures(whole, figure, value):
    assert next(one.value for one in whole.figure if one.id == figure) == value


def test_no_figure_is_tested_in_vain(whole):
    assert len(whole.figure) == 12


def test_the_population_of_a_district_is_a_range(whole):
    assert [(one.id, one.up_to) for one in whole.figure if one.up_to] == [("district-population", 63000)]


def test_district_workers_come_in_pairs(city):
    heads = {one.id: (one.headcount, one.each) for one in city.role if one.kind is RoleKind.DISTRICT_WORKER}
    assert heads == {"chiku-tanto": (28, 1), "fukushi-shienin": (28, 1)}


def test_each_office_in_the_areas_has_one_of_each(city):
    at_offices = {one.id: (one.headcount, one.each) for one in city.role if one.per == "chiiki"}
    assert at_offices == {"jimusho-shocho": (None, None), "anshin-jigyo": (5, 1), "family-adviser": (5, 1)}


def test_two_are_budgeted_for_the_hikikomori_window(city):
    worker = row(city, "madoguchi-jokin")
    assert (worker.agencies, worker.headcount, worker.status) == (("plathome",), 2, Status.PLANNED)


def test_both_parts_of_the_casebook_are_cited_and_the_chapter_is_named(whole):
    cites = {cite for one in whole.rows() for cite in one.cite}
    assert {cite.source for cite in cites} == {"casebook", "casebook-summary"}
    assert all(str(cite).startswith("casebook: 世田谷 ") for cite in cites if cite.source == "casebook")
