"""The facts of 美作市 as its implementation plan states them, and what they amount to when the city is asked."""

import datetime as dt
import tomllib
from itertools import product
from pathlib import Path

import pytest
from mimasaka_city import DAY, MAC, OUTREACH, PARTICIPATION, case_of

import juso_mimasaka
from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework.facts import Consultation, Cooperation, EscalationStage, PlanContent, Responsibility
from juso_core.casework.rules_care import fields_without_window
from juso_core.municipality import queries
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.words import (
    AgencyKind,
    Approached,
    BroughtBy,
    ConferenceKind,
    Field,
    FormUse,
    Function,
    Includes,
    Level,
    NoteKind,
    Occasion,
    OperationForm,
    PlanKind,
    Required,
    Stage,
    Status,
)

CLEAR, UNCLEAR, NOBODY = Responsibility
WORKS, FAILS = Cooperation
OF_OUTREACH, OF_PARTICIPATION, OTHER = Includes
FOUR = [Occasion.PLAN, Occasion.REPLAN, Occasion.CLOSURE, Occasion.INTERRUPTION]
NOT_NAMED = [Function.MULTI_AGENCY_COLLABORATION, Function.OUTREACH, Function.PARTICIPATION_SUPPORT]


def row(structure, id):
    return structure.ids[id]


def notes(structure, about, kind=NoteKind.STATED):
    return [note for note in structure.note if note.about == about and note.kind is kind]


# -- the programme ----


def test_that_the_programme_runs_is_said_but_not_since_when(whole, city):
    (programme,) = whole.programme
    assert (programme.stage, programme.since, programme.section) == (Stage.FULL, None, None)
    assert programme.mac_setting_pattern is programme.plan_period is None
    assert state(city, "programme.since").state is AnswerState.SILENT


def test_the_day_described_lies_in_the_last_year_that_the_plan_names(whole):
    assert whole.described_on == DAY
    (source,) = whole.source
    assert source.as_of == "FY2021"


def test_nothing_but_the_background_is_dated(whole):
    assert {row.id: row.since for row in whole.rows() if row.since} == {
        "csw": "FY2018",
        "window-demae": "FY2018",
        "houkatsuka-suishin": "FY2019",
        "sogo-sodan": "FY2021",
        "window-general": "FY2021",
    }
    assert not any(row.until for row in whole.rows())
    assert all(row.status is Status.IN_FORCE for row in whole.rows())


@pytest.mark.parametrize(
    ("day", "there"),
    [((2018, 3, 31), set()), ((2018, 4, 1), {"window-demae"}), ((2021, 4, 1), {"window-demae", "window-general"})],
)
def test_what_takes_anything_opened_one_after_the_other(whole, day, there):
    opened = {window.id for window in queries.windows(whole.at(dt.date(*day))) if window.since}
    assert opened == there


def test_the_stations_open_to_everything_before_the_centre_does(whole):
    before = queries.windows_for(whole.at(dt.date(2021, 3, 31)), Approached.GENERAL_WINDOW, None)
    assert "window-general" not in [window.id for window in before]


# -- windows ----


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (Field.ELDERLY, {"window-elderly": "houkatsu"}),
        (Field.DISABILITY, {"window-disability": "nagomi"}),
        (Field.CHILD, {"window-child-development": "hattatsu", "window-child-raising": "kosodate"}),
        (Field.HARDSHIP, {"window-hardship": "station"}),
    ],
)
def test_each_field_has_its_window(city, field, found):
    windows = queries.windows_for(city, Approached.FIELD_WINDOW, field)
    assert {window.id: window.agencies[0] for window in windows} == found


def test_no_field_is_without_a_window(city):
    assert fields_without_window(city) == ()


def test_every_window_takes_anything(city):
    assert [window.id for window in queries.windows(city) if not window.any_field] == []


def test_the_centre_is_the_general_window(city):
    first = queries.windows_for(city, Approached.GENERAL_WINDOW, None)[0]
    assert (first.id, first.agencies) == ("window-general", ("sogo-sodan",))
    assert row(city, "sogo-sodan").place == "美作保健センター内"
    assert row(city, "sogo-sodan").organization == "shakyo"


@pytest.mark.parametrize("field", [None, *Field])
def test_who_comes_to_a_station_is_taken_there(city, field):
    windows = queries.windows_for(city, Approached.BASE, field)
    assert {window.agencies for window in windows} == {("station",)}
    assert {window.id for window in windows} == {"window-hardship", "window-demae"}


def test_the_six_stations_are_counted_and_not_named(city):
    (station,) = [agency for agency in city.agency if agency.kind is AgencyKind.BASE]
    assert (station.count, station.per, station.organization, station.area) == (6, "chiiki", "shakyo", None)
    (csw,) = [role for role in city.role if role.kind == "community_worker"]
    assert (csw.agencies, csw.headcount) == (("station",), None)
    assert [window.id for window in queries.windows(city) if window.roles == (csw.id,)] == ["window-demae"]


def test_how_the_windows_are_run_is_not_said_for_children(city):
    forms = {window.id: window.operation_form for window in queries.windows(city)}
    assert [id for id, form in forms.items() if form is None] == ["window-child-development", "window-child-raising"]
    assert {form for form in forms.values() if form} == {OperationForm.OUTSOURCED}
    for agency in ("hattatsu", "kosodate"):
        assert queries.is_municipal(city, agency) is None


def test_no_sheet_is_named_for_the_windows(givers, city):
    assert queries.forms(city, FormUse.INTAKE) == ()
    came = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, person="woman", field=Field.CHILD
    )
    advice = advise_intake(givers, came, city)
    assert advice.stated("window") == "window-child-development"
    assert advice.stated("alternatives") == ("window-child-raising",)
    assert advice.stated("form") is None
    assert state(city, "form.intake").state is AnswerState.STATED


def test_four_sections_of_the_city_are_in_charge(city):
    in_charge = {window.id: row(city, window.section).name for window in queries.windows(city) if window.section}
    assert in_charge == {
        "window-elderly": "健康政策課",
        "window-disability": "福祉政策課",
        "window-child-development": "子ども政策課",
        "window-child-raising": "教育総務課",
        "window-hardship": "福祉政策課",
    }
    for window in in_charge:
        assert queries.is_municipal(city, row(city, window).section)


def test_the_welfare_office_is_the_citys(city):
    (office,) = queries.welfare_offices(city)
    assert office.name == "美作市福祉事務所"
    assert queries.is_municipal(city, "@welfare_office")
    assert row(city, "shuro-shien").agencies == (office.id,)


# -- whom nobody names ----


@pytest.mark.parametrize("function", [*NOT_NAMED, Function.SUPPORT_PLANNING, Function.COMMUNITY_BUILDING])
def test_who_runs_it_is_not_named(city, function):
    (service,) = queries.services(city, function)
    assert service.agencies == ()
    assert service.operation_form is None
    assert queries.operators(city, function) == ()


def test_whoever_is_not_named_belongs_to_nobody(city):
    for name in (MAC, OUTREACH, PARTICIPATION):
        assert queries.is_municipal(city, name) is None


# -- which cases multi-agency collaboration takes ----


def level(givers, city, consented=True, **found):
    case = case_of(consented, **found)
    return advise_escalation(givers, case, EscalationStage.AT_WINDOW, city)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, Level.NO),
        ({"agencies_needed": 3}, Level.NO),
        ({"agencies_needed": 2, "household_issue": True, "complaint_clear": False}, Level.NO),
        ({"agencies_needed": 2, "responsibility": UNCLEAR}, Level.YES),
        ({"agencies_needed": 2, "responsibility": NOBODY}, Level.YES),
        ({"agencies_needed": 2, "cooperation": FAILS}, Level.YES),
        ({"agencies_needed": 2, "stalled": True}, Level.YES),
        # A single agency is enough: there is nothing to sort out among several.
        ({"responsibility": UNCLEAR, "cooperation": FAILS, "stalled": True}, Level.NO),
        # Left open where only outreach or participation support is expected.
        ({"wants": frozenset({OF_OUTREACH})}, Level.MAY),
        ({"wants": frozenset({OF_PARTICIPATION})}, Level.MAY),
        ({"wants": frozenset({OF_PARTICIPATION}), "agencies_needed": 2}, Level.MAY),
        ({"wants": frozenset({OTHER})}, Level.NO),
        ({"wants": frozenset({OF_OUTREACH}), "agencies_needed": 2, "cooperation": FAILS}, Level.YES),
    ],
)
def test_which_cases_are_taken(givers, city, found, expected):
    assert level(givers, city, **found).stated("mac") is expected


def test_what_is_not_known_is_not_decided(givers, city):
    assert level(givers, city, agencies_needed=None, responsibility=UNCLEAR).stated("mac") is None
    assert level(givers, city, agencies_needed=2, responsibility=None).stated("mac") is None
    assert level(givers, city, agencies_needed=1, responsibility=None).stated("mac") is Level.NO


def test_the_table_has_no_holes(givers, city):
    """Whatever is found, the plan says yes exactly where several agencies are needed and roles must be sorted out."""
    for several, role, works, stalled, wants in product(
        (1, 2, 5), Responsibility, Cooperation, (False, True), (frozenset(), frozenset({OF_OUTREACH, OTHER}))
    ):
        found = level(
            givers, city, agencies_needed=several, responsibility=role, cooperation=works, stalled=stalled, wants=wants
        ).stated("mac")
        sort_out = several > 1 and (role is not CLEAR or works is FAILS or stalled)
        assert found is (Level.YES if sort_out else Level.MAY if wants else Level.NO)


def test_the_person_applies_on_form_1_1_and_who_receives_it_is_not_named(givers, city):
    advice = level(givers, city, agencies_needed=2, responsibility=UNCLEAR)
    assert (advice.stated("applicant"), advice.stated("form")) == ("person", "moushikomi")
    assert advice.stated("receivers") is None
    assert advice.decision.receivers == (MAC,)


def test_who_leads_after_closure_depends_on_the_plan(givers, city):
    """One of the agencies, in some cases the consultation agency: the note says so, and no row names anybody."""
    advice = advise_escalation(givers, case_of(True), EscalationStage.AT_CLOSURE, city)
    assert advice.stated("post_closure_lead") is None
    (note,) = notes(city, "post_closure_lead")
    assert "包括的相談支援事業者" in note.text.ja


# -- conferences ----


def convened(givers, city, consented, occasion, plan=None):
    return advise_convening(givers, case_of(consented), occasion, plan, ("son",), city)


@pytest.mark.parametrize("occasion", FOUR)
def test_with_consent_the_juso_conference_is_a_must_on_four_occasions(givers, city, occasion):
    advice = convened(givers, city, True, occasion)
    assert advice.stated("kind") is ConferenceKind.JUSO_CONFERENCE
    assert advice.stated("meeting") == "juso-kaigi"
    assert advice.stated("required") is Required.MUST
    assert advice.stated("identified") is True


@pytest.mark.parametrize("occasion", [Occasion.SHARE, *FOUR])
def test_without_consent_the_city_can_hold_a_support_conference(givers, city, occasion):
    advice = convened(givers, city, False, occasion)
    assert advice.stated("kind") is ConferenceKind.SUPPORT_CONFERENCE
    assert advice.stated("meeting") == "shien-kaigi"
    assert advice.stated("required") is Required.MAY
    assert advice.stated("convener") == ("city",)
    assert queries.is_municipal(city, "city")


def test_to_share_information_no_conference_is_a_must(givers, city):
    for consented in (True, False):
        assert convened(givers, city, consented, Occasion.SHARE).stated("required") is Required.MAY
    advice = convened(givers, city, True, Occasion.SHARE)
    assert advice.stated("kind") is ConferenceKind.JUSO_CONFERENCE


@pytest.mark.parametrize("occasion", FOUR)
def test_on_the_four_occasions_the_juso_conference_is_a_must(givers, city, occasion):
    assert convened(givers, city, True, occasion).stated("required") is Required.MUST


@pytest.mark.parametrize("occasion", [Occasion.SHARE, *FOUR])
def test_who_convenes_the_juso_conference_is_not_said_only_who_takes_part(givers, city, occasion):
    advice = convened(givers, city, True, occasion)
    for name in ("convener", "lead", "secretariat", "cadence", "pledge"):
        assert advice.stated(name) is None
    assert advice.stated("members") == (MAC, "city", "@referrer", "@needed")


def test_only_the_support_conference_is_said_to_do_without_consent(givers, city):
    assert row(city, "shien-kaigi").needs_consent is False
    assert row(city, "juso-kaigi").needs_consent is None
    assert convened(givers, city, False, Occasion.PLAN).stated("cadence") is None


def test_members_of_the_support_conference_vary_with_the_case(givers, city):
    assert convened(givers, city, False, Occasion.SHARE).stated("members") == ("@referrer", "@needed")
    (note,) = notes(city, "shien-kaigi")
    assert "守秘義務" in note.text.ja


# -- plans ----


@pytest.mark.parametrize(
    ("consented", "kind", "includes", "drafter", "meeting", "decider", "informed"),
    [
        (True, PlanKind.MAC, {OF_OUTREACH}, MAC, "juso-kaigi", "city", None),
        (True, PlanKind.MAC, {OF_OUTREACH, OF_PARTICIPATION}, MAC, "juso-kaigi", "city", None),
        (True, PlanKind.MAC, {OF_PARTICIPATION, OTHER}, MAC, "juso-kaigi", "city", None),
        (True, PlanKind.MAC, {OTHER}, MAC, "juso-kaigi", None, "city"),
        (False, PlanKind.OUTREACH, {OF_OUTREACH}, OUTREACH, "shien-kaigi", "city", None),
        (True, PlanKind.OUTREACH, {OF_OUTREACH}, OUTREACH, "juso-kaigi", "city", None),
        (True, PlanKind.PARTICIPATION, {OF_PARTICIPATION}, PARTICIPATION, "juso-kaigi", "city", None),
        (False, PlanKind.PARTICIPATION, {OF_PARTICIPATION}, PARTICIPATION, "shien-kaigi", "city", None),
    ],
)
def test_how_a_plan_becomes_final(givers, city, consented, kind, includes, drafter, meeting, decider, informed):
    plan = PlanContent(kind, includes)
    advice = advise_approval(givers, case_of(consented), plan, city)
    assert advice.stated("drafters") == (drafter,)
    assert advice.stated("deliberated_in") == (meeting,)
    assert advice.stated("decider") == decider
    assert advice.stated("informed") == informed
    assert convened(givers, city, consented, Occasion.PLAN, plan).stated("meeting") == meeting


def test_who_decides_is_municipal_and_nobody_decides_on_pattern_c(givers, city):
    for kind, includes in product(PlanKind, ({OF_OUTREACH}, {OF_PARTICIPATION, OTHER}, {OTHER})):
        advice = advise_approval(givers, case_of(True), PlanContent(kind, includes), city)
        if kind is PlanKind.MAC and includes == {OTHER}:
            assert advice.decision.decider is None
        else:
            assert queries.is_municipal(city, advice.stated("decider"))


def test_a_collaboration_plan_comes_after_the_application(givers, city):
    advice = advise_approval(givers, case_of(False), PlanContent(PlanKind.MAC, {OTHER}), city)
    for name in ("drafters", "deliberated_in", "decider", "informed"):
        assert advice.stated(name) is None


def test_the_four_forms_carry_the_numbers_of_the_plan(city):
    assert {form.number: (form.use[0], form.filled_by[0]) for form in city.form} == {
        "1-1": (FormUse.APPLICATION, "@person"),
        "1-2": (FormUse.ASSESSMENT, MAC),
        "2-1": (FormUse.PLAN, MAC),
        "2-2": (FormUse.EVALUATION, MAC),
    }
    assert not any(form.topics for form in city.form)


# -- silence, notes, figures ----


def test_every_silent_question_is_really_unanswered(city):
    assert len(set(city.silent)) == len(city.silent) > 20
    assert {one: state(city, one).state for one in city.silent} == dict.fromkeys(city.silent, AnswerState.SILENT)


def test_every_other_question_is_answered(city):
    assert [one for one in QUESTIONS if state(city, one).state is AnswerState.NOT_ENTERED] == []


@pytest.mark.parametrize(
    "question",
    [
        "programme.since",
        "programme.evaluation",
        "mac.operator",
        "outreach.operator",
        "participation.operator",
        "juso_conference.convener",
        "consent.minor",
        "consent.withdrawal",
        "priority",
        "staff",
        "records",
        "retention",
    ],
)
def test_what_is_known_to_be_unsaid_is_listed(whole, question):
    assert question in whole.silent


@pytest.mark.parametrize(
    "question",
    ["reopening", "post_closure_lead", "outreach.without_plan", "participation.without_plan", "form.intake"],
)
def test_what_no_table_holds_stands_in_a_note(city, question):
    answer = state(city, question)
    assert answer.state is AnswerState.STATED
    assert [(row.table, row.kind) for row in answer.rows] == [("note", NoteKind.STATED)]


def test_reopening_is_said_of_closed_cases_and_not_of_interrupted_ones(city):
    (note,) = notes(city, "reopening")
    assert "終結後" in note.text.ja
    assert "interrupted" in note.text.en


def test_an_emergency_goes_to_police_and_medical_institutions(city):
    (note,) = [note for note in notes(city, "outreach") if "警察" in note.text.ja]
    assert "medical" in note.text.en


@pytest.mark.parametrize("about", ["mac", "shien-kaigi", "mac-plan-reported", "shien-keikaku"])
def test_where_the_plan_disagrees_with_itself_both_places_are_cited(city, about):
    (note,) = notes(city, about, NoteKind.CONFLICT)
    assert len(note.cite) > 1


def test_every_note_is_in_both_languages(whole):
    assert all(note.text.ja and note.text.en and note.text.ja != note.text.en for note in whole.note)


def test_how_many_places_each_window_has(whole):
    figures = {figure.about: figure.value for figure in whole.figure}
    assert figures == {
        "window-elderly": 6,
        "window-disability": 1,
        "window-child-development": 1,
        "window-child-raising": 4,
        "window-hardship": 6,
    }
    for about, value in figures.items():
        (agency,) = whole.ids[about].agencies
        assert whole.ids[agency].count == value


def test_only_the_plan_is_cited(whole):
    assert {citation.source for row in whole.rows() for citation in row.cite} == {"plan"}


def test_there_is_nothing_to_judge(loaded):
    """All of it is facts: the package holds no Python of its own."""
    folder = Path(juso_mimasaka.__file__).parent
    assert [path.name for path in folder.glob("*.py")] == ["__init__.py"]
    assert len(loaded.givers()) == 2
    assert tomllib.loads((folder / "structure.toml").read_text(encoding="utf-8"))["code"] == "332151"
