"""Which meeting a structure states for a case: by its field, and with which members and conveners."""

import pytest
from advice_towns import FULL, JUSO, STATED, consultation, member, town

from juso_core.advice import advise_convening
from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.municipality.words import Field, Occasion, Together, Topic, Trait

SON = member(consent=FULL)
CARE = JUSO.replace("juso-kaigi", "care-kaigi").replace("convener", 'fields = ["elderly", "disability"]\nconvener')


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
        ('convener = ["shakyo", "fukushi"]', Together.JOINT),
        ('convener = ["shakyo", "fukushi"]\ntogether = "any"', Together.ANY),
        ('convener = ["shakyo"]\ntogether = "any"', None),
    ],
)
def test_several_conveners_act_jointly_unless_any_of_them_may(lines, together):
    advice = convening(town(JUSO.replace('convener = ["shakyo"]', lines)), case_with())
    assert advice.stated("together") is together
    assert advice.stated("convener")[0] == "shakyo"
