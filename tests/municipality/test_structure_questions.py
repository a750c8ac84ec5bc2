"""Stated, none, conflict, silent, not entered: five different things, for every question of the closed list."""

import datetime as dt

import attrs
import pytest

from juso_core.citation import Citation, Text
from juso_core.municipality.questions import QUESTIONS, AnswerState, answers, state
from juso_core.municipality.structure import (
    CountingRule,
    Form,
    Meeting,
    Member,
    Note,
    PlanRoute,
    Programme,
    Role,
    Service,
    Structure,
)
from juso_core.municipality.terms import TERMS, national_term
from juso_core.municipality.words import (
    ConferenceKind,
    ConsentMoment,
    Field,
    FormUse,
    Function,
    NoteKind,
    Occasion,
    OperationForm,
    PlanKind,
    RoleKind,
    Stage,
    Trait,
    Trigger,
)

CITE = (Citation("plan", "1"),)
EMPTY = Structure(code="999997", name="例示市")
ASKED = """programme.since programme.section programme.mac_setting programme.evaluation areas
window.elderly window.disability window.child window.hardship window.general window.operation_form
mac.operator mac.operation_form mac.takes mac.applicant mac.answer outreach.operator outreach.operation_form
participation.operator participation.operation_form community_building.operator community_building.operation_form
support_conference.held support_conference.convener support_conference.secretariat support_conference.members
support_conference.cadence support_conference.occasions support_conference.pledge
juso_conference.held juso_conference.convener juso_conference.secretariat juso_conference.members
juso_conference.cadence juso_conference.occasions juso_conference.pledge conference.order
plan.drafter plan.outreach.drafter plan.participation.drafter plan.decider plan.outreach.decider
plan.participation.decider plan.report plan.evaluation consent.form consent.minor consent.withdrawal consent.proxy
form.intake form.assessment form.plan form.evaluation closure interruption reopening post_closure_lead
outreach.without_plan participation.without_plan counting_rules priority staff figures records retention"""


def service(function, **values):
    return Service(id="s", cite=CITE, function=function, **values)


def meeting(*kinds, **values):
    return Meeting(id="m", cite=CITE, name="ケース会", kinds=kinds, **values)


def route(*plan, **values):
    return PlanRoute(cite=CITE, plan=plan, **values)


def form(*use, **values):
    return Form(id="f", cite=CITE, name="f", use=use, **values)


def note(kind, about, **values):
    return Note(cite=CITE, kind=kind, about=about, text=Text("あ", "a"), **values)


def stated_by(row, table=None):
    """The questions that one row answers in an otherwise empty structure."""
    structure = attrs.evolve(EMPTY, **{table or row.table: (row,)})
    return {answer.question.id for answer in answers(structure) if answer.state is AnswerState.STATED}


SUPPORT, JUSO = ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE
WINDOW, MAC = Function.COMPREHENSIVE_CONSULTATION, Function.MULTI_AGENCY_COLLABORATION


def test_the_list_of_questions():
    assert set(QUESTIONS) == set(ASKED.split())
    assert all(question.id == key and question.ja and question.en for key, question in QUESTIONS.items())
    assert len({question.en for question in QUESTIONS.values()}) == len(QUESTIONS)
    assert len({question.ja for question in QUESTIONS.values()}) == len(QUESTIONS)
    assert QUESTIONS["retention"].label("ja") == "記録の保存期間"


def test_nothing_is_answered_by_nothing():
    assert {answer.state for answer in answers(EMPTY)} == {AnswerState.NOT_ENTERED}


@pytest.mark.parametrize(
    ("row", "questions"),
    [
        (Programme(cite=CITE, stage=Stage.FULL), ""),
        (Programme(cite=CITE, stage=Stage.FULL, since="FY2024"), "programme.since"),
        (Programme(cite=CITE, stage=Stage.NONE, since="FY2024"), ""),
        (
            Programme(cite=CITE, stage=Stage.FULL, section="a", mac_setting_pattern=1),
            "programme.section programme.mac_setting",
        ),
        (service(WINDOW), ""),
        (service(WINDOW, fields=(Field.CHILD, Field.ELDERLY)), "window.child window.elderly"),
        (service(WINDOW, fields=(Field.CHILD,), only_for=(Trait.YOUNG_CARER,)), ""),
        (service(WINDOW, any_field=True), "window.general"),
        (service(WINDOW, operation_form=OperationForm.DIRECT), "window.operation_form"),
        (service(MAC), ""),
        (service(MAC, agencies=("a",)), "mac.operator"),
        (service(MAC, only_for=(Trait.HIKIKOMORI,)), "mac.takes"),
        (service(MAC, takes=(Trigger.STALLED,), applicant="agency"), "mac.takes mac.applicant"),
        (service(MAC, proposal_form="f"), "mac.answer"),
        (service(MAC, hands_back_to="r"), "post_closure_lead closure"),
        (service(Function.OUTREACH, agencies=("a",)), "outreach.operator"),
        (
            service(Function.PARTICIPATION_SUPPORT, agencies=("a",), operation_form=OperationForm.OUTSOURCED),
            "participation.operator participation.operation_form",
        ),
        (service(Function.COMMUNITY_BUILDING, agencies=("a",)), "community_building.operator"),
        (meeting(ConferenceKind.STAFF, convener=("a",), cadence="毎月"), ""),
        (meeting(JUSO), "juso_conference.held"),
        (meeting(SUPPORT, convener=("a",)), "support_conference.held support_conference.convener"),
        (meeting(SUPPORT, as_needed=True), "support_conference.held support_conference.cadence"),
        (meeting(JUSO, cadence="毎月"), "juso_conference.held juso_conference.cadence"),
        (
            meeting(JUSO, secretariat="a", pledge=True),
            "juso_conference.held juso_conference.secretariat juso_conference.pledge",
        ),
        (
            meeting(JUSO, occasions=(Occasion.CLOSURE, Occasion.INTERRUPTION)),
            "juso_conference.held juso_conference.occasions closure interruption",
        ),
        (
            meeting(SUPPORT, JUSO, members=(Member(who="@person", at=(JUSO,)),)),
            "support_conference.held juso_conference.held juso_conference.members",
        ),
        (route(PlanKind.MAC, drafters=("a",)), "plan.drafter"),
        (route(PlanKind.OUTREACH, drafters=("a",), decided_by="b"), "plan.outreach.drafter plan.outreach.decider"),
        (route(PlanKind.PARTICIPATION, PlanKind.MAC, decided_by="b"), "plan.participation.decider plan.decider"),
        (route(PlanKind.MAC, informed="b"), "plan.report"),
        (route(PlanKind.MAC, deliberated_in=("m",)), ""),
        (route(PlanKind.MAC, deliberated_in=("m",), consent=ConsentMoment.AFTER), ""),
        (form(FormUse.INTAKE, FormUse.APPLICATION), "form.intake consent.form"),
        (form(FormUse.EVALUATION), "form.evaluation"),
        (form(FormUse.EVALUATION, filled_by=("a",)), "form.evaluation plan.evaluation"),
        (form(FormUse.ASSESSMENT, FormUse.PLAN), "form.assessment form.plan"),
        (
            CountingRule(id="c", cite=CITE, name="c", counts="participation_support", plan=False),
            "counting_rules participation.without_plan",
        ),
        (CountingRule(id="c", cite=CITE, name="c", counts="participation_support"), "counting_rules"),
        (Role(id="r", cite=CITE, kind=RoleKind.COMMUNITY_WORKER), ""),
        (Role(id="r", cite=CITE, kind=RoleKind.COMMUNITY_WORKER, headcount=0), "staff"),
    ],
)
def test_what_a_row_answers(row, questions):
    assert stated_by(row) == set(questions.split())


def test_a_conference_goes_by_its_kind_and_not_by_its_name():
    named = Meeting(id="m", cite=CITE, name="重層的支援会議", kinds=(SUPPORT,), convener=("a",))
    assert stated_by(named) == {"support_conference.held", "support_conference.convener"}


def test_what_orders_the_two_conferences():
    body = Meeting(id="body", cite=CITE, name="個別会議", kinds=(ConferenceKind.COMMUNITY_CARE_CASE,))
    one, two = (Meeting(id=kind, cite=CITE, name=kind, kinds=(kind,), within="body") for kind in (SUPPORT, JUSO))
    both = attrs.evolve(body, kinds=(SUPPORT, JUSO))
    as_one = attrs.evolve(two, held_with=(SUPPORT,))
    meetings = (body, one, two)
    rows = {
        (meetings, ()): (),
        ((both,), ()): (),
        ((one, as_one), ()): (as_one,),
        (meetings, (route(PlanKind.MAC, deliberated_in=(SUPPORT, JUSO)),)): "route",
        (meetings, (route(PlanKind.MAC, consent=ConsentMoment.AFTER, deliberated_in=(JUSO,)),)): (),
    }
    for (meeting, routes), expected in rows.items():
        found = state(attrs.evolve(EMPTY, meeting=meeting, plan_route=routes), "conference.order").rows
        assert found == (routes if expected == "route" else expected)


def test_meetings_of_one_field_each_are_no_row_of_conferences():
    fields = ((Field.ELDERLY,), (Field.CHILD, Field.HARDSHIP))
    apart = tuple(Meeting(id=f"m{n}", cite=CITE, name="m", kinds=(JUSO,), fields=of) for n, of in enumerate(fields))
    way = route(PlanKind.MAC, deliberated_in=("m0", "m1"))
    overlapping = (apart[0], attrs.evolve(apart[1], fields=(Field.ELDERLY,)))
    for meetings, rows in ((apart, ()), (overlapping, (way,))):
        found = state(attrs.evolve(EMPTY, meeting=meetings, plan_route=(way,)), "conference.order").rows
        assert found == rows


@pytest.mark.parametrize(
    ("one", "other", "alternatives"),
    [
        ({"only_for": (Trait.HIKIKOMORI,)}, {"only_for": (Trait.YOUNG_CARER,)}, True),
        ({"only_for": (Trait.HIKIKOMORI,)}, {"only_for": (Trait.HIKIKOMORI, Trait.YOUNG_CARER)}, False),
        ({"only_for": (Trait.HIKIKOMORI,)}, {}, True),
        ({"fields": (Field.ELDERLY,)}, {}, True),
        ({"only_for": (Trait.HIKIKOMORI,)}, {"kinds": (SUPPORT,)}, False),
        ({}, {}, False),
    ],
)
def test_meetings_of_other_cases_are_alternatives_and_no_row(one, other, alternatives):
    meetings = tuple(
        Meeting(**{"id": f"m{n}", "cite": CITE, "name": "m", "kinds": (JUSO,), **of})
        for n, of in enumerate((one, other))
    )
    way = route(PlanKind.MAC, deliberated_in=("m0", "m1"))
    found = state(attrs.evolve(EMPTY, meeting=meetings, plan_route=(way,)), "conference.order").rows
    assert found == (() if alternatives else (way,))


@pytest.mark.parametrize(
    ("before", "after", "ordered"),
    [(("a",), ("a",), False), (("a", "b"), ("b", "a"), False), (("a",), ("b",), True), (("a",), (), False)],
)
def test_two_moments_order_conferences_where_they_go_to_different_ones(before, after, ordered):
    apart = ((Field.ELDERLY,), (Field.CHILD,))
    meetings = tuple(
        Meeting(id=id, cite=CITE, name=id, kinds=(JUSO,), fields=of) for id, of in zip("ab", apart, strict=True)
    )
    ways = (
        route(PlanKind.OUTREACH, consent=ConsentMoment.BEFORE, deliberated_in=before),
        route(PlanKind.MAC, consent=ConsentMoment.AFTER, deliberated_in=after),
    )
    found = state(attrs.evolve(EMPTY, meeting=meetings, plan_route=ways), "conference.order").rows
    assert found == (ways if ordered else ())


def test_silent_is_what_is_listed_and_not_answered():
    listed = attrs.evolve(EMPTY, silent=("plan.decider",))
    assert state(listed, "plan.decider").state is AnswerState.SILENT
    assert state(listed, "plan.drafter").state is AnswerState.NOT_ENTERED
    answered = attrs.evolve(listed, plan_route=(route(PlanKind.MAC, decided_by="a"),))
    assert state(answered, "plan.decider").state is AnswerState.STATED


@pytest.mark.parametrize("listed", [(), ("retention",)])
@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([NoteKind.NONE], AnswerState.NONE),
        ([NoteKind.CONFLICT], AnswerState.CONFLICT),
        ([NoteKind.NONE, NoteKind.CONFLICT], AnswerState.CONFLICT),
        ([NoteKind.DEPARTS], AnswerState.STATED),
    ],
)
def test_a_note_about_a_question_answers_it(kinds, expected, listed):
    notes = tuple(note(kind, "retention") for kind in kinds)
    answer = state(attrs.evolve(EMPTY, note=notes, silent=listed), "retention")
    assert (answer.state, answer.rows) == (expected, notes)


def test_a_note_says_more_than_the_rows():
    window = service(WINDOW, any_field=True)
    none = note(NoteKind.NONE, "window.general")
    answer = state(attrs.evolve(EMPTY, service=(window,), note=(none,)), "window.general")
    assert (answer.state, answer.rows) == (AnswerState.NONE, (none, window))


def test_a_note_about_something_else_says_nothing():
    assert state(attrs.evolve(EMPTY, note=(note(NoteKind.NONE, "m"),)), "retention").state is AnswerState.NOT_ENTERED


def test_a_note_counts_only_while_it_holds():
    past = attrs.evolve(EMPTY, note=(note(NoteKind.NONE, "window.general", until="2022"),))
    assert state(past.at(dt.date(2022, 12, 31)), "window.general").state is AnswerState.NONE
    assert state(past.at(dt.date(2023, 1, 1)), "window.general").state is AnswerState.NOT_ENTERED


def test_the_invented_town(town):
    said = {answer.question.id: answer.state for answer in answers(town)}
    assert said["juso_conference.cadence"] is AnswerState.SILENT
    assert said["retention"] is AnswerState.NONE
    assert said["mac.operator"] is AnswerState.CONFLICT
    assert said["support_conference.pledge"] is AnswerState.STATED
    assert said["window.child"] is AnswerState.NOT_ENTERED
    assert [row.key for row in state(town, "staff").rows] == ["role.csw"]


def test_an_unknown_question_is_told():
    with pytest.raises(KeyError, match="no question 'closur'"):
        state(EMPTY, "closur")


def test_every_term_has_a_national_word_in_both_languages():
    asked = """community_base window general_window target_window consultation_agency mac support_conference
    juso_conference community_worker lead_community_worker integration_promoter section_promoter district_worker
    intake_sheet referral_sheet proposal_sheet application assessment support_plan evaluation household_issue
    daily_life_area"""
    assert set(asked.split()) <= set(TERMS)
    assert all(text.ja and text.en for text in TERMS.values())
    assert national_term("daily_life_area", "ja") == "日常生活圏域"
