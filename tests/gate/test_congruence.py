"""Random cases: what holds in every walk holds for them too, and the abstraction tells apart all that matters."""

from collections.abc import Iterator
from functools import reduce
from operator import attrgetter
from random import Random

import pytest
from abstract import consents_of, key_of, relevant_plans
from adversary import (
    CONTRACTOR,
    FAMILIES,
    FULL_CONTENTS,
    MUNICIPAL,
    OPERATOR,
    OUTSIDER,
    REDUCED_CONTENTS,
    SECTION,
    Bound,
    Family,
    first_case,
    resolved,
    subsets,
)
from attrs import evolve as changed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants import INVARIANTS, Memory, Step, remember
from walk import REFUSED, do, explore

from juso_core.casework import acts
from juso_core.casework import commands as c
from juso_core.casework.case import Case
from juso_core.casework.evolution import evolve
from juso_core.casework.facts import Assessment, Consents, HouseholdMember, PlanContent
from juso_core.casework.flow import TABLE, act
from juso_core.casework.law import Context
from juso_core.municipality.words import ConferenceKind, Consent, Includes, Occasion, PlanKind

RANDOM = settings(
    max_examples=100,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SHORT = settings(RANDOM, max_examples=8)
SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=20, max_size=50)
SUPPORT, JUSO = ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE
AGENCIES = ("@municipality", SECTION, OPERATOR, OUTSIDER)


def any_command(case: Case, dice: Random) -> c.Command:
    """Any command with any fields: several plans and calls at once, people who are not there, wrong numbers."""
    kind = dice.choice(
        sorted(TABLE, key=lambda cls: cls.__name__)
        + [c.Draft, c.Submit, *[c.CallConference] * 2]
        + [c.HoldConference] * 4
    )
    refs = case.refs

    def some() -> tuple[str, ...]:
        return dice.choice(subsets(refs))

    def named() -> tuple[str, ...] | None:
        return dice.choice((None, None, refs, some()))

    def agencies() -> tuple[str, ...]:
        return tuple(dice.sample(AGENCIES, dice.choice((1, 1, 2))))

    def plan() -> str:
        return dice.choice([p.id for p in case.plans] or ["P1"])

    subjects = dice.choice((refs, refs, some()))
    match kind.__name__:
        case "Assess":
            return c.Assess(assessment=Assessment(), handle=dice.random() < 0.2, form_1_2=dice.random() < 0.6)
        case "Refer":
            return c.Refer(to=agencies(), subjects=subjects, identified=named())
        case "Answer":
            return c.Answer(accept=dice.random() < 0.9)
        case "Return":
            return c.Return()
        case "Apply":
            return c.Apply(agency=SECTION) if dice.random() < 0.1 else c.Apply(person=dice.choice(refs))
        case "RecordConsent":
            flags = (None, Consent.GIVEN, *Consent)
            return c.RecordConsent(of=dice.choice(refs), use=dice.choice(flags), share=dice.choice(flags))
        case "Share":
            return c.Share(to=agencies(), subjects=subjects, identified=named(), learned=named())
        case "CallConference":
            on_plan = dice.random() < 0.6
            submitted = [p for p in case.plans if p.submitted_to]
            chosen = dice.choice(submitted) if on_plan and submitted else None
            return c.CallConference(
                kind=chosen.submitted_to if chosen else dice.choice((SUPPORT, JUSO, ConferenceKind.STAFF)),
                occasion=dice.choice(tuple(Occasion)),
                subjects=subjects,
                identified=named(),
                convener=dice.choice(((SECTION,), (SECTION,), agencies())),
                plan=chosen.id if chosen else None,
            )
        case "HoldConference":
            attendees = tuple(acts.Attendee(who, dice.random() < 0.9) for who in agencies())
            return c.HoldConference(
                call=dice.choice([call.number for call in case.calls] or [1]),
                attendees=attendees,
                outcome=dice.choice((acts.Outcome.AGREED, *acts.Outcome)),
                identified=named(),
            )
        case "CallOff":
            return c.CallOff(call=dice.choice([call.number for call in case.calls] or [1]))
        case "Draft":
            return c.Draft(
                content=dice.choice(FULL_CONTENTS),
                about=subjects,
                drafters=agencies(),
                learned=dice.choice(((), some())),
            )
        case "Submit":
            return c.Submit(plan=plan(), kind=dice.choice((SUPPORT, JUSO)), learned=named())
        case "Decide":
            return c.Decide(plan=plan(), decider=dice.choice(AGENCIES), granted=dice.random() < 0.8)
        case "Report":
            return c.Report(plan=plan(), to=dice.choice(AGENCIES))
        case "Support":
            contact = dice.choice((None, None, *acts.Contact))
            return c.Support(plan=dice.choice((None, plan(), plan())), contact=contact)
        case "Outreach":
            return c.Outreach(act=dice.choice((acts.OutreachAct.BEGUN, *acts.OutreachAct)))
        case "Participate":
            return c.Participate(act=dice.choice(tuple(acts.ParticipationAct)))
        case "Evaluate":
            return c.Evaluate(plan=plan())
        case "Close":
            return c.Close(reason=acts.CloseReason.OTHER, lead=dice.choice((None, OPERATOR)))
        case "Interrupt":
            return c.Interrupt()
        case "Reopen":
            return c.Reopen(consent_confirmed=dice.random() < 0.5)
        case "Emergency":
            return c.Emergency(kind=dice.choice(tuple(acts.EmergencyKind)), to=OUTSIDER, subjects=subjects)
        case "Correct":
            members = tuple(changed(m, consent=Consents(Consent.GIVEN, Consent.GIVEN)) for m in case.members)
            if dice.random() < 0.3 and len(members) < 4:
                newcomer = HouseholdMember(
                    f"p{len(members) + 1}", consent=Consents(Consent.GIVEN, Consent.GIVEN), learned=False
                )
                members = (*members, newcomer)
            person = dice.choice((case.person.ref,) * 3 + refs)
            told = changed(case.consultation, members=members, person=person)
            return c.Correct(consultation=told, corrects=dice.randint(1, case.seq), why="-")
    raise AssertionError(f"no random {kind.__name__}: add one")


def _agree(plan: str, occasion: Occasion, kind: ConferenceKind = JUSO) -> tuple[c.Command, ...]:
    return (
        c.Submit(plan=plan, kind=kind),
        c.CallConference(kind=kind, occasion=occasion, subjects=("p1",), identified=(), convener=(SECTION,), plan=plan),
        c.HoldConference(call=0, attendees=(acts.Attendee(SECTION, True),), outcome=acts.Outcome.AGREED),
    )


def _draft(*includes: Includes, kind: PlanKind = PlanKind.MAC) -> c.Draft:
    return c.Draft(content=PlanContent(kind, includes), about=("p1",), drafters=(OPERATOR,))


PLANNING = (
    c.Refer(to=(OPERATOR,), subjects=("p1",)),
    c.Answer(accept=True),
    c.Apply(person="p1"),
    c.Assess(assessment=Assessment(), form_1_2=True),
)
SUPPORTING = (*PLANNING, _draft(), *_agree("P1", Occasion.PLAN), c.Support(plan="P1"))
SERVED = (
    *PLANNING,
    _draft(Includes.OUTREACH, Includes.PARTICIPATION),
    *_agree("P1", Occasion.PLAN),
    c.Decide(plan="P1", decider=SECTION),
    c.Support(plan="P1"),
    c.Participate(act=acts.ParticipationAct.MATCHING),
    c.Outreach(act=acts.OutreachAct.BEGUN),
)
MET = (
    c.CallConference(kind=SUPPORT, occasion=Occasion.SHARE, subjects=("p1", "p2"), convener=(SECTION,)),
    c.HoldConference(call=0, attendees=(acts.Attendee(SECTION, True), acts.Attendee(OPERATOR, True))),
)
INTERRUPTED = (
    *SERVED,
    c.CallConference(kind=JUSO, occasion=Occasion.INTERRUPTION, subjects=("p1",), identified=(), convener=(SECTION,)),
    c.HoldConference(call=0, attendees=(acts.Attendee(SECTION, True),), outcome=acts.Outcome.AGREED),
    c.Interrupt(),
)
STORIES = ((), MET, (*MET, *PLANNING), SUPPORTING, SERVED, (*MET, *SUPPORTING), INTERRUPTED)


def history(seeds: list[int]) -> Iterator[tuple[c.Command, Step]]:
    """A case from some known story on, with one accepted command or none for each seed."""
    case, memory = first_case(2), Memory()
    for command in STORIES[seeds[0] % len(STORIES)]:
        done = act(case, resolved(case, command), MUNICIPAL)
        step = Step(case, done.events, done.case, MUNICIPAL, memory)
        yield command, step
        case, memory = done.case, remember(step)
    for seed in seeds:
        dice = Random(seed)
        for _ in range(12):
            command = any_command(case, dice)
            context: Context = dice.choice((MUNICIPAL, MUNICIPAL, CONTRACTOR))
            try:
                done = act(case, command, context)
            except REFUSED:
                continue
            step = Step(case, done.events, done.case, context, memory)
            yield command, step
            case, memory = done.case, remember(step)
            break


@pytest.mark.parametrize("invariant", INVARIANTS)
@RANDOM
@given(seeds=SEEDS)
def test_invariants_hold_with_several_plans_and_calls(invariant: str, seeds: list[int]) -> None:
    told = []
    for command, step in history(seeds):
        told.append(f"{command} -> {step.after.phase}")
        broken = list(INVARIANTS[invariant](step))
        assert broken == [], "\n".join(told)


@RANDOM
@given(seeds=SEEDS)
def test_a_case_is_the_fold_of_its_events(seeds: list[int]) -> None:
    first = last = first_case(2)
    events = []
    for _, step in history(seeds):
        assert step.events
        assert step.after.seq == step.before.seq + len(step.events)
        assert reduce(evolve, step.events, step.before) == step.after
        events.extend(step.events)
        last = step.after
    assert reduce(evolve, events, first) == last
    assert last.seq == 1 + len(events)


BOUND = Bound(REDUCED_CONTENTS, successor=True)


def wanderings(seeds: list[int]) -> Iterator[tuple[Case, Memory]]:
    """Cases within the bound of the walk, each from the one before by what some family found to change something,
    with other things that happen in between.
    """
    case, memory = first_case(2), Memory()
    for number, seed in enumerate(seeds):
        dice = Random(seed)
        yield case, memory
        if dice.random() < 0.4:
            for _ in range(dice.randint(1, 3)):
                case, memory = _something_else(case, memory, dice)
        for family in dice.sample(FAMILIES, len(FAMILIES)):
            ways = list(explore(family, case, memory, BOUND).changes.values())
            if ways:
                case, memory = do(case, memory, dice.choice(ways))
                break
        else:
            return
        if number > 20:
            return


def _something_else(case: Case, memory: Memory, dice: Random) -> tuple[Case, Memory]:
    """What leaves the key as it is."""
    call = c.CallConference(
        kind=SUPPORT, occasion=Occasion.SHARE, subjects=case.refs, identified=(), convener=(SECTION,)
    )
    commands: tuple[c.Command, ...] = (
        c.RecordConsent(of=dice.choice(case.refs), use=dice.choice(tuple(Consent)), share=dice.choice(tuple(Consent))),
        c.Emergency(kind=acts.EmergencyKind.POLICE, to=OUTSIDER, subjects=case.refs),
        c.Support(contact=acts.Contact.LOST),
        c.Apply(agency=SECTION) if case.applied else c.Support(contact=acts.Contact.RESTORED),
        call,
    )
    for command in (dice.choice(commands),):
        try:
            done = act(case, command, MUNICIPAL)
        except REFUSED:
            continue
        if done.case.calls:
            done = act(done.case, c.CallOff(call=done.case.called), MUNICIPAL)
        if key_of(done.case, memory) == key_of(case, memory):
            case = done.case
    return case, memory


def _in_turn(step: int) -> list[Family]:
    """A few families, others at each step."""
    return [FAMILIES[(step * 4 + number) % len(FAMILIES)] for number in range(4)]


TRIED: dict[tuple, tuple[frozenset, str]] = {}
"""What the first case with these parts allowed: the accepted commands and what they change."""


@SHORT
@given(seeds=SEEDS)
def test_one_key_allows_the_same(seeds: list[int]) -> None:
    for step, (case, memory) in enumerate(wanderings(seeds)):
        assert len(relevant_plans(case)) <= 2
        key = key_of(case, memory)
        for family in _in_turn(step + seeds[0]):
            reads = attrgetter(*family.reads.split())(key)
            accepted = explore(family, case, memory, BOUND).accepted
            known, other = TRIED.setdefault((family.name, reads), (accepted, repr(case)))
            if known != accepted:
                differ = sorted(map(repr, known ^ accepted))
                pytest.fail("\n".join([family.name, repr(reads), other, repr(case), *differ[:4]]))


@SHORT
@given(seeds=SEEDS, rest=st.sampled_from((Consent.GIVEN, Consent.WITHDRAWN, Consent.REFUSED, Consent.UNREACHABLE)))
def test_the_consents_that_a_command_leaves_open_do_not_matter(seeds: list[int], rest: Consent) -> None:
    for step, (case, memory) in enumerate(wanderings(seeds)):
        for family in _in_turn(step + seeds[0]):
            found = explore(family, case, memory, BOUND)
            other = explore(family, case, memory, BOUND, rest=rest)
            assert found.accepted == other.accepted, family.name


@RANDOM
@given(seeds=SEEDS)
def test_only_given_and_withdrawn_are_told_apart(seeds: list[int]) -> None:
    """Not asked, refused and unreachable are the same to the flow and to the gate."""
    for command, step in history(seeds):
        none = {Consent.REFUSED: Consent.NOT_ASKED, Consent.UNREACHABLE: Consent.NOT_ASKED}
        members = tuple(
            changed(
                m, consent=Consents(none.get(m.consent.use, m.consent.use), none.get(m.consent.share, m.consent.share))
            )
            for m in step.before.members
        )
        folded = changed(step.before, members=members)
        assert consents_of(folded) == consents_of(step.before)
        try:
            done = act(folded, resolved(folded, command), step.context)
        except REFUSED:
            raise AssertionError(f"{command} depends on why there is no consent") from None
        assert [type(event) for event in done.events] == [type(event) for event in step.events]
