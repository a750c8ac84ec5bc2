"""What a structure can state in particular: for whom, on which conditions, how strongly, and for which plans."""

import pytest
from advice_towns import BOTH, FULL, JUSO, STATED, SUPPORT, case_of, mac, member, town
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from juso_core.advice import advise_approval, advise_convening, advise_escalation
from juso_core.casework.facts import Assessment, EscalationStage, PlanContent, Responsibility
from juso_core.municipality.words import (
    ConferenceKind,
    Includes,
    Level,
    Occasion,
    PlanKind,
    PlanPattern,
    Required,
    Trait,
)

SON, HIKIKOMORI = member(consent=FULL), member(consent=FULL, traits=(Trait.HIKIKOMORI,))
ONLY = 'only_for = ["hikikomori"]'
PATTERNS = {
    PlanPattern.A: {Includes.OUTREACH, Includes.PARTICIPATION},
    PlanPattern.B: {Includes.PARTICIPATION, Includes.OTHER},
    PlanPattern.C: {Includes.OTHER},
}


def said(structure, assessment, person=SON, stage=EscalationStage.AT_WINDOW):
    return advise_escalation((STATED,), case_of(person, assessment=assessment), stage, structure)


def stated(key, words):
    return f"{key} = {[str(word) for word in words]}" if words else ""


# -- on which conditions a service takes a case ----

CONDITIONS = ('takes = ["roles_unclear"]', 'needs = ["several_agencies"]', 'may_take = ["outreach_wanted"]')
UNCLEAR, CLEAR = Responsibility.UNCLEAR, Responsibility.CLEAR


@pytest.mark.parametrize(
    ("responsibility", "agencies", "level", "left_open"),
    [
        (UNCLEAR, 2, Level.YES, Level.YES),
        (UNCLEAR, 1, Level.NO, Level.MAY),
        (UNCLEAR, None, None, None),
        (CLEAR, 2, Level.NO, Level.MAY),
        (CLEAR, 1, Level.NO, Level.MAY),
        (CLEAR, None, Level.NO, Level.MAY),
        (None, 2, None, None),
        (None, 1, Level.NO, Level.MAY),
        (None, None, None, None),
    ],
)
def test_a_service_takes_what_it_needs_and_leaves_the_rest_open_where_it_says_so(
    responsibility, agencies, level, left_open
):
    found = Assessment(responsibility=responsibility, agencies_needed=agencies)
    wanted = evolve(found, wants=frozenset({Includes.OUTREACH}))
    structure = town(mac(*CONDITIONS))
    assert said(structure, found).stated("mac") is level
    assert said(structure, wanted).stated("mac") is left_open
    # Without an answer the receivers are named all the same; a no names nobody.
    for assessment, answer in ((found, level), (wanted, left_open)):
        assert said(structure, assessment).stated("receivers") == (None if answer is Level.NO else ("shakyo",))


def test_what_is_left_open_comes_from_its_row():
    advice = said(town(mac('may_take = ["urgent"]')), Assessment(urgent=True))
    assert advice.stated("mac") is Level.MAY
    assert advice.origins["mac"].name == "service.mac"
    assert said(town(mac('may_take = ["urgent"]')), Assessment()).stated("mac") is Level.NO
    assert said(town(mac('may_take = ["complaint_unclear"]')), Assessment()).stated("mac") is None


def test_a_target_group_alone_is_taken_only_where_what_it_needs_holds():
    structure = town(mac(ONLY, 'needs = ["several_agencies"]'))
    assert said(structure, Assessment(agencies_needed=2), HIKIKOMORI).stated("mac") is Level.YES
    assert said(structure, Assessment(agencies_needed=1), HIKIKOMORI).stated("mac") is Level.NO
    assert said(structure, Assessment(), HIKIKOMORI).stated("mac") is None


SERVICES = {
    "yes": mac('takes = ["urgent"]', id="yes", agencies='["shakyo"]'),
    "unknown": mac('takes = ["complaint_unclear"]', id="unknown", agencies='["fukushi"]'),
    "may": mac('may_take = ["urgent"]', id="may", agencies='["houkatsu"]'),
    "no": mac('takes = ["stalled"]', id="no", agencies='["city"]'),
}


@pytest.mark.parametrize(
    ("names", "level", "receivers"),
    [
        ("yes unknown may no", Level.YES, {"shakyo"}),
        ("unknown may no", None, {"fukushi", "houkatsu"}),
        ("may no", Level.MAY, {"houkatsu"}),
        ("unknown no", None, {"fukushi"}),
        ("no", Level.NO, set()),
    ],
)
def test_of_several_services_the_one_that_takes_the_case_answers_wherever_it_stands(names, level, receivers):
    rows = [SERVICES[name] for name in names.split()]
    for ordered in (rows, rows[::-1]):
        advice = said(town(*ordered), Assessment(urgent=True))
        assert advice.stated("mac") is level
        assert set(advice.stated("receivers") or ()) == receivers


# -- for whom ----


def convening(structure, person, occasion=Occasion.SHARE, plan=None):
    return advise_convening((STATED,), case_of(person), occasion, plan, (person.ref,), structure)


GROUP = JUSO.replace("juso-kaigi", "hikikomori-kaigi").replace("convener", f"{ONLY}\nconvener")


def test_a_meeting_for_a_target_group_is_advised_to_that_group_only():
    assert convening(town(GROUP), HIKIKOMORI).stated("meeting") == "hikikomori-kaigi"
    assert convening(town(GROUP), SON).said == ()
    other = convening(town(GROUP, SUPPORT), SON)
    assert (other.stated("meeting"), other.stated("kind")) == ("shien-kaigi", ConferenceKind.SUPPORT_CONFERENCE)
    assert convening(town(GROUP, JUSO), SON).stated("meeting") == "juso-kaigi"


def test_anybody_in_the_household_makes_it_a_case_of_the_target_group():
    case = case_of(SON, member("brother", traits=(Trait.DEBT, Trait.HIKIKOMORI)))
    advice = advise_convening((STATED,), case, Occasion.SHARE, None, ("son",), town(GROUP))
    assert advice.stated("meeting") == "hikikomori-kaigi"


def test_what_may_hold_of_somebody_does_not_make_it_a_case_of_the_target_group():
    assert convening(town(GROUP), member(consent=FULL, maybe_traits=(Trait.HIKIKOMORI,))).said == ()


@pytest.mark.parametrize("lead", ["houkatsu", "@referrer"])
def test_only_cases_of_its_own_target_group_are_handed_back_to_whom_a_service_names(lead):
    own, general = mac(ONLY, f'hands_back_to = "{lead}"'), mac('hands_back_to = "fukushi"', id="general")

    def lead_of(structure, person):
        return said(structure, Assessment(), person, EscalationStage.AT_CLOSURE).stated("post_closure_lead")

    assert (lead_of(town(own), HIKIKOMORI), lead_of(town(own), SON)) == (lead, None)
    assert (lead_of(town(own, general), HIKIKOMORI), lead_of(town(own, general), SON)) == (lead, "fukushi")


# -- how strongly a meeting is called for ----


@settings(max_examples=60)
@given(st.sets(st.sampled_from(list(Occasion))), st.sampled_from([None, *Required]))
def test_a_meeting_must_be_held_on_its_occasions_and_otherwise_as_strongly_as_it_says(must_on, required):
    lines = (stated("must_on", sorted(must_on)), f'required = "{required}"' if required else "")
    structure = town(JUSO.replace("convener", "\n".join((*lines, "convener"))))
    for occasion in Occasion:
        advice = convening(structure, SON, occasion)
        assert advice.stated("meeting") == "juso-kaigi"
        assert advice.stated("required") is (Required.MUST if occasion in must_on else required)


def test_that_a_meeting_must_be_held_comes_from_its_row_and_not_from_the_national_standard():
    case = case_of(SON)
    stating, silent = town(JUSO.replace("convener", 'must_on = ["closure"]\nconvener')), town(JUSO)
    one = advise_convening(BOTH, case, Occasion.CLOSURE, None, ("son",), stating)
    other = advise_convening(BOTH, case, Occasion.CLOSURE, None, ("son",), silent)
    assert (one.stated("required"), one.origins["required"].name) == (Required.MUST, "meeting.juso-kaigi")
    assert (other.stated("required"), other.decision.required) == (None, Required.MUST)


# -- for which plans ----


def route(id, *lines, drafter="shakyo"):
    head = ("", "[[plan_route]]", f'id = "{id}"', 'plan = ["mac"]', f'drafters = ["{drafter}"]', 'cite = "plan: 3"')
    return "\n".join((*head, *lines, ""))


def drafters(structure, person=SON, pattern=PlanPattern.C):
    plan = PlanContent(PlanKind.MAC, PATTERNS[pattern])
    assert plan.pattern is pattern
    return advise_approval((STATED,), case_of(person), plan, structure).stated("drafters")


@settings(max_examples=60)
@given(st.sets(st.sampled_from(list(PlanPattern))))
def test_a_route_for_some_patterns_is_for_plans_of_these_only(patterns):
    structure = town(route("some", stated("pattern", sorted(patterns))))
    for pattern in PlanPattern:
        expected = ("shakyo",) if pattern in patterns or not patterns else None
        assert drafters(structure, pattern=pattern) == expected


GENERAL = route("general", drafter="fukushi")


@pytest.mark.parametrize(
    "line", ['pattern = ["A", "C"]', 'consent = "after"', ONLY], ids=["pattern", "consent", "only_for"]
)
def test_the_particular_route_comes_before_the_general_one_wherever_it_stands(line):
    particular = route("particular", line)
    for rows in ((particular, GENERAL), (GENERAL, particular)):
        assert drafters(town(*rows), HIKIKOMORI) == ("shakyo",)


def test_whom_a_particular_route_is_not_for_takes_the_general_one():
    rows = town(route("a", 'pattern = ["A"]'), route("before", 'consent = "before"'), route("group", ONLY), GENERAL)
    assert drafters(rows) == ("fukushi",)
    assert drafters(town(route("group", ONLY))) is None
    assert drafters(town(route("group", ONLY)), HIKIKOMORI) == ("shakyo",)


def test_a_plan_goes_to_the_meeting_that_its_own_route_names():
    council = JUSO.replace("juso-kaigi", "shinsakai")
    general = route("general", 'deliberated_in = ["juso-kaigi"]')
    own = route("own", 'pattern = ["C"]', 'deliberated_in = ["shinsakai"]')
    for rows in ((general, own), (own, general)):
        structure = town(JUSO, council, *rows)
        for pattern, meeting in ((PlanPattern.C, "shinsakai"), (PlanPattern.B, "juso-kaigi")):
            plan = PlanContent(PlanKind.MAC, PATTERNS[pattern])
            approval = advise_approval((STATED,), case_of(SON), plan, structure)
            assert approval.stated("deliberated_in") == (meeting,)
            assert convening(structure, SON, Occasion.PLAN, plan).stated("meeting") == meeting


def test_a_plan_of_which_no_route_speaks_is_not_said_to_go_anywhere():
    structure = town(JUSO, route("group", ONLY, 'deliberated_in = ["juso-kaigi"]'))
    plan = PlanContent(PlanKind.MAC, PATTERNS[PlanPattern.C])
    assert convening(structure, SON, Occasion.PLAN, plan).said == ()
    assert convening(structure, HIKIKOMORI, Occasion.PLAN, plan).stated("meeting") == "juso-kaigi"
    assert convening(structure, SON, Occasion.SHARE).stated("meeting") == "juso-kaigi"
