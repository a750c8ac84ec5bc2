"""What is particular to 中野区: fifteen teams, one conference body of three kinds, and the person at the table."""

import datetime as dt

import pytest
from nakano_ward import DAY, GIVEN, REFUSED, TRANSITION, a_case, conferences, consulting, walked

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake
from juso_core.casework.facts import Cooperation, EscalationStage, PlanContent
from juso_core.citation import Giver
from juso_core.municipality import queries
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.words import (
    Approached,
    Cases,
    ConferenceKind,
    Function,
    Includes,
    Level,
    NoteKind,
    Occasion,
    PlanKind,
    Stage,
    Status,
    Trait,
)

TEAM = ("outreach-team",)
WITH_PERSON = ("outreach-team", "shakyo", "@needed", "@person")
WITHOUT_PERSON = ("outreach-team", "@needed")


# -- when ----


def test_a_year_of_transition_comes_before_the_programme(whole):
    stages = [whole.at(day).programme[0].stage for day in (TRANSITION, DAY)]
    assert stages == [Stage.TRANSITION, Stage.FULL]
    assert whole.at(dt.date(2021, 3, 31)).programme == ()
    assert whole.described_on == DAY


def test_the_teams_went_out_before_they_collaborated(whole):
    before = whole.at(TRANSITION)
    assert queries.operators(before, Function.OUTREACH) == TEAM
    assert queries.services(before, Function.MULTI_AGENCY_COLLABORATION) == ()
    assert not any(meeting.within == "kobetsu-kaigi" for meeting in before.meeting)


# -- fifteen teams ----


def test_there_is_a_team_of_the_wards_own_staff_for_each_of_fifteen_areas(city):
    team, layer = city.ids["outreach-team"], city.ids["kumin-katsudo-ken-iki"]
    assert (team.per, team.count) == (layer.id, layer.count) == (layer.id, 15)
    assert queries.is_municipal(city, team.id) is True
    assert [layer.count for layer in city.layer] == [1, 4, 15]


@pytest.mark.parametrize(
    "function", [Function.MULTI_AGENCY_COLLABORATION, Function.SUPPORT_PLANNING, Function.OUTREACH], ids=str
)
def test_the_teams_are_the_only_operators(city, function):
    assert queries.operators(city, function) == TEAM


def test_the_team_of_the_area_does_everything_for_whom_it_comes_upon():
    path = walked("NAKANO-2")
    assert {tuple(convener) for _meeting, convener, _members in conferences(path)} == {TEAM}
    done = {act["do"]: act["by"] for step in path["steps"] for act in step["acts"]}
    assert {done[one] for one in ("Answer", "CallConference", "Draft", "Outreach", "Support")} == set(TEAM)
    assert (path["end"]["phase"], path["summary"]["drafters"]) == ("supporting", {"outreach": None, "mac": [*TEAM]})


# -- one body, three kinds ----


def test_one_body_is_held_as_three_kinds_of_meeting(city):
    kinds = {meeting.kinds[0]: meeting for meeting in city.meeting if meeting.within == "kobetsu-kaigi"}
    assert set(kinds) == {
        ConferenceKind.SUPPORT_CONFERENCE,
        ConferenceKind.JUSO_CONFERENCE,
        ConferenceKind.LIAISON,
    }
    assert {(meeting.convener, meeting.per) for meeting in kinds.values()} == {(TEAM, "kumin-katsudo-ken-iki")}
    assert {kind: "@person" in [member.who for member in one.members] for kind, one in kinds.items()} == {
        kind: kind is ConferenceKind.JUSO_CONFERENCE for kind in kinds
    }


def test_the_team_has_the_central_part_in_all_of_them(city):
    assert {one.lead for one in city.meeting if "kobetsu-kaigi" in (one.id, one.within)} == set(TEAM)


def test_their_cadence_differs(city):
    cadence = {one.id: (one.cadence, one.as_needed) for one in city.meeting if one.within == "kobetsu-kaigi"}
    assert cadence["juso-kaigi"] == (None, True)
    assert "連携会議と合わせて" in cadence["shien-kaigi"][0]
    assert "支援会議と合わせて" in cadence["renkei-kaigi"][0]


def test_only_the_conference_with_the_person_needs_consent(city):
    needs = {one.id: one.needs_consent for one in city.meeting if one.within == "kobetsu-kaigi"}
    assert needs == {"shien-kaigi": False, "juso-kaigi": True, "renkei-kaigi": None}


def test_the_wards_own_kind_needs_no_case(city):
    assert [one.id for one in city.meeting if one.cases is Cases.OPTIONAL] == ["renkei-kaigi"]


@pytest.mark.parametrize(
    ("consent", "meeting", "members"),
    [(GIVEN, "juso-kaigi", WITH_PERSON), (REFUSED, "shien-kaigi", WITHOUT_PERSON)],
    ids=["consent", "no consent"],
)
def test_consent_chooses_the_kind_and_so_who_comes(givers, city, consent, meeting, members):
    case = a_case(city, consent, cooperation=Cooperation.FAILS)
    advice = advise_convening(givers, case, Occasion.SHARE, None, ("woman",), city)
    assert (advice.stated("meeting"), advice.stated("members")) == (meeting, members)
    assert advice.stated("convener") == TEAM
    assert advice.decision.identified is True


def test_the_person_is_at_the_conference_that_plans():
    path = walked("NAKANO-1")
    assert ("juso-kaigi", [*TEAM], [*WITH_PERSON]) in conferences(path)
    assert path["summary"]["conf1"] == "juso_conference"


@pytest.mark.parametrize("case_id", ["V01", "V02", "V04", "NAKANO-2"])
def test_nobody_without_consent_is_asked_to_the_first_conference(case_id):
    assert conferences(walked(case_id))[0] == ("shien-kaigi", [*TEAM], [*WITHOUT_PERSON])


# -- which cases, and what is offered to whom ----


@pytest.mark.parametrize(("cooperation", "level"), [(Cooperation.FAILS, Level.YES), (Cooperation.WORKS, Level.NO)])
def test_what_the_network_cannot_solve_goes_to_the_team(givers, city, cooperation, level):
    advice = advise_escalation(givers, a_case(city, cooperation=cooperation), EscalationStage.AT_WINDOW, city)
    assert advice.stated("mac") is level


@pytest.mark.parametrize("case_id", ["V06", "V08"])
def test_what_the_network_solves_never_comes_to_a_conference(case_id):
    path = walked(case_id)
    assert (path["summary"]["mac"], path["summary"]["conf1"], conferences(path)) == ("no", "none", [])


@pytest.mark.parametrize("traits", [(Trait.HIKIKOMORI,), (Trait.HARDSHIP,)], ids=str)
def test_participation_support_is_stated_for_people_in_withdrawal_only(givers, city, traits):
    case, withdrawn = a_case(city, traits=traits, wants=(Includes.PARTICIPATION,)), Trait.HIKIKOMORI in traits
    advice = advise_escalation(givers, case, EscalationStage.AT_WINDOW, city)
    assert advice.stated("participation") is (Level.YES if withdrawn else None)
    route = advise_approval(givers, case, PlanContent(PlanKind.PARTICIPATION), city)
    assert route.stated("drafters") == (("shakyo",) if withdrawn else None)


@pytest.mark.parametrize(
    ("traits", "with_team"), [((Trait.HIKIKOMORI,), ("shakyo",)), ((Trait.HARDSHIP,), ())], ids=str
)
def test_shakyo_has_a_part_in_the_plan_for_people_in_withdrawal(givers, city, traits, with_team):
    route = advise_approval(givers, a_case(city, traits=traits), PlanContent(PlanKind.MAC, {Includes.OTHER}), city)
    assert (route.stated("drafters"), route.stated("deliberated_in")) == ((*TEAM, *with_team), ("juso-kaigi",))


def test_the_full_time_worker_is_counted_from_the_year_of_the_contract(whole, city):
    assert [there.ids["coordinator"].headcount for there in (whole.at(TRANSITION), city)] == [None, 1]


@pytest.mark.parametrize(
    ("approached", "window", "others"),
    [
        (Approached.GENERAL_WINDOW, "window-sukoyaka", ("window-nandemo",)),
        (Approached.OUTREACH, "window-outreach-team", None),
        (Approached.BASE, None, None),
    ],
    ids=str,
)
def test_where_people_arrive(givers, city, approached, window, others):
    advice = advise_intake(givers, consulting(approached), city)
    assert (advice.stated("window"), advice.stated("alternatives")) == (window, others)


# -- what is said, and what is not ----


def test_there_is_no_judgement_in_code(loaded, givers):
    assert not loaded.has_plugin
    assert [one.giver for one in givers] == [Giver.STRUCTURE, Giver.NATIONAL]


def test_every_question_is_answered_or_really_silent(city):
    states = {one: state(city, one).state for one in QUESTIONS}
    assert {one for one, found in states.items() if found is AnswerState.SILENT} == set(city.silent)
    assert AnswerState.NOT_ENTERED not in states.values()


@pytest.mark.parametrize("question", ["plan.decider", "plan.outreach.drafter", "closure", "programme.section"])
def test_what_is_known_to_be_unsaid_is_listed(city, question):
    assert question in city.silent


def test_the_summary_places_the_conferences_elsewhere(city):
    (note,) = [note for note in city.note if note.kind is NoteKind.CONFLICT]
    assert note.about == "kobetsu-kaigi"
    assert {cite.source for cite in note.cite} == {"casebook", "casebook-summary"}


def test_the_meeting_of_ward_and_shakyo_is_a_plan_for_its_second_year(whole, city):
    meeting = city.ids["ku-shakyo-kaigi"]
    assert (meeting.status, whole.at(TRANSITION).ids[meeting.id].status) == (Status.PLANNED, Status.IN_FORCE)
