"""The adversary: it stands in the place of the plugin and of the person who chooses, and tries every command.

``families(bound)`` gives the whole menu, in families. A family says of which parts of a key its commands depend
and which they change (``reads``, ``writes``); the walk tries a family once for each value of these parts, and checks
the claim: for each new key that the real case after the command has exactly the key that was foreseen.
``test_congruence`` checks it from the other side, with random cases.

The menu covers every value of every field that a rule reads, but not every product of them. That is enough, because a
command passes when *no* rule refuses it, each rule reads few fields, and naming fewer persons or carrying less is never
refused more:

- a convener, a recorded confidentiality, a decider that is wrong is tried with everything else as harmless as possible
  (if it passes with anything else, it passes so);
- who is named is tried with an outcome that changes nothing, and outcomes with nobody named: a state in which a
  conference did both is also reached by one conference of either sort after another;
- of the consents, each command lists those that it can depend on; the others are set to ``rest`` (``test_congruence``
  checks that it does not matter to what).

A conference is one step of two real commands, call and hold, with consents chosen anew before the second (a withdrawal
between the two is so among them). So no call stays open in a state. Bound: one live plan and at most one successor.
Several plans and calls at once are walked at random in ``test_congruence``.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import chain, combinations, product, zip_longest
from typing import Any, NamedTuple

from abstract import relevant_plans
from attrs import evolve as changed
from invariants import in_effect

from juso_core.casework import acts
from juso_core.casework import commands as c
from juso_core.casework.case import Case, OutreachState, ParticipationState, Plan, PlanStage
from juso_core.casework.commands import Command
from juso_core.casework.facts import Assessment, Consents, Consultation, HouseholdMember, PlanContent
from juso_core.casework.flow import receive
from juso_core.casework.law import Actor, Context, Setting
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    ConferenceKind,
    Consent,
    Includes,
    Occasion,
    PlanKind,
)

SECTION, OPERATOR, OUTSIDER = "section", "operator", "npo"
SETTING = Setting(municipal=frozenset({"@municipality", SECTION}), operators=frozenset({OPERATOR}))
MUNICIPAL = Context(Actor(SECTION), SETTING)
CONTRACTOR = Context(Actor(OPERATOR), SETTING)

SUPPORT, JUSO = ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE
OTHER = ConferenceKind.LIAISON
KINDS = (SUPPORT, JUSO, OTHER)
"""Every rule tells apart these two kinds from all others."""

GROUP = "@needed"
"""A word for whoever is needed: it stands for other people each time."""

GOOD = (acts.Attendee(SECTION, True), acts.Attendee(OPERATOR, True), acts.Attendee(GROUP, True))
GOOD_TOO = (acts.Attendee(SECTION, True), acts.Attendee(OUTSIDER, True))
SILENT = (acts.Attendee(SECTION, True), acts.Attendee(OPERATOR, False))
OUTSIDE = (acts.Attendee(OUTSIDER, False),)

FOLDED = (Consent.NOT_ASKED, Consent.GIVEN, Consent.WITHDRAWN)
Valuation = tuple[tuple[Consent | None, Consent | None], ...]
"""For each member the consents to use and to share that a command is tried with; None: it does not depend on it."""

PLAN = ("plan:0", "plan:1")
"""Stand for the first and the second relevant plan of whatever case the command is tried on."""

NONE, OUT, PART = frozenset[Includes](), frozenset({Includes.OUTREACH}), frozenset({Includes.PARTICIPATION})
FULL_CONTENTS = tuple(
    PlanContent(kind, includes)
    for kind, many in (
        (PlanKind.MAC, (NONE, OUT, PART, OUT | PART)),
        (PlanKind.OUTREACH, (OUT, OUT | PART)),
        (PlanKind.PARTICIPATION, (PART, OUT | PART)),
    )
    for includes in many
)
REDUCED_CONTENTS = tuple(
    PlanContent(kind, includes)
    for kind, many in (
        (PlanKind.MAC, (NONE, OUT | PART)),
        (PlanKind.OUTREACH, (OUT | PART,)),
        (PlanKind.PARTICIPATION, (OUT | PART,)),
    )
    for includes in many
)


class Bound(NamedTuple):
    """How far the walk goes: the plans that may be drafted, whether a standing plan may be followed by another, and
    whether two different 支援会議 are told apart by their members.
    """

    contents: tuple[PlanContent, ...] = FULL_CONTENTS
    successor: bool = True
    two_audiences: bool = False


class Move(NamedTuple):
    """A command with all consents that it is tried with; ``then``: what follows it within the same step."""

    command: Command
    consents: tuple[Valuation, ...]
    context: Context = MUNICIPAL
    then: Callable[[Case], Iterable["Move"]] | None = None
    never_refused: bool = False


class Family(NamedTuple):
    """Commands that depend on ``reads`` of a key only (parts, or its properties) and change only ``writes``.

    ``plan``: the part without which there is no such command. ``sets``: a part that each command sets anew, whatever
    was there before.
    """

    name: str
    moves: Callable[[Case, Bound], Iterable[Move]]
    reads: str
    writes: str = ""
    plan: str | None = None
    sets: str | None = None


def first_case(persons: int) -> Case:
    """A case that has just been received, about ``p1``, with so many members."""
    members = tuple(HouseholdMember(f"p{i + 1}") for i in range(persons))
    consultation = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.FAMILY, person="p1", members=members
    )
    command = c.Receive(consultation=consultation, window=None, agency=SECTION)
    return receive("K1", "000000", command).case


@cache
def _member(member: HouseholdMember, use: Consent, share: Consent) -> HouseholdMember:
    return changed(member, consent=Consents(use, share))


def with_engagements(case: Case) -> Iterator[Case]:
    """The case with every state of outreach and every state of participation (no command reads both)."""
    states = zip_longest(OutreachState, ParticipationState, fillvalue=OutreachState.NONE)
    for outreach, participation in states:
        yield changed(case, outreach=outreach, participation=participation)


def with_consents(case: Case, valuation: Valuation, rest: Consent = Consent.NOT_ASKED) -> Case:
    """The case after RecordConsent has set all consents; see ``abstract`` on why that may be done at any time."""
    members = tuple(
        _member(m, use or rest, share or rest) for m, (use, share) in zip(case.members, valuation, strict=True)
    )
    return case if members == case.members else changed(case, members=members)


def resolved(case: Case, command: Any) -> Any:
    """The command with the ids that its placeholders stand for in this case."""
    plan = getattr(command, "plan", None)
    if plan in PLAN:
        return changed(command, plan=relevant_plans(case)[PLAN.index(plan)].id)
    if isinstance(command, c.HoldConference | c.CallOff) and command.call == 0:
        return changed(command, call=case.called)
    return command


def subsets(refs: Iterable[str]) -> list[tuple[str, ...]]:
    refs = tuple(refs)
    return list(chain.from_iterable(combinations(refs, size) for size in range(len(refs) + 1)))


@cache
def consents_over(
    refs: tuple[str, ...], use: frozenset[str] = frozenset(), share: frozenset[str] = frozenset()
) -> tuple[Valuation, ...]:
    """All valuations of these persons' consents to use and to share."""
    choices = [list(product(FOLDED if ref in use else (None,), FOLDED if ref in share else (None,))) for ref in refs]
    return tuple(product(*choices))


def nothing(case: Case) -> tuple[Valuation, ...]:
    return consents_over(case.refs)


def use_of(case: Case, who: Iterable[str]) -> tuple[Valuation, ...]:
    return consents_over(case.refs, use=frozenset(who))


def share_of(case: Case, who: Iterable[str]) -> tuple[Valuation, ...]:
    return consents_over(case.refs, share=frozenset(who))


def both_of(case: Case, who: Iterable[str]) -> tuple[Valuation, ...]:
    return consents_over(case.refs, use=frozenset(who), share=frozenset(who))


def everything(case: Case, given: Iterable[str] = ()) -> Valuation:
    """One valuation: these persons gave both consents, the others none."""
    given = set(given)
    return tuple((Consent.GIVEN, Consent.GIVEN) if r in given else (Consent.NOT_ASKED,) * 2 for r in case.refs)


def _person(case: Case) -> tuple[str]:
    return (case.person.ref,)


def _namings(subjects: tuple[str, ...]) -> list[tuple[str, ...] | None]:
    """Left open, and every explicit choice."""
    return [None, *subsets(subjects)]


AUDIENCES = ((OPERATOR,), (OUTSIDER,), (OPERATOR, OUTSIDER), (GROUP,))


def shares(case: Case, bound: Bound) -> Iterator[Move]:
    """Passing information on: to whom, about whom by name, and with what a 支援会議 learned."""
    for subjects in subsets(case.refs)[1:]:
        for to in AUDIENCES:
            for named in _namings(subjects):
                who = share_of(case, subjects if named is None else named)
                yield Move(c.Share(to=to, subjects=subjects, identified=named, learned=()), who)
                yield Move(c.Share(to=to, subjects=subjects, identified=(), learned=named), who)
            yield Move(c.Share(to=to, subjects=subjects), share_of(case, subjects))
    yield Move(c.Emergency(kind=acts.EmergencyKind.POLICE, to=OUTSIDER, subjects=case.refs), nothing(case))


def referrals(case: Case, bound: Bound) -> Iterator[Move]:
    """Referring, by name or not."""
    for subjects in subsets(case.refs)[1:]:
        for to in AUDIENCES:
            for named in _namings(subjects):
                who = share_of(case, subjects if named is None else named)
                yield Move(c.Refer(to=to, subjects=subjects, identified=named), who)


def _whom(case: Case, kind: ConferenceKind, named: Iterable[str]) -> tuple[Valuation, ...]:
    """The consents on which naming these persons in that kind of conference depends, or what it leaves behind."""
    return both_of(case, named) if kind is JUSO else share_of(case, named)


def talks(case: Case, bound: Bound) -> Iterator[Move]:
    """Conferences to share: whom they name, when called and when held; who convenes; who attends."""
    for kind in KINDS:
        for subjects in subsets(case.refs)[1:]:
            for named in _namings(subjects):
                call = _call(kind, Occasion.SHARE, subjects, named)
                who = subjects if named is None else named
                yield Move(call, _whom(case, kind, () if kind is SUPPORT else who), then=_named_holds(bound))
    for convening in ((), (OPERATOR,), (SECTION, OPERATOR)):
        call = changed(_call(SUPPORT, Occasion.SHARE, case.refs, ()), convener=convening)
        yield Move(call, nothing(case), then=lambda after: ())
    for kind in (JUSO, OTHER):
        call = changed(_call(kind, Occasion.SHARE, case.refs, ()), convener=(OPERATOR,))
        yield Move(call, nothing(case), then=lambda after: ())


def _named_holds(bound: Bound) -> Callable[[Case], Iterator[Move]]:
    def holds(called: Case) -> Iterator[Move]:
        call = called.calls[-1]
        open_named = call.identified
        yield Move(_hold(None), _whom(called, call.kind, open_named))
        yield Move(c.CallOff(call=0), nothing(called))
        if open_named:
            # the explicit choices do not depend on whom the call named: tried once, for the call that named nobody
            return
        for named in subsets(call.subjects):
            yield Move(_hold(named), _whom(called, call.kind, named))
        if call.kind is SUPPORT:
            yield Move(changed(_hold(()), attendees=SILENT), nothing(called))
            yield Move(changed(_hold(()), attendees=OUTSIDE), nothing(called))
            if bound.two_audiences:
                for named in subsets(call.subjects):
                    yield Move(changed(_hold(named), attendees=GOOD_TOO), _whom(called, call.kind, named))
        else:
            yield Move(changed(_hold(()), attendees=OUTSIDE), nothing(called))

    return holds


def _call(
    kind: ConferenceKind,
    occasion: Occasion,
    subjects: tuple[str, ...],
    named: tuple[str, ...] | None = (),
    plan: str | None = None,
) -> c.CallConference:
    return c.CallConference(
        kind=kind, occasion=occasion, subjects=subjects, identified=named, convener=(SECTION,), plan=plan
    )


def _hold(named: tuple[str, ...] | None = (), outcome: acts.Outcome = acts.Outcome.NOTED) -> c.HoldConference:
    return c.HoldConference(call=0, attendees=GOOD, identified=named, outcome=outcome)


def _relevant(case: Case, slot: int) -> Plan | None:
    relevant = relevant_plans(case)
    return relevant[slot] if slot < len(relevant) else None


def _submitted(case: Case, slot: int) -> Plan | None:
    plan = _relevant(case, slot)
    return plan if plan is not None and plan.stage is PlanStage.SUBMITTED else None


def tables(slot: int, case: Case, bound: Bound) -> Iterator[Move]:
    """Conferences with a plan on the table that come to nothing: what the plan carries, to whom."""
    plan = _submitted(case, slot)
    if plan is None:
        return

    def noted(called: Case) -> Iterator[Move]:
        yield Move(_hold(), share_of(called, plan.learned))

    for kind in KINDS:
        for subjects in subsets(case.refs)[1:]:
            yield Move(_call(kind, Occasion.SHARE, subjects, (), PLAN[slot]), nothing(case), then=noted)


def deliberations(slot: int, case: Case, bound: Bound) -> Iterator[Move]:
    """Conferences that come to something on a plan: on which occasion, of which kind, about whom."""
    if _submitted(case, slot) is None:
        return
    for kind in KINDS:
        for occasion in Occasion:
            yield Move(_call(kind, occasion, case.refs, (), PLAN[slot]), nothing(case), then=_agreements)
        for occasion, subjects in product((Occasion.PLAN, Occasion.REPLAN), subsets(case.refs)[1:-1]):
            yield Move(_call(kind, occasion, subjects, (), PLAN[slot]), nothing(case), then=_agreements)
        yield Move(_call(kind, Occasion.PLAN, case.refs, (), PLAN[slot]), nothing(case), then=_rejections)


def _agreements(called: Case) -> Iterator[Move]:
    # agreement depends on the consents of the person only; the others give theirs, so that the plan may carry anything
    others = ((Consent.GIVEN, Consent.GIVEN),) * (len(called.refs) - 1)
    agreed = tuple((own, *others) for own in product(FOLDED, FOLDED))
    yield Move(_hold(outcome=acts.Outcome.AGREED), agreed)


def _rejections(called: Case) -> Iterator[Move]:
    yield Move(_hold(outcome=acts.Outcome.REJECTED), (everything(called), everything(called, called.refs)))


def closings(case: Case, bound: Bound) -> Iterator[Move]:
    """Conferences without a plan, on every occasion."""
    for kind in KINDS:
        for occasion in Occasion:
            for subjects in subsets(case.refs)[1:]:
                yield Move(_call(kind, occasion, subjects), nothing(case), then=_outcomes)


def _outcomes(called: Case) -> Iterator[Move]:
    free = called.calls[-1].occasion is Occasion.SHARE
    for outcome in (acts.Outcome.AGREED, acts.Outcome.REJECTED):
        yield Move(_hold(outcome=outcome), nothing(called) if free else both_of(called, _person(called)))


def returns(case: Case, bound: Bound) -> Iterator[Move]:
    """What gives the case back to where it came from, and ends drafts."""
    yield Move(c.Return(), nothing(case))
    for kind in KINDS:
        for occasion in (Occasion.SHARE, Occasion.CLOSURE, Occasion.INTERRUPTION):
            yield Move(_call(kind, occasion, case.refs), nothing(case), then=_back)


def _back(called: Case) -> Iterator[Move]:
    yield Move(_hold(outcome=acts.Outcome.BACK_TO_REFERRER), nothing(called))


def submissions(slot: int, case: Case, bound: Bound) -> Iterator[Move]:
    """Putting a plan to a conference, with what was learned."""
    if _relevant(case, slot) is not None:
        for kind in KINDS:
            for learned in _namings(case.refs):
                who = share_of(case, case.refs if learned is None else learned)
                yield Move(c.Submit(plan=PLAN[slot], kind=kind, learned=learned), who)


def reports(slot: int, case: Case, bound: Bound) -> Iterator[Move]:
    """Telling somebody of a plan: the municipality, or somebody else."""
    plan = _relevant(case, slot)
    if plan is not None:
        for to in ("@municipality", SECTION, OPERATOR, OUTSIDER):
            yield Move(c.Report(plan=PLAN[slot], to=to), share_of(case, plan.learned))


def decisions(slot: int, case: Case, bound: Bound) -> Iterator[Move]:
    """支援決定: by whose hand, in whose name."""
    plan = _relevant(case, slot)
    if plan is not None:
        for granted in (True, False):
            for decider, context in (
                (SECTION, MUNICIPAL),
                ("@municipality", MUNICIPAL),
                (OPERATOR, MUNICIPAL),
                (SECTION, CONTRACTOR),
            ):
                command = c.Decide(plan=PLAN[slot], decider=decider, granted=granted)
                yield Move(command, share_of(case, plan.learned), context)


def supports(slot: int, case: Case, bound: Bound) -> Iterator[Move]:
    """Support by a plan."""
    if _relevant(case, slot) is not None:
        yield Move(c.Support(plan=PLAN[slot]), use_of(case, _person(case)))


def evaluations(slot: int, case: Case, bound: Bound) -> Iterator[Move]:
    """Form 2-2."""
    if _relevant(case, slot) is not None:
        yield Move(c.Evaluate(plan=PLAN[slot]), nothing(case))


def drafts(slot: int, case: Case, bound: Bound) -> Iterator[Move]:
    """Drafting, with whatever may have been learned."""
    for content in bound.contents:
        if _may_draft(case, content.kind, slot, bound):
            for learned in subsets(case.refs):
                draft = c.Draft(content=content, about=_person(case), drafters=(OPERATOR,), learned=learned)
                # whether it is before consent depends on the person; what it may hold, on those it was learned about
                others = ((Consent.GIVEN, Consent.GIVEN),) * (len(case.refs) - 1)
                yield Move(draft, tuple(((own, Consent.GIVEN), *others) for own in FOLDED))
                if learned:
                    own = frozenset(learned)
                    before = tuple(
                        ((Consent.NOT_ASKED, first[1]), *rest) for first, *rest in consents_over(case.refs, share=own)
                    )
                    yield Move(draft, before)
                    yield Move(changed(draft, drafters=(OPERATOR, OUTSIDER)), before)


def _may_draft(case: Case, kind: PlanKind, slot: int, bound: Bound) -> bool:
    """Whether drafting keeps to the bound: one live plan, one successor of the plan that stands or was suspended."""
    relevant = relevant_plans(case)
    if any(p.content.kind is not kind for p in relevant):
        return False
    before = [p for p in relevant if in_effect(p) or p.stage is PlanStage.SUSPENDED]
    if any(in_effect(p) for p in before) and not bound.successor:
        return False
    return len(before) == slot


def applications(case: Case, bound: Bound) -> Iterator[Move]:
    """Assessing, answering, applying, consenting, and what changes nothing that a rule reads."""
    for form in (False, True):
        for handle in (False, True):
            yield Move(c.Assess(assessment=Assessment(), form_1_2=form, handle=handle), use_of(case, _person(case)))
    for accept in (True, False):
        yield Move(c.Answer(accept=accept), use_of(case, _person(case)))
    for ref in case.refs:
        yield Move(c.Apply(person=ref), use_of(case, case.refs))
    yield Move(c.Apply(agency=SECTION), use_of(case, _person(case)))
    for ref in case.refs:
        for consent in Consent:
            for flags in ({"use": consent}, {"share": consent}):
                yield Move(c.RecordConsent(of=ref, **flags), both_of(case, (ref,)), never_refused=True)
    for contact in acts.Contact:
        yield Move(c.Support(contact=contact), nothing(case))
    yield Move(c.Support(), use_of(case, _person(case)))
    same = changed(case.consultation, members=case.members)
    yield Move(c.Correct(consultation=same, corrects=1, why="-"), nothing(case))


def endings(case: Case, bound: Bound) -> Iterator[Move]:
    """Closing."""
    for lead in (None, OPERATOR):
        yield Move(c.Close(reason=acts.CloseReason.SOLVED, lead=lead), nothing(case))


def interruptions(case: Case, bound: Bound) -> Iterator[Move]:
    """Interrupting."""
    yield Move(c.Interrupt(), nothing(case))


def reopenings(case: Case, bound: Bound) -> Iterator[Move]:
    """Taking up again."""
    yield Move(c.Reopen(), use_of(case, _person(case)))


def services(case: Case, bound: Bound) -> Iterator[Move]:
    """Outreach and participation support."""
    for outreach in acts.OutreachAct:
        yield Move(c.Outreach(act=outreach), use_of(case, _person(case)))
    for act in acts.ParticipationAct:
        yield Move(c.Participate(act=act), nothing(case))


def _of_plan(moves: Callable[[int, Case, Bound], Iterator[Move]], reads: str, writes: str = "") -> tuple[Family, ...]:
    """The family for each of the two plans; ``#`` stands for the plan's number."""
    return tuple(
        Family(
            f"{moves.__name__} {slot}",
            partial(moves, slot),
            reads.replace("#", str(slot)),
            writes.replace("#", str(slot)),
            *((None, f"plan{slot}") if moves is drafts else (f"plan{slot}", None)),
        )
        for slot in range(len(PLAN))
    )


FAMILIES = (
    Family("shares", shares, "learned known"),
    Family("referrals", referrals, "phase known", "phase"),
    Family("talks", talks, "open learned known", "learned known"),
    Family("applications", applications, "phase applied", "phase applied"),
    *_of_plan(drafts, "phase outline learned known", "plan#"),
    *_of_plan(submissions, "running learned known plan#", "plan#"),
    *_of_plan(tables, "open learned known plan#"),
    *_of_plan(deliberations, "open carried plan# evaluated agreed", "plan0 plan1 told agreed"),
    *_of_plan(decisions, "running learned known plan# agreed", "plan0 plan1 told agreed"),
    *_of_plan(reports, "open learned known plan# told", "plan# told"),
    *_of_plan(supports, "phase plan#", "phase"),
    *_of_plan(evaluations, "open plan# agreed", "plan# agreed"),
    Family("closings", closings, "phase evaluated agreed", "agreed"),
    Family("returns", returns, "phase outline", "phase plan0 plan1"),
    Family("endings", endings, "phase standing outline told agreed engaged", "phase plan0 plan1 told agreed engaged"),
    Family("interruptions", interruptions, "to_interrupt engaged", "phase plan0 plan1 agreed engaged"),
    Family("reopenings", reopenings, "phase applied agreed", "phase agreed"),
    Family("services", services, "running offered engaged", "engaged"),
)
