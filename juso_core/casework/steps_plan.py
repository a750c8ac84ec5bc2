"""Commands on plans and services: what each needs beside its phase, and which events it makes."""

from collections.abc import Iterable

from juso_core.casework import commands as c
from juso_core.casework import events as e
from juso_core.casework.case import Case, OutreachState, ParticipationState, Phase, Plan, PlanStage
from juso_core.casework.refusal import RefusedByFlow
from juso_core.language.messages import N_, current
from juso_core.municipality.words import ConferenceKind, Includes, PlanKind

__all__ = ["plan_in_stage"]


def _plan(case: Case, plan_id: str) -> Plan:
    try:
        return case.plan(plan_id)
    except KeyError:
        known = ", ".join(plan.id for plan in case.plans) or "-"
        raise RefusedByFlow(
            N_("no plan {plan} in this case; there are: {known}"),
            N_("name one of these, or draft one with: juso case draft"),
            plan=plan_id,
            known=known,
        ) from None


def plan_in_stage(case: Case, plan_id: str, *stages: PlanStage) -> Plan:
    """Return the plan when it is at one of these stages; raises RefusedByFlow otherwise, or when there is none."""
    plan = _plan(case, plan_id)
    if plan.stage not in stages:
        raise RefusedByFlow(
            N_("plan {plan} is at: {stage}; this is possible at: {stages}"),
            N_("see the plans with: juso case show {case}"),
            plan=plan.id,
            stage=plan.stage.label(current()),
            stages=", ".join(stage.label(current()) for stage in stages),
            case=case.id,
        )
    return plan


_MUST_INCLUDE = {PlanKind.OUTREACH: Includes.OUTREACH, PlanKind.PARTICIPATION: Includes.PARTICIPATION}


def can_draft(case: Case, command: c.Draft) -> None:
    """A collaboration plan follows the assessment; a plan of a service contains that service."""
    kind = command.content.kind
    if kind is PlanKind.MAC and case.phase not in (Phase.PLANNING, Phase.SUPPORTING):
        raise RefusedByFlow(
            N_("a collaboration plan follows the assessment (form 1-2); the case is at: {phase}"),
            N_("record the application and the assessment first (juso case apply, juso case assess)"),
            phase=case.phase.label(current()),
        )
    needed = _MUST_INCLUDE.get(kind)
    if needed and needed not in command.content.includes:
        raise RefusedByFlow(
            N_("a plan of the kind {kind} contains {needed}"),
            N_("add it with --includes"),
            kind=kind.label(current()),
            needed=needed.label(current()),
        )
    waiting = [p for p in case.plans if p.content.kind is kind and p.live and not p.final]
    if any(plan.stage is not PlanStage.DRAFT for plan in waiting):
        raise RefusedByFlow(
            N_("plan {plan} of this kind is already before a conference or waits for its decision"),
            N_("wait for that plan's conference or decision, or have it sent back"),
            plan=waiting[-1].id,
        )


def draft(case: Case, command: c.Draft) -> Iterable[e.Event]:
    """A draft of the same kind is replaced; a plan that stands is followed (再プラン)."""
    kind = command.content.kind
    same = [p for p in case.plans if p.content.kind is kind]
    old_draft = next((p.id for p in same if p.stage is PlanStage.DRAFT), None)
    standing = next((p.id for p in same if p.final), None)
    suspended = case.interrupted_plan if kind is PlanKind.MAC else None
    follows = standing or (suspended if suspended and case.plan(suspended).stage is PlanStage.SUSPENDED else None)
    yield e.PlanDrafted(
        plan=old_draft or f"P{len(case.plans) + 1}",
        content=command.content,
        about=command.about,
        drafters=command.drafters,
        before_consent=not case.uses,
        learned=command.learned,
        successor_of=follows,
    )


_DELIBERATING = (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE)


def can_submit(case: Case, command: c.Submit) -> None:
    """Only a draft, or a plan not yet deliberated on, is put to one of the two conferences."""
    plan_in_stage(case, command.plan, PlanStage.DRAFT, PlanStage.SUBMITTED)
    if command.kind not in _DELIBERATING:
        raise RefusedByFlow(
            N_("plans are deliberated on in a support conference or a juso conference, not in: {kind}"),
            N_("name the kind that the meeting has for this plan"),
            kind=command.kind.label(current()),
        )


def submit(case: Case, command: c.Submit) -> Iterable[e.Event]:
    """What may not be carried has been narrowed away by the gate."""
    yield e.PlanSubmitted(plan=command.plan, kind=command.kind, learned=command.learned or ())


def can_decide(case: Case, command: c.Decide) -> None:
    """Only an agreed plan with outreach or participation support is decided on, and once."""
    plan = plan_in_stage(case, command.plan, PlanStage.AGREED)
    if not plan.content.needs_decision:
        raise RefusedByFlow(
            N_("plan {plan} contains neither outreach nor participation support: it needs no support decision"),
            N_("report it instead (juso case report)"),
            plan=plan.id,
        )
    if plan.decided:
        raise RefusedByFlow(
            N_("plan {plan} has been decided already"), N_("draft its successor to change it"), plan=plan.id
        )


def decide(case: Case, command: c.Decide) -> Iterable[e.Event]:
    """支援決定 or its refusal."""
    yield e.PlanDecided(plan=command.plan, granted=command.granted, decider=command.decider)


def can_report(case: Case, command: c.Report) -> None:
    """Only an agreed plan is reported, and once."""
    if plan_in_stage(case, command.plan, PlanStage.AGREED, PlanStage.SUSPENDED).reported:
        raise RefusedByFlow(
            N_("plan {plan} has been reported already"), N_("nothing more is needed"), plan=command.plan
        )


def report(case: Case, command: c.Report) -> Iterable[e.Event]:
    """プランの報告."""
    yield e.PlanReported(plan=command.plan, to=command.to)


def can_support(case: Case, command: c.Support) -> None:
    """Support by a plan needs one that a conference agreed to."""
    if command.plan is not None:
        plan_in_stage(case, command.plan, PlanStage.AGREED)


def support(case: Case, command: c.Support) -> Iterable[e.Event]:
    """Support goes on; or only the contact changed."""
    if command.contact:
        yield e.ContactChanged(contact=command.contact)
    else:
        yield e.SupportGiven(plan=command.plan)


_OUTREACH_RUNS = (OutreachState.BEFORE_CONSENT, OutreachState.AFTER_CONSENT)


def can_outreach(case: Case, command: c.Outreach) -> None:
    """Outreach begins once and then goes on until it ends."""
    runs = case.outreach in _OUTREACH_RUNS
    if command.act is e.OutreachAct.BEGUN and runs:
        raise RefusedByFlow(N_("outreach has already begun"), N_("record what was done in it, or end it"))
    if command.act is not e.OutreachAct.BEGUN and not runs:
        raise RefusedByFlow(
            N_("outreach has not begun"), N_("begin it first: juso case outreach {case} begun"), case=case.id
        )


def outreach(case: Case, command: c.Outreach) -> Iterable[e.Event]:
    """What was done, and whether it was before the person's consent."""
    yield e.OutreachDone(act=command.act, before_consent=not case.uses)


_PARTICIPATION_AFTER = {
    e.ParticipationAct.CONTACT: (ParticipationState.NONE, ParticipationState.ENDED, ParticipationState.SUSPENDED),
    e.ParticipationAct.MATCHING: tuple(ParticipationState),
    e.ParticipationAct.RETENTION: (ParticipationState.MATCHING, ParticipationState.RETENTION),
    e.ParticipationAct.ENDED: (
        ParticipationState.CONTACT,
        ParticipationState.MATCHING,
        ParticipationState.RETENTION,
        ParticipationState.SUSPENDED,
    ),
}


def can_participate(case: Case, command: c.Participate) -> None:
    """Early contact, matching, retention, end: in this order, matching at any time."""
    before = _PARTICIPATION_AFTER[command.act]
    if case.participation not in before:
        raise RefusedByFlow(
            N_("participation support is at: {state}; this follows: {before}"),
            N_("record the earlier step first"),
            state=case.participation.label(current()),
            before=", ".join(state.label(current()) for state in before),
        )


def participate(case: Case, command: c.Participate) -> Iterable[e.Event]:
    """What was done."""
    yield e.ParticipationDone(act=command.act)


def can_evaluate(case: Case, command: c.Evaluate) -> None:
    """Only a plan in effect is evaluated (one that was suspended too, when the case ends)."""
    plan = plan_in_stage(case, command.plan, PlanStage.AGREED, PlanStage.SUSPENDED)
    if plan.stage is PlanStage.AGREED and not plan.final:
        raise RefusedByFlow(
            N_("plan {plan} is not in effect yet"),
            N_("have the municipality take the support decision (juso case decide)"),
            plan=plan.id,
        )


def evaluate(case: Case, command: c.Evaluate) -> Iterable[e.Event]:
    """Form 2-2."""
    yield e.PlanEvaluated(plan=command.plan)
