"""What a case with unknown facts can mean: how many variants, in which order, and which facts each of them has."""

from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from research_cases import case_files

from juso_core.casework.facts import Assessment, Consents, Cooperation, Responsibility
from juso_core.language import messages
from juso_core.municipality.conversion import Unknown
from juso_core.municipality.words import Consent, Includes, Topic, Trait
from juso_core.research.case_file import Findings, read, read_text
from juso_core.research.standard_cases import standard_cases
from juso_core.research.variants import MOST, TooManyVariants, count, variants

KNOWN = Findings(
    complaint_clear=True,
    responsibility=Responsibility.CLEAR,
    agencies_needed=2,
    household_issue=False,
    cooperation=Cooperation.WORKS,
)
CASE = read_text("""
schema = "juso.case/1"
id = "C1"
invented = true
title = { ja = "架空", en = "invented" }
consultation = { approached = "base", brought_by = "person", person = "son", topics = ["debt", "housing*"] }
assessment = { wants = ["other", "outreach"], urgent = true, stalled = true }
[[member]]
ref = "mother"
age = 84
relation = "mother"
[[member]]
ref = "son"
traits = ["debt"]
consent = { use = "given" }
""")
VALUES = {
    "complaint_clear": [True, False],
    "responsibility": [Responsibility.CLEAR, Responsibility.UNCLEAR, Responsibility.NOBODY],
    "agencies_needed": [1, 2, 3],
    "household_issue": [True, False],
    "cooperation": [Cooperation.WORKS, Cooperation.FAILS],
}
"""The facts that can be unknown, in the order in which they are tried, with every value."""
TRAITS = list(Trait)


def knowing(**facts):
    return evolve(CASE, assessment=evolve(KNOWN, **facts))


def maybe(case, ref, *traits):
    members = (evolve(one, maybe_traits=traits) if one.ref == ref else one for one in case.member)
    return evolve(case, member=tuple(members))


# -- how many ----


@pytest.mark.parametrize(("fact", "number"), [(fact, len(values)) for fact, values in VALUES.items()])
def test_one_unknown_fact_gives_a_variant_for_each_of_its_values(fact, number):
    found = list(variants(knowing(**{fact: Unknown.UNKNOWN})))
    assert len(found) == number
    assert [getattr(one.assessment, fact) for one in found] == VALUES[fact]
    assert [one.taken for one in found] == [((fact, value),) for value in VALUES[fact]]
    assert {evolve(one.assessment, **{fact: None}) for one in found} == {assessed(**{fact: None})}


def assessed(**facts):
    known = {fact: getattr(KNOWN, fact) for fact in VALUES}
    return Assessment(**{**known, "wants": frozenset(), **facts})


def test_every_combination_is_tried_once_in_a_fixed_order():
    found = list(variants(CASE))
    assert len(found) == count(CASE) == 2 * 3 * 3 * 2 * 2
    expected = [tuple(zip(VALUES, values, strict=True)) for values in product(*VALUES.values())]
    assert [one.taken for one in found] == expected
    assert [one.assessment for one in found] == [
        Assessment(
            **dict(taken), wants=frozenset({Includes.OTHER, Includes.OUTREACH}), urgent=True, stalled=True
        )
        for taken in expected
    ]  # fmt: skip


def test_without_anything_unknown_there_is_exactly_one_variant():
    (only,) = variants(knowing())
    assert only.taken == ()
    assert only.assessment == assessed()
    assert count(knowing()) == 1


@pytest.mark.parametrize(
    ("case", "number"),
    [("V01", 1), ("V02", 1), ("V04", 1), ("V05", 12), ("V06", 1), ("V08", 1), ("V10", 2), ("V12", 1)],
)
def test_how_many_things_the_standard_cases_can_mean(case, number):
    found = {path.stem: read(path) for path in standard_cases()}[case]
    assert count(found) == len(list(variants(found))) == number


# -- what each of them is ----


def test_a_trait_that_may_hold_holds_and_then_does_not():
    found = list(variants(maybe(knowing(), "mother", Trait.DEMENTIA, Trait.CARE_NEEDED)))
    assert [tuple(dict(one.taken)) for one in found] == [("mother: dementia", "mother: care_needed")] * 4
    assert [tuple(dict(one.taken).values()) for one in found] == list(product((True, False), repeat=2))
    assert [one.consultation.member("mother").traits for one in found] == [
        (Trait.DEMENTIA, Trait.CARE_NEEDED),
        (Trait.DEMENTIA,),
        (Trait.CARE_NEEDED,),
        (),
    ]


def test_traits_that_are_known_stay_and_nobody_else_gets_those_that_may_hold():
    found = list(variants(maybe(knowing(), "son", Trait.HIKIKOMORI)))
    assert [one.consultation.member("son").traits for one in found] == [(Trait.DEBT, Trait.HIKIKOMORI), (Trait.DEBT,)]
    assert all(one.consultation.member("mother").traits == () for one in found)
    assert not any(member.maybe_traits for one in found for member in one.consultation.members)


def test_the_same_trait_of_two_members_is_two_unknown_facts():
    found = list(variants(maybe(maybe(knowing(), "mother", Trait.CARER), "son", Trait.CARER, Trait.CARER)))
    assert [tuple(dict(one.taken)) for one in found] == [("mother: carer", "son: carer")] * 4
    carers = [[member.ref for member in one.consultation.members if Trait.CARER in member.traits] for one in found]
    assert carers == [["mother", "son"], ["mother"], ["son"], []]


def test_facts_come_before_traits():
    case = maybe(knowing(cooperation=Unknown.UNKNOWN), "mother", Trait.DEMENTIA)
    assert [one.taken for one in variants(case)] == [
        (("cooperation", cooperation), ("mother: dementia", holds))
        for cooperation in Cooperation
        for holds in (True, False)
    ]


def test_everything_else_is_the_same_in_every_variant():
    for one in variants(CASE):
        came = one.consultation
        assert (came.person, came.topics, came.worst) == ("son", (Topic.DEBT, Topic.HOUSING), Topic.HOUSING)
        assert [member.ref for member in came.members] == ["mother", "son"]
        assert [member.consent.use for member in came.members] == [Consent.NOT_ASKED, Consent.GIVEN]
        assert (one.assessment.urgent, one.assessment.stalled) == (True, True)


@given(case_files().filter(lambda case: count(case) <= 600))
def test_any_variant_agrees_with_all_that_is_known(case):
    found = list(variants(case))
    assert len(found) == count(case)
    assert len({one.taken for one in found}) == len(found)
    assert found == list(variants(case)), "they are the same every time"
    for one in found:
        taken = dict(one.taken)
        for fact in VALUES:
            stated = getattr(case.assessment, fact)
            value = getattr(one.assessment, fact)
            assert value in VALUES[fact] if stated is Unknown.UNKNOWN else value == stated
            assert (fact in taken) == (stated is Unknown.UNKNOWN)
        for member, row in zip(one.consultation.members, case.member, strict=True):
            holding = {trait for trait in row.maybe_traits if taken[f"{row.ref}: {trait}"]}
            assert set(member.traits) == set(row.traits) | holding
            assert member.consent == row.consent


@given(st.sets(st.sampled_from(list(VALUES))), st.integers(0, 4))
def test_the_number_of_variants_is_the_product_of_what_is_unknown(unknown, traits):
    case = maybe(knowing(**dict.fromkeys(unknown, Unknown.UNKNOWN)), "mother", *TRAITS[:traits])
    expected = 2**traits
    for fact in unknown:
        expected *= len(VALUES[fact])
    assert count(case) == expected == len({one.taken for one in variants(case)})


# -- too many ----


def test_as_many_as_can_be_walked_are_made_and_one_trait_more_is_too_many():
    assert MOST == 5_000
    assert sum(1 for _one in variants(maybe(knowing(), "mother", *TRAITS[:12]))) == 4096
    too_many = maybe(knowing(), "mother", *TRAITS[:13])
    with pytest.raises(TooManyVariants) as caught:
        next(variants(too_many))
    assert str(caught.value) == "case.toml: so much is unknown that the case can mean 8192 things"
    assert caught.value.how_to_mend() == "settle some of the facts: at most 5000 can be walked"
    assert count(too_many) == caught.value.number == 8192


def test_a_case_that_can_mean_very_much_is_refused_at_once():
    everything = maybe(maybe(CASE, "mother", *TRAITS), "son", *TRAITS)
    with pytest.raises(TooManyVariants) as caught:
        next(variants(everything))
    assert caught.value.number == 72 * 2 ** (2 * len(TRAITS))


def test_too_many_variants_are_told_in_japanese_and_by_the_id_where_there_is_no_file():
    before = messages.current()
    messages.use("ja")
    try:
        error = TooManyVariants(evolve(CASE, file=""), 8192)
        told = (str(error), error.how_to_mend())
    finally:
        messages.use(before)
    assert told[0].startswith("C1：")
    assert "8192" in told[0]
    assert "5000" in told[1]
    assert all(any("ぁ" <= sign <= "ん" for sign in text) for text in told)


def test_no_variant_has_a_consent_that_nobody_gave():
    assert {one.consultation.member("mother").consent for one in variants(CASE)} == {Consents()}
