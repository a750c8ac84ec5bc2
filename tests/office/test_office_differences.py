"""Where a choice departs from the advice, the difference is kept, and why in the vault; otherwise neither."""

import pytest
from attrs import evolve
from office_bench import (
    MAC_PLAN,
    MOTHER,
    NONE,
    PLAIN_PLAN,
    ROLES_UNCLEAR,
    SIMPLE,
    SON,
    TOWN,
    bench_of,
    consultation,
    day,
    install,
)

from juso_core.casework.events import CloseReason
from juso_core.casework.record import Difference
from juso_core.municipality.words import ConferenceKind, Occasion

WHY = "現場の判断による"


def recorded(bench, done):
    """The differences that were recorded; the same ones are in what the office returns."""
    differences = bench.basis(done).differences
    assert done.differences == differences
    return differences


def departs(bench, done, *expected):
    """Exactly these differences were recorded (field, advised, chosen), all with one note, which says why."""
    number = bench.journal.vault.notes(done.case.id)[-1].number
    assert recorded(bench, done) == tuple(Difference(*one, number) for one in expected)
    note = bench.journal.vault.note(done.case.id, number)
    assert (note.text, note.on, note.agency) == (WHY, done.recorded[0].on, done.recorded[0].actor.agency)
    assert len(bench.journal.vault.notes(done.case.id)) == 1


def agrees(bench, done):
    assert recorded(bench, done) == ()
    assert bench.journal.vault.notes(done.case.id) == ()


def receives_elsewhere(bench, other, form, advised):
    """Another window and another sheet than the advised ones are recorded as chosen."""
    done = bench.office.receive(bench.code, consultation(), bench.window, day(0), window=other, form=form, why=WHY)
    departs(bench, done, ("window", "window-elderly", other), ("form", advised, form))
    assert done.case.window == other


def test_another_window_and_form(town):
    receives_elsewhere(town, "window-any", "proposal", advised="form-1-1")


def test_another_window_and_form_of_a_city_with_a_plugin(hachioji):
    receives_elsewhere(hachioji, "window-base", "manual", advised="uketsuke-moushikomi")


def test_the_advised_window_by_name_is_no_difference(bench):
    agrees(
        bench,
        bench.office.receive(bench.code, consultation(), bench.window, day(0), window="window-elderly", why=WHY),
    )


def test_going_on_oneself_against_the_advice(bench):
    case = bench.received()
    done = bench.office.assess(case, ROLES_UNCLEAR, bench.window, day(1), handle=True, why=WHY)
    departs(bench, done, ("mac", "yes", "no"))


def test_not_going_on_oneself_against_the_advice(bench):
    case = bench.received()
    done = bench.office.assess(case, SIMPLE, bench.window, day(1), handle=False, why=WHY)
    departs(bench, done, ("mac", "no", "yes"))


@pytest.mark.parametrize(("assessment", "handle"), [(ROLES_UNCLEAR, False), (SIMPLE, True)])
def test_doing_as_advised_is_no_difference(bench, assessment, handle):
    case = bench.received()
    agrees(bench, bench.office.assess(case, assessment, bench.window, day(1), handle=handle, why=WHY))


def test_another_class_than_the_citys_own(hachioji):
    case = hachioji.received()
    done = hachioji.office.assess(case, ROLES_UNCLEAR, hachioji.window, day(1), local_class="4", why=WHY)
    departs(hachioji, done, ("local_class", "3", "4"))
    assert done.case.local_class == "4"


def test_a_class_where_nobody_advised_one_is_no_difference(town):
    case = town.received()
    done = town.office.assess(case, ROLES_UNCLEAR, town.window, day(1), local_class="4", why=WHY)
    agrees(town, done)
    assert done.case.local_class == "4"


def test_where_the_municipality_leaves_it_open_neither_way_is_a_difference(hachioji):
    open_to_both = evolve(ROLES_UNCLEAR, household_issue=False)
    for handle in (True, False):
        case = hachioji.received()
        agrees(hachioji, hachioji.office.assess(case, open_to_both, hachioji.window, day(1), handle=handle, why=WHY))


def test_another_receiver(bench):
    case = bench.received()
    bench.office.assess(case, ROLES_UNCLEAR, bench.window, day(1))
    done = bench.office.refer(
        case, bench.window, day(2), to=(bench.section.agency,), explained=True, agreed=True, why=WHY
    )
    departs(bench, done, ("receivers", [bench.mac.agency], [bench.section.agency]))


def test_a_referral_against_the_advice(bench):
    case = bench.received()
    bench.office.assess(case, SIMPLE, bench.window, day(1))
    done = bench.office.refer(case, bench.window, day(2), to=(bench.mac.agency,), why=WHY)
    departs(bench, done, ("mac", "no", "yes"))


def declined(bench):
    """A case of which the advice was to take it in, and which was not taken in."""
    return bench.office.answer(bench.referred(), bench.mac, day(3), accept=False, why=WHY)


def test_declining_against_the_advice(hachioji):
    departs(hachioji, declined(hachioji), ("mac", "yes", "no"))


def test_declining_where_the_answer_decides_is_no_difference(town):
    """The town answers applications: whether a case is taken in is left to the answer."""
    agrees(town, declined(town))


def test_taking_in_as_advised_is_no_difference(bench):
    case = bench.referred()
    agrees(bench, bench.office.answer(case, bench.mac, day(3), accept=True, why=WHY))


def test_another_kind_of_conference_takes_its_own_meeting_and_convener(bench):
    case = bench.accepted()
    kind = ConferenceKind.SUPPORT_CONFERENCE
    done = bench.office.call(case, bench.section, day(4), kind=kind, why=WHY)
    departs(bench, done, ("kind", "juso_conference", "support_conference"))
    event = done.recorded[0].event
    assert (event.meeting, event.convener, event.secretariat) == ("shien-kaigi", (bench.section.agency,), None)
    assert event.members == (bench.mac.agency, "@needed")


def test_another_meeting_brings_its_own_kind(bench):
    case = bench.accepted()
    done = bench.office.call(case, bench.section, day(4), meeting="shien-kaigi", why=WHY)
    departs(bench, done, ("meeting", "juso-kaigi", "shien-kaigi"))
    event = done.recorded[0].event
    assert (event.kind, event.convener) == (ConferenceKind.SUPPORT_CONFERENCE, (bench.section.agency,))


def test_another_convener_and_more_members_of_the_advised_meeting(bench):
    case = bench.accepted()
    members, convener = (bench.window.agency,), (bench.section.agency,)
    done = bench.office.call(case, bench.mac, day(4), convener=convener, members=members, why=WHY)
    advised = ["fukushi", "@needed"] if bench.code == "999997" else ["@needed"]
    departs(
        bench,
        done,
        ("convener", [bench.mac.agency], [bench.section.agency]),
        ("members", advised, [bench.window.agency]),
    )
    assert done.recorded[0].event.meeting == "juso-kaigi"


def test_the_advised_conference_by_name_is_no_difference(bench):
    case = bench.accepted()
    done = bench.office.call(
        case,
        bench.mac,
        day(4),
        kind=ConferenceKind.JUSO_CONFERENCE,
        meeting="juso-kaigi",
        convener=(bench.mac.agency,),
        why=WHY,
    )
    agrees(bench, done)


def test_a_lead_that_nobody_advised_is_no_difference(bench):
    case = bench.accepted()
    done = bench.office.call(case, bench.mac, day(4), lead=bench.section.agency, why=WHY)
    agrees(bench, done)
    assert done.recorded[0].event.lead == bench.section.agency


def test_other_drafters(bench):
    case = bench.planning()
    drafters = (bench.mac.agency, bench.window.agency)
    done = bench.office.draft(case, MAC_PLAN, bench.mac, day(6), drafters=drafters, why=WHY)
    departs(bench, done, ("drafters", [bench.mac.agency], list(drafters)))


def test_another_decider_than_the_stated_one(town):
    case = town.agreed()
    done = town.office.decide(case, town.section, day(9), decider="@municipality", why=WHY)
    departs(town, done, ("decider", "fukushi", "@municipality"))


def test_a_section_decides_for_the_municipality_without_a_difference(hachioji):
    case = hachioji.agreed()
    agrees(hachioji, hachioji.office.decide(case, hachioji.section, day(9), decider="korei-fukushi", why=WHY))


def test_a_report_to_somebody_else(bench):
    case = bench.agreed(content=PLAIN_PLAN)
    other, advised = ("@municipality", "fukushi") if bench.code == "999997" else ("korei-fukushi", "@municipality")
    done = bench.office.report(case, bench.mac, day(9), to=other)
    assert recorded(bench, done) == (Difference("informed", advised, other),)


def test_a_submission_to_another_kind_of_conference(bench):
    case = bench.planning()
    bench.office.draft(case, MAC_PLAN, bench.mac, day(6))
    done = bench.office.submit(case, bench.mac, day(6), kind=ConferenceKind.SUPPORT_CONFERENCE)
    assert len(recorded(bench, done)) == 1


def test_another_lead_after_the_end(bench):
    case = bench.closable()
    done = bench.office.close(case, CloseReason.SOLVED, bench.mac, day(23), lead=bench.section.agency, why=WHY)
    advised = "houkatsu" if bench.code == "999997" else "@referrer"
    departs(bench, done, ("post_closure_lead", advised, bench.section.agency))


def test_the_referrer_by_name_is_no_difference_from_the_referrer(bench):
    case = bench.closable()
    agrees(
        bench,
        bench.office.close(case, CloseReason.SOLVED, bench.mac, day(23), lead=bench.window.agency, why=WHY),
    )


def test_the_referrer_is_who_referred_the_case(hachioji):
    case = hachioji.received()
    hachioji.office.assess(case, ROLES_UNCLEAR, hachioji.window, day(1))
    hachioji.office.refer(case, evolve(hachioji.window, agency="kyoten-yui"), day(2))
    done = hachioji.office.close(case, CloseReason.SOLVED, hachioji.mac, day(3))
    assert done.case.post_closure_lead == "kyoten-yui"


def test_a_difference_without_a_reason_has_no_note(bench):
    case = bench.received()
    done = bench.office.assess(case, SIMPLE, bench.window, day(1), handle=False)
    assert recorded(bench, done) == (Difference("mac", "no", "yes"),)
    assert bench.journal.vault.notes(case) == ()


def test_a_meeting_of_both_kinds_is_called_as_the_kind_that_consent_asks_for(site):
    with_both = (
        '[[meeting]]\nid = "goudou"\nname = "合同会議"\nkinds = ["juso_conference", "support_conference"]\n'
        'convener = ["fukushi"]\ncite = "plan: 3 (4)"\n'
    )
    bench = bench_of(install(site, TOWN + with_both))
    case = bench.accepted(evolve(SON, consent=NONE), MOTHER)
    done = bench.office.call(case, bench.section, day(4), meeting="goudou", why=WHY)
    assert done.recorded[0].event.kind is ConferenceKind.SUPPORT_CONFERENCE


def test_what_is_left_open_comes_from_the_advice_of_the_same_command(bench):
    case = bench.submitted()
    done = bench.office.call(case, bench.mac, day(7), occasion=Occasion.PLAN, plan="P1", why=WHY)
    assert recorded(bench, done) == ()
    event, decision = done.recorded[0].event, done.advice.decision
    assert (event.kind, event.meeting, event.convener) == (decision.kind, decision.meeting, decision.convener)
    assert event.members == decision.members
