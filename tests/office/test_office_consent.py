"""Consent: whoever has one has an event that says so, and the gate has looked at it."""

import pytest
from attrs import evolve
from office_bench import FULL, MOTHER, NONE, SON, consultation, day

from juso_core.casework.events import ConsentRecorded, Corrected
from juso_core.casework.facts import AgeBand, HouseholdMember
from juso_core.municipality.words import Consent, Relation, Trait

GIRL = HouseholdMember("girl", age=AgeBand.A12)
OLD = HouseholdMember("old", age=AgeBand.A85, traits=(Trait.DEMENTIA,))
BABY = HouseholdMember("baby", Relation.CHILD, AgeBand.A00)


def rules(done):
    return [(verdict.rule, verdict.verdict.value, verdict.refs) for verdict in done.verdicts]


@pytest.mark.parametrize("member", [GIRL, OLD], ids=["a minor", "of doubtful capacity"])
def test_such_a_consent_names_its_ground(bench, member):
    case = bench.received(member)
    warned = bench.office.consent(case, member.ref, bench.window, day(1), use=Consent.GIVEN)
    assert rules(warned) == [("L22", "warning", (member.ref,))]
    grounded = bench.office.consent(case, member.ref, bench.window, day(1), use=Consent.GIVEN, ground="母が同席した")
    assert rules(grounded) == []
    refused = bench.office.consent(case, member.ref, bench.window, day(2), use=Consent.REFUSED)
    assert rules(refused) == []


@pytest.mark.parametrize("ground", ["", "  ", "　"])
def test_a_blank_ground_is_none(bench, ground):
    case = bench.received(GIRL)
    done = bench.office.consent(case, "girl", bench.window, day(1), use=Consent.GIVEN, ground=ground)
    assert rules(done) == [("L22", "warning", ("girl",))]
    assert bench.journal.vault.notes(case) == ()


def test_a_consent_that_came_with_the_consultation_is_looked_at_like_any_other(bench):
    done = bench.office.receive(bench.code, consultation(evolve(GIRL, consent=FULL)), bench.window, day(0))
    assert rules(done) == [("L22", "warning", ("girl",))]
    assert bench.basis(done).verdicts == done.verdicts


def test_a_consent_by_an_application_is_given_to_use_alone(bench):
    case = bench.accepted(evolve(SON, consent=NONE))
    done = bench.office.apply(case, bench.mac, day(4))
    assert done.case.person.consent.use is Consent.GIVEN
    assert done.case.person.consent.share is Consent.NOT_ASKED


def test_a_correction_gives_nobodys_consent(bench):
    case = bench.received(evolve(SON, consent=NONE), MOTHER)
    corrected = consultation(SON, MOTHER, evolve(BABY, consent=FULL))
    bench.office.correct(case, corrected, 1, "書き落とし", bench.window, day(1))
    recorded = {one.event.of for one in bench.history(case) if isinstance(one.event, ConsentRecorded)}
    consented = {member.ref for member in bench.case(case).members if member.consent != NONE}
    assert consented <= recorded
    assert "son" not in consented


def test_a_consent_that_comes_with_a_correction_is_looked_at_like_any_other(bench):
    case = bench.received()
    corrected = consultation(SON, MOTHER, evolve(BABY, consent=FULL))
    done = bench.office.correct(case, corrected, 1, "書き落とし", bench.window, day(1))
    assert rules(done) == [("L22", "warning", ("baby",))]


def test_an_application_of_a_minor_names_its_ground(bench):
    case = bench.accepted(GIRL)
    warned = bench.office.apply(case, bench.mac, day(4))
    assert rules(warned) == [("L22", "warning", ("girl",))]
    other = bench.accepted(GIRL)
    grounded = bench.office.apply(other, bench.mac, day(4), ground="母が同席した")
    assert rules(grounded) == []
    assert grounded.recorded[0].event.ground == "N1"


def test_a_corrected_entry_says_nothing_of_consent(bench):
    case = bench.received(evolve(SON, consent=NONE), MOTHER)
    bench.office.correct(case, consultation(SON, MOTHER), 1, "書き誤り", bench.window, day(1))
    event = bench.history(case)[-1].event
    assert isinstance(event, Corrected)
    assert {member.consent for member in event.consultation.members} == {NONE}


def test_the_first_entry_says_nothing_of_consent_either(bench):
    case = bench.received()
    assert {member.consent for member in bench.history(case)[0].event.consultation.members} == {NONE}


def test_two_consents_are_independent(bench):
    case = bench.received(evolve(SON, consent=NONE))
    shared = bench.office.consent(case, "son", bench.window, day(1), share=Consent.GIVEN)
    assert (shared.case.person.consent.use, shared.case.person.consent.share) == (Consent.NOT_ASKED, Consent.GIVEN)
    withdrawn = bench.office.consent(case, "son", bench.window, day(2), share=Consent.WITHDRAWN)
    assert not withdrawn.case.person.consent.full
    assert withdrawn.recorded[0].event == ConsentRecorded(of="son", share=Consent.WITHDRAWN)
