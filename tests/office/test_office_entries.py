"""From what people enter to typed arguments: strict, and all that is wrong at once."""

import datetime as dt

import pytest
from office_bench import day

from juso_core.casework.events import Attendee, CloseReason, Outcome
from juso_core.casework.facts import (
    AgeBand,
    Assessment,
    Consents,
    Cooperation,
    HouseholdMember,
    PlanContent,
    Responsibility,
)
from juso_core.casework.law import Actor, RefusedByLaw
from juso_core.casework.refusal import RefusedByFlow
from juso_core.desk import Done
from juso_core.entries import EntryErrors, check, perform, read, steps, typed_arguments
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    Consent,
    Field,
    Includes,
    PlanKind,
    Relation,
    Topic,
    Trait,
)
from juso_core.office import Office
from juso_core.vault import Person

CONSULTATION = {
    "approached": "field_window",
    "field": "elderly",
    "brought_by": "care_manager",
    "topics": ["elderly_care*", "debt"],
    "person": "son",
    "members": [
        {"ref": "son", "age": 56, "traits": ["hikikomori"], "consent": {"use": "given", "share": "given"}},
        {"ref": "mother", "relation": "mother", "age": "75-84"},
    ],
}
RECEIVE = {"municipality": "999997", "by": "houkatsu", "on": "2024-06-01", "consultation": CONSULTATION}
STEP = {"case_id": "C1", "by": "houkatsu", "on": "2024-06-01"}


def problems(step, entered):
    """What is wrong, by key."""
    with pytest.raises(EntryErrors) as caught:
        check(step, entered)
    assert str(caught.value) == "\n".join(str(one) for one in caught.value.problems)
    return {one.key: f"{one.what}; {one.hint}" for one in caught.value.problems}


def changed(**facts):
    return {**RECEIVE, "consultation": {**CONSULTATION, **facts}}


def member(**facts):
    return changed(members=[{"ref": "son", **facts}])


# -- what is understood ----


def test_a_consultation_as_a_case_file_writes_it():
    found = check("receive", RECEIVE)
    consultation = found["consultation"]
    assert found["by"] == Actor("houkatsu")
    assert found["on"] == dt.date(2024, 6, 1)
    assert (consultation.approached, consultation.field) == (Approached.FIELD_WINDOW, Field.ELDERLY)
    assert consultation.brought_by is BroughtBy.CARE_MANAGER
    assert consultation.topics == (Topic.ELDERLY_CARE, Topic.DEBT)
    assert consultation.worst is Topic.ELDERLY_CARE
    assert consultation.members == (
        HouseholdMember(
            "son", age=AgeBand.A55, traits=(Trait.HIKIKOMORI,), consent=Consents(Consent.GIVEN, Consent.GIVEN)
        ),
        HouseholdMember("mother", Relation.MOTHER, AgeBand.A75),
    )


@pytest.mark.parametrize(
    "date",
    [
        "2021-04-01",
        "2021/4/1",
        "2021年4月1日",
        "令和3年4月1日",
        "R3.4.1",
        "r3/4/1",
        "令和３年４月１日",
        dt.date(2021, 4, 1),
    ],
)
def test_dates_in_either_calendar(date):
    assert check("interrupt", {**STEP, "on": date})["on"] == dt.date(2021, 4, 1)


def test_the_first_year_of_an_era():
    assert check("interrupt", {**STEP, "on": "令和元年5月1日"})["on"] == dt.date(2019, 5, 1)
    assert "on" in problems("interrupt", {**STEP, "on": "平成31年5月1日"})


@pytest.mark.parametrize("date", ["2021-02-30", "4月1日", "昨日", "", "2021-04", 5, dt.datetime(2021, 4, 1, 9, 0)])
def test_what_is_no_day(date):
    assert list(problems("interrupt", {**STEP, "on": date})) == ["on"]


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "0-5"), (17, "15-17"), (18, "18-24"), ("41", "35-44"), (120, "85+"), ("85+", "85+"), ("65-74", "65-74")],
)
def test_ages_in_years_or_as_bands(age, band):
    assert check("receive", member(age=age))["consultation"].members[0].age is AgeBand(band)


@pytest.mark.parametrize("age", [-1, 131, "-3", "forty", "66-70", [41], 41.5, True])
def test_what_is_no_age(age):
    assert list(problems("receive", member(age=age))) == ["consultation.members.age"]


def test_a_question_mark_in_an_assessment_is_not_known():
    entered = {
        "complaint_clear": "?",
        "responsibility": "?",
        "agencies_needed": "?",
        "household_issue": "?",
        "cooperation": "?",
    }
    assert check("assess", {**STEP, "assessment": entered})["assessment"] == Assessment()
    entered = {"complaint_clear": False, "responsibility": "nobody", "agencies_needed": 2, "cooperation": "?"}
    assert check("assess", {**STEP, "assessment": entered})["assessment"] == Assessment(
        complaint_clear=False, responsibility=Responsibility.NOBODY, agencies_needed=2
    )


@pytest.mark.parametrize("key", ["wants", "urgent", "stalled"])
def test_not_known_is_not_taken_for_no(key):
    """These three have no way to say "not known", so a question mark must not quietly become no."""
    assert list(problems("assess", {**STEP, "assessment": {key: "?"}})) == [f"assessment.{key}"]


def test_a_question_mark_elsewhere_is_no_word():
    assert "consultation.field" in problems("receive", changed(field="?"))


def test_an_assessment_in_words():
    entered = {"cooperation": "fails", "wants": ["outreach", "other"], "urgent": True}
    assert read(Assessment, entered) == Assessment(
        cooperation=Cooperation.FAILS, wants=frozenset({Includes.OUTREACH, Includes.OTHER}), urgent=True
    )
    assert read(Assessment, {"wants": "outreach"}).wants == {Includes.OUTREACH}


@pytest.mark.parametrize(
    ("topics", "worst", "expected"),
    [
        (["debt"], None, (Topic.DEBT,)),
        (["debt*"], Topic.DEBT, (Topic.DEBT,)),
        ("debt*", Topic.DEBT, (Topic.DEBT,)),
        (["housing", "debt*"], Topic.DEBT, (Topic.HOUSING, Topic.DEBT)),
        ([], None, ()),
    ],
)
def test_the_worst_topic_has_a_star(topics, worst, expected):
    found = check("receive", changed(topics=topics))["consultation"]
    assert (found.topics, found.worst) == (expected, worst)


def test_only_one_topic_is_the_worst():
    found = problems("receive", changed(topics=["debt*", "housing*", "childcare"]))
    assert list(found) == ["consultation.topics"]
    assert "debt, housing" in found["consultation.topics"]


def test_an_unknown_topic_with_a_star_is_told_without_it():
    found = problems("receive", changed(topics=["debts*"]))
    assert any("'debts'" in text and "'debt'" in text for text in found.values())


def test_actors_and_attendees():
    found = check("hold", {**STEP, "by": "shakyo:promoter", "attendees": ["shakyo!", "fukushi", "other:medical！"]})
    assert found["by"] == Actor("shakyo", "promoter")
    assert found["attendees"] == (Attendee("shakyo", True), Attendee("fukushi"), Attendee("other:medical", True))
    as_table = check("hold", {**STEP, "attendees": [{"who": "shakyo", "confidentiality": True}], "outcome": "agreed"})
    assert as_table["attendees"] == (Attendee("shakyo", True),)
    assert as_table["outcome"] is Outcome.AGREED
    assert check("hold", {**STEP, "attendees": "shakyo!"})["attendees"] == (Attendee("shakyo", True),)


def test_a_single_table_where_several_are_expected_is_not_taken_apart():
    found = check("hold", {**STEP, "attendees": {"who": "shakyo", "confidentiality": True}})
    assert found["attendees"] == (Attendee("shakyo", True),)


def test_people_are_a_name_or_a_table():
    people = {"son": "例示 太郎", "mother": {"name": "例示 花子", "birthday": "昭和20年1月2日"}}
    found = check("receive", {**RECEIVE, "people": people})["people"]
    assert found == {
        "son": Person(name="例示 太郎"),
        "mother": Person(name="例示 花子", birthday=dt.date(1945, 1, 2)),
    }


def test_typed_values_are_taken_as_they_are():
    content = PlanContent(PlanKind.MAC, {Includes.OTHER})
    assert check("draft", {**STEP, "content": content, "by": Actor("shakyo")})["content"] is content
    as_table = check("draft", {**STEP, "content": {"kind": "mac", "includes": ["other"]}})["content"]
    assert as_table == content


def test_what_is_left_out_is_left_out():
    assert set(check("refer", {**STEP, "to": None, "why": None})) == {"case_id", "by", "on"}
    assert check("close", {**STEP, "reason": "solved"})["reason"] is CloseReason.SOLVED


# -- what is wrong ----


def test_an_unknown_step_is_refused_with_a_suggestion():
    with pytest.raises(EntryErrors, match="did you mean 'receive'"):
        check("recieve", {})
    for name in ("case", "advise_conference", "_desk", "desk", "__init__"):
        with pytest.raises(EntryErrors):
            check(name, {})


def test_unknown_keys_are_refused_with_suggestions_everywhere():
    found = problems("receive", {**changed(aproached="base"), "windw": "window-any"})
    assert "'window'" in found["windw"]
    assert "'approached'" in found["consultation.aproached"]
    nested = problems("receive", member(consnet={"use": "given"}))
    assert "'consent'" in nested["consultation.members.consnet"]


def test_whoever_learned_what_is_not_entered():
    assert "consultation.members.learned" in problems("receive", member(learned=True))


def test_a_word_that_cannot_stand_there_is_refused_with_a_suggestion():
    found = problems("receive", changed(field="eldery"))
    assert list(found) == ["consultation.field"]
    assert "'elderly'" in found["consultation.field"]


def test_missing_keys_are_told_by_name():
    found = problems("receive", {"municipality": "999997", "consultation": {"field": "elderly"}})
    assert set(found) == {
        "by", "on", "consultation.approached", "consultation.brought_by", "consultation.person",
    }  # fmt: skip
    assert problems("interrupt", {**STEP, "on": None}).keys() == {"on"}


def test_everything_that_is_wrong_is_told_at_once():
    entered = {
        "municipality": 999997,
        "by": "houkatsu",
        "on": "32日",
        "windw": "x",
        "people": {"son": {"nmae": "例示"}, "mother": {"birthday": "いつか"}},
        "consultation": {
            **CONSULTATION,
            "field": "eldery",
            "topics": ["debt*", "housing*"],
            "members": [
                {"ref": "son", "age": 200, "consent": {"use": "perhaps"}},
                {"age": 4, "traits": ["hikikomori", "tired"]},
            ],
        },
    }
    assert set(problems("receive", entered)) == {
        "municipality",
        "on",
        "windw",
        "people.son.nmae",
        "people.mother.birthday",
        "consultation.field",
        "consultation.topics",
        "consultation.members[0].age",
        "consultation.members[0].consent.use",
        "consultation.members[1].ref",
        "consultation.members[1].traits[1]",
    }


@pytest.mark.parametrize(
    ("step", "key", "value"),
    [
        ("correct", "corrects", "1"),
        ("correct", "corrects", True),
        ("refer", "explained", "yes"),
        ("refer", "explained", 1),
        ("assess", "local_class", 3),
        ("call", "subjects", [1]),
        ("receive", "people", ["son"]),
        ("receive", "consultation", "a text"),
        ("assess", "assessment", []),
        ("draft", "content", "mac"),
    ],
)
def test_a_value_of_another_type_is_refused(step, key, value):
    rest = {"correct": {"consultation": CONSULTATION, "why": "w"}, "receive": RECEIVE}.get(step, {})
    rest = {**rest, "assessment": {}, "content": {"kind": "mac"}} if step in ("assess", "draft") else rest
    wanted = {name: one for name, one in {**STEP, **rest, key: value}.items() if name in typed_arguments(step)}
    assert list(problems(step, wanted)) == [key]


@pytest.mark.parametrize("number", [-1])
def test_a_number_of_agencies_is_at_least_one(number):
    assert list(problems("assess", {**STEP, "assessment": {"agencies_needed": number}})) == [
        "assessment.agencies_needed"
    ]


def test_a_text_that_cannot_be_stored_is_refused():
    assert list(problems("receive", {**RECEIVE, "people": {"son": {"name": "\ud800"}}})) == ["people.son"]


# -- doing it ----


def test_steps_are_the_methods_that_act():
    assert "receive" in steps()
    assert "call_off" in steps()
    assert not {"case", "conference_groups", "advise_conference"} & set(steps())
    assert all(callable(getattr(Office, step)) for step in steps())
    assert typed_arguments("receive")["why"][1] is False
    assert typed_arguments("receive")["on"] == (dt.date, True)


def test_perform_does_a_step(town):
    done = perform(town.office, "receive", {**RECEIVE, "people": {"son": "例示 太郎"}})
    assert isinstance(done, Done)
    assert done.case.consultation.worst is Topic.ELDERLY_CARE
    assert town.journal.vault.person(done.case.id, "son").name == "例示 太郎"
    again = perform(
        town.office,
        "assess",
        {**STEP, "case_id": done.case.id, "on": "令和6年6月3日", "assessment": {"responsibility": "unclear"}},
    )
    assert again.recorded[0].on == dt.date(2024, 6, 3)


def test_perform_says_what_the_office_says(town):
    case = town.received()
    with pytest.raises(RefusedByFlow):
        perform(town.office, "answer", {**STEP, "case_id": case})
    accepted = town.accepted()
    entered = {**STEP, "case_id": accepted, "by": "shakyo", "on": day(4).isoformat()}
    with pytest.raises(RefusedByLaw):
        perform(town.office, "assess", {**entered, "assessment": {}, "form_1_2": True})


def test_what_cannot_be_understood_reaches_no_office():
    with pytest.raises(EntryErrors):
        perform(None, "receive", {**RECEIVE, "on": "?"})


@pytest.mark.parametrize("step", ["receive", "assess", "call", "consent", "close"])
def test_problems_name_the_key_and_read_as_one_line_each(step):
    with pytest.raises(EntryErrors) as caught:
        check(step, {"on": "昨日", "nonsense": 1})
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.problems)
    assert any(line.startswith("nonsense: ") for line in lines)
    assert any(line.startswith("on: ") for line in lines)
