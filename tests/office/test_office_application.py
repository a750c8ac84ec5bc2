"""An agency's application: while the referral is unanswered, nobody's consent, and no step of the case on its way."""

import pytest
from attrs import evolve
from office_bench import FULL, MOTHER, NONE, ROLES_UNCLEAR, SON, day

from juso_core.casework.case import Phase
from juso_core.casework.events import ApplicationReceived
from juso_core.casework.refusal import RefusedByFlow
from juso_core.municipality.words import Consent

CONSENTS = pytest.mark.parametrize("consent", [FULL, NONE], ids=["with consent", "without"])


def son(consent):
    return evolve(SON, consent=consent)


def applies(bench, case, on=3):
    """The agency that referred the case applies."""
    return bench.office.apply(case, bench.window, day(on), agency=bench.window.agency)


@CONSENTS
def test_an_agency_applies_while_the_referral_is_unanswered(bench, consent):
    case = bench.referred(son(consent), MOTHER)
    done = applies(bench, case)
    (event,) = [one.event for one in done.recorded]
    assert event == ApplicationReceived(person=None, agency=bench.window.agency, ground=None)
    assert done.case.phase is Phase.REFERRED
    assert not done.case.accepted


@CONSENTS
def test_it_is_nobodys_consent_and_the_answer_finds_the_case_as_it_was(bench, consent):
    applied, plain = (bench.referred(son(consent)) for _ in range(2))
    assert applies(bench, applied).case.member("son").consent == consent
    cases = [bench.office.answer(case, bench.mac, day(4), accept=True).case for case in (applied, plain)]
    assert {case.phase for case in cases} == {Phase.REFERRED if consent is FULL else Phase.PRECONSENT}
    assert all(case.accepted and not case.applied for case in cases)


@CONSENTS
def test_a_person_does_not_apply_before_the_answer_whether_or_not_an_agency_has(bench, consent):
    case = bench.referred(son(consent))
    for _ in range(2):
        with pytest.raises(RefusedByFlow) as refused:
            bench.office.apply(case, bench.mac, day(3), person="son")
        assert "answer" in refused.value.how_to_mend()
        applies(bench, case)
    assert bench.case(case).applied == frozenset()


def test_it_moves_no_phase_after_the_answer_either_and_the_persons_own_does(bench):
    """Consent alone is no application; who has consented applies."""
    case = bench.accepted(son(NONE))
    bench.office.consent(case, "son", bench.mac, day(4), use=Consent.GIVEN)
    assert applies(bench, case, 5).case.phase is Phase.PRECONSENT
    done = bench.office.apply(case, bench.mac, day(6), person="son")
    assert done.case.phase is Phase.ASSESSING
    assert done.case.applied == {"son"}


@pytest.mark.parametrize("handle", [True, False])
def test_what_is_not_referred_is_not_applied_for(bench, handle):
    case = bench.received()
    bench.office.assess(case, ROLES_UNCLEAR, bench.window, day(1), handle=handle, why="架空")
    with pytest.raises(RefusedByFlow):
        applies(bench, case)


@pytest.mark.parametrize("back", ["proposal", "returned"])
@CONSENTS
def test_after_an_answer_that_did_not_take_it_and_a_second_referral_it_applies_again(bench, back, consent):
    case = bench.referred(son(consent))
    applies(bench, case)
    if back == "proposal":
        bench.office.answer(case, bench.mac, day(4), accept=False, why="架空")
    else:
        bench.office.answer(case, bench.mac, day(4), accept=True)
        bench.office.give_back(case, bench.mac, day(5), talked_over=True)
    with pytest.raises(RefusedByFlow):
        applies(bench, case, 6)
    bench.office.refer(case, bench.window, day(7), explained=True, agreed=True)
    with pytest.raises(RefusedByFlow):
        bench.office.apply(case, bench.mac, day(8), person="son")
    done = applies(bench, case, 8)
    assert (done.case.phase, done.case.accepted) == (Phase.REFERRED, False)
    taken = bench.office.answer(case, bench.mac, day(9), accept=True).case
    assert taken.phase is (Phase.REFERRED if consent is FULL else Phase.PRECONSENT)
    assert bench.office.apply(case, bench.mac, day(10), person="son").case.phase is Phase.ASSESSING
