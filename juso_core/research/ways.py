"""The way that a case goes when everybody does what they are advised to do.

One function for each place where a case can stand, and one for each thing that can happen later. ``may`` is followed
where several agencies are needed: what a municipality leaves open is then walked, so that it can be seen. Where a
single service would do, a plan of that service alone is made (manual: 6 6)(4), pattern A).
"""

from collections.abc import Callable, Iterable

from attrs import evolve

from juso_core import choices
from juso_core.advice import Advice, advise_approval, advise_convening, advise_escalation
from juso_core.casework import commands as c
from juso_core.casework.acts import Attendee, CloseReason, Contact, Outcome, OutreachAct, ParticipationAct
from juso_core.casework.case import OutreachState, ParticipationState, Phase, Plan, PlanStage
from juso_core.casework.decisions import Approval, Convening, Escalation, operator_not_named
from juso_core.casework.facts import EscalationStage, PlanContent
from juso_core.casework.groups import conference_groups
from juso_core.municipality.words import (
    ConferenceKind,
    Consent,
    Function,
    Includes,
    Level,
    Occasion,
    PlanKind,
)
from juso_core.research.turns import StepKind
from juso_core.research.walker import MUNICIPALITY, Walker

__all__ = ["again", "ask_closure", "ask_interruption", "ask_reopening", "change_contact", "consent", "onward"]

_MAC = operator_not_named(Function.MULTI_AGENCY_COLLABORATION)
_FOLLOWED = (Level.YES, Level.MAY)
_CONFERENCE = ("kind", "convener", "members", "cadence")
_SERVICE = {PlanKind.OUTREACH: Includes.OUTREACH, PlanKind.PARTICIPATION: Includes.PARTICIPATION}


def onward(walker: Walker) -> None:
    """Go on from where the case stands until nothing more follows by itself."""
    _ONWARD.get(walker.case.phase, _stay)(walker)


def _stay(walker: Walker) -> None:
    """Nothing follows by itself."""


# -- with the agency ------------------------------------------------------------------------------------------------


def _at_window(walker: Walker) -> None:
    """The agency assesses, and refers the case or goes on itself."""
    case, place = walker.case, walker.place
    assert case.assessment is not None, "a case file says what was found"
    advice = advise_escalation(place.givers, case, EscalationStage.AT_WINDOW, place.structure)
    mac = advice.decision.mac
    goes = mac is Level.YES or (mac is Level.MAY and _needs_several(walker))
    asked = ("mac", "receivers") if goes else ("mac",)
    walker.turn(StepKind.ESCALATE, EscalationStage.AT_WINDOW, advice=advice, asked=asked)
    handle = None if mac is None else not goes
    settled = choices.assessing(advice, case.assessment, at_window=True, handle=handle)
    walker.do(settled.command, case.agency)
    if not goes:
        if mac is not None:
            _alone(walker)
        return
    explained = case.person.consent.use is Consent.GIVEN
    referral = choices.referring(case, advice, by=case.agency, explained=explained, agreed=explained)
    # A referral that nobody is said to take goes to the operator that the source does not name.
    if walker.do(evolve(referral.command, to=referral.command.to or (_MAC,)), case.agency):
        _at_mac(walker)


def _needs_several(walker: Walker) -> bool:
    found = walker.case.assessment
    return found is None or found.agencies_needed != 1 or Includes.OTHER in found.wants


def _alone(walker: Walker) -> None:
    """The agency goes on itself; a service of the programme may still be wanted, by a plan of its own."""
    wants = walker.case.assessment.wants if walker.case.assessment else frozenset()
    if Includes.OUTREACH in wants:
        _service(walker, PlanKind.OUTREACH)
    if Includes.PARTICIPATION in wants:
        _service(walker, PlanKind.PARTICIPATION)


# -- with multi-agency collaboration ----------------------------------------------------------------------------------


def _at_mac(walker: Walker) -> None:
    """Collaboration takes the case in, unless the municipality itself says no; who has consented, applies."""
    advice = _collaboration(walker)
    answer = choices.answering(advice).command
    walker.do(answer, _receiver(walker))
    if not answer.accept:
        _alone(walker)
        return
    if walker.case.uses:
        _apply(walker, advice.decision.applicant)
    onward(walker)


def _collaboration(walker: Walker) -> Advice[Escalation]:
    place = walker.place
    advice = advise_escalation(place.givers, walker.case, EscalationStage.AT_MAC, place.structure)
    walker.turn(StepKind.ESCALATE, EscalationStage.AT_MAC, advice=advice, asked=("applicant", "form"))
    return advice


def _apply(walker: Walker, applicant: str | None) -> None:
    """Form 1-1; where an agency applies, its application comes first and is nobody's consent."""
    case = walker.case
    if applicant == "agency":
        walker.do(c.Apply(agency=case.referrer or case.agency), case.referrer or case.agency)
    walker.do(c.Apply(person=case.person.ref), _receiver(walker))


def _receiver(walker: Walker) -> str:
    return walker.case.receivers[0] if walker.case.receivers else _MAC


def _without_consent(walker: Walker) -> None:
    """Before consent: the conference talks about everybody, and outreach looks for a way to the person."""
    _share(walker, walker.case.refs)
    place = walker.place
    stage = EscalationStage.IN_CONFERENCE
    advice = advise_escalation(place.givers, walker.case, stage, place.structure)
    walker.turn(StepKind.ESCALATE, stage, advice=advice)
    if advice.decision.outreach in _FOLLOWED and walker.case.outreach is OutreachState.NONE:
        _service(walker, PlanKind.OUTREACH)
    content = _content(walker, PlanKind.MAC)
    approval = _approval(walker, content)
    if approval.stated("drafters"):
        # Some plan whether or not the person has consented; the gate lets nobody draft before the application.
        walker.turn(StepKind.APPROVE, PlanKind.MAC, (), approval, _asked_of_plan(content), content)


def _assessing(walker: Walker) -> None:
    """Form 1-2 after the application, then the plan."""
    found = walker.case.assessment
    assert found is not None, "a case file says what was found"
    if walker.do(c.Assess(assessment=found, form_1_2=True), _receiver(walker)):
        onward(walker)


def _planning(walker: Walker) -> None:
    """A collaboration plan where several agencies work or other support is wanted, else that of the service alone."""
    wants = walker.case.assessment.wants if walker.case.assessment else frozenset()
    if not walker.case.uses:
        return
    if _needs_several(walker) or not wants:
        if not _stands(walker, PlanKind.MAC):
            _plan(walker, _content(walker, PlanKind.MAC))
        return
    for kind, service in _SERVICE.items():
        if service in wants and not _stands(walker, kind):
            _service(walker, kind)


def _stands(walker: Walker, kind: PlanKind) -> bool:
    """Whether a plan of that kind, made with consent, is in effect."""
    return any(plan.content.kind is kind and plan.final and not plan.before_consent for plan in walker.case.plans)


def _content(walker: Walker, kind: PlanKind) -> PlanContent:
    wants = walker.case.assessment.wants if walker.case.assessment else frozenset()
    if kind is PlanKind.MAC:
        return PlanContent(kind, {*wants, Includes.OTHER})
    return PlanContent(kind, {_SERVICE[kind]})


# -- plans ------------------------------------------------------------------------------------------------------------


def _approval(walker: Walker, content: PlanContent) -> Advice[Approval]:
    return advise_approval(walker.place.givers, walker.case, content, walker.place.structure)


def _asked_of_plan(content: PlanContent) -> tuple[str, ...]:
    return ("drafters", "deliberated_in", "decider" if content.needs_decision else "informed")


def _service(walker: Walker, kind: PlanKind) -> None:
    """A plan of one service: before consent outreach may begin without any conference (manual: 6 4)(4)①)."""
    content = _content(walker, kind)
    advice = _approval(walker, content)
    consented = walker.case.uses
    if kind is PlanKind.OUTREACH and not consented and not advice.stated("deliberated_in"):
        plan = _drafted(walker, content, advice)
        if plan is not None:
            _serve(walker, content)
        return
    _plan(walker, content, advice)


def _plan(walker: Walker, content: PlanContent, advice: Advice[Approval] | None = None) -> None:
    """Draft, submit, deliberate, decide or report, and begin."""
    advice = advice or _approval(walker, content)
    plan = _drafted(walker, content, advice)
    if plan is None:
        return
    submitted = choices.submitting(walker.case, advice, walker.place.structure, plan.id)
    if not walker.do(submitted.command, _drafter(plan)):
        return
    occasion = Occasion.REPLAN if plan.successor_of else Occasion.PLAN
    groups = conference_groups(walker.case)
    agreed = _deliberated(walker, walker.case.plan(plan.id), occasion, groups[0])
    for group in groups[1:]:
        _share(walker, group)
    if agreed and _decided(walker, walker.case.plan(plan.id), advice):
        _begin(walker, walker.case.plan(plan.id))


def _drafted(walker: Walker, content: PlanContent, advice: Advice[Approval]) -> Plan | None:
    walker.turn(StepKind.APPROVE, content.kind, (), advice, _asked_of_plan(content), content)
    command = choices.drafting(walker.case, advice, content).command
    if not walker.do(command, (command.drafters or (_receiver(walker),))[0]):
        return None
    return walker.case.plans[-1]


def _decided(walker: Walker, plan: Plan, advice: Advice[Approval]) -> bool:
    """支援決定 where the plan needs it, otherwise the report; both are the municipality's business."""
    walker.turn(StepKind.DECIDE, plan.content.kind)
    if plan.content.needs_decision:
        decision = choices.deciding(advice, plan.id, MUNICIPALITY).command
        by = decision.decider if walker.belongs_to_municipality(decision.decider) else MUNICIPALITY
        return walker.do(decision, by, instead=c.Decide(plan=plan.id, decider=MUNICIPALITY))
    report = choices.reporting(advice, plan.id).command
    return walker.do(report, _drafter(plan), instead=c.Report(plan=plan.id, to=MUNICIPALITY))


def _drafter(plan: Plan) -> str:
    return plan.drafters[0] if plan.drafters else _MAC


def _begin(walker: Walker, plan: Plan) -> None:
    """Support by a plan that is in effect, and the services in it."""
    walker.turn(StepKind.SUPPORT, plan.content.kind)
    if walker.do(c.Support(plan=plan.id), _drafter(plan)):
        _serve(walker, plan.content, begin=False)


def _serve(walker: Walker, content: PlanContent, begin: bool = True) -> None:
    """Outreach and participation support, by whoever runs them here."""
    running = (OutreachState.BEFORE_CONSENT, OutreachState.AFTER_CONSENT)
    if Includes.OUTREACH in content.includes:
        if begin:
            walker.turn(StepKind.OUTREACH)
        by = _operator(walker, Function.OUTREACH)
        if walker.case.outreach not in running:
            walker.do(c.Outreach(act=OutreachAct.BEGUN), by)
        walker.do(c.Outreach(act=OutreachAct.RELATIONSHIP), by)
    if Includes.PARTICIPATION in content.includes:
        by = _operator(walker, Function.PARTICIPATION_SUPPORT)
        if walker.case.participation is not ParticipationState.MATCHING:
            walker.do(c.Participate(act=ParticipationAct.MATCHING), by)


def _operator(walker: Walker, function: Function) -> str:
    """Who runs a function here: its agency, or the service where several run it together or in turn."""
    offered = [one for one in walker.place.structure.service if one.function is function and one.agencies]
    if not offered:
        return operator_not_named(function)
    return offered[0].agencies[0] if len(offered[0].agencies) == 1 else offered[0].id


# -- conferences ------------------------------------------------------------------------------------------------------


def _share(walker: Walker, subjects: tuple[str, ...]) -> None:
    _conference(walker, Occasion.SHARE, subjects, None, Outcome.NOTED)


def _deliberated(walker: Walker, plan: Plan, occasion: Occasion, group: tuple[str, ...]) -> bool:
    about = tuple(ref for ref in plan.about if ref in group) or plan.about
    return _conference(walker, occasion, about, plan, Outcome.AGREED)


def _conference(
    walker: Walker, occasion: Occasion, subjects: tuple[str, ...], plan: Plan | None, outcome: Outcome
) -> bool:
    """Call a conference as advised and hold it; return whether it was held."""
    place = walker.place
    content = plan.content if plan else None
    advice = advise_convening(place.givers, walker.case, occasion, content, subjects, place.structure)
    asked = _CONFERENCE if occasion is Occasion.SHARE else ("required", *_CONFERENCE)
    walker.turn(StepKind.CONVENE, occasion, subjects, advice, asked, content)
    command = _call(walker, advice, occasion, subjects, plan)
    lawful = evolve(command, convener=(MUNICIPALITY,))
    if not walker.do(command, _caller(walker, advice), instead=lawful):
        return False
    call = walker.case.calls[-1]
    attendees = dict.fromkeys((*call.members, *call.convener, *((command.lead,) if command.lead else ())))
    present = tuple(Attendee(who, confidentiality=True) for who in attendees or (MUNICIPALITY,))
    held = c.HoldConference(call=call.number, attendees=present, outcome=outcome)
    return walker.do(held, _caller(walker, advice))


def _call(
    walker: Walker, advice: Advice[Convening], occasion: Occasion, subjects: tuple[str, ...], plan: Plan | None
) -> c.CallConference:
    kind = plan.submitted_to if plan and plan.submitted_to is not advice.decision.kind else None
    settled = choices.calling(
        walker.case,
        advice,
        walker.place.structure,
        occasion=occasion,
        subjects=subjects,
        plan=plan.id if plan else None,
        kind=kind or (None if advice.decision.kind else _by_consent(walker, subjects)),
    )
    command: c.CallConference = settled.command
    return command


def _by_consent(walker: Walker, subjects: Iterable[str]) -> ConferenceKind:
    consented = all(walker.case.member(ref).consent.full for ref in subjects)
    return ConferenceKind.JUSO_CONFERENCE if consented else ConferenceKind.SUPPORT_CONFERENCE


def _caller(walker: Walker, advice: Advice[Convening]) -> str:
    """Who calls and keeps the record: the convener, else who leads, else who has the case."""
    convener, lead = advice.decision.convener or (), advice.decision.lead
    return next(iter(convener), lead or next(iter(walker.case.receivers), MUNICIPALITY))


# -- what happens later -----------------------------------------------------------------------------------------------


def consent(walker: Walker, changes: Iterable[tuple[str, Consent | None, Consent | None]]) -> None:
    """Consents change together; what became possible is done."""
    changes = tuple(changes)
    walker.turn(StepKind.CONSENT, subjects=tuple(dict.fromkeys(of for of, _use, _share in changes)))
    for of, use, share in changes:
        walker.do(c.RecordConsent(of=of, use=use, share=share), _receiver(walker))
    _after_consent(walker)


def _after_consent(walker: Walker) -> None:
    case = walker.case
    if case.phase in (Phase.REFERRED, Phase.PRECONSENT) and case.uses and case.accepted:
        _apply(walker, _collaboration(walker).decision.applicant)
        onward(walker)
    elif case.phase in (Phase.ASSESSING, Phase.PLANNING):
        onward(walker)
    elif case.phase in (Phase.HANDLING, Phase.RETURNED) and case.uses and _outreach_plan_waits(walker):
        _service(walker, PlanKind.OUTREACH)


def _outreach_plan_waits(walker: Walker) -> bool:
    """Outreach that began before consent gets its plan now (manual: 6 4)(4)②)."""
    begun = walker.case.outreach is OutreachState.BEFORE_CONSENT
    agreed = any(not plan.before_consent and plan.stage is PlanStage.AGREED for plan in walker.case.plans)
    return begun and not agreed


def change_contact(walker: Walker, contact: Contact) -> None:
    """Contact is lost or restored."""
    walker.turn(StepKind.CONTACT, contact)
    walker.do(c.Support(contact=contact), _receiver(walker))


def ask_interruption(walker: Walker) -> None:
    """A conference on the interruption, and where it agrees, the interruption."""
    if _conference(walker, Occasion.INTERRUPTION, conference_groups(walker.case)[0], None, Outcome.AGREED):
        walker.turn(StepKind.INTERRUPTION)
        walker.do(c.Interrupt(), _receiver(walker))


def ask_closure(walker: Walker) -> None:
    """Evaluation, conference, lead: where there is a collaboration plan; a case without one closes with a reason."""
    standing = [
        plan
        for plan in walker.case.plans
        if plan.content.kind is PlanKind.MAC and (plan.final or plan.stage is PlanStage.SUSPENDED)
    ]
    place, stage = walker.place, EscalationStage.AT_CLOSURE
    if standing and not _evaluated(walker, standing[-1]):
        return
    advice = advise_escalation(place.givers, walker.case, stage, place.structure)
    walker.turn(StepKind.CLOSURE, stage, advice=advice, asked=("post_closure_lead",))
    reason = CloseReason.ROLES_AGREED if standing else CloseReason.SOLVED
    settled = choices.closing(walker.case, advice, reason)
    command = settled.command
    if standing and command.lead is None:
        command = c.Close(reason=reason, lead=walker.case.referrer or walker.case.agency)
    walker.do(command, _receiver(walker))


def _evaluated(walker: Walker, plan: Plan) -> bool:
    """Form 2-2 and the conference on closing."""
    walker.turn(StepKind.EVALUATE, PlanKind.MAC)
    if not plan.evaluated and not walker.do(c.Evaluate(plan=plan.id), _drafter(plan)):
        return False
    return _conference(walker, Occasion.CLOSURE, conference_groups(walker.case)[0], None, Outcome.AGREED)


def ask_reopening(walker: Walker) -> None:
    """The case is taken up again, and goes on from where it then stands."""
    walker.turn(StepKind.REOPENING)
    if walker.do(c.Reopen(consent_confirmed=walker.case.uses), _receiver(walker)):
        again(walker)


def again(walker: Walker) -> None:
    """Go on with a case that is taken up where it stands: one that an agency handles is assessed anew."""
    if walker.case.phase is Phase.HANDLING:
        _at_window(walker)
    elif walker.case.phase is Phase.RETURNED:
        _alone(walker)
    else:
        onward(walker)


_ONWARD: dict[Phase, Callable[[Walker], None]] = {
    Phase.CONSULTED: _at_window,
    Phase.REFERRED: _at_mac,
    Phase.PRECONSENT: _without_consent,
    Phase.ASSESSING: _assessing,
    Phase.PLANNING: _planning,
}
