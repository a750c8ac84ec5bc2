"""What a case file says: the eight standard cases, what each key becomes, and what holds where a key is left out."""

import pytest

from juso_core.casework.acts import Contact
from juso_core.casework.case import Phase
from juso_core.casework.facts import AgeBand, Consents, Cooperation, Responsibility
from juso_core.municipality.conversion import Unknown
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
from juso_core.research.case_file import Ask, Findings, StartPlan, ThenConsent, read, read_text
from juso_core.research.durations import Duration
from juso_core.research.standard_cases import named, standard_cases
from juso_core.research.variants import variants

STANDARD = {path.stem: read(path) for path in standard_cases()}
FULL = Consents(Consent.GIVEN, Consent.GIVEN)
OUT_OF_REACH = Consents(Consent.UNREACHABLE, Consent.UNREACHABLE)
NOT_ASKED = Consents(Consent.NOT_ASKED, Consent.NOT_ASKED)
OPEN = Unknown.UNKNOWN

LEAST = """schema = "juso.case/1"
id = "C1"
invented = true
title = { ja = "架空", en = "invented" }
[consultation]
approached = "base"
brought_by = "person"
person = "woman"
[[member]]
ref = "woman"
[assessment]
"""


def consulted(case):
    return next(variants(case)).consultation


# -- the standard cases ----


def test_there_are_eight_standard_cases_each_called_like_its_file():
    assert list(STANDARD) == ["V01", "V02", "V04", "V05", "V06", "V08", "V10", "V12"]
    assert [case.id for case in STANDARD.values()] == list(STANDARD)
    assert all(case.invented is True for case in STANDARD.values())
    assert len({case.title.ja for case in STANDARD.values()}) == len({case.title.en for case in STANDARD.values()}) == 8


def test_a_standard_case_is_found_by_its_id_in_capitals_or_not():
    assert named("V01") == named("v01") == standard_cases()[0]
    assert named("V03") is None


@pytest.mark.parametrize(
    ("case", "approached", "field", "brought_by", "worst", "person", "household"),
    [
        ("V01", Approached.FIELD_WINDOW, Field.ELDERLY, BroughtBy.CARE_MANAGER, Topic.ELDERLY_CARE, "son",
         {"mother": AgeBand.A75, "son": AgeBand.A55}),
        ("V02", Approached.FIELD_WINDOW, Field.CHILD, BroughtBy.SCHOOL, Topic.CHILDCARE, "girl",
         {"girl": AgeBand.A15, "mother": AgeBand.A35, "brother": AgeBand.A06}),
        ("V04", Approached.BASE, None, BroughtBy.RELATIVE, Topic.HIKIKOMORI_NONATTENDANCE, "man",
         {"man": AgeBand.A55}),
        ("V05", Approached.FIELD_WINDOW, Field.HARDSHIP, BroughtBy.PERSON, Topic.RENT_LOAN_PAYMENT, "man",
         {"man": AgeBand.A35, "wife": AgeBand.A35, "child": AgeBand.A06}),
        ("V06", Approached.FIELD_WINDOW, Field.CHILD, BroughtBy.PERSON, Topic.CHILDCARE, "woman",
         {"woman": AgeBand.A35, "father": AgeBand.A65, "toddler": AgeBand.A00}),
        ("V08", Approached.FIELD_WINDOW, Field.HARDSHIP, BroughtBy.PERSON, Topic.LOAN_REQUEST, "woman",
         {"woman": AgeBand.A35, "child": AgeBand.A12}),
        ("V10", Approached.BASE, None, BroughtBy.PERSON, Topic.COMMUNITY_RELATIONS, "woman",
         {"woman": AgeBand.A25}),
        ("V12", Approached.BASE, None, BroughtBy.PERSON, Topic.HOUSING, "man", {"man": AgeBand.A25}),
    ],
)  # fmt: skip
def test_where_a_standard_case_arrived_about_whom(case, approached, field, brought_by, worst, person, household):
    found = consulted(STANDARD[case])
    assert (found.approached, found.field, found.brought_by) == (approached, field, brought_by)
    assert (found.worst, found.person) == (worst, person)
    assert {member.ref: member.age for member in found.members} == household


@pytest.mark.parametrize(
    ("case", "consents"),
    [
        ("V01", [FULL, Consents(Consent.REFUSED, Consent.REFUSED)]),
        ("V02", [NOT_ASKED, NOT_ASKED, NOT_ASKED]),
        ("V04", [OUT_OF_REACH]),
        ("V05", [FULL, FULL, FULL]),
        ("V06", [FULL, NOT_ASKED, NOT_ASKED]),
        ("V08", [FULL, NOT_ASKED]),
        ("V10", [FULL]),
        ("V12", [FULL]),
    ],
)
def test_who_of_a_standard_case_consents(case, consents):
    assert [member.consent for member in STANDARD[case].member] == consents
    assert [member.consent for member in consulted(STANDARD[case]).members] == consents


@pytest.mark.parametrize(
    ("case", "complaint", "responsibility", "agencies", "household", "cooperation", "wants"),
    [
        ("V01", True, Responsibility.UNCLEAR, 2, True, Cooperation.FAILS, (Includes.OUTREACH,)),
        ("V02", True, Responsibility.UNCLEAR, 3, True, Cooperation.FAILS, (Includes.OTHER,)),
        ("V04", False, Responsibility.NOBODY, 2, False, Cooperation.FAILS, (Includes.OUTREACH,)),
        ("V05", True, OPEN, 3, OPEN, OPEN, (Includes.OTHER,)),
        ("V06", True, Responsibility.CLEAR, 2, False, Cooperation.WORKS, ()),
        ("V08", True, Responsibility.CLEAR, 2, False, Cooperation.WORKS, ()),
        ("V10", True, Responsibility.CLEAR, 1, False, Cooperation.WORKS, (Includes.PARTICIPATION,)),
        ("V12", True, Responsibility.UNCLEAR, 2, False, Cooperation.FAILS, (Includes.PARTICIPATION, Includes.OTHER)),
    ],
)
def test_what_was_found_in_a_standard_case(case, complaint, responsibility, agencies, household, cooperation, wants):
    assert STANDARD[case].assessment == Findings(
        complaint_clear=complaint,
        responsibility=responsibility,
        agencies_needed=agencies,
        household_issue=household,
        cooperation=cooperation,
        wants=wants,
    )


def test_what_happens_later_in_the_standard_cases():
    given = {"use": Consent.GIVEN, "share": Consent.GIVEN}
    told = {
        name: [(str(one.after), one.consent or one.contact or one.ask) for one in case.then]
        for name, case in STANDARD.items()
        if case.then
    }
    assert told == {
        "V01": [("P6M", ThenConsent(of="son", **given))],
        "V02": [("P3M", ThenConsent(of="girl", **given)), ("P3M", ThenConsent(of="mother", **given))],
        "V12": [
            ("P0D", Contact.LOST),
            ("P4M", Ask.INTERRUPTION),
            ("P5M", Contact.RESTORED),
            ("P5M", Ask.REOPENING),
        ],
    }


def test_only_one_standard_case_is_taken_up_later_than_at_the_consultation():
    started = {name: case.start for name, case in STANDARD.items() if case.start}
    assert list(started) == ["V12"]
    assert started["V12"].phase is Phase.SUPPORTING
    assert started["V12"].plan == StartPlan(kind=PlanKind.MAC, includes=(Includes.OTHER, Includes.PARTICIPATION))


# -- what a key becomes, and what holds without it ----


def test_what_is_left_out_is_not_asked_not_known_or_not_there():
    case = read_text(LEAST)
    (woman,) = case.member
    assert (woman.relation, woman.age, woman.traits, woman.maybe_traits) == (None, None, (), ())
    assert woman.consent == NOT_ASKED
    found = case.assessment
    assert {found.complaint_clear, found.responsibility, found.agencies_needed} == {OPEN}
    assert {found.household_issue, found.cooperation} == {OPEN}
    assert (found.wants, found.urgent, found.stalled) == ((), False, False)
    assert (case.start, case.then) == (None, ())
    assert (case.consultation.field, case.consultation.topics) == (None, ())
    assert consulted(case).worst is None


def test_a_question_mark_and_nothing_mean_the_same():
    facts = ("complaint_clear", "responsibility", "agencies_needed", "household_issue", "cooperation")
    assert read_text(LEAST + "".join(f'{fact} = "?"\n' for fact in facts)) == read_text(LEAST)


@pytest.mark.parametrize(
    ("line", "consent"),
    [
        ('{ use = "given" }', Consents(Consent.GIVEN, Consent.NOT_ASKED)),
        ('{ share = "refused" }', Consents(Consent.NOT_ASKED, Consent.REFUSED)),
        ("{}", NOT_ASKED),
    ],
)
def test_either_consent_may_be_left_out(line, consent):
    case = read_text(LEAST.replace('ref = "woman"', f'ref = "woman"\nconsent = {line}'))
    assert case.member[0].consent == consent


def with_topics(topics):
    return read_text(LEAST.replace("person =", f"topics = {topics}\nperson ="))


def test_the_star_marks_the_worst_topic_and_is_no_part_of_its_word():
    found = consulted(with_topics('["debt", "housing*", "other"]'))
    assert found.topics == (Topic.DEBT, Topic.HOUSING, Topic.OTHER)
    assert found.worst is Topic.HOUSING
    assert consulted(with_topics('["debt", "housing"]')).worst is None


def aged(age):
    return read_text(LEAST.replace('ref = "woman"', f'ref = "woman"\nage = {age}'))


def test_of_an_age_only_its_band_is_kept():
    for age in range(131):
        first, _dash, last = aged(age).member[0].age.band.value.rstrip("+").partition("-")
        assert int(first) <= age <= int(last or 130)
    assert aged(75) == aged(84) != aged(85) == aged(130)


def test_relation_and_traits_stay_as_they_stand():
    lines = 'ref = "woman"\nrelation = "spouse"\ntraits = ["debt", "carer"]\nmaybe_traits = ["pregnant"]'
    (woman,) = read_text(LEAST.replace('ref = "woman"', lines)).member
    assert woman.relation is Relation.SPOUSE
    assert (woman.traits, woman.maybe_traits) == ((Trait.DEBT, Trait.CARER), (Trait.PREGNANT,))


LISTS = [
    ('person = "woman"', 'person = "woman"\ntopics = {}', '"debt*"'),
    ('ref = "woman"', 'ref = "woman"\ntraits = {}', '"debt"'),
    ('ref = "woman"', 'ref = "woman"\nmaybe_traits = {}', '"debt"'),
    ("[assessment]", "[assessment]\nwants = {}", '"other"'),
    ("[assessment]", '[assessment]\n[start]\nphase = "handling"\nplan = {{ kind = "outreach", includes = {} }}',
     '"outreach"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "word"), LISTS)
def test_a_list_of_one_may_be_written_without_its_brackets(old, new, word):
    bare, bracketed = (read_text(LEAST.replace(old, new.format(one))) for one in (word, f"[{word}]"))
    assert bare == bracketed != read_text(LEAST)


def test_what_happens_later_is_ordered_by_time_and_at_one_time_as_it_is_written():
    rows = [
        ("P1Y", "closure"),
        ("P2W", "interruption"),
        ("P10D", "reopening"),
        ("P2W", "reopening"),
        ("P0D", "closure"),
    ]
    text = LEAST + "".join(f'[[then]]\nafter = "{after}"\nask = "{ask}"\n' for after, ask in rows)
    assert [(str(one.after), one.ask.value) for one in read_text(text).then] == [
        ("P0D", "closure"),
        ("P10D", "reopening"),
        ("P2W", "interruption"),
        ("P2W", "reopening"),
        ("P1Y", "closure"),
    ]
    assert read_text(text).then[0].after == Duration("P0D")


def test_a_later_consent_changes_what_it_names():
    text = LEAST + '[[then]]\nafter = "P1D"\nconsent = { of = "woman", share = "withdrawn" }\n'
    assert read_text(text).then[0].consent == ThenConsent(of="woman", share=Consent.WITHDRAWN)


def test_the_title_is_in_both_languages_and_the_file_is_remembered(tmp_path):
    path = tmp_path / "架空.toml"
    path.write_text(LEAST, encoding="utf-8")
    case = read(path)
    assert (case.name.in_language("ja"), case.name.in_language("en")) == ("架空", "invented")
    assert case.file == str(path)
    assert case == read_text(LEAST), "where it lies is no part of a case"


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_marks_and_line_ends_of_other_systems_change_nothing(change, tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes(change(LEAST).encode())
    assert read(path) == read_text(change(LEAST)) == read_text(LEAST)
