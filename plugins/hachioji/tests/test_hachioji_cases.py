"""The standard cases on their way through the city: what no single row of an expectation file in ``cases/`` can say.

That is the whole course of a case, who had consented when a conference was called, each variant of a case that leaves
much open, and what the national standard fills in where the source is silent.
"""

from collections import Counter

import pytest
from attrs import evolve
from hachioji_city import CASES, FOUND

from juso_core.advice import advise_convening
from juso_core.casework import commands as c
from juso_core.casework.facts import EscalationStage
from juso_core.casework.groups import conference_groups
from juso_core.desk import Place
from juso_core.municipality.questions import AnswerState, state
from juso_core.municipality.words import ConferenceKind, Consent, Occasion, PlanKind, Required
from juso_core.research.case_file import Ask, Then, ThenConsent, read
from juso_core.research.durations import Duration
from juso_core.research.expected import SUFFIX, files_in
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import standard_cases
from juso_core.research.turns import StepKind

STANDARD = {case.id: case for case in map(read, standard_cases())}
# The man whose contact is lost, as he comes to the window: his case file takes him up when he is in support already.
FROM_WINDOW = evolve(STANDARD["V12"], id="V12 from the window", start=None, then=())
COURSES = {**STANDARD, FROM_WINDOW.id: FROM_WINDOW}

CITY, SHAKYO = ("fukushi-seisaku",), ("sasaeai",)
SUPPORT, JUSO = ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE
SHARE, PLAN = Occasion.SHARE, Occasion.PLAN
INTERRUPTION, REPLAN, CLOSURE = Occasion.INTERRUPTION, Occasion.REPLAN, Occasion.CLOSURE

# Every conference on the way, as far as the city itself says it: when, on which occasion, its kind, who convenes it.
BEFORE_CONSENT = [("P0D", SHARE, SUPPORT, CITY), ("P0D", PLAN, SUPPORT, CITY)]
CONFERENCES = {
    "V01": [*BEFORE_CONSENT, ("P6M", PLAN, JUSO, SHAKYO)],
    # The little brother's consent nobody has asked for: he is spoken of apart.
    "V02": [*BEFORE_CONSENT, ("P3M", PLAN, JUSO, SHAKYO), ("P3M", SHARE, SUPPORT, CITY)],
    "V04": BEFORE_CONSENT,
    "V05": [("P0D", PLAN, JUSO, SHAKYO)],
    "V06": [],
    "V08": [],
    "V10": [("P0D", PLAN, None, None)],
    "V12": [("P4M", INTERRUPTION, None, None), ("P5M", REPLAN, None, None)],
    FROM_WINDOW.id: [("P0D", PLAN, JUSO, SHAKYO)],
}
# Every plan on the way, and who the city says drafts it.
PLANS = {
    "V01": [(PlanKind.OUTREACH, None), (PlanKind.MAC, SHAKYO)],
    "V02": [(PlanKind.OUTREACH, None), (PlanKind.MAC, SHAKYO)],
    "V04": [(PlanKind.OUTREACH, None)],
    "V05": [(PlanKind.MAC, SHAKYO)],
    "V06": [],
    "V08": [],
    "V10": [(PlanKind.PARTICIPATION, None)],
    "V12": [(PlanKind.MAC, SHAKYO)],
    FROM_WINDOW.id: [(PlanKind.MAC, SHAKYO)],
}
WITHOUT_CONSENT = ["V01", "V02", "V04"]
STAYS_WITH_THE_AGENCY = ["V06", "V08"]


@pytest.fixture(scope="module")
def place():
    found = place_of(FOUND)
    assert isinstance(found, Place), found
    return found


@pytest.fixture(scope="module")
def simulated(place):
    return {id: simulate(case, place) for id, case in COURSES.items()}


@pytest.fixture(scope="module")
def paths(simulated):
    return {id: path_data(one) for id, one in simulated.items()}


def steps(path, step, stage=None):
    return [one for one in path["steps"] if one["step"] == step and stage in (None, one.get("stage"))]


def told(step, name):
    """What a step says, and who says it."""
    answer = step["answers"].get(name, {"value": None, "origin": None})
    return answer["value"], answer["origin"]


def referred(way):
    return any(turn.step is StepKind.ESCALATE and turn.stage is EscalationStage.AT_MAC for turn in way.turns)


def conferences(way):
    """The turns at which a conference is called, each with whether all whom it is about have then consented in full."""
    members = {member.ref: member for member in way.variant.consultation.members}
    for turn in way.turns:
        if turn.step is StepKind.CONVENE:
            yield turn, all(members[ref].consent.full for ref in turn.subjects)
        for command in (act.command for act in turn.acts):
            if isinstance(command, c.RecordConsent):
                members[command.of] = members[command.of].consenting(command.use, command.share)


# -- the whole course ----


def test_every_standard_case_has_its_expected_path():
    assert [file.name.removesuffix(SUFFIX) for file in files_in(CASES)] == list(STANDARD)


@pytest.mark.parametrize("id", COURSES)
def test_nobody_fails_and_nothing_is_stopped_by_law_or_flow(paths, id):
    assert paths[id]["failures"] == []
    assert not any("stopped" in step for step in paths[id]["steps"])
    assert not any(law["verdict"] == "refused" for step in paths[id]["steps"] for law in step["law"])
    assert paths[id]["not_entered"] == []


@pytest.mark.parametrize(
    ("id", "agency"),
    [
        ("V01", "anshin"),
        ("V02", "kodomo-katei"),
        ("V04", "window-base"),
        ("V05", "seikatsu-jiritsu"),
        ("V06", "kodomo-katei"),
        ("V08", "seikatsu-jiritsu"),
        ("V10", "window-base"),
        (FROM_WINDOW.id, "window-base"),
    ],
)
def test_which_agency_receives_it(paths, id, agency):
    (intake,) = steps(paths[id], "intake")
    assert [act["by"] for act in intake["acts"]] == [agency]


@pytest.mark.parametrize("id", COURSES)
def test_the_conferences_in_their_order_and_who_convenes_them(simulated, id):
    for way in simulated[id].ways:
        called = [
            (turn.after, turn.stage, turn.advice.stated("kind"), turn.advice.stated("convener"))
            for turn, _consented in conferences(way)
        ]
        expected = CONFERENCES[id] if referred(way) or id in ("V10", "V12") else []
        assert called == expected


@pytest.mark.parametrize("id", COURSES)
def test_the_plans_in_their_order_and_who_drafts_and_decides(simulated, id):
    for way in simulated[id].ways:
        advices = [(turn.stage, turn.advice) for turn in way.turns if turn.step is StepKind.APPROVE]
        expected = PLANS[id] if referred(way) or id in ("V10", "V12") else []
        assert [(kind, advice.stated("drafters")) for kind, advice in advices] == expected
        assert {advice.stated(name) for _kind, advice in advices for name in ("decider", "informed")} <= {None}


@pytest.mark.parametrize("id", STAYS_WITH_THE_AGENCY)
def test_where_cooperation_is_enough_nothing_follows_the_decision_at_the_window(paths, id):
    assert [step["step"] for step in paths[id]["steps"]] == ["intake", "escalate"]
    assert paths[id]["end"] == {"phase": "handling", "because": "stays_with_agency"}


def test_nobody_who_cannot_be_reached_comes_beyond_outreach(paths):
    assert paths["V04"]["end"]["phase"] == "preconsent"
    assert steps(paths["V04"], "support")[-1]["stage"] == "outreach"


def test_the_man_of_the_last_case_comes_into_support_by_the_way_with_consent(paths):
    summary = paths[FROM_WINDOW.id]["summary"]
    assert (summary["mac"], summary["local_class"], summary["conf1"]) == ("may", "2", JUSO)
    assert paths[FROM_WINDOW.id]["end"]["phase"] == "supporting"


# -- consent and conferences ----


@pytest.mark.parametrize("id", COURSES)
def test_no_conference_is_ever_said_to_be_a_must(simulated, place, id):
    """Four of the first six cases were coordinated without any conference."""
    for way in simulated[id].ways:
        assert all(turn.advice.stated("required") is None for turn, _consented in conferences(way))
        if referred(way):
            group = conference_groups(way.case)[0]
            advice = advise_convening(place.givers, way.case, SHARE, None, group, place.structure)
            assert advice.stated("required") is None
            assert advice.decision.required is Required.MAY


@pytest.mark.parametrize("id", COURSES)
def test_without_consent_never_a_juso_conference_by_name_nor_a_support_conference_by_shakyo(simulated, id):
    for way in simulated[id].ways:
        for turn, consented in conferences(way):
            (call,) = [act.command for act in turn.acts if isinstance(act.command, c.CallConference)]
            assert turn.advice.decision.kind is call.kind is (JUSO if consented else SUPPORT)
            if not consented:
                assert turn.advice.stated("convener") == call.convener == CITY


@pytest.mark.parametrize("id", WITHOUT_CONSENT)
def test_before_consent_there_are_conferences_without_it(simulated, id):
    (way,) = simulated[id].ways
    assert [consented for _turn, consented in conferences(way)][:2] == [False, False]


@pytest.mark.parametrize(
    ("given", "drafters", "conference"),
    [
        ({"use": Consent.GIVEN}, [SHAKYO], (JUSO, SHAKYO)),
        ({"share": Consent.GIVEN}, [], (SUPPORT, CITY)),
        ({"use": Consent.GIVEN, "share": Consent.GIVEN}, [SHAKYO], (JUSO, SHAKYO)),
    ],
    ids=["use only", "share only", "full"],
)
def test_consent_to_use_opens_the_route_of_the_collaboration_plan(place, given, drafters, conference):
    case = STANDARD["V01"]
    later = Then(after=case.then[0].after, consent=ThenConsent(of="son", **given))
    (way,) = simulate(evolve(case, then=(later,)), place).ways
    plans = [turn.advice for turn in way.turns if turn.step is StepKind.APPROVE and turn.stage is PlanKind.MAC]
    assert [advice.stated("drafters") for advice in plans] == drafters
    *_before, (last, _consented) = conferences(way)
    assert (last.advice.stated("kind"), last.advice.stated("convener")) == conference


def test_after_one_half_of_the_consent_the_other_still_opens_it(place):
    case = STANDARD["V01"]
    halves = ({"share": Consent.GIVEN}, {"use": Consent.GIVEN})
    later = [
        Then(after=Duration(after), consent=ThenConsent(of="son", **half))
        for after, half in zip(("P5M", "P6M"), halves, strict=True)
    ]
    path = path_data(simulate(evolve(case, then=tuple(later)), place))
    (plan,) = steps(path, "approve", "mac")
    assert (plan["after"], told(plan, "drafters")) == ("P6M", (list(SHAKYO), "structure"))


# -- what a case leaves open ----


def test_much_of_a_case_can_be_left_open(simulated, paths):
    """For the family from abroad: ① to ③ as the findings are, and ④ exactly where nobody is responsible."""
    found = {}
    for way in simulated["V05"].ways:
        escalation = next(turn.advice for turn in way.turns if turn.stage is EscalationStage.AT_WINDOW)
        found.setdefault(escalation.stated("local_class"), []).append(way)
    assert {one: len(ways) for one, ways in found.items()} == {"1": 1, "2": 3, "3": 4, "4": 4}
    assert {way.variant.assessment.responsibility for way in found["4"]} == {"nobody"}
    assert all(way.variant.assessment.household_issue for way in found["3"])
    (first,) = found["1"]
    assert (first.variant.assessment.responsibility, first.variant.assessment.cooperation) == ("clear", "works")
    assert len(paths["V05"]["variants"]) == 12


def test_of_what_it_can_mean_only_the_first_class_stays_with_the_agency(paths):
    ended = Counter(variant["because"] for variant in paths["V05"]["variants"])
    assert ended == {"stays_with_agency": 1, "timeline_end": 11}
    (alone,) = [one for one in paths["V05"]["variants"] if one["because"] == "stays_with_agency"]
    assert alone["taken"] == {"responsibility": "clear", "household_issue": False, "cooperation": "works"}


def test_whether_it_is_social_withdrawal_changes_nothing(paths):
    first, second = ({**one, "taken": None} for one in paths["V10"]["variants"])
    assert first == second


# -- what the source does not say ----


@pytest.mark.parametrize("id", WITHOUT_CONSENT)
def test_the_walk_goes_on_by_the_national_standard_where_the_source_is_silent(paths, id):
    (plan,) = steps(paths[id], "approve", "outreach")
    assert told(plan, "drafters") == (["function:outreach"], "national")
    assert told(plan, "decider") == ("@municipality", "national")
    assert set(plan["silent"]) == {"drafters", "decider"}
    (decided,) = steps(paths[id], "decide", "outreach")
    assert [(act["do"], act["by"]) for act in decided["acts"]] == [("Decide", "@municipality")]


@pytest.mark.parametrize("occasion", [INTERRUPTION, REPLAN, CLOSURE])
def test_interruption_replanning_and_closure_are_not_described(place, paths, occasion):
    path = paths["V12"]
    if occasion is CLOSURE:
        lost, asked = STANDARD["V12"].then[:2]
        path = path_data(simulate(evolve(STANDARD["V12"], then=(lost, evolve(asked, ask=Ask.CLOSURE))), place))
        assert steps(path, "closure")[0]["silent"] == ["post_closure_lead"]
    (step,) = steps(path, "convene", occasion)
    assert {"required", "kind", "convener", "members"} <= set(step["silent"])
    assert told(step, "meeting") == (None, None)
    assert told(step, "required") == ("must", "national")
    assert told(step, "kind") == ("juso_conference", "national")


@pytest.mark.parametrize(
    "question", ["interruption", "reopening", "closure", "participation.without_plan", "consent.minor"]
)
def test_and_neither_are_these(place, question):
    assert state(place.structure, question).state is AnswerState.SILENT


def test_that_nothing_is_said_of_reopening_stands_among_the_silences_of_the_path(paths):
    assert "reopening" in paths["V12"]["silent"]
