"""Each method of the office, in an invented town without a plugin and in 八王子市."""

import datetime as dt
import inspect
from itertools import groupby

import pytest
from attrs import evolve
from office_bench import (
    MAC_PLAN,
    MOTHER,
    NONE,
    OUTREACH_PLAN,
    PLAIN_PLAN,
    ROLES_UNCLEAR,
    SIMPLE,
    SON,
    consultation,
    day,
)

from juso_core.casework.case import OutreachState, ParticipationState, Phase, PlanStage
from juso_core.casework.events import (
    Attendee,
    CloseReason,
    ConsentRecorded,
    Contact,
    EmergencyKind,
    Outcome,
    OutreachAct,
    ParticipationAct,
)
from juso_core.casework.facts import HouseholdMember
from juso_core.casework.refusal import RefusedByFlow
from juso_core.citation import Giver
from juso_core.journal import NoSuchCase
from juso_core.municipality.words import ConferenceKind, Consent, Occasion, Relation
from juso_core.office import Office
from juso_core.vault import Person


def kinds(done):
    return [type(one.event).__name__ for one in done.recorded]


def said(done):
    return {one.field: (one.value, one.origin.giver) for one in done.advice.said}


def without(member, consent=NONE):
    return evolve(member, consent=consent)


def test_receive_opens_a_case_at_the_window_of_the_field(bench):
    done = bench.office.receive(bench.code, consultation(), bench.window, day(0))
    assert done.case.id == "C1"
    assert done.case.phase is Phase.CONSULTED
    assert done.case.window == "window-elderly"
    assert done.case.agency == bench.window.agency
    assert said(done)["window"] == ("window-elderly", Giver.STRUCTURE)
    assert bench.case("C1") == done.case
    first = bench.history("C1")[0]
    assert (first.on, first.at, first.actor) == (day(0), "2026-01-01T00:00:00+00:00", bench.window)
    assert bench.basis(done).hook == "juso_intake"


def test_receive_records_consents_that_came_with_it_one_by_one(bench):
    done = bench.office.receive(bench.code, consultation(SON, without(MOTHER)), bench.window, day(0))
    assert kinds(done) == ["ConsultationReceived", "ConsentRecorded"]
    assert done.recorded[1].event == ConsentRecorded(of="son", use=Consent.GIVEN, share=Consent.GIVEN)
    assert [one.step for one in done.recorded] == [1, 1]
    assert [one.basis is not None for one in done.recorded] == [True, False]


def test_receive_puts_people_into_the_vault(bench):
    people = {"son": Person(name="例示 太郎", birthday=dt.date(1980, 1, 1)), "mother": Person(text="耳が遠い")}
    case = bench.received(people=people)
    assert bench.journal.vault.people(case) == people


def test_two_cases_have_ids_of_their_own(bench):
    assert (bench.received(), bench.received()) == ("C1", "C2")


def test_assess_enters_what_the_agency_found(bench):
    case = bench.received()
    done = bench.office.assess(case, ROLES_UNCLEAR, bench.window, day(1))
    assert kinds(done) == ["Assessed"]
    assert done.case.assessment == ROLES_UNCLEAR
    assert said(done)["mac"][0] == "yes"
    assert bench.basis(done).stage == "at_window"


def test_assess_stays_with_the_agency_when_no_referral_is_advised(bench):
    case = bench.received()
    done = bench.office.assess(case, SIMPLE, bench.window, day(1))
    assert kinds(done) == ["Assessed", "HandledByAgency"]
    assert done.case.phase is Phase.HANDLING
    assert said(done)["mac"][0] == "no"


def test_assess_on_the_sheet_of_the_programme_leads_to_planning(bench):
    case = bench.accepted()
    bench.office.apply(case, bench.mac, day(4))
    done = bench.office.assess(case, ROLES_UNCLEAR, bench.mac, day(5), form_1_2=True)
    assert done.case.phase is Phase.PLANNING
    assert bench.basis(done).stage == "at_mac"


def test_refer_hands_the_case_to_who_takes_it_here(bench):
    case = bench.referred()
    found = bench.case(case)
    assert found.phase is Phase.REFERRED
    assert found.receivers == (bench.mac.agency,)
    referred = bench.history(case)[-1].event
    assert referred.identified == ("son", "mother")


def test_answer_takes_a_case_in_that_is_to_be_referred(bench):
    case = bench.referred()
    done = bench.office.answer(case, bench.mac, day(3))
    assert done.case.accepted
    assert bench.basis(done).stage == "at_mac"


def test_answer_can_be_a_proposal(bench):
    case = bench.referred()
    done = bench.office.answer(case, bench.mac, day(3), accept=False)
    assert done.case.phase is Phase.RETURNED
    assert done.recorded[0].event.proposal == ("proposal" if bench.code == "999997" else None)


def test_give_back_returns_to_the_referrer(bench):
    case = bench.accepted()
    done = bench.office.give_back(case, bench.mac, day(4), talked_over=True)
    assert done.case.phase is Phase.RETURNED
    assert not done.case.accepted
    assert done.verdicts == ()


def test_apply_is_the_consent_of_the_person_to_use(bench):
    case = bench.accepted(without(SON), without(MOTHER))
    done = bench.office.apply(case, bench.mac, day(4))
    assert done.case.phase is Phase.ASSESSING
    assert done.case.member("son").consent.use is Consent.GIVEN
    assert said(done)["applicant"] == ("person", Giver.STRUCTURE)


def test_an_application_of_an_agency_is_nobodys_consent(bench):
    case = bench.accepted(without(SON))
    done = bench.office.apply(case, bench.mac, day(4), agency=bench.window.agency)
    assert done.case.agency_applied
    assert done.case.member("son").consent == NONE


def test_consent_is_recorded_with_its_ground_in_the_vault(bench):
    case = bench.received(without(SON))
    done = bench.office.consent(
        case, "son", bench.window, day(1), use=Consent.GIVEN, proxy=True, ground="娘が代わりに答えた"
    )
    assert done.recorded[0].event.ground == "N1"
    assert bench.journal.vault.note(case, "N1").text == "娘が代わりに答えた"
    assert bench.case(case).member("son").consent.use is Consent.GIVEN


def test_share_passes_on_what_may_be_passed_on(bench):
    case = bench.received(SON, without(MOTHER))
    done = bench.office.share(case, (bench.section.agency,), bench.window, day(1))
    assert done.recorded[0].event.subjects == ("son", "mother")
    assert done.recorded[0].event.identified == ("son",)
    assert [verdict.rule for verdict in done.verdicts] == ["L01"]


def test_emergency_is_recorded_whatever_was_consented(bench):
    case = bench.received(without(SON))
    done = bench.office.emergency(case, EmergencyKind.POLICE, bench.window, day(1), to="other:police")
    assert done.recorded[0].event.subjects == ("son",)
    assert [(verdict.rule, verdict.verdict.value) for verdict in done.verdicts] == [("L21", "ok")]


def test_conference_groups_and_advice_write_nothing(bench):
    case = bench.received(SON, without(MOTHER))
    before = bench.snapshot()
    assert bench.office.conference_groups(case) == (("son",), ("mother",))
    first = bench.office.advise_conference(case, day(1))
    rest = bench.office.advise_conference(case, day(1), subjects=("mother",))
    assert first.decision.kind is ConferenceKind.JUSO_CONFERENCE
    assert rest.decision.kind is ConferenceKind.SUPPORT_CONFERENCE
    assert bench.snapshot() == before


def test_call_calls_the_advised_conference(bench):
    case = bench.accepted()
    done = bench.office.call(case, bench.mac, day(4))
    event = done.recorded[0].event
    assert (event.call, event.kind, event.meeting) == (1, ConferenceKind.JUSO_CONFERENCE, "juso-kaigi")
    assert event.convener == (bench.mac.agency,)
    assert event.subjects == event.identified == ("son", "mother")
    assert bench.basis(done).stage == "share"


def test_hold_holds_the_newest_call(bench):
    case = bench.accepted()
    bench.office.call(case, bench.mac, day(4))
    bench.office.call(case, bench.mac, day(4))
    done = bench.office.hold(case, bench.mac, day(5), attendees=bench.both())
    assert done.recorded[0].event.call == 2
    assert [call.number for call in done.case.calls] == [1]
    assert bench.basis(done).stage == "in_conference"
    earlier = bench.office.hold(case, bench.mac, day(6), attendees=bench.both(), call=1)
    assert earlier.case.calls == ()
    assert len(earlier.case.sessions) == 2


def test_call_off_takes_a_call_back(bench):
    case = bench.accepted()
    bench.office.call(case, bench.mac, day(4))
    done = bench.office.call_off(case, bench.mac, day(5))
    assert kinds(done) == ["ConferenceNotHeld"]
    assert done.case.calls == done.case.sessions == ()


def test_draft_names_the_advised_drafters(bench):
    case = bench.planning()
    done = bench.office.draft(case, MAC_PLAN, bench.mac, day(6))
    plan = done.case.plan("P1")
    assert (plan.drafters, plan.about, plan.stage) == ((bench.mac.agency,), ("son", "mother"), PlanStage.DRAFT)
    assert bench.basis(done).hook == "juso_approve"


def test_submit_goes_to_the_conference_that_consent_asks_for(bench):
    case = bench.planning()
    bench.office.draft(case, MAC_PLAN, bench.mac, day(6))
    done = bench.office.submit(case, bench.mac, day(6))
    assert done.case.plan("P1").submitted_to is ConferenceKind.JUSO_CONFERENCE


def test_a_plan_is_called_held_decided_on_and_carried_out(bench):
    case = bench.submitted()
    called = bench.office.call(case, bench.mac, day(7), occasion=Occasion.PLAN, plan="P1")
    assert said(called)["required"] == ("must", Giver.NATIONAL)
    held = bench.office.hold(case, bench.mac, day(8), attendees=bench.both(), outcome=Outcome.AGREED)
    assert kinds(held) == ["ConferenceHeld", "PlanDeliberated"]
    assert not held.case.plan("P1").final
    decided = bench.office.decide(case, bench.section, day(9))
    assert decided.recorded[0].event.decider == bench.section.agency
    assert decided.case.plan("P1").final
    supported = bench.office.support(case, bench.mac, day(10))
    assert supported.recorded[0].event.plan == "P1"
    assert supported.case.phase is Phase.SUPPORTING


def test_a_support_decision_can_be_refused(bench):
    case = bench.agreed()
    done = bench.office.decide(case, bench.section, day(9), granted=False)
    assert done.case.plan("P1").stage is PlanStage.DRAFT


def test_report_tells_the_municipality_of_a_plan_without_services(bench):
    case = bench.agreed(content=PLAIN_PLAN)
    done = bench.office.report(case, bench.mac, day(9))
    assert done.recorded[0].event.to == ("fukushi" if bench.code == "999997" else "@municipality")
    assert done.case.plan("P1").reported


def test_support_without_a_plan_and_lost_contact(bench):
    case = bench.accepted()
    done = bench.office.support(case, bench.mac, day(4), without_plan=True)
    assert done.recorded[0].event.plan is None
    lost = bench.office.support(case, bench.mac, day(5), contact=Contact.LOST)
    assert lost.case.contact is Contact.LOST


def test_outreach_before_consent_needs_no_plan(bench):
    case = bench.accepted(without(SON))
    done = bench.office.outreach(case, OutreachAct.BEGUN, bench.mac, day(4))
    assert done.case.outreach is OutreachState.BEFORE_CONSENT
    ended = bench.office.outreach(case, OutreachAct.ENDED, bench.mac, day(5))
    assert ended.case.outreach is OutreachState.ENDED


def test_outreach_plan_before_consent_goes_to_the_support_conference(bench):
    case = bench.accepted(without(SON), without(MOTHER))
    bench.office.draft(case, OUTREACH_PLAN, bench.mac, day(4))
    submitted = bench.office.submit(case, bench.mac, day(4))
    assert submitted.case.plan("P1").submitted_to is ConferenceKind.SUPPORT_CONFERENCE
    called = bench.office.call(case, bench.section, day(5), occasion=Occasion.PLAN, plan="P1")
    assert called.recorded[0].event.meeting == "shien-kaigi"
    assert called.recorded[0].event.convener == (bench.section.agency,)
    held = bench.office.hold(case, bench.section, day(6), attendees=bench.both(), outcome=Outcome.AGREED)
    assert held.case.plan("P1").stage is PlanStage.AGREED


def test_participation_support_follows_its_plan(bench):
    case = bench.supporting()
    matching = bench.office.participate(case, ParticipationAct.MATCHING, bench.mac, day(11))
    assert matching.case.participation is ParticipationState.MATCHING
    bench.office.participate(case, ParticipationAct.RETENTION, bench.mac, day(12))
    ended = bench.office.participate(case, ParticipationAct.ENDED, bench.mac, day(13))
    assert ended.case.participation is ParticipationState.ENDED


def test_a_plan_in_effect_is_followed_by_its_successor(bench):
    case = bench.supporting()
    bench.office.draft(case, PLAIN_PLAN, bench.mac, day(11))
    bench.office.submit(case, bench.mac, day(11), plan="P2")
    bench.office.call(case, bench.mac, day(12), occasion=Occasion.REPLAN, plan="P2")
    done = bench.office.hold(case, bench.mac, day(13), attendees=bench.both(), outcome=Outcome.AGREED)
    assert done.case.plan("P1").stage is PlanStage.SUPERSEDED
    assert done.case.plan("P2").final


def test_evaluate_and_close_with_a_conference_on_closure(bench):
    case = bench.closable()
    assert bench.case(case).plan("P1").evaluated
    done = bench.office.close(case, CloseReason.ROLES_AGREED, bench.mac, day(23))
    assert done.case.phase is Phase.CLOSED
    # 例示市 states to whom it hands back; in 八王子市 the standard foresees the referrer: who brought the case.
    assert done.case.post_closure_lead == bench.window.agency
    assert said(done)["post_closure_lead"][1] is (Giver.STRUCTURE if bench.code == "999997" else Giver.NATIONAL)


def test_a_case_without_a_plan_is_closed_from_where_it_stands(bench):
    case = bench.received()
    done = bench.office.close(case, CloseReason.SOLVED, bench.window, day(1))
    assert done.case.phase is Phase.CLOSED


def test_interrupt_and_reopen(bench):
    case = bench.supporting()
    bench.office.call(case, bench.mac, day(11), occasion=Occasion.INTERRUPTION)
    bench.office.hold(case, bench.mac, day(12), attendees=bench.both(), outcome=Outcome.AGREED)
    done = bench.office.interrupt(case, bench.mac, day(13))
    assert done.case.phase is Phase.INTERRUPTED
    assert done.case.plan("P1").stage is PlanStage.SUSPENDED
    again = bench.office.reopen(case, bench.mac, day(90), consent_confirmed=True)
    assert again.case.phase is Phase.ASSESSING
    assert again.verdicts == ()


def test_correct_adds_a_member_and_keeps_what_was_written(bench):
    case = bench.received()
    corrected = consultation(SON, MOTHER, HouseholdMember("sister", Relation.SIBLING))
    done = bench.office.correct(case, corrected, 1, "姉が同居していた", bench.window, day(1))
    assert done.case.refs == ("son", "mother", "sister")
    assert done.recorded[0].event.why == "N1"
    assert bench.journal.vault.note(case, "N1").text == "姉が同居していた"
    assert bench.history(case)[0].event.consultation.members == consultation(without(SON), without(MOTHER)).members


def test_case_returns_what_the_events_make(bench):
    case = bench.supporting()
    assert bench.case(case) == bench.journal.read(case).case
    with pytest.raises(NoSuchCase):
        bench.case("C99")


def test_every_command_rests_on_the_structure_that_was_kept(bench):
    case = bench.closable()
    digests = {one.basis.digest for one in bench.history(case) if one.basis}
    assert len(digests) == 1
    assert bench.journal.structure(digests.pop()) is not None
    for _step, entries in groupby(bench.history(case), key=lambda one: one.step):
        first, *rest = entries
        assert first.basis is not None
        assert all(one.basis is None for one in rest)
    assert bench.journal.verify() == ()


def test_attendees_may_come_from_outside_the_structure(bench):
    case = bench.accepted()
    bench.office.call(case, bench.mac, day(4))
    attendees = (*bench.both(), Attendee("other:medical"), Attendee("@person"), Attendee("@welfare_office"))
    done = bench.office.hold(case, bench.mac, day(5), attendees=attendees)
    assert done.verdicts == ()


def test_the_tests_above_know_every_method():
    methods = {name for name, _method in inspect.getmembers(Office, inspect.isfunction) if not name.startswith("_")}
    source = inspect.getsource(inspect.getmodule(test_the_tests_above_know_every_method))
    source += inspect.getsource(inspect.getmodule(consultation))
    assert [name for name in sorted(methods) if f"office.{name}(" not in source] == []


def test_an_emergency_is_recorded_late_and_to_whomever(bench):
    """It is never blocked: neither by its day nor by who was told; free text stays out of the event."""
    case = bench.referred()
    done = bench.office.emergency(case, EmergencyKind.POLICE, bench.window, day(1), to="例示警察署の当直")
    event = done.recorded[0].event
    assert (event.to, event.who) == ("other:police", "N1")
    assert bench.journal.vault.note(case, "N1").text == "例示警察署の当直"


def test_what_is_kept_can_be_read_again(bench):
    """Entries, people, notes, the structure of the day and what is counted: all of it through the office."""
    person = Person(name="例示 花子")
    done = bench.office.receive(bench.code, consultation(), bench.window, day(0), people={"son": person})
    case = done.case.id
    bench.office.consent(case, "son", bench.window, day(1), use=Consent.REFUSED, ground="電話で聞いた")
    assert [line.case_id for line in bench.office.cases(bench.code)] == [case]
    assert bench.office.cases(bench.code, Phase.CLOSED) == ()
    entries = bench.office.history(case)
    assert list(bench.office.histories(bench.code)) == [entries]
    assert bench.office.people(case) == {"son": person}
    assert [note.text for note in bench.office.notes(case)] == ["電話で聞いた"]
    kept = bench.office.kept_structure(entries[0].basis.digest)
    assert kept is not None
    assert kept.code == bench.code
    assert bench.office.kept_structure("0" * 64) is None
    assert bench.office.indicators(bench.code, day(1))


def test_members_who_come_with_a_correction_can_be_named(bench):
    case = bench.received()
    brother = HouseholdMember("brother", Relation.SIBLING)
    corrected = evolve(consultation(), members=(*consultation().members, brother))
    named = {"brother": Person(name="例示 次郎")}
    bench.office.correct(case, corrected, 1, "書き落とし", bench.window, day(1), people=named)
    assert bench.office.people(case)["brother"].name == "例示 次郎"


def test_a_submitted_plan_is_what_the_next_conference_is_for(bench):
    """Nobody has to name occasion and plan; but what came of it has to be said."""
    case = bench.submitted()
    called = bench.office.call(case, bench.mac, day(7)).recorded[0].event
    assert (called.occasion, called.plan) == (Occasion.PLAN, "P1")
    with pytest.raises(RefusedByFlow, match="came to"):
        bench.office.hold(case, bench.mac, day(8), attendees=bench.both())
    held = bench.office.hold(case, bench.mac, day(8), attendees=bench.both(), outcome=Outcome.AGREED)
    assert held.case.plan("P1").final or held.case.plan("P1").content.needs_decision
