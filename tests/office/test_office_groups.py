"""Households whose members differ in consent: one conference for those who consented, one for the rest."""

import pytest
from attrs import evolve
from office_bench import (
    MAC_PLAN,
    MOTHER,
    NONE,
    OUTREACH_PLAN,
    PLAIN_PLAN,
    SON,
    TOWN,
    Bench,
    bench_of,
    day,
    install,
)

from juso_core.casework.events import Attendee, Outcome
from juso_core.casework.facts import Consents
from juso_core.casework.law import RefusedByLaw
from juso_core.municipality.words import ConferenceKind, Consent, Occasion, Required

JUSO, SUPPORT = ConferenceKind.JUSO_CONFERENCE, ConferenceKind.SUPPORT_CONFERENCE
MOTHER_UNASKED = evolve(MOTHER, consent=NONE)
SON_UNASKED = evolve(SON, consent=NONE)
REFUSING = [
    Consents(Consent.REFUSED, Consent.REFUSED),
    Consents(Consent.GIVEN, Consent.REFUSED),
    Consents(Consent.UNREACHABLE, Consent.GIVEN),
]


def event(done):
    return done.recorded[0].event


def verdicts(done):
    return [(verdict.rule, verdict.verdict.value, verdict.refs) for verdict in done.verdicts]


def test_where_all_consented_there_is_one_group(bench):
    case = bench.accepted()
    assert bench.office.conference_groups(case) == (("son", "mother"),)


@pytest.mark.parametrize("consent", REFUSING)
def test_where_the_person_consented_and_others_did_not_there_are_two(bench, consent):
    case = bench.accepted(SON, evolve(MOTHER, consent=consent))
    assert bench.office.conference_groups(case) == (("son",), ("mother",))


@pytest.mark.parametrize("consent", REFUSING)
def test_where_the_person_did_not_one_group_holds_everybody(bench, consent):
    case = bench.accepted(evolve(SON, consent=consent), MOTHER)
    assert bench.office.conference_groups(case) == (("son", "mother"),)


def test_a_call_covers_the_first_group_and_the_second_is_called_by_name(bench):
    case = bench.accepted(SON, MOTHER_UNASKED)
    first = bench.office.call(case, bench.mac, day(4))
    assert (event(first).kind, event(first).subjects, event(first).identified) == (JUSO, ("son",), ("son",))
    rest = bench.office.call(case, bench.section, day(4), subjects=("mother",))
    assert (event(rest).kind, event(rest).subjects, event(rest).identified) == (SUPPORT, ("mother",), ("mother",))
    assert event(rest).convener == (bench.section.agency,)
    assert [call.number for call in rest.case.calls] == [1, 2]
    assert verdicts(first) == verdicts(rest) == []


def test_groups_follow_consent(bench):
    case = bench.accepted(SON, MOTHER_UNASKED)
    bench.office.consent(case, "mother", bench.mac, day(4), use=Consent.GIVEN, share=Consent.GIVEN)
    assert bench.office.conference_groups(case) == (("son", "mother"),)
    bench.office.consent(case, "son", bench.mac, day(5), share=Consent.WITHDRAWN)
    called = bench.office.call(case, bench.section, day(6))
    assert (event(called).kind, event(called).subjects) == (SUPPORT, ("son", "mother"))


def test_a_referral_names_only_those_who_consented_and_says_so(bench):
    case = bench.received(SON, MOTHER_UNASKED)
    done = bench.office.refer(case, bench.window, day(1), to=(bench.mac.agency,), explained=True, agreed=True)
    assert event(done).subjects == ("son", "mother")
    assert event(done).identified == ("son",)
    assert verdicts(done) == [("L01", "narrowed", ("mother",))]
    assert bench.basis(done).verdicts == done.verdicts


def test_a_conference_called_about_all_is_narrowed_to_those_who_consented(bench):
    case = bench.accepted(SON, MOTHER_UNASKED)
    done = bench.office.call(case, bench.mac, day(4), subjects=("son", "mother"), kind=JUSO)
    assert event(done).identified == ("son",)
    assert verdicts(done) == [("L06", "narrowed", ("mother",))]
    assert bench.basis(done).verdicts == done.verdicts


def test_consent_withdrawn_after_the_call_narrows_the_conference(bench):
    case = bench.accepted()
    bench.office.call(case, bench.mac, day(4))
    bench.office.consent(case, "mother", bench.mac, day(5), share=Consent.WITHDRAWN)
    done = bench.office.hold(case, bench.mac, day(6), attendees=bench.both())
    assert event(done).identified == ("son",)
    assert ("L05", "narrowed", ("mother",)) in verdicts(done)


def test_what_the_support_conference_learned_is_not_passed_on(bench):
    case = bench.accepted(SON_UNASKED, MOTHER_UNASKED)
    bench.office.call(case, bench.section, day(4))
    bench.office.hold(case, bench.section, day(5), attendees=bench.both())
    assert [member.learned for member in bench.case(case).members] == [True, True]
    elsewhere = (bench.window.agency,)
    done = bench.office.share(case, elsewhere, bench.mac, day(6), learned=None)
    assert event(done).learned == ()
    assert {rule for rule, _verdict, _refs in verdicts(done)} == {"L01", "L04"}
    with pytest.raises(RefusedByLaw):
        bench.office.share(case, elsewhere, bench.mac, day(6), learned=("son",))
    among_members = bench.office.share(case, (bench.section.agency,), bench.mac, day(6), learned=None)
    assert event(among_members).learned == event(among_members).identified == ("son", "mother")
    assert verdicts(among_members) == []


def test_warnings_are_recorded_with_the_step(bench):
    case = bench.accepted()
    bench.office.call(case, bench.mac, day(4))
    done = bench.office.hold(case, bench.mac, day(5), attendees=(Attendee(bench.mac.agency),))
    assert [(verdict.rule, verdict.verdict.value) for verdict in bench.basis(done).verdicts] == [("L09", "warning")]


# -- plans of a household in which not everybody consented ----


def agreed_plan(bench: Bench, case: str):
    bench.office.draft(case, MAC_PLAN, bench.mac, day(6))
    bench.office.submit(case, bench.mac, day(6))
    called = bench.office.call(case, bench.mac, day(7), occasion=Occasion.PLAN, plan="P1")
    bench.office.hold(case, bench.mac, day(8), attendees=bench.both(), outcome=Outcome.AGREED)
    return called


def test_a_plan_about_all_of_whom_one_consented_goes_to_the_conference_it_was_submitted_to(bench):
    case = bench.planning(SON, MOTHER_UNASKED)
    called = agreed_plan(bench, case)
    assert event(called).kind is JUSO
    assert bench.case(case).plan("P1").stage == "agreed"


def test_a_town_without_routes_takes_such_a_plan_the_same_way(site):
    routes = TOWN.index("[[plan_route]]")
    bench = bench_of(install(site, TOWN[:routes]))
    case = bench.planning(SON, MOTHER_UNASKED)
    bench.office.draft(case, MAC_PLAN, bench.mac, day(6), drafters=("shakyo",))
    bench.office.submit(case, bench.mac, day(6))
    called = bench.office.call(case, bench.mac, day(7), occasion=Occasion.PLAN, plan="P1")
    assert event(called).kind is JUSO


def test_in_the_conference_on_such_a_plan_who_consented_is_named(bench):
    case = bench.planning(SON, MOTHER_UNASKED)
    called = agreed_plan(bench, case)
    assert event(called).identified == ("son",)
    assert called.advice.decision.required is Required.MUST


def test_an_outreach_plan_after_consent_finds_its_conference(bench):
    case = bench.planning()
    bench.office.draft(case, OUTREACH_PLAN, bench.mac, day(6))
    bench.office.submit(case, bench.mac, day(6))
    called = bench.office.call(case, bench.mac, day(7), occasion=Occasion.PLAN, plan="P1")
    assert event(called).kind is JUSO


# -- towns with one of the two conferences ----


def without_row(text: str, name: str) -> str:
    """The town without the rows that are or name this meeting."""
    rows = text.split("\n[[")
    return "\n[[".join(row for row in rows if f'"{name}"' not in row)


def test_a_town_with_the_juso_conference_alone_speaks_without_names(site):
    bench = bench_of(install(site, without_row(TOWN, "shien-kaigi")))
    case = bench.accepted(SON_UNASKED, MOTHER)
    done = bench.office.call(case, bench.mac, day(4))
    assert (event(done).kind, event(done).meeting) == (JUSO, "juso-kaigi")
    assert event(done).identified == ()
    assert done.advice.decision.identified is False
    assert verdicts(done) == []


def test_a_town_with_the_support_conference_alone_uses_it_with_consent_too(site):
    bench = bench_of(install(site, without_row(TOWN, "juso-kaigi")))
    case = bench.accepted()
    done = bench.office.call(case, bench.section, day(4))
    assert (event(done).kind, event(done).meeting) == (SUPPORT, "shien-kaigi")
    assert event(done).identified == ("son", "mother")


def test_a_town_with_neither_gets_the_national_kind_and_no_meeting(site):
    text = without_row(without_row(TOWN, "juso-kaigi"), "shien-kaigi")
    bench = bench_of(install(site, text))
    case = bench.accepted(SON_UNASKED)
    done = bench.office.call(case, bench.section, day(4))
    assert (event(done).kind, event(done).meeting) == (SUPPORT, None)
    assert event(done).convener == ("@municipality",)
    assert done.advice.stated("kind") is None


def test_a_plan_to_which_a_support_conference_agreed_before_consent_stands(bench):
    case = bench.planning(evolve(SON, consent=Consents(Consent.GIVEN, Consent.NOT_ASKED)), MOTHER_UNASKED)
    bench.office.draft(case, PLAIN_PLAN, bench.mac, day(6), drafters=(bench.mac.agency,))
    submitted = bench.office.submit(case, bench.mac, day(6), kind=SUPPORT)
    assert submitted.case.plan("P1").submitted_to is SUPPORT
    bench.office.call(case, bench.section, day(7), occasion=Occasion.PLAN, plan="P1", kind=SUPPORT)
    held = bench.office.hold(case, bench.section, day(8), attendees=bench.both(), outcome=Outcome.AGREED)
    assert held.case.plan("P1").final
