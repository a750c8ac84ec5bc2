"""The facts of 生駒市 as its source states them, and what follows from them for a case."""

import datetime as dt

import pytest
from ikoma_city import CODE, DAY, NEXT_YEAR

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.facts import (
    AgeBand,
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    EscalationStage,
    HouseholdMember,
    PlanContent,
    Responsibility,
)
from juso_core.casework.law import Actor, Context
from juso_core.casework.rules_care import fields_without_window
from juso_core.casework.setting import setting_of
from juso_core.citation import Giver
from juso_core.municipality import labels, queries
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.words import (
    AgencyKind,
    Approached,
    BroughtBy,
    ConferenceKind,
    Consent,
    Field,
    FormUse,
    Function,
    Includes,
    Level,
    NoteKind,
    Occasion,
    PlanKind,
    RoleKind,
    Stage,
    Status,
    Topic,
    Trait,
)

PROMOTER = "shunin-suishin-in"
CONVENERS = ("shutanto-ka", PROMOTER)
SECTIONS = (
    "障がい福祉課",
    "生活支援課",
    "地域包括ケア推進課",
    "健康課",
    "幼保こども園課",
    "子育て支援総合センター",
    "生涯学習課",
    "福祉政策課",
)
CONSENTS = {"consent": Consents(Consent.GIVEN, Consent.GIVEN), "no consent": Consents(Consent.REFUSED, Consent.REFUSED)}
BOTH = pytest.mark.parametrize("consent", CONSENTS.values(), ids=list(CONSENTS))


def row(structure, id):
    return structure.ids[id]


def names(structure, ids):
    return {structure.ids[id].name for id in ids}


def a_case(city, consent=CONSENTS["consent"], **found):
    """An invented case of one person, received by the window for the elderly and assessed."""
    person = HouseholdMember("man", None, AgeBand.of(56), (Trait.HIKIKOMORI,), (), consent)
    consultation = Consultation(
        approached=Approached.FIELD_WINDOW,
        brought_by=BroughtBy.RELATIVE,
        field=Field.ELDERLY,
        topics=(Topic.ELDERLY_CARE,),
        person="man",
        members=(person,),
    )
    command = c.Receive(consultation=consultation, window="window-elderly", agency="hokatsu-centre")
    case = flow.receive("C1", CODE, command).case
    context = Context(Actor("hokatsu-centre"), setting_of(city))
    return flow.act(case, c.Assess(assessment=Assessment(**found)), context).case


# -- the programme ----


def test_the_programme_runs_since_fy2023_under_fukushi_seisaku(whole, city):
    assert whole.at(dt.date(2023, 3, 31)).programme == ()
    (programme,) = whole.at(dt.date(2023, 4, 1)).programme
    assert (programme.stage, programme.section) == (Stage.FULL, "fukushi-seisaku")
    assert whole.described_on == DAY == city.on


def test_there_is_no_judgement_in_code(loaded, givers):
    assert not loaded.has_plugin
    assert [one.giver for one in givers] == [Giver.STRUCTURE, Giver.NATIONAL]


def test_before_the_programme_nobody_coordinates(whole):
    before = whole.at(dt.date(2023, 3, 31))
    assert queries.services(before, Function.MULTI_AGENCY_COLLABORATION) == ()
    assert before.meeting == before.plan_route == before.form == ()


def test_the_sections_in_charge_are_eight_and_shakyo_lies_outside(city):
    within = [agency for agency in city.agency if agency.within == "shutanto-ka"]
    assert {agency.name for agency in within} == set(SECTIONS)
    assert all(queries.is_municipal(city, agency.id) for agency in within)
    assert queries.is_municipal(city, "shutanto-ka") is None
    assert queries.is_municipal(city, "shakyo") is False


# -- windows ----


@pytest.mark.parametrize(
    ("field", "windows", "agencies"),
    [
        (Field.ELDERLY, ["window-elderly"], {"地域包括支援センター", "地域包括ケア推進課"}),
        (Field.DISABILITY, ["window-disability"], {"障がい福祉課", "生活支援センター"}),
        (Field.CHILD, ["window-child", "window-riyosha"], {"子育て支援総合センター", "幼保こども園課", "健康課"}),
        (Field.HARDSHIP, ["window-hardship", "window-jiritsu"], {"生活支援課"}),
    ],
)
def test_each_field_has_its_windows(city, field, windows, agencies):
    found = queries.windows_for(city, Approached.FIELD_WINDOW, field)
    assert [window.id for window in found] == windows
    assert names(city, [agency for window in found for agency in window.agencies]) == agencies


def test_no_field_is_without_a_window(city):
    assert fields_without_window(city) == ()


def test_there_is_no_general_window_by_design(city):
    answer = state(city, "window.general")
    assert answer.state is AnswerState.NONE
    assert [note.kind for note in answer.rows] == [NoteKind.NONE]
    for field in (None, *Field):
        assert queries.windows_for(city, Approached.GENERAL_WINDOW, field) == ()


def test_there_is_no_community_base(city):
    assert not any(agency.kind is AgencyKind.BASE for agency in city.agency)
    for field in (None, *Field):
        assert queries.windows_for(city, Approached.BASE, field) == ()


def test_the_consultation_days_are_no_standing_window(city):
    days = row(city, "ikomaru-sodankai")
    assert days.open == "対面とオンラインで各月1回程度"
    assert not days.any_field
    assert days.fields == days.agencies == ()


def test_the_windows_are_called_ikomaru(city):
    assert labels.local_term(city, "window", "ja") == "いこまる相談窓口"
    assert labels.local_term(city, "section_promoter", "en") == "section promoter (いこまる推進員)"


def test_the_first_contact_hands_on_with_the_referral_sheet(city):
    (sheet,) = queries.forms(city, FormUse.REFERRAL)
    assert (sheet.name, sheet.filled_by) == ("つなぐシート", ("@first_contact",))
    assert queries.forms(city, FormUse.INTAKE) == queries.forms(city, FormUse.APPLICATION) == ()
    assert {form.name for form in queries.forms(city, FormUse.OTHER)} == {
        "つなぐステッカー",
        "相談窓口案内リーフレット",
    }


def test_intake_says_the_window_and_no_sheet(givers, city):
    consultation = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, field=Field.HARDSHIP, person="man"
    )
    advice = advise_intake(givers, consultation, city)
    assert advice.stated("window") == "window-hardship"
    assert advice.stated("alternatives") == ("window-jiritsu",)
    assert advice.stated("form") is None


def test_of_a_base_intake_says_nothing(givers, city):
    consultation = Consultation(approached=Approached.BASE, brought_by=BroughtBy.PERSON, person="man")
    assert advise_intake(givers, consultation, city).stated("window") is None


# -- the network of promoters ----


def test_the_integration_promoter_sits_in_fukushi_seisaku(city):
    (promoter,) = [role for role in city.role if role.kind is RoleKind.INTEGRATION_PROMOTER]
    assert (promoter.id, promoter.local_title, promoter.agencies) == (
        PROMOTER,
        "いこまる主任推進員",
        ("fukushi-seisaku",),
    )


def test_the_promoter_does_the_specialists_work_in_fy2023_only(whole, city):
    assert row(city, PROMOTER).also == ("specialist",)
    assert "senmonshoku" not in city.ids
    later = whole.at(NEXT_YEAR)
    assert row(later, PROMOTER).also == ()
    assert row(later, "senmonshoku").status is Status.PROPOSED
    assert row(later, "senmonshoku").kind is RoleKind.SPECIALIST


def test_every_section_in_charge_but_one_has_a_promoter_of_its_own(city):
    assert names(city, row(city, "suishin-in-shutanto").agencies) == set(SECTIONS) - {"福祉政策課"}
    assert names(city, row(city, "sekininsha").agencies) == set(SECTIONS)
    assert row(city, "suishin-in-kankei").agencies == ("kankei-ka",)
    assert all(role.headcount is None for role in city.role)


def test_who_works_there_is_said_of_sections_and_not_of_the_centres_beside_them(city):
    roles = {window.id: window.roles for window in queries.windows(city)}
    assert roles == {
        **dict.fromkeys(
            ["window-elderly", "window-disability", "window-child", "window-hardship"], ("suishin-in-shutanto",)
        ),
        "window-sections": ("suishin-in-shutanto", "suishin-in-kankei"),
        **dict.fromkeys(["window-riyosha", "window-jiritsu", "ikomaru-sodankai"], ()),
    }
    promoters = set(row(city, "suishin-in-shutanto").agencies)
    assert promoters.isdisjoint({"hokatsu-centre", "seikatsu-centre"})


def test_the_integration_promoter_coordinates_plans_and_accompanies(whole, city):
    ours = {service.id for service in city.service if service.roles == (PROMOTER,)}
    assert ours == {"mac", "support-planning", "participation"}
    later = whole.at(NEXT_YEAR)
    assert {one.id for one in later.service if one.roles == ("senmonshoku",)} == {"participation", "outreach-visits"}


@pytest.mark.parametrize("about", ["window-disability", "window-child", "window-hardship"])
def test_what_is_read_from_the_order_of_the_figure_is_noted(city, about):
    (note,) = [note for note in city.note if note.about == about]
    assert "並べるだけ" in note.text.ja


@pytest.mark.parametrize("about", ["suishin-in-shutanto", "sekininsha"])
def test_what_can_be_read_two_ways_is_noted(city, about):
    assert [note.kind for note in city.note if note.about == about] == [NoteKind.CONFLICT]


# -- multi-agency collaboration ----


@pytest.mark.parametrize(
    ("cooperation", "mac"),
    [(Cooperation.FAILS, Level.YES), (Cooperation.WORKS, Level.NO), (None, None)],
)
def test_a_case_is_taken_when_existing_cooperation_fails(givers, city, cooperation, mac):
    case = a_case(city, cooperation=cooperation)
    advice = advise_escalation(givers, case, EscalationStage.AT_WINDOW, city)
    assert advice.stated("mac") is mac


def test_nothing_else_decides_it(givers, city):
    """Neither unclear roles nor an issue of the household, while existing cooperation works."""
    case = a_case(
        city,
        cooperation=Cooperation.WORKS,
        responsibility=Responsibility.NOBODY,
        household_issue=True,
        agencies_needed=3,
        wants=frozenset({Includes.PARTICIPATION}),
    )
    advice = advise_escalation(givers, case, EscalationStage.AT_WINDOW, city)
    assert advice.stated("mac") is Level.NO
    assert advice.stated("participation") is Level.YES


@BOTH
def test_it_goes_to_fukushi_seisaku_with_or_without_consent(givers, city, consent):
    case = a_case(city, consent, cooperation=Cooperation.FAILS)
    advice = advise_escalation(givers, case, EscalationStage.AT_WINDOW, city)
    assert advice.stated("receivers") == ("fukushi-seisaku",)
    for name in ("applicant", "form", "proposal", "local_class"):
        assert advice.stated(name) is None


def test_who_leads_after_closure_is_not_said(givers, city):
    advice = advise_escalation(givers, a_case(city), EscalationStage.AT_CLOSURE, city)
    assert advice.stated("post_closure_lead") is None


# -- conferences ----


def test_there_is_one_conference_about_cases(city):
    (meeting,) = queries.meetings(city, ConferenceKind.JUSO_CONFERENCE)
    assert (meeting.id, meeting.convener) == ("juso-kaigi", CONVENERS)
    assert (meeting.cadence, meeting.as_needed) == ("定例で月1回", True)
    assert meeting.secretariat is meeting.lead is meeting.required is None
    assert queries.meetings(city, ConferenceKind.SUPPORT_CONFERENCE) == ()


def test_the_others_meet_once_or_twice_a_year(city):
    others = {meeting.name: meeting for meeting in city.meeting if meeting.id != "juso-kaigi"}
    assert set(others) == {"いこまる推進員会議", "地域共生社会推進会議"}
    assert {meeting.cadence for meeting in others.values()} == {"年1-2回"}
    promoters = others["いこまる推進員会議"]
    assert [member.who for member in promoters.members] == [
        "suishin-in-shutanto",
        "suishin-in-kankei",
        "sekininsha",
        "shakyo",
    ]
    assert others["地域共生社会推進会議"].kinds == (ConferenceKind.STEERING,)


@BOTH
@pytest.mark.parametrize("plan", [None, PlanContent(PlanKind.MAC, {Includes.OUTREACH})], ids=["share", "plan"])
def test_cases_and_collaboration_plans_go_to_it_whatever_the_consent(givers, city, consent, plan):
    case = a_case(city, consent, cooperation=Cooperation.FAILS)
    occasion = Occasion.SHARE if plan is None else Occasion.PLAN
    advice = advise_convening(givers, case, occasion, plan, ("man",), city)
    assert advice.stated("kind") is ConferenceKind.JUSO_CONFERENCE
    assert advice.stated("meeting") == "juso-kaigi"
    assert advice.stated("convener") == CONVENERS
    assert advice.stated("members") == ("suishin-in-shutanto", "@needed", "shakyo", "@first_contact")
    assert advice.stated("cadence") == "定例で月1回"
    for name in ("required", "lead", "secretariat", "pledge"):
        assert advice.stated(name) is None


def test_without_consent_nobody_is_named_there(givers, city):
    for consent, named in ((CONSENTS["consent"], True), (CONSENTS["no consent"], False)):
        case = a_case(city, consent, cooperation=Cooperation.FAILS)
        assert advise_convening(givers, case, Occasion.SHARE, None, ("man",), city).decision.identified is named


@pytest.mark.parametrize("occasion", [Occasion.REPLAN, Occasion.CLOSURE, Occasion.INTERRUPTION])
def test_other_occasions_are_not_described(givers, city, occasion):
    advice = advise_convening(givers, a_case(city), occasion, None, ("man",), city)
    for name in ("required", "kind", "meeting", "convener", "members"):
        assert advice.stated(name) is None


# -- plans ----


@BOTH
def test_the_integration_promoter_drafts_and_nobody_is_said_to_decide(givers, city, consent):
    case = a_case(city, consent, cooperation=Cooperation.FAILS)
    advice = advise_approval(givers, case, PlanContent(PlanKind.MAC, {Includes.OTHER}), city)
    assert advice.stated("drafters") == (PROMOTER,)
    assert advice.stated("deliberated_in") == ("juso-kaigi",)
    for name in ("decider", "informed", "act"):
        assert advice.stated(name) is None


@BOTH
@pytest.mark.parametrize("kind", [PlanKind.OUTREACH, PlanKind.PARTICIPATION])
def test_plans_of_outreach_or_participation_alone_are_not_spoken_of(givers, city, consent, kind):
    case, plan = a_case(city, consent), PlanContent(kind)
    assert queries.plan_routes(city, kind, consent.full) == ()
    approval = advise_approval(givers, case, plan, city)
    assert approval.stated("drafters") is approval.stated("decider") is None
    assert advise_convening(givers, case, Occasion.PLAN, plan, ("man",), city).stated("meeting") is None


# -- what is in force, and what is proposed ----


def of(structure, function):
    return {service.id: service.status for service in queries.services(structure, function)}


def test_in_fy2023_outreach_is_booths_at_events(city):
    assert of(city, Function.OUTREACH) == {"outreach-booths": Status.IN_FORCE}


def test_the_proposals_of_outreach_begin_in_fy2024(whole):
    assert of(whole.at(dt.date(2024, 3, 31)), Function.OUTREACH) == {"outreach-booths": Status.IN_FORCE}
    assert of(whole.at(NEXT_YEAR), Function.OUTREACH) == {
        "outreach-booths": Status.IN_FORCE,
        "outreach-visits": Status.PROPOSED,
        "outreach-survey": Status.PROPOSED,
        "outreach-virtual": Status.PROPOSED,
    }


def test_participation_support_is_fukushi_seisakus_in_fy2023_and_a_proposal_after(whole, city):
    assert queries.operators(city, Function.PARTICIPATION_SUPPORT) == ("fukushi-seisaku",)
    later = whole.at(NEXT_YEAR)
    assert of(later, Function.PARTICIPATION_SUPPORT) == {"participation": Status.PROPOSED}
    assert queries.operators(later, Function.PARTICIPATION_SUPPORT) == ()


def test_community_building(city):
    assert list(of(city, Function.COMMUNITY_BUILDING)) == ["resource-map", "event-subsidy", "wagagoto-kaigi"]
    assert queries.operators(city, Function.COMMUNITY_BUILDING) == ()


def test_people_in_withdrawal_are_the_target_of_a_proposal(whole, city):
    (priority,) = city.priority
    assert (priority.target, priority.status, priority.since) == (Trait.HIKIKOMORI, Status.PROPOSED, "FY2024")
    assert not priority.holds_on(DAY)
    assert row(whole.at(NEXT_YEAR), "outreach-survey").only_for == (Trait.HIKIKOMORI,)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("priority", "40・50代"),
        ("outreach.operator", "福祉政策課のいこまる主任推進員が兼務"),
        ("programme.evaluation", "地域共生社会推進会議"),
        ("records", "ICT"),
    ],
)
def test_these_questions_are_answered_by_a_note(city, question, word):
    answer = state(city, question)
    assert answer.state is AnswerState.STATED
    assert answer.rows[0].kind is NoteKind.STATED
    assert word in answer.rows[0].text.ja


# -- silence ----


def test_every_silent_question_is_really_unanswered(city):
    assert len(set(city.silent)) == len(city.silent) > 40
    assert {one: state(city, one).state for one in city.silent} == dict.fromkeys(city.silent, AnswerState.SILENT)


def test_every_other_question_is_answered(city):
    assert [one for one in QUESTIONS if state(city, one).state is AnswerState.NOT_ENTERED] == []


@pytest.mark.parametrize("prefix", ["support_conference.", "consent."])
def test_of_the_support_conference_and_consent_nothing_is_said(whole, prefix):
    """Not even that there is none: that would be a statement."""
    questions = [one for one in QUESTIONS if one.startswith(prefix)]
    assert questions
    assert set(questions) <= set(whole.silent)
    assert not any(note.about.startswith(prefix) for note in whole.note)


def test_the_one_number_is_that_of_model_areas(whole):
    (figure,) = whole.figure
    assert (figure.value, figure.up_to, figure.about) == (2, 3, "wagagoto-kaigi")
    assert whole.counting_rule == ()
    assert {"counting_rules", "staff"} <= set(whole.silent)


def test_what_is_stated_is_exactly_this(city):
    stated = {one for one in QUESTIONS if state(city, one).state is AnswerState.STATED}
    assert stated == {
        "programme.since",
        "programme.section",
        "programme.evaluation",
        "window.elderly",
        "window.disability",
        "window.child",
        "window.hardship",
        "mac.operator",
        "mac.takes",
        "outreach.operator",
        "participation.operator",
        "juso_conference.held",
        "juso_conference.convener",
        "juso_conference.members",
        "juso_conference.cadence",
        "juso_conference.occasions",
        "plan.drafter",
        "priority",
        "figures",
        "records",
    }
