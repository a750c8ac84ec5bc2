"""``evolve(case, event) -> Case``: what each event does to a case. One small function an event."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from juso_core.casework import events as e
from juso_core.casework.case import (
    Call,
    Case,
    OutreachState,
    ParticipationState,
    Phase,
    Plan,
    PlanStage,
    Session,
)
from juso_core.casework.changing import changed, finished
from juso_core.casework.facts import Consents, HouseholdMember
from juso_core.municipality.words import ConferenceKind, Consent, Occasion, PlanKind

__all__ = ["evolve", "fold", "opened", "without_consent"]


def opened(case_id: str, municipality: str, event: e.ConsultationReceived) -> Case:
    """Return the case that a first consultation opens."""
    return Case(
        id=case_id,
        municipality=municipality,
        seq=1,
        consultation=event.consultation,
        members=event.consultation.members,
        agency=event.agency,
        window=event.window,
    )


def fold(case_id: str, municipality: str, events: Iterable[e.Event]) -> Case:
    """Return the case that ``events`` make; raises ValueError when the first of them is no consultation."""
    first, *rest = events
    if not isinstance(first, e.ConsultationReceived):
        raise ValueError(f"a case begins with a consultation, not with {type(first).__name__}")
    return reduce(evolve, rest, opened(case_id, municipality, first))


def evolve(case: Case, event: e.Event) -> Case:
    """Return the case after ``event``."""
    after = _CHANGES[type(event)](case, event)
    return changed(case, seq=case.seq + 1) if after is case else finished(after, "seq", case.seq + 1)


def without_consent(member: HouseholdMember) -> HouseholdMember:
    """Return a member as nothing is known of their consent: consents are events of their own."""
    return changed(member, consent=Consents(), learned=False)


def _assessed(case: Case, event: e.Assessed) -> Case:
    planning = event.form_1_2 and case.phase is Phase.ASSESSING
    return changed(
        case,
        assessment=event.assessment,
        local_class=event.local_class or case.local_class,
        phase=Phase.PLANNING if planning else case.phase,
    )


def _handled(case: Case, event: e.HandledByAgency) -> Case:
    return changed(case, phase=Phase.HANDLING)


def _referred(case: Case, event: e.Referred) -> Case:
    return changed(
        case, phase=Phase.REFERRED, referrer=event.by, receivers=event.to, accepted=False, agency_applied=False
    )


def _answered(case: Case, event: e.ReferralAnswered) -> Case:
    if not event.accepted:
        return changed(case, phase=Phase.RETURNED)
    waiting = Phase.REFERRED if case.uses else Phase.PRECONSENT
    return changed(case, phase=waiting, accepted=True)


def _returned(case: Case, event: e.ReturnedToReferrer) -> Case:
    return changed(_without_drafts(case), phase=Phase.RETURNED, accepted=False)


def _applied(case: Case, event: e.ApplicationReceived) -> Case:
    if event.person is None:  # An agency's application is nobody's consent: the case waits for the person's own.
        return changed(case, agency_applied=True)
    case = _with_consent(case, event.person, use=Consent.GIVEN)
    case = changed(case, applied=case.applied | {event.person})
    waiting = case.accepted and case.phase in (Phase.REFERRED, Phase.PRECONSENT)
    return changed(case, phase=Phase.ASSESSING) if waiting and case.uses else case


def _consented(case: Case, event: e.ConsentRecorded) -> Case:
    return _with_consent(case, event.of, use=event.use, share=event.share)


def _with_consent(case: Case, ref: str, use: Consent | None = None, share: Consent | None = None) -> Case:
    return changed(case, members=tuple(m.consenting(use, share) if m.ref == ref else m for m in case.members))


def _called(case: Case, event: e.ConferenceCalled) -> Case:
    call = Call(
        number=event.call,
        meeting=event.meeting,
        kind=event.kind,
        occasion=event.occasion,
        subjects=event.subjects,
        identified=event.identified,
        convener=event.convener,
        members=event.members,
        plan=event.plan,
    )
    return changed(case, calls=(*case.calls, call), called=event.call)


def _not_held(case: Case, event: e.ConferenceNotHeld) -> Case:
    return changed(case, calls=tuple(call for call in case.calls if call.number != event.call))


def _held(case: Case, event: e.ConferenceHeld) -> Case:
    call = case.call(event.call)
    without = tuple(ref for ref in event.identified if case.member(ref).consent.share is not Consent.GIVEN)
    session = Session(
        number=call.number,
        meeting=call.meeting,
        kind=call.kind,
        occasion=call.occasion,
        subjects=call.subjects,
        identified=event.identified,
        without_consent=without,
        members=frozenset(attendee.who for attendee in event.attendees),
        outcome=event.outcome,
        plan=call.plan,
    )
    secret = event.identified if call.kind is ConferenceKind.SUPPORT_CONFERENCE else ()
    case = changed(
        case,
        calls=tuple(open_call for open_call in case.calls if open_call is not call),
        sessions=(*case.sessions, session),
        members=tuple(changed(m, learned=True) if m.ref in secret else m for m in case.members),
    )
    return _come_to(case, session)


def _come_to(case: Case, session: Session) -> Case:
    if session.outcome is e.Outcome.BACK_TO_REFERRER:
        return changed(_without_drafts(case), phase=Phase.HANDLING, accepted=False)
    if session.outcome is e.Outcome.AGREED and session.occasion in (Occasion.CLOSURE, Occasion.INTERRUPTION):
        return changed(case, agreed=case.agreed | {session.occasion})
    return case


def _without_drafts(case: Case) -> Case:
    """End the plans that no conference has agreed to: what they were drafted for has gone elsewhere."""
    unfinished = (PlanStage.DRAFT, PlanStage.SUBMITTED)
    return changed(
        case,
        plans=tuple(changed(p, stage=PlanStage.ENDED) if p.stage in unfinished else p for p in case.plans),
    )


def _drafted(case: Case, event: e.PlanDrafted) -> Case:
    plan = Plan(
        id=event.plan,
        content=event.content,
        about=event.about,
        drafters=event.drafters,
        before_consent=event.before_consent,
        learned=event.learned,
        successor_of=event.successor_of,
    )
    return changed(case, plans=(*(p for p in case.plans if p.id != plan.id), plan))


def _with_plan(case: Case, plan_id: str, **changes: Any) -> Case:
    return changed(case, plans=tuple(changed(p, **changes) if p.id == plan_id else p for p in case.plans))


def _submitted(case: Case, event: e.PlanSubmitted) -> Case:
    return _with_plan(case, event.plan, stage=PlanStage.SUBMITTED, submitted_to=event.kind, learned=event.learned)


def _deliberated(case: Case, event: e.PlanDeliberated) -> Case:
    stage = PlanStage.AGREED if event.agreed else PlanStage.DRAFT
    return _in_effect(_with_plan(case, event.plan, stage=stage), event.plan)


def _decided(case: Case, event: e.PlanDecided) -> Case:
    if not event.granted:
        return _with_plan(case, event.plan, stage=PlanStage.DRAFT)
    return _in_effect(_with_plan(case, event.plan, decided=True), event.plan)


def _in_effect(case: Case, plan_id: str) -> Case:
    """When a plan has become final, end the one that it follows; what was agreed before it is used up."""
    plan = case.plan(plan_id)
    if not plan.final:
        return case
    if plan.successor_of is not None:
        case = _with_plan(case, plan.successor_of, stage=PlanStage.SUPERSEDED)
    return changed(case, agreed=frozenset()) if plan.content.kind is PlanKind.MAC else case


def _reported(case: Case, event: e.PlanReported) -> Case:
    return _with_plan(case, event.plan, reported=True)


def _supported(case: Case, event: e.SupportGiven) -> Case:
    begins = (
        event.plan is not None and case.plan(event.plan).content.kind is PlanKind.MAC and case.phase is Phase.PLANNING
    )
    return changed(case, phase=Phase.SUPPORTING) if begins else case


def _contact(case: Case, event: e.ContactChanged) -> Case:
    return changed(case, contact=event.contact)


def _outreach(case: Case, event: e.OutreachDone) -> Case:
    if event.act is e.OutreachAct.BEGUN:
        begun = OutreachState.BEFORE_CONSENT if event.before_consent else OutreachState.AFTER_CONSENT
        return changed(case, outreach=begun)
    if event.act is e.OutreachAct.ENDED:
        return changed(case, outreach=OutreachState.ENDED)
    return case


_PARTICIPATION = {
    e.ParticipationAct.CONTACT: ParticipationState.CONTACT,
    e.ParticipationAct.MATCHING: ParticipationState.MATCHING,
    e.ParticipationAct.RETENTION: ParticipationState.RETENTION,
    e.ParticipationAct.ENDED: ParticipationState.ENDED,
}


def _participation(case: Case, event: e.ParticipationDone) -> Case:
    return changed(case, participation=_PARTICIPATION[event.act])


def _evaluated(case: Case, event: e.PlanEvaluated) -> Case:
    """A conference that agreed to closing before had no evaluation before it: it does not count."""
    return changed(_with_plan(case, event.plan, evaluated=True), agreed=case.agreed - {Occasion.CLOSURE})


def _closed(case: Case, event: e.Closed) -> Case:
    return changed(
        case,
        phase=Phase.CLOSED,
        post_closure_lead=event.lead,
        calls=(),
        agreed=frozenset(),
        plans=tuple(
            changed(p, stage=PlanStage.ENDED) if p.live or p.stage is PlanStage.SUSPENDED else p for p in case.plans
        ),
        outreach=case.outreach if case.outreach is OutreachState.NONE else OutreachState.ENDED,
        participation=(
            case.participation if case.participation is ParticipationState.NONE else ParticipationState.ENDED
        ),
    )


def _interrupted(case: Case, event: e.Interrupted) -> Case:
    standing = [p.id for p in case.plans if p.final and p.content.kind is PlanKind.MAC]
    outreach_runs = case.outreach in (OutreachState.BEFORE_CONSENT, OutreachState.AFTER_CONSENT)
    participation_runs = case.participation not in (ParticipationState.NONE, ParticipationState.ENDED)
    return changed(
        case,
        phase=Phase.INTERRUPTED,
        calls=(),
        agreed=frozenset(),
        interrupted_plan=standing[-1] if standing else case.interrupted_plan,
        plans=tuple(changed(p, stage=PlanStage.SUSPENDED) if p.live else p for p in case.plans),
        outreach=OutreachState.SUSPENDED if outreach_runs else case.outreach,
        participation=ParticipationState.SUSPENDED if participation_runs else case.participation,
    )


def _reopened(case: Case, event: e.Reopened) -> Case:
    return changed(
        case,
        phase=_phase_again(case),
        agreed=frozenset(),
        post_closure_lead=None,
        contact=None,
    )


def _phase_again(case: Case) -> Phase:
    """Where a case goes on: with collaboration if that had taken it in, otherwise with the agency."""
    if not case.accepted:
        return Phase.HANDLING
    return Phase.ASSESSING if case.uses and case.person.ref in case.applied else Phase.PRECONSENT


def _unchanged(case: Case, event: e.Event) -> Case:
    return case


def _corrected(case: Case, event: e.Corrected) -> Case:
    now = {m.ref: m for m in case.members}
    members = tuple(
        changed(m, consent=now[m.ref].consent, learned=now[m.ref].learned) if m.ref in now else without_consent(m)
        for m in event.consultation.members
    )
    return changed(case, consultation=event.consultation, members=members)


_CHANGES: dict[type[e.Event], Callable[[Case, Any], Case]] = {
    e.Assessed: _assessed,
    e.HandledByAgency: _handled,
    e.Referred: _referred,
    e.ReferralAnswered: _answered,
    e.ReturnedToReferrer: _returned,
    e.ApplicationReceived: _applied,
    e.ConsentRecorded: _consented,
    e.InformationShared: _unchanged,
    e.ConferenceCalled: _called,
    e.ConferenceHeld: _held,
    e.ConferenceNotHeld: _not_held,
    e.PlanDrafted: _drafted,
    e.PlanSubmitted: _submitted,
    e.PlanDeliberated: _deliberated,
    e.PlanDecided: _decided,
    e.PlanReported: _reported,
    e.SupportGiven: _supported,
    e.ContactChanged: _contact,
    e.OutreachDone: _outreach,
    e.ParticipationDone: _participation,
    e.PlanEvaluated: _evaluated,
    e.Closed: _closed,
    e.Interrupted: _interrupted,
    e.Reopened: _reopened,
    e.EmergencyTold: _unchanged,
    e.Corrected: _corrected,
}
