"""Which meeting a structure states for a case: by its field, and with which members and conveners."""

import pytest
from advice_towns import FULL, JUSO, STATED, SUPPORT, consultation, member, town

from juso_core.advice import advise_approval, advise_convening
from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.facts import PlanContent
from juso_core.casework.law import Actor, Context, RefusedByLaw
from juso_core.casework.setting import setting_of
from juso_core.choices import calling
from juso_core.municipality.words import ConferenceKind, Field, Occasion, PlanKind, Together, Topic, Trait

SON = member(consent=FULL)
CARE = JUSO.replace("juso-kaigi", "care-kaigi").replace("convener", 'fields = ["elderly", "disability"]\nconvener')


PLAN = PlanContent(PlanKind.MAC)


def case_with(field=None, topics=(), person=SON):
    command = c.Receive(consultation=consultation(person, field=field, topics=topics), window=None, agency="houkatsu")
    return flow.receive("C1", "999997", command).case


def convening(structure, case):
    return advise_convening((STATED,), case, Occasion.SHARE, None, (case.person.ref,), structure)


def meeting_of(structure, field):
    return convening(structure, case_with(field)).stated("meeting")


@pytest.mark.parametrize("rows", [(CARE, JUSO), (JUSO, CARE)])
def test_a_meeting_of_a_field_takes_its_cases_and_others_go_to_the_general_one(rows):
    structure = town(*rows)
    assert [meeting_of(structure, field) for field in (Field.ELDERLY, Field.DISABILITY)] == ["care-kaigi"] * 2
    assert [meeting_of(structure, field) for field in (Field.CHILD, None)] == ["juso-kaigi"] * 2


def test_where_there_are_meetings_of_fields_only_nothing_is_said_about_a_case_of_no_such_field():
    structure = town(CARE)
    assert meeting_of(structure, Field.ELDERLY) == "care-kaigi"
    assert meeting_of(structure, Field.CHILD) is None
    assert meeting_of(structure, None) is None


def test_a_meeting_for_a_group_comes_before_one_for_a_field():
    group = JUSO.replace("juso-kaigi", "hikikomori-kaigi").replace("convener", 'only_for = ["hikikomori"]\nconvener')
    structure = town(CARE, group)
    withdrawn = case_with(Field.ELDERLY, person=member(consent=FULL, traits=(Trait.HIKIKOMORI,)))
    assert convening(structure, withdrawn).stated("meeting") == "hikikomori-kaigi"
    assert meeting_of(structure, Field.ELDERLY) == "care-kaigi"


def with_members(members):
    return town(JUSO.replace("convener", f"members = [{members}]\nconvener"))


def test_a_member_comes_only_where_the_consultation_is_about_one_of_its_topics():
    structure = with_members('{ who = "shakyo" }, { who = "fukushi", topics = ["rights_protection", "debt"] }')
    for topics, members in (
        ((), ("shakyo",)),
        ((Topic.HOUSING,), ("shakyo",)),
        ((Topic.HOUSING, Topic.DEBT), ("shakyo", "fukushi")),
    ):
        assert convening(structure, case_with(topics=topics)).stated("members") == members


@pytest.mark.parametrize(
    ("lines", "together"),
    [
        ('convener = ["shakyo", "fukushi"]', None),
        ('convener = ["shakyo", "fukushi"]\ntogether = "joint"', Together.JOINT),
        ('convener = ["shakyo", "fukushi"]\ntogether = "any"', Together.ANY),
        ('convener = ["shakyo"]\ntogether = "any"', None),
    ],
)
def test_whether_several_conveners_act_jointly_is_said_only_where_it_is_stated(lines, together):
    advice = convening(town(JUSO.replace('convener = ["shakyo"]', lines)), case_with())
    assert advice.stated("together") is together
    assert advice.stated("convener")[0] == "shakyo"


# -- what a meeting is for, and who is said to convene it ----

SHIEN = SUPPORT.replace('convener = ["fukushi"]\n', "")


def test_a_meeting_that_handles_no_single_case_is_not_advised():
    assert convening(town(JUSO.replace("convener", 'cases = "none"\nconvener')), case_with()).stated("meeting") is None
    optional = town(JUSO.replace("convener", 'cases = "optional"\nconvener'))
    assert convening(optional, case_with()).stated("meeting") == "juso-kaigi"


@pytest.mark.parametrize(
    ("line", "identified"), [("", True), ("needs_consent = false", True), ("needs_consent = true", False)]
)
def test_a_support_conference_that_needs_consent_names_nobody_who_has_not_given_it(line, identified):
    structure = town(SUPPORT.replace("convener", f"{line}\nconvener"))
    advice = convening(structure, case_with(person=member()))
    assert advice.stated("meeting") == "shien-kaigi"
    assert advice.decision.identified is identified
    assert advice.origins["identified"].name == "meeting.shien-kaigi"
    assert convening(structure, case_with()).decision.identified is True


def test_where_no_row_says_who_convenes_a_support_conference_the_act_does_and_it_is_no_own_answer():
    for person in (SON, member()):
        advice = convening(town(SHIEN), case_with(person=person))
        assert advice.decision.convener == ("@municipality",)
        assert advice.stated("convener") is None
        assert advice.stated("meeting") == "shien-kaigi"
        assert [str(cite) for cite in advice.origins["convener"].cites] == ["act: 106-6 (1)"]
    assert convening(town(JUSO.replace('convener = ["shakyo"]\n', "")), case_with()).decision.convener is None


def test_whoever_chooses_a_conference_that_nobody_convenes_names_nobody_and_is_refused():
    case, structure = case_with(person=member()), town(JUSO)
    settled = calling(
        case,
        convening(structure, case),
        structure,
        occasion=Occasion.SHARE,
        subjects=("son",),
        kind=ConferenceKind.SUPPORT_CONFERENCE,
    )
    assert settled.command.convener == ()
    with pytest.raises(RefusedByLaw, match="convened by the municipality"):
        flow.act(case, settled.command, Context(Actor("shakyo"), setting_of(structure)))


def test_a_chosen_kind_is_held_in_the_meeting_to_which_the_case_comes_with_its_members():
    some = '{ who = "@person", at = ["juso_conference"] }, { who = "houkatsu", topics = ["debt"] }'
    lines = f'members = [{some}, {{ who = "shakyo" }}]'
    children = SUPPORT.replace("shien-kaigi", "child-shien").replace("convener", 'fields = ["child"]\nconvener')
    general = SUPPORT.replace("convener", f"{lines}\nconvener")
    case, structure = case_with(Field.ELDERLY), town(children, general, JUSO)
    command = calling(
        case,
        convening(structure, case),
        structure,
        occasion=Occasion.SHARE,
        subjects=("son",),
        kind=ConferenceKind.SUPPORT_CONFERENCE,
    ).command
    assert (command.meeting, command.members) == ("shien-kaigi", ("shakyo",))


# -- the meetings of a route ----


def route_through(*names):
    through = ", ".join(f'"{name}"' for name in names)
    return f'\n[[plan_route]]\nplan = ["mac"]\nconsent = "after"\ndeliberated_in = [{through}]\ncite = "plan: 3"\n'


def deliberated(structure, case):
    return advise_approval((STATED,), case, PLAN, structure).stated("deliberated_in")


def plan_goes_to(structure, case):
    return advise_convening((STATED,), case, Occasion.PLAN, PLAN, ("son",), structure).stated("meeting")


@pytest.mark.parametrize("names", [("juso-kaigi", "care-kaigi"), ("care-kaigi", "juso-kaigi")])
def test_of_meetings_of_one_kind_for_different_cases_the_plan_goes_to_the_one_that_fits_best(names):
    structure = town(CARE, JUSO, route_through(*names))
    for field, meeting in ((Field.ELDERLY, "care-kaigi"), (Field.CHILD, "juso-kaigi"), (None, "juso-kaigi")):
        assert deliberated(structure, case_with(field)) == (meeting,)
        assert plan_goes_to(structure, case_with(field)) == meeting


def test_a_plan_goes_to_the_last_meeting_of_a_row():
    main = JUSO.replace("juso-kaigi", "honkaigi")
    for rows in ((SUPPORT, JUSO, main), (main, JUSO, SUPPORT)):
        structure = town(*rows, route_through("shien-kaigi", "juso-kaigi", "honkaigi"))
        assert deliberated(structure, case_with()) == ("shien-kaigi", "juso-kaigi", "honkaigi")
        assert plan_goes_to(structure, case_with()) == "honkaigi"
