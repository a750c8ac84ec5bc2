"""What is refused writes nothing, neither into the journal nor into the vault, and says what to do."""

import datetime as dt
import importlib

import pytest
from attrs import evolve
from office_bench import MAC_PLAN, NONE, PLAIN_PLAN, ROLES_UNCLEAR, SON, bench_of, consultation, day, install

from juso_core.casework.events import Attendee, CloseReason, EmergencyKind, Outcome, OutreachAct, ParticipationAct
from juso_core.casework.facts import HouseholdMember
from juso_core.casework.law import Actor, RefusedByLaw
from juso_core.casework.refusal import RefusedByFlow
from juso_core.journal import NoSuchCase, StaleCase
from juso_core.municipality.words import ConferenceKind, Consent, Occasion
from juso_core.places import MunicipalityUnavailable
from juso_core.vault import Person

WHY = "自由記述"
UNSAID = evolve(SON, consent=NONE)


@pytest.fixture
def refused(bench):
    """Try something: it must be refused, and nothing may have been written."""

    def trying(error, attempt):
        before = bench.snapshot()
        with pytest.raises(error) as caught:
            attempt()
        assert bench.snapshot() == before
        return caught.value

    return trying


def a_form(bench):
    return "proposal" if bench.code == "999997" else "manual"


def rules(error):
    return [verdict.rule for verdict in error.verdicts if verdict.verdict.value == "refused"]


# -- who acts, and when ----

STEPS = {
    "assess": lambda office, case, by, on: office.assess(case, ROLES_UNCLEAR, by, on, why=WHY),
    "consent": lambda office, case, by, on: office.consent(case, "son", by, on, use=Consent.REFUSED, ground=WHY),
    "share": lambda office, case, by, on: office.share(case, ("@municipality",), by, on),
    "close": lambda office, case, by, on: office.close(case, CloseReason.SOLVED, by, on, lead="@municipality", why=WHY),
    "correct": lambda office, case, by, on: office.correct(case, consultation(), 1, WHY, by, on),
}


@pytest.mark.parametrize("step", STEPS)
def test_an_unknown_actor_is_refused_with_a_suggestion(bench, refused, step):
    case = bench.received()
    misspelt = bench.window.agency[:-1] + "x"
    error = refused(RefusedByFlow, lambda: STEPS[step](bench.office, case, Actor(misspelt), day(1)))
    assert misspelt in str(error)
    assert bench.window.agency in error.how_to_mend()


def test_an_unknown_actor_opens_no_case(bench, refused):
    people = {"son": Person(name="例示 太郎")}
    refused(
        RefusedByFlow,
        lambda: bench.office.receive(bench.code, consultation(), Actor("nobody"), day(0), people=people, why=WHY),
    )
    assert bench.journal.cases() == ()


def test_an_agency_that_is_gone_by_then_cannot_act(town):
    case = town.office.receive(town.code, consultation(), Actor("kodomo"), day(0)).case.id
    town.office.consent(case, "son", Actor("kodomo"), day(91), use=Consent.REFUSED)
    with pytest.raises(RefusedByFlow, match="kodomo"):
        town.office.consent(case, "son", Actor("kodomo"), day(92), use=Consent.GIVEN)


@pytest.mark.parametrize("who", ["shien-kaigi", "@community", "other:police"])
def test_only_an_agency_or_the_municipality_acts(bench, refused, who):
    case = bench.received()
    refused(RefusedByFlow, lambda: bench.office.consent(case, "son", Actor(who), day(1), use=Consent.REFUSED))


@pytest.mark.parametrize("step", sorted(set(STEPS) - {"correct"}))
def test_a_day_before_the_last_entry_is_refused(bench, refused, step):
    case = bench.referred()
    error = refused(RefusedByFlow, lambda: STEPS[step](bench.office, case, bench.window, day(1)))
    assert day(1).isoformat() in str(error)
    assert day(2).isoformat() in str(error)
    assert error.how_to_mend()


def test_a_correction_may_come_late(bench):
    """A mistyped day must not lock a case: what mends it is possible before the last entry."""
    case = bench.referred()
    assert bench.office.correct(case, consultation(), 1, WHY, bench.window, day(1)).case.id == case


def test_what_is_still_to_come_is_not_entered(bench, refused):
    case = bench.referred()
    to_come = dt.date(2100, 1, 1)
    error = refused(RefusedByFlow, lambda: STEPS["consent"](bench.office, case, bench.window, to_come))
    assert "2100-01-01" in str(error)


def test_the_day_of_the_last_entry_itself_is_possible(bench):
    case = bench.referred()
    assert bench.office.answer(case, bench.mac, day(2)).case.accepted


def test_an_unknown_case(bench, refused):
    bench.received()
    refused(NoSuchCase, lambda: bench.office.assess("C9", ROLES_UNCLEAR, bench.window, day(1)))
    refused(NoSuchCase, lambda: bench.office.advise_conference("C9", day(1)))


def test_a_municipality_that_is_not_enabled(bench, refused):
    error = refused(
        MunicipalityUnavailable, lambda: bench.office.receive("131121", consultation(), bench.window, day(0))
    )
    assert "131121" in str(error)
    assert "131121" in error.how_to_mend()


# -- people, plans, calls, names ----


@pytest.mark.parametrize(
    "attempt",
    [
        lambda bench, case: bench.office.call(case, bench.mac, day(4), subjects=("nobody",), why=WHY),
        lambda bench, case: bench.office.call(case, bench.mac, day(4), identified=("nobody",), why=WHY),
        lambda bench, case: bench.office.consent(case, "nobody", bench.mac, day(4), use=Consent.GIVEN, ground=WHY),
        lambda bench, case: bench.office.share(case, ("@municipality",), bench.mac, day(4), subjects=("nobody",)),
        lambda bench, case: bench.office.apply(case, bench.mac, day(4), person="nobody"),
        lambda bench, case: bench.office.emergency(
            case, EmergencyKind.MEDICAL, bench.mac, day(4), to="other:medical", subjects=("nobody",)
        ),
    ],
    ids=["call", "identified", "consent", "share", "apply", "emergency"],
)
def test_an_unknown_person(bench, refused, attempt):
    case = bench.accepted()
    error = refused(RefusedByFlow, lambda: attempt(bench, case))
    assert "nobody" in str(error)
    assert "son" in str(error)


def test_advice_about_an_unknown_person_is_refused_too(bench, refused):
    case = bench.accepted()
    error = refused(RefusedByFlow, lambda: bench.office.advise_conference(case, day(4), subjects=("nobody",)))
    assert "nobody" in str(error)


def test_identity_of_an_unknown_person_is_not_kept(bench, refused):
    people = {"son": Person(name="例示 太郎"), "nobody": Person(name="例示 花子")}
    error = refused(
        RefusedByFlow, lambda: bench.office.receive(bench.code, consultation(), bench.window, day(0), people=people)
    )
    assert "nobody" in str(error)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda bench, case: bench.office.submit(case, bench.mac, day(9), plan="P9"),
        lambda bench, case: bench.office.decide(case, bench.section, day(9), plan="P9", why=WHY),
        lambda bench, case: bench.office.report(case, bench.mac, day(9), plan="P9"),
        lambda bench, case: bench.office.support(case, bench.mac, day(9), plan="P9"),
        lambda bench, case: bench.office.evaluate(case, bench.mac, day(9), plan="P9"),
        lambda bench, case: bench.office.call(case, bench.mac, day(9), occasion=Occasion.PLAN, plan="P9", why=WHY),
        lambda bench, case: bench.office.advise_conference(case, day(9), Occasion.PLAN, plan="P9"),
    ],
    ids=["submit", "decide", "report", "support", "evaluate", "call", "advise"],
)
def test_an_unknown_plan_is_refused_with_those_that_there_are(bench, refused, attempt):
    case = bench.agreed()
    error = refused(RefusedByFlow, lambda: attempt(bench, case))
    assert "P9" in str(error)
    assert "P1" in str(error)


@pytest.mark.parametrize("call", [None, 3])
def test_no_such_call(bench, refused, call):
    case = bench.accepted()
    refused(RefusedByFlow, lambda: bench.office.hold(case, bench.mac, day(4), attendees=bench.both(), call=call))
    refused(RefusedByFlow, lambda: bench.office.call_off(case, bench.mac, day(4), call=call))


@pytest.mark.parametrize(
    "attempt",
    [
        lambda bench, case: bench.office.refer(case, bench.window, day(2), to=("nobody",), why=WHY),
        lambda bench, case: bench.office.share(case, ("nobody",), bench.window, day(2)),
        lambda bench, case: bench.office.call(case, bench.window, day(2), convener=("nobody",), why=WHY),
        lambda bench, case: bench.office.call(case, bench.window, day(2), meeting="nobody", why=WHY),
        lambda bench, case: bench.office.call(case, bench.window, day(2), members=("@needed", "nobody"), why=WHY),
        lambda bench, case: bench.office.assess(
            case, ROLES_UNCLEAR, bench.window, day(2), handle=True, network=("nobody",), why=WHY
        ),
        lambda bench, case: bench.office.close(case, CloseReason.SOLVED, bench.window, day(2), lead="nobody", why=WHY),
        lambda bench, case: bench.office.receive(
            bench.code, consultation(), bench.window, day(2), window="nobody", why=WHY
        ),
    ],
    ids=["refer", "share", "convener", "meeting", "members", "network", "lead", "window"],
)
def test_a_name_that_is_not_in_the_structure_of_the_day(bench, refused, attempt):
    case = bench.received()
    assert "nobody" in str(refused(RefusedByFlow, lambda: attempt(bench, case)))


def test_an_attendee_that_is_not_in_the_structure(bench, refused):
    case = bench.accepted()
    bench.office.call(case, bench.mac, day(4))
    attendees = (*bench.both(), Attendee("nobody"))
    refused(RefusedByFlow, lambda: bench.office.hold(case, bench.mac, day(5), attendees=attendees))


@pytest.mark.parametrize(
    "attempt",
    [
        lambda bench, case: bench.office.call(case, bench.mac, day(4), meeting=bench.mac.agency),
        lambda bench, case: bench.office.receive(
            bench.code, consultation(), bench.window, day(4), window="shien-kaigi"
        ),
        lambda bench, case: bench.office.share(case, (a_form(bench),), bench.window, day(4), identified=()),
        lambda bench, case: bench.office.close(case, CloseReason.SOLVED, bench.window, day(4), lead=a_form(bench)),
    ],
    ids=["meeting", "window", "receiver", "lead"],
)
def test_a_name_of_something_else_is_refused(bench, refused, attempt):
    """An agency is no meeting, a meeting is no window, and a form takes and leads nothing."""
    case = bench.accepted()
    refused(RefusedByFlow, lambda: attempt(bench, case))


# -- flow and law ----


@pytest.mark.parametrize(
    "attempt",
    [
        lambda bench, case: bench.office.answer(case, bench.mac, day(1), why=WHY),
        lambda bench, case: bench.office.give_back(case, bench.mac, day(1)),
        lambda bench, case: bench.office.apply(case, bench.mac, day(1)),
        lambda bench, case: bench.office.draft(case, MAC_PLAN, bench.mac, day(1), drafters=("@municipality",), why=WHY),
        lambda bench, case: bench.office.submit(case, bench.mac, day(1)),
        lambda bench, case: bench.office.evaluate(case, bench.mac, day(1)),
        lambda bench, case: bench.office.support(case, bench.mac, day(1)),
        lambda bench, case: bench.office.interrupt(case, bench.mac, day(1)),
        lambda bench, case: bench.office.reopen(case, bench.mac, day(1)),
        lambda bench, case: bench.office.outreach(case, OutreachAct.VISIT, bench.mac, day(1)),
        lambda bench, case: bench.office.participate(case, ParticipationAct.ENDED, bench.mac, day(1)),
        lambda bench, case: bench.office.consent(case, "son", bench.mac, day(1), ground=WHY),
        lambda bench, case: bench.office.correct(case, consultation(SON), 1, WHY, bench.window, day(1)),
        lambda bench, case: bench.office.correct(case, consultation(), 7, WHY, bench.window, day(1)),
        lambda bench, case: bench.office.correct(case, consultation(), 1, "", bench.window, day(1)),
        lambda bench, case: bench.office.correct(case, consultation(), 1, "  ", bench.window, day(1)),
    ],
    ids=[
        "answer", "give_back", "apply", "draft", "submit", "evaluate", "support", "interrupt", "reopen", "outreach",
        "participate", "consent", "lost-member", "no-such-entry", "no-reason", "blank-reason",
    ],
)  # fmt: skip
def test_what_is_not_possible_where_the_case_stands(bench, refused, attempt):
    case = bench.received()
    error = refused(RefusedByFlow, lambda: attempt(bench, case))
    assert str(error)
    assert error.how_to_mend()


@pytest.mark.parametrize(
    ("members", "reason"),
    [((SON, SON), "same reference"), ((), "son")],
)
def test_a_household_that_makes_no_sense_opens_no_case(bench, refused, members, reason):
    found = evolve(consultation(), members=members)
    error = refused(RefusedByFlow, lambda: bench.office.receive(bench.code, found, bench.window, day(0), why=WHY))
    assert reason in str(error)


def test_law_refuses_names_in_a_juso_conference_without_consent(bench, refused):
    case = bench.accepted(UNSAID)
    error = refused(
        RefusedByLaw,
        lambda: bench.office.call(
            case, bench.mac, day(4), kind=ConferenceKind.JUSO_CONFERENCE, identified=("son",), why=WHY
        ),
    )
    assert rules(error) == ["L06"]


def test_law_refuses_a_support_conference_convened_by_a_contractor(bench, refused):
    case = bench.accepted(UNSAID)
    error = refused(
        RefusedByLaw, lambda: bench.office.call(case, bench.mac, day(4), convener=(bench.mac.agency,), why=WHY)
    )
    assert rules(error) == ["L02"]


def test_law_says_all_that_is_wrong_at_once(bench, refused):
    case = bench.agreed(content=PLAIN_PLAN)
    error = refused(RefusedByLaw, lambda: bench.office.close(case, CloseReason.SOLVED, bench.mac, day(9), why=WHY))
    assert rules(error) == ["L12", "L15"]
    assert len(str(error).splitlines()) == 2


def test_law_refuses_a_decision_by_a_contractor(bench, refused):
    case = bench.agreed()
    error = refused(
        RefusedByLaw, lambda: bench.office.decide(case, bench.mac, day(9), decider=bench.mac.agency, why=WHY)
    )
    assert rules(error) == ["L11"]


def test_law_refuses_an_attendee_without_confidentiality(bench, refused):
    case = bench.accepted(UNSAID)
    bench.office.call(case, bench.section, day(4))
    attendees = (Attendee(bench.section.agency, True), Attendee(bench.mac.agency))
    error = refused(RefusedByLaw, lambda: bench.office.hold(case, bench.mac, day(5), attendees=attendees))
    assert rules(error) == ["L03"]
    assert bench.mac.agency in str(error)


def test_law_refuses_an_end_without_its_steps(bench, refused):
    case = bench.supporting()
    error = refused(
        RefusedByLaw,
        lambda: bench.office.close(case, CloseReason.SOLVED, bench.mac, day(11), lead="@municipality", why=WHY),
    )
    assert rules(error) == ["L15"]


def test_law_refuses_an_assessment_sheet_before_the_application(bench, refused):
    case = bench.accepted()
    error = refused(
        RefusedByLaw,
        lambda: bench.office.assess(case, ROLES_UNCLEAR, bench.mac, day(4), form_1_2=True, local_class="x", why=WHY),
    )
    assert rules(error) == ["L07"]


def test_a_refused_number_is_given_again(bench):
    case = bench.accepted(UNSAID)
    with pytest.raises(RefusedByFlow):
        bench.office.consent(case, "nobody", bench.mac, day(4), use=Consent.GIVEN, ground=WHY)
    done = bench.office.consent(case, "son", bench.mac, day(4), use=Consent.GIVEN, ground=WHY)
    assert done.recorded[0].event.ground == "N1"
    assert done.recorded[0].seq == bench.history(case)[-2].seq + 1


def test_after_a_refusal_the_way_goes_on(bench):
    case = bench.agreed()
    with pytest.raises(RefusedByLaw):
        bench.office.decide(case, bench.mac, day(9), decider=bench.mac.agency)
    assert bench.office.decide(case, bench.section, day(9)).case.plan("P1").final


OTHER_HAND = """
from juso_core.hookspecs import hookimpl

meanwhile = []


@hookimpl
def juso_escalate(case):
    while meanwhile:
        meanwhile.pop()()
"""


def test_when_somebody_else_wrote_meanwhile_nothing_is_written_over_it(site):
    found = install(site, plugin=OTHER_HAND)
    bench = bench_of(found)
    case = bench.referred()
    plugin = importlib.import_module(f"{found.package}.plugin")
    plugin.meanwhile.append(lambda: bench.office.consent(case, "mother", bench.window, day(3), share=Consent.WITHDRAWN))
    with pytest.raises(StaleCase):
        bench.office.answer(case, bench.mac, day(3), accept=False, why=WHY)
    assert bench.history(case)[-1].command == "RecordConsent"
    assert bench.journal.vault.notes(case) == ()
    assert bench.case(case).member("mother").consent.share is Consent.WITHDRAWN


def test_a_member_may_not_be_renamed_by_a_correction(bench, refused):
    case = bench.received()
    renamed = consultation(SON, HouseholdMember("mama"))
    error = refused(RefusedByFlow, lambda: bench.office.correct(case, renamed, 1, WHY, bench.window, day(1)))
    assert "mother" in str(error)


def test_a_plan_cannot_be_agreed_in_a_conference_for_sharing(bench, refused):
    case = bench.submitted()
    bench.office.call(case, bench.mac, day(7), occasion=Occasion.SHARE, plan="P1")
    error = refused(
        RefusedByLaw,
        lambda: bench.office.hold(case, bench.mac, day(8), attendees=bench.both(), outcome=Outcome.AGREED),
    )
    assert rules(error) == ["L08"]


def test_a_case_that_was_taken_in_stays_about_its_person(bench, refused):
    """Nobody comes by a correction to an application and a plan that were made for somebody else."""
    received, accepted = bench.received(), bench.accepted()
    about_mother = evolve(consultation(), person="mother")
    assert bench.office.correct(received, about_mother, 1, WHY, bench.window, day(4)).case.person.ref == "mother"
    refused(RefusedByFlow, lambda: bench.office.correct(accepted, about_mother, 1, WHY, bench.window, day(4)))
