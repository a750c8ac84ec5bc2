"""What counts, when, once, and with which narrowing."""

import datetime as dt
from typing import Any

import pytest
from diaries import BOTH, JUSO, SUPPORT, YES, Diary, household

from juso_core.casework import commands as c
from juso_core.casework.events import Contact, EmergencyKind, Outcome, OutreachAct, ParticipationAct
from juso_core.casework.record import Recorded
from juso_core.citation import Citation
from juso_core.municipality.structure import CountingRule, Structure
from juso_core.municipality.words import ConferenceKind, Consent, Includes, Occasion, Unit
from juso_core.national import _SET
from juso_core.reporting.behind import resolver, windows_of
from juso_core.reporting.count import CannotCount, Count, count, count_all, problem
from juso_core.reporting.countables import COUNTABLES

SINCE, UNTIL = dt.date(2021, 4, 1), dt.date(2021, 9, 30)


def day(month: int, number: int = 1) -> dt.date:
    return dt.date(2021, month, number)


def rule(counts: str, **narrowed: Any) -> CountingRule:
    return CountingRule(id="r", name="r", counts=counts, cite=(Citation("plan", "1"),), **narrowed)


def counted(
    asked: CountingRule | str, *diaries: Diary, since: dt.date = SINCE, until: dt.date = UNTIL, town: Any = None
) -> Count:
    asked = rule(asked) if isinstance(asked, str) else asked
    expand = resolver(town, since, until) if town else lambda name: frozenset({name})
    return count(asked, (d.history for d in diaries), since, until, expand, windows_of(town) if town else ())


def value(asked: CountingRule | str, *diaries: Diary, **more: Any) -> int:
    return counted(asked, *diaries, **more).value


def test_each_thing_counts_on_its_day() -> None:
    diary = Diary("C1", day(4, 1)).refer(day(4, 2)).answer(day(4, 3)).planning(day(4, 4))
    plan = diary.agreed(day(4, 5), BOTH)
    diary.decide(day(4, 6), plan).do(day(4, 7), c.Report(plan=plan, to="fukushi"))
    diary.do(day(4, 8), c.Support(plan=plan))
    diary.outreach(day(4, 9), OutreachAct.BEGUN).outreach(day(4, 10), OutreachAct.VISIT)
    diary.participate(day(4, 11), ParticipationAct.MATCHING)
    diary.do(day(4, 12), c.Emergency(kind=EmergencyKind.MEDICAL, to="@municipality"))
    diary.conference(day(4, 13), JUSO, Outcome.AGREED, occasion=Occasion.INTERRUPTION)
    diary.do(day(4, 14), c.Interrupt()).reopen(day(4, 15))
    expected = {
        "consultation": 1, "referral": 2, "mac_case": 3, "application": 4, "session": 5, "plan": 6, "decision": 6,
        "plan_report": 7, "outreach": 9, "outreach_activity": 10, "participation": 11, "participation_activity": 11,
        "emergency": 12, "interruption": 14, "reopening": 15,
    }  # fmt: skip
    found = {
        name: [one.on.day for one in counted(name, diary).occurrences] for name in COUNTABLES if value(name, diary)
    }
    assert found == {name: [number] for name, number in expected.items()}


def test_proposal_return_and_closure_count_on_their_days() -> None:
    diary = Diary("C1", day(4)).refer(day(4, 2)).answer(day(4, 3), accept=False).taken_in(day(4, 4))
    diary.do(day(4, 5), c.Return(talked_over=True)).taken_in(day(4, 6))
    diary.conference(day(4, 7), outcome=Outcome.BACK_TO_REFERRER).close(day(4, 8))
    every_time = {name: counted(rule(name, unit=Unit.CONTACT), diary) for name in ("proposal", "return", "closure")}
    assert {name: [one.on.day for one in result.occurrences] for name, result in every_time.items()} == {
        "proposal": [3],
        "return": [5, 7],
        "closure": [8],
    }


def test_every_word_of_the_national_set_can_be_counted() -> None:
    assert {indicator.rule.id: problem(indicator.rule) for indicator in _SET} == dict.fromkeys(
        (indicator.rule.id for indicator in _SET), None
    )


def test_both_ends_of_the_period_are_in_it() -> None:
    first, last = Diary("C1", SINCE), Diary("C2", UNTIL)
    before, after = Diary("C3", SINCE - dt.timedelta(1)), Diary("C4", UNTIL + dt.timedelta(1))
    assert counted("consultation", first, last, before, after).case_ids == ("C1", "C2")


def test_a_case_taken_in_twice_is_one_case_by_its_first_time_and_two_contacts() -> None:
    diary = Diary("C1", day(4)).taken_in(day(5)).do(day(6), c.Return()).taken_in(day(7))
    assert [one.on for one in counted("mac_case", diary).occurrences] == [day(5)]
    assert value(rule("mac_case", unit=Unit.CONTACT), diary) == 2
    assert value("mac_case", diary, since=day(6)) == 1


def test_reopening_is_no_new_case_of_collaboration() -> None:
    diary = Diary("C1", day(1)).taken_in(day(2)).close(day(5)).reopen(day(6)).close(day(7)).reopen(day(8))
    assert value("mac_case", diary) == 0
    assert value("reopening", diary) == value("closure", diary) == 1
    assert value(rule("reopening", unit=Unit.CONTACT), diary) == 2


def test_a_history_that_is_handed_in_twice_counts_once() -> None:
    diary = Diary("C1", day(4)).taken_in(day(5))
    for unit in (Unit.CASE, Unit.PERSON, Unit.HOUSEHOLD, Unit.CONTACT):
        assert counted(rule("mac_case", unit=unit), diary, diary) == counted(rule("mac_case", unit=unit), diary)


def test_a_plan_that_needs_no_decision_is_final_when_the_conference_agrees() -> None:
    diary = Diary("C1", day(4)).taken_in(day(4)).planning(day(4))
    diary.agreed(day(5))
    assert [one.on for one in counted(rule("plan", unit=Unit.PLAN), diary).occurrences] == [day(5)]
    assert value("decision", diary) == 0
    diary.do(day(6), c.Report(plan="P1", to="fukushi")).do(day(7), c.Support(plan="P1"))
    assert value(rule("plan", unit=Unit.CONTACT), diary) == 1
    assert value("plan", diary, since=day(6)) == 0


def test_a_refused_decision_is_none_and_its_plan_not_final() -> None:
    diary = Diary("C1", day(4)).taken_in(day(4)).planning(day(4))
    diary.decide(day(6), diary.agreed(day(5), BOTH), granted=False)
    assert value("decision", diary) == value("plan", diary) == 0
    plan = diary.agreed(day(7), BOTH)
    diary.decide(day(8), plan)
    for counts in ("decision", "plan"):
        assert [one.on for one in counted(rule(counts, unit=Unit.PLAN), diary).occurrences] == [day(8)]


def test_a_successor_is_a_plan_of_its_own_of_the_same_case() -> None:
    diary = Diary("C1", day(4)).taken_in(day(4)).planning(day(4))
    diary.do(day(5), c.Support(plan=diary.agreed(day(5))))
    diary.agreed(day(7))
    assert value(rule("plan", unit=Unit.PLAN), diary) == 2
    assert value("plan", diary) == 1


def test_only_held_conferences_are_sessions_and_their_own_kind_counts() -> None:
    diary = Diary("C1", day(4)).taken_in(day(4)).conference(day(5), SUPPORT).call(day(6), SUPPORT)
    diary.do(day(6), c.CallOff(call=2)).conference(day(7), ConferenceKind.LIAISON)
    sessions = {kind: value(rule("session", unit=Unit.SESSION, taken_to=(kind,)), diary) for kind in ConferenceKind}
    assert {kind for kind, number in sessions.items() if number} == {SUPPORT, ConferenceKind.LIAISON}
    assert value(rule("session", unit=Unit.SESSION), diary) == 2


def test_one_meeting_on_one_day_is_one_session_of_several_cases() -> None:
    one, other = (Diary(name, day(4)).taken_in(day(4)) for name in ("C1", "C2"))
    for diary in (one, other):
        diary.conference(day(5), meeting="shien-kaigi").conference(day(5), meeting="shien-kaigi")
        diary.conference(day(5))
    other.conference(day(6), meeting="shien-kaigi")
    result = counted(rule("session", unit=Unit.SESSION), one, other)
    assert result.value == 4  # the meeting on two days, and one that is not named for each case
    assert dict(result.by_case) == {"C1": 2, "C2": 3}
    assert value(rule("session", unit=Unit.CONTACT), one, other) == 7
    assert value(rule("session"), one, other) == 2


def test_going_on_after_an_interruption_begins_nothing_and_beginning_anew_after_an_end_does() -> None:
    diary = Diary("C1", day(1)).taken_in(day(1)).planning(day(1))
    plan = diary.agreed(day(1), BOTH)
    diary.decide(day(1), plan).do(day(1), c.Support(plan=plan))
    diary.outreach(day(4), OutreachAct.BEGUN).participate(day(4), ParticipationAct.CONTACT)
    diary.do(day(5), c.Support(contact=Contact.LOST))
    diary.conference(day(5), JUSO, Outcome.AGREED, occasion=Occasion.INTERRUPTION).do(day(5), c.Interrupt())
    diary.reopen(day(6)).participate(day(6), ParticipationAct.CONTACT)
    diary.consent(day(6), use=Consent.WITHDRAWN).outreach(day(6), OutreachAct.BEGUN)
    began = {name: rule(name, unit=Unit.CONTACT) for name in ("outreach", "participation")}
    assert {name: value(one, diary) for name, one in began.items()} == {"outreach": 1, "participation": 1}
    diary.outreach(day(7), OutreachAct.ENDED, OutreachAct.BEGUN)
    diary.participate(day(7), ParticipationAct.ENDED, ParticipationAct.CONTACT)
    assert {name: value(one, diary) for name, one in began.items()} == {"outreach": 2, "participation": 2}
    assert value(rule("participation_activity", unit=Unit.CONTACT), diary) == 3
    assert value(rule("outreach_activity", unit=Unit.CONTACT), diary) == 0


def test_consent_is_asked_on_the_evening_of_the_last_day() -> None:
    diary = Diary("C1", day(4)).taken_in(day(5)).consent(UNTIL)
    with_consent, without = rule("mac_case", consent=True), rule("mac_case", consent=False)
    assert (value(with_consent, diary), value(without, diary)) == (1, 0)
    earlier = UNTIL - dt.timedelta(1)
    assert (value(with_consent, diary, until=earlier), value(without, diary, until=earlier)) == (0, 1)
    diary.consent(dt.date(2021, 10, 1), use=Consent.WITHDRAWN)
    assert value(with_consent, diary) == 1


def test_one_consent_or_another_persons_is_not_enough() -> None:
    diary = Diary("C1", day(4)).taken_in(day(5)).consent(day(6), use=Consent.GIVEN).consent(day(6), of="B", **YES)
    assert value(rule("mac_case", consent=True), diary) == 0
    diary.consent(day(7), share=Consent.GIVEN)
    assert value(rule("mac_case", consent=True), diary) == 1


def test_a_correction_moves_nothing_but_says_whom_the_case_is_about() -> None:
    diary = Diary("C1", day(4)).taken_in(day(5)).consent(day(6), of="B", **YES)
    diary.do(dt.date(2022, 1, 9), c.Return(talked_over=True))
    before = {name: counted(name, diary) for name in COUNTABLES}
    assert value(rule("mac_case", consent=True), diary) == 0
    correction = c.Correct(consultation=household("B", "A"), corrects=1, why="1")
    diary.do(dt.date(2022, 1, 10), correction)
    assert {name: counted(name, diary) for name in COUNTABLES} == before
    assert value("mac_case", diary, since=dt.date(2022, 1, 1), until=dt.date(2022, 3, 31)) == 0
    assert value(rule("mac_case", unit=Unit.PERSON), diary) == 1
    assert value(rule("mac_case", consent=True), diary) == 1


def test_with_and_without_a_final_plan() -> None:
    planned = Diary("C1", day(4)).taken_in(day(4)).planning(day(4))
    planned.agreed(day(8))
    drafted = Diary("C2", day(4)).taken_in(day(4)).planning(day(4))
    drafted.draft(day(8))
    both = planned, drafted
    assert counted(rule("mac_case", plan=True), *both).case_ids == ("C1",)
    assert counted(rule("mac_case", plan=False), *both).case_ids == ("C2",)
    assert value(rule("mac_case", plan=True), *both, until=day(7, 31)) == 0


def test_participation_support_is_planned_only_by_a_plan_that_contains_it() -> None:
    diary = Diary("C1", day(4)).taken_in(day(4)).planning(day(4))
    diary.do(day(4), c.Support(plan=diary.agreed(day(4))))
    diary.participate(day(5), ParticipationAct.CONTACT)
    assert value(rule("participation", plan=False), diary) == 1
    assert value(rule("participation", plan=True), diary) == 0
    diary.decide(day(6), diary.agreed(day(6), frozenset({Includes.PARTICIPATION})))
    assert value(rule("participation", plan=True), diary) == 1


def test_conferences_outside_the_programme_leave_a_case_without_conference() -> None:
    field = Diary("C1", day(4)).taken_in(day(4)).conference(day(5), ConferenceKind.COMMUNITY_CARE_CASE, identified=())
    ours = Diary("C2", day(4)).taken_in(day(4)).conference(day(5), SUPPORT)
    earlier = Diary("C3", day(1)).conference(day(2), SUPPORT).taken_in(day(4))
    assert counted(rule("mac_case", without_conference=True), field, ours, earlier).case_ids == ("C1", "C3")
    assert counted(rule("mac_case", taken_to=(SUPPORT, JUSO)), field, ours, earlier).case_ids == ("C2",)


def test_an_agency_matches_by_who_referred_and_a_window_by_where_it_was_received(counted_town: Structure) -> None:
    own = Diary("C1", day(4), "base-east").taken_in(day(5))
    passed_on = Diary("C2", day(4), "houkatsu").taken_in(day(5), by="base-west")
    entered_by_receiver = Diary("C3", day(4), "houkatsu").taken_in(day(5), by="mac")

    def cases(counts: str, *ids: str) -> tuple[str, ...]:
        asked = rule(counts, received_from=ids)
        return counted(asked, own, passed_on, entered_by_receiver, town=counted_town).case_ids

    assert cases("mac_case", "base-east") == ("C1",)
    assert cases("mac_case", "window-base") == cases("mac_case", "shakyo") == ("C1", "C2")
    assert cases("mac_case", "window-elderly") == cases("mac_case", "houkatsu") == ("C3",)
    assert cases("consultation", "window-elderly") == ("C2", "C3")
    assert cases("mac_case", "window-base", "window-elderly") == ("C1", "C2", "C3")


def test_windows_of_one_section_are_told_apart_and_a_parent_agency_stands_for_what_lies_within(
    counted_town: Structure,
) -> None:
    hardship = Diary("C1", day(4), "fukushi", "window-hardship").taken_in(day(5))
    disability = Diary("C2", day(4), "fukushi", "window-disability").taken_in(day(5))
    within = Diary("C3", day(4), "branch").taken_in(day(5))

    def cases(*ids: str) -> tuple[str, ...]:
        return counted(rule("mac_case", received_from=ids), hardship, disability, within, town=counted_town).case_ids

    assert cases("window-disability") == ("C2", "C3")  # of the third no window is recorded
    assert cases("fukushi") == cases("city") == ("C1", "C2", "C3")
    assert cases("desk") == cases("branch") == ("C3",)


def test_an_agency_that_closed_within_the_period_still_counts(counted_town: Structure) -> None:
    diary = Diary("C1", day(4), "base-north").taken_in(day(5))
    assert value(rule("mac_case", received_from=("shakyo",)), diary, town=counted_town) == 1


def test_where_it_came_from_is_asked_of_the_first_time() -> None:
    diary = Diary("C1", day(4), "base-east").taken_in(day(5)).do(day(6), c.Return()).taken_in(day(7), by="houkatsu")
    assert value(rule("mac_case", received_from=("base-east",)), diary) == 1
    assert value(rule("mac_case", received_from=("houkatsu",)), diary) == 0
    assert value(rule("mac_case", received_from=("houkatsu",)), diary, since=day(6)) == 1
    assert value(rule("mac_case", received_from=("houkatsu",), unit=Unit.CONTACT), diary) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (rule("mac_cases"), "nothing that can be counted"),
        (rule("mac_case", unit=Unit.SESSION), "cannot be counted by the unit session"),
        (rule("plan", unit=Unit.STAFF), "cannot be counted"),
        (rule("mac_case", without_conference=True, taken_to=(SUPPORT,)), "at the same time"),
        (rule("session", without_conference=True), "at the same time"),
    ],
)
def test_a_rule_that_cannot_be_counted_says_why_and_costs_only_itself(wrong: CountingRule, told: str) -> None:
    diary = Diary("C1", day(4))
    with pytest.raises(CannotCount, match=told):
        counted(wrong, diary)
    results = count_all((wrong, rule("consultation")), [diary.history], SINCE, UNTIL, lambda name: frozenset())
    assert [getattr(result, "value", None) for result in results] == [None, 1]


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        counted("consultation", since=UNTIL, until=SINCE)


def test_a_history_without_its_beginning_is_refused() -> None:
    history: tuple[Recorded, ...] = Diary("C1", day(4)).taken_in(day(5)).history[1:]
    with pytest.raises(ValueError, match="begins with a consultation"):
        count(rule("mac_case"), [history], SINCE, UNTIL, lambda name: frozenset())
