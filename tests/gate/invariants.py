"""What must hold after every step, said in terms of who learns what and what comes about.

An invariant sees the case before, the events, the case after, who acted and what an observer remembers of the past. It
never asks a rule, nor any function that a rule uses; it reads facts only (consents, sessions, plans, events).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from juso_core.casework import acts
from juso_core.casework import events as e
from juso_core.casework.case import Case, OutreachState, ParticipationState, Phase, Plan, PlanStage
from juso_core.casework.law import Context
from juso_core.municipality.words import ConferenceKind, Consent, Includes, Occasion, PlanKind

SUPPORT, JUSO = ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE
SERVICES = frozenset({Includes.OUTREACH, Includes.PARTICIPATION})


class Memory(NamedTuple):
    """What an observer remembers of the collaboration plan that stands, beside what the case holds.

    ``closing``: after its evaluation a conference agreed to close; ``interruption``: a conference agreed to interrupt;
    ``reported``: the municipality was told of it.
    """

    closing: bool = False
    interruption: bool = False
    reported: bool = False


class Step(NamedTuple):
    """One command that was accepted: the case before and after it, its events, and who acted."""

    before: Case
    events: tuple[e.Event, ...]
    after: Case
    context: Context
    memory: Memory


def remember(step: Step) -> Memory:
    """Return what the observer remembers after the step."""
    memory, before, after = step.memory, step.before, step.after
    for event in step.events:
        match event:
            case e.ConferenceHeld(outcome=acts.Outcome.AGREED):
                call = before.call(event.call)
                if not _deliberates(before, call.kind):
                    continue
                plan = standing_plan(before)
                if call.occasion is Occasion.CLOSURE and plan is not None and plan.evaluated:
                    memory = memory._replace(closing=True)
                if call.occasion is Occasion.INTERRUPTION:
                    memory = memory._replace(interruption=True)
            case e.PlanEvaluated():
                memory = memory._replace(closing=False)
            case e.PlanReported():
                plan = standing_plan(before)
                if plan is not None and plan.id == event.plan and event.to in step.context.setting.municipal:
                    memory = memory._replace(reported=True)
            case e.Interrupted():
                memory = memory._replace(closing=False, interruption=False)
            case e.Reopened():
                memory = memory._replace(closing=False)
            case e.Closed():
                memory = Memory()
    if before.plans is after.plans:
        return memory
    was, now = standing_plan(before), standing_plan(after)
    if now is not None and (was is None or was.id != now.id):
        memory = Memory()
    return memory


def in_effect(plan: Plan) -> bool:
    """Agreed in a conference and, with outreach or participation in it, decided on (manual: 6 6)(4))."""
    return plan.stage is PlanStage.AGREED and (plan.decided or not plan.content.includes & SERVICES)


def standing_plan(case: Case) -> Plan | None:
    """The collaboration plan in effect, or the one that an interruption suspended."""
    mac = [p for p in case.plans if p.content.kind is PlanKind.MAC]
    effective = [p for p in mac if in_effect(p)]
    suspended = [p for p in mac if p.stage is PlanStage.SUSPENDED and p.id == case.interrupted_plan]
    return next(iter([*reversed(effective), *suspended]), None)


def _shares(case: Case, ref: str) -> bool:
    return case.member(ref).consent.share is Consent.GIVEN


def _both(case: Case, ref: str) -> bool:
    return _shares(case, ref) and case.member(ref).consent.use is Consent.GIVEN


def _named_before(case: Case, ref: str, audience: tuple[str, ...]) -> bool:
    """Everybody in the audience sat in one 支援会議 in which this person was named; a word for a group is nobody."""
    somebody = bool(audience) and not any(who.startswith(("@", "other:", "function:")) for who in audience)
    return somebody and any(
        s.kind is SUPPORT and ref in s.identified and set(audience) <= s.members for s in case.sessions
    )


def _secret(case: Case, ref: str) -> bool:
    """Something was learned about this person in a 支援会議, and they do not consent to sharing now."""
    named = any(s.kind is SUPPORT and ref in s.identified for s in case.sessions)
    return named and not _shares(case, ref)


def _deliberates(case: Case, kind: ConferenceKind) -> bool:
    """A 重層的支援会議 always; a 支援会議 while the person has not given both consents."""
    return kind is JUSO or (kind is SUPPORT and not _both(case, case.person.ref))


def identity(step: Step) -> Iterator[str]:
    """Nobody is named outside one 支援会議 about them unless they consent to sharing at that moment."""
    for event in step.events:
        match event:
            case e.Referred() | e.InformationShared():
                for ref in event.identified:
                    if not _shares(step.before, ref) and not _named_before(step.before, ref, event.to):
                        yield f"{ref} is named to {', '.join(event.to)}"
            case e.ConferenceCalled(kind=kind) if kind not in (SUPPORT, JUSO):
                for ref in event.identified:
                    if not _shares(step.before, ref):
                        yield f"{ref} is named in the call of a {kind.en}"
            case e.ConferenceHeld():
                call = step.before.call(event.call)
                for ref in event.identified:
                    if ref not in call.subjects:
                        yield f"{ref} is named in a conference that is not about them"
                    elif call.kind not in (SUPPORT, JUSO) and not _shares(step.before, ref):
                        yield f"{ref} is named in a {call.kind.en}"


def juso_conference(step: Step) -> Iterator[str]:
    """A 重層的支援会議 names only those who now consent to use and to sharing."""
    for event in step.events:
        kind = None
        if isinstance(event, e.ConferenceCalled):
            kind = event.kind
        elif isinstance(event, e.ConferenceHeld):
            kind = step.before.call(event.call).kind
        if kind is JUSO:
            for ref in event.identified:
                if not _both(step.before, ref):
                    yield f"{ref} is named in a juso conference without both consents"


def convener(step: Step) -> Iterator[str]:
    """A 支援会議 is convened by the municipality and by nobody else."""
    for event in step.events:
        if isinstance(event, e.ConferenceCalled) and event.kind is SUPPORT:
            outside = set(event.convener) - step.context.setting.municipal
            if outside or not event.convener:
                yield f"a support conference is convened by {', '.join(sorted(outside)) or 'nobody'}"


def confidentiality(step: Step) -> Iterator[str]:
    """Nobody sits in a 支援会議 whose duty of confidentiality is not recorded."""
    for event in step.events:
        if isinstance(event, e.ConferenceHeld) and step.before.call(event.call).kind is SUPPORT:
            for attendee in event.attendees:
                if not attendee.confidentiality:
                    yield f"{attendee.who} sits in a support conference without confidentiality"
            if step.after.sessions[-1].members != {a.who for a in event.attendees}:
                yield "the session does not hold who attended"


def secrecy(step: Step) -> Iterator[str]:
    """What was learned in a 支援会議 reaches nobody outside it before consent.

    The exception: an outreach plan made before consent, on the table of a 支援会議.
    """
    before = step.before
    for event in step.events:
        match event:
            case e.InformationShared():
                for ref in event.learned:
                    if _secret(before, ref) and not _named_before(before, ref, event.to):
                        yield f"what was learned about {ref} goes to {', '.join(event.to)}"
            case e.PlanSubmitted():
                if not _may_carry(before.plan(event.plan), event.kind):
                    for ref in event.learned:
                        if _secret(before, ref):
                            yield f"plan {event.plan} carries what was learned about {ref} into a {event.kind.en}"
            case e.ConferenceHeld():
                call = before.call(event.call)
                if call.plan is not None and not _may_carry(before.plan(call.plan), call.kind):
                    for ref in before.plan(call.plan).learned:
                        if _secret(before, ref):
                            yield f"what was learned about {ref} is on the table of a {call.kind.en}"


def _may_carry(plan: Plan, kind: ConferenceKind) -> bool:
    return plan.before_consent and plan.content.kind is PlanKind.OUTREACH and kind is SUPPORT


def secrecy_table(step: Step) -> Iterator[str]:
    """What was learned about somebody in a 支援会議 is on the table only of a 支援会議 about them."""
    for event in step.events:
        if isinstance(event, e.ConferenceHeld):
            call = step.before.call(event.call)
            for ref in step.before.plan(call.plan).learned if call.plan is not None else ():
                if _secret(step.before, ref) and ref not in call.subjects:
                    yield f"what was learned about {ref} is on the table of a conference that is not about them"


def secrecy_plan(step: Step) -> Iterator[str]:
    """Whoever drafts a plan, decides on it or is told of it learns from it only what they heard themselves, where it
    holds what was learned in a 支援会議.
    """
    for event in step.events:
        match event:
            case e.PlanDrafted():
                learned, seen_by = event.learned, event.drafters
            case e.PlanReported():
                learned, seen_by = step.before.plan(event.plan).learned, (event.to,)
            case e.PlanDecided():
                learned = step.before.plan(event.plan).learned
                seen_by = (event.decider, step.context.actor.agency)
            case _:
                continue
        for ref in learned:
            if _secret(step.before, ref) and not _named_before(step.before, ref, seen_by):
                yield f"what was learned about {ref} reaches {', '.join(seen_by)} by a plan"


def origin(step: Step) -> Iterator[str]:
    """Whoever was named in a 支援会議 without consenting to sharing is marked from then on."""
    for event in step.events:
        if isinstance(event, e.ConferenceHeld) and step.before.call(event.call).kind is SUPPORT:
            for ref in event.identified:
                if not _shares(step.before, ref) and not step.after.member(ref).learned:
                    yield f"{ref} is not marked as spoken of in a support conference"
    for member in step.before.members:
        if member.learned and not step.after.member(member.ref).learned:
            yield f"the mark of {member.ref} is lost"


def application(step: Step) -> Iterator[str]:
    """No form 1-2 before form 1-1 of the person, nor once they have taken back their consent to use; and nobody counts
    as an applicant who did not apply.
    """
    person = step.before.person
    for event in step.events:
        if isinstance(event, e.Assessed) and event.form_1_2:
            if person.ref not in step.before.applied:
                yield "form 1-2 before the application"
            elif person.consent.use is not Consent.GIVEN:
                yield "form 1-2 without consent to use"
    applicants = {event.person for event in step.events if isinstance(event, e.ApplicationReceived)}
    if step.after.applied - step.before.applied - applicants:
        yield "somebody counts as an applicant who did not apply"


def consents(step: Step) -> Iterator[str]:
    """A consent comes about by being recorded, or by form 1-1 (to use), and in no other way."""
    recorded = {event.of for event in step.events if isinstance(event, e.ConsentRecorded)}
    applied = {event.person for event in step.events if isinstance(event, e.ApplicationReceived)}
    for member in step.after.members:
        if member.ref in recorded:
            continue
        old = next((m.consent for m in step.before.members if m.ref == member.ref), None)
        was = (old.use, old.share) if old else (Consent.NOT_ASKED, Consent.NOT_ASKED)
        now = (member.consent.use, member.consent.share)
        if now != was and not (member.ref in applied and now == (Consent.GIVEN, was[1])):
            yield f"the consents of {member.ref} changed though none was recorded"


def agreement(step: Step) -> Iterator[str]:
    """A plan becomes agreed only in a conference of its occasion and of the right kind."""
    old = {p.id: p for p in step.before.plans}
    for plan in step.after.plans:
        if plan.stage is not PlanStage.AGREED or (plan.id in old and old[plan.id].stage is PlanStage.AGREED):
            continue
        held = [event for event in step.events if isinstance(event, e.ConferenceHeld)]
        calls = [step.before.call(h.call) for h in held if h.outcome is acts.Outcome.AGREED]
        occasion = Occasion.REPLAN if plan.successor_of else Occasion.PLAN
        if not any(c.plan == plan.id and c.occasion is occasion and _deliberates(step.before, c.kind) for c in calls):
            yield f"plan {plan.id} becomes agreed outside a conference on it"


def agreement_subject(step: Step) -> Iterator[str]:
    """A conference that agrees to a plan is about somebody whom the plan is about; one that agrees to the end or the
    interruption of a case is about the person the case is about.
    """
    for event in step.events:
        if isinstance(event, e.ConferenceHeld) and event.outcome is acts.Outcome.AGREED:
            call = step.before.call(event.call)
            if call.plan is not None:
                concerned = set(step.before.plan(call.plan).about)
            elif call.occasion in (Occasion.CLOSURE, Occasion.INTERRUPTION):
                concerned = {step.before.person.ref}
            else:
                continue
            if concerned and not concerned & set(call.subjects):
                yield f"a conference about {', '.join(call.subjects)} agrees on what concerns others"


def services(step: Step) -> Iterator[str]:
    """No service by a plan that needs a decision and has none, or without a plan.

    Services are: support by a plan, matching and retention, outreach that begins while the person consents to use.
    """
    before = step.before
    for event in step.events:
        match event:
            case e.SupportGiven(plan=str() as plan_id) if not in_effect(before.plan(plan_id)):
                yield f"support by plan {plan_id}, which is not in effect"
            case e.ParticipationDone(act=acts.ParticipationAct.MATCHING | acts.ParticipationAct.RETENTION):
                if not _in_some_plan(before, Includes.PARTICIPATION):
                    yield f"{event.act.en} without a plan in effect"
            case e.OutreachDone(act=acts.OutreachAct.BEGUN) if before.person.consent.use is Consent.GIVEN:
                if not _in_some_plan(before, Includes.OUTREACH):
                    yield "outreach begins after consent without a plan in effect"
    if step.after.phase is Phase.SUPPORTING and before.phase is not Phase.SUPPORTING:
        plan = standing_plan(before)
        if plan is None or not in_effect(plan):
            yield "the case is in support without a collaboration plan in effect"


def _in_some_plan(case: Case, includes: Includes) -> bool:
    return any(in_effect(p) and includes in p.content.includes for p in case.plans)


def decision(step: Step) -> Iterator[str]:
    """支援決定 is taken by the municipality, by its own hand, and nothing else makes a plan decided."""
    granted = set()
    for event in step.events:
        if isinstance(event, e.PlanDecided):
            for who in (event.decider, step.context.actor.agency):
                if who not in step.context.setting.municipal:
                    yield f"{who} takes the support decision"
            if event.granted:
                granted.add(event.plan)
    old = {p.id for p in step.before.plans if p.decided}
    for plan in step.after.plans:
        if plan.decided and plan.id not in old and plan.id not in granted:
            yield f"plan {plan.id} counts as decided without a decision"


def closing(step: Step) -> Iterator[str]:
    """With a collaboration plan, no closing without evaluation, a conference that agreed to it, and a lead."""
    for event in step.events:
        plan = standing_plan(step.before)
        if isinstance(event, e.Closed) and plan is not None:
            if not plan.evaluated:
                yield "closed without evaluation"
            if Occasion.CLOSURE not in step.before.agreed:
                yield "closed without a conference on closure"
            if not event.lead:
                yield "closed without a lead"
            if not plan.reported and not plan.content.includes & SERVICES:
                yield "closed without the report of the plan"


def closing_order(step: Step) -> Iterator[str]:
    """The conference that agrees to a closing comes after the evaluation of the plan that stands then."""
    for event in step.events:
        if isinstance(event, e.Closed) and standing_plan(step.before) is not None and not step.memory.closing:
            yield "the conference on closure was held before this plan was evaluated"


def report(step: Step) -> Iterator[str]:
    """A collaboration plan without outreach and participation was reported to the municipality before closing."""
    for event in step.events:
        plan = standing_plan(step.before)
        if not isinstance(event, e.Closed) or plan is None or step.memory.reported:
            continue
        if not plan.content.includes & SERVICES:
            yield "the plan was not reported to the municipality"


def interruption(step: Step) -> Iterator[str]:
    """No interruption without its conference; it suspends plans and services."""
    for event in step.events:
        if isinstance(event, e.Interrupted):
            if not step.memory.interruption:
                yield "interrupted without a conference on it"
            if any(p.live for p in step.after.plans):
                yield "a plan is live while the case is interrupted"
            if step.after.outreach in (OutreachState.BEFORE_CONSENT, OutreachState.AFTER_CONSENT):
                yield "outreach runs while the case is interrupted"
            if step.after.participation in (ParticipationState.MATCHING, ParticipationState.RETENTION):
                yield "participation support runs while the case is interrupted"


INVARIANTS: dict[str, Callable[[Step], Iterator[str]]] = {
    one.__name__: one
    for one in (
        identity,
        juso_conference,
        convener,
        confidentiality,
        secrecy,
        secrecy_table,
        secrecy_plan,
        origin,
        application,
        consents,
        agreement,
        agreement_subject,
        services,
        decision,
        closing,
        closing_order,
        report,
        interruption,
    )
}


def violated(step: Step) -> Iterator[tuple[str, str]]:
    """Yield the name of each invariant that the step breaks, and what is wrong."""
    for name, one in INVARIANTS.items():
        for what in one(step):
            yield name, what
