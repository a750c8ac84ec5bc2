"""Rules of the gate on plans: application, conferences, decision, report, services, closing and interruption."""

from juso_core.casework.case import Case, Plan, PlanStage
from juso_core.casework.commands import (
    Assess,
    Close,
    Decide,
    HoldConference,
    Interrupt,
    Outreach,
    Participate,
    Report,
    Support,
)
from juso_core.casework.events import Outcome, OutreachAct, ParticipationAct
from juso_core.casework.law import Context, Finding, Rule, RuleKind
from juso_core.language.messages import N_
from juso_core.municipality.words import ConferenceKind, Includes, Occasion, PlanKind

__all__ = ["RULES"]


def right_kind(case: Case, kind: ConferenceKind) -> bool:
    """Whether a conference of that kind can deliberate here: with consent a 重層的支援会議, without one a 支援会議.

    The manual's occasions are those of the 重層的支援会議 (6 6)(2)③); that a 支援会議 takes its place while the person
    has not consented is derived. A 重層的支援会議 that speaks without identity is possible in both cases.
    """
    if kind is ConferenceKind.JUSO_CONFERENCE:
        return True
    return kind is ConferenceKind.SUPPORT_CONFERENCE and not case.person.consent.full


def application_first(case: Case, command: Assess, context: Context) -> Finding | None:
    """L07, manual: 6 5)(3)①: form 1-1 (application = consent) comes before form 1-2."""
    applied = case.person.ref in case.applied and case.uses
    return Finding((case.person.ref,)) if command.form_1_2 and not applied else None


def occasion_needs_its_conference(case: Case, command: HoldConference, context: Context) -> Finding | None:
    """L08, manual: 6 6)(2)③: a plan, its successor, a closing and an interruption are agreed in a conference of that
    occasion: a 重層的支援会議, or while the person has not consented a 支援会議 (derived).
    """
    call = case.call(command.call)
    if command.outcome is not Outcome.AGREED or (call.occasion is Occasion.SHARE and call.plan is None):
        return None
    wanted = call.occasion
    concerned: tuple[str, ...] = (case.person.ref,)
    if call.plan is not None:
        plan = case.plan(call.plan)
        wanted, concerned = Occasion.REPLAN if plan.successor_of else Occasion.PLAN, plan.about
    if call.occasion is wanted and right_kind(case, call.kind) and not set(concerned).isdisjoint(call.subjects):
        return None
    return Finding(values={"occasion": (wanted.value,), "kind": (call.kind.value,)})


def _agreed_with(case: Case, includes: Includes) -> Plan | None:
    """A plan that contains this and that a conference has agreed to, a final one first."""
    agreed = [p for p in case.plans if p.stage is PlanStage.AGREED and includes in p.content.includes]
    return next((p for p in agreed if p.final), agreed[-1] if agreed else None)


def decision_before_services(case: Case, command: Support | Outreach | Participate, context: Context) -> Finding | None:
    """L10, manual: 6 6)(4) A, B: a plan with outreach or participation is final only after 支援決定."""
    match command:
        case Support(plan=str() as plan_id):
            plan = case.plan(plan_id)
            waiting = plan if plan.content.needs_decision and not plan.decided else None
        case Outreach(act=OutreachAct.BEGUN) if case.uses:
            agreed = _agreed_with(case, Includes.OUTREACH)
            waiting = agreed if agreed and not agreed.final else None
        case Participate(act=ParticipationAct.MATCHING | ParticipationAct.RETENTION):
            agreed = _agreed_with(case, Includes.PARTICIPATION)
            waiting = agreed if agreed and not agreed.final else None
        case _:
            waiting = None
    return Finding(values={"plan": (waiting.id,)}) if waiting else None


def municipality_decides(case: Case, command: Decide, context: Context) -> Finding | None:
    """L11, manual: 6 6)(4): 支援決定 is an act of the municipality; a contractor cannot take it."""
    outside = [who for who in (command.decider, context.actor.agency) if who not in context.setting.municipal]
    return Finding(values={"decider": tuple(dict.fromkeys(outside))}) if outside else None


def _collaboration_plan(case: Case) -> Plan | None:
    """The collaboration plan that is in effect, or was when the case was interrupted."""
    for plan in reversed(case.plans):
        standing = plan.final or (plan.stage is PlanStage.SUSPENDED and plan.id == case.interrupted_plan)
        if plan.content.kind is PlanKind.MAC and standing:
            return plan
    return None


def report_before_closing(case: Case, command: Close | Report, context: Context) -> Finding | None:
    """L12, manual: 6 6)(4) C: a plan without outreach and participation is reported to the municipality."""
    if isinstance(command, Report):
        told = command.to in context.setting.municipal
        return None if told else Finding(values={"plan": (command.plan,)})
    plan = _collaboration_plan(case)
    if plan is None or plan.content.needs_decision or plan.reported:
        return None
    return Finding(values={"plan": (plan.id,)})


def matching_needs_plan(case: Case, command: Participate, context: Context) -> Finding | None:
    """L13, manual: 6 2)(3)①: matching needs a plan that a conference agreed to; early contact is free."""
    services = (ParticipationAct.MATCHING, ParticipationAct.RETENTION)
    if command.act not in services or _agreed_with(case, Includes.PARTICIPATION):
        return None
    return Finding()


def outreach_needs_plan(case: Case, command: Outreach, context: Context) -> Finding | None:
    """L14, manual: 6 4)(4): outreach begun after consent needs a plan; before consent it may go on without one."""
    if command.act is not OutreachAct.BEGUN or not case.uses or _agreed_with(case, Includes.OUTREACH):
        return None
    return Finding()


def closing_needs_its_steps(case: Case, command: Close, context: Context) -> Finding | None:
    """L15, manual: 6 5)(3)⑤, 6)(2)③: evaluation, a session of that occasion, and who leads afterwards."""
    plan = _collaboration_plan(case)
    if plan is None:
        return None
    missing = []
    if not plan.evaluated:
        missing.append(N_("evaluation (form 2-2)"))
    if Occasion.CLOSURE not in case.agreed:
        missing.append(N_("a conference on closure that agreed"))
    if not command.lead:
        missing.append(N_("who leads afterwards"))
    return Finding(values={"missing": tuple(missing)}) if missing else None


def interruption_needs_session(case: Case, command: Interrupt, context: Context) -> Finding | None:
    """L16, manual: 6 6)(2)③: interruption is decided in a session of that occasion."""
    return None if Occasion.INTERRUPTION in case.agreed else Finding()


RULES: tuple[Rule, ...] = (
    Rule(
        id="L07",
        kind=RuleKind.MANUAL,
        basis="manual: 6 5)(3)①",
        at=(Assess,),
        what=N_("no application of {who} stands (form 1-1); the intake and assessment sheet (form 1-2) comes after it"),
        mend=N_("record the application first (juso case apply), or assess without form 1-2"),
        check=application_first,
    ),
    Rule(
        id="L08",
        kind=RuleKind.MANUAL,
        basis="manual: 6 6)(2)③",
        at=(HoldConference,),
        what=N_(
            "this cannot be agreed in this conference ({kind}): it needs a conference for the occasion: {occasion}"
        ),
        mend=N_(
            "call a juso conference (重層的支援会議) for that occasion, "
            "or a support conference (支援会議) while the person has not consented"
        ),
        check=occasion_needs_its_conference,
    ),
    Rule(
        id="L10",
        kind=RuleKind.MANUAL,
        basis="manual: 6 6)(4)",
        at=(Support, Outreach, Participate),
        what=N_("plan {plan} contains outreach or participation support and is not final before the support decision"),
        mend=N_("have the municipality take the support decision (juso case decide)"),
        check=decision_before_services,
    ),
    Rule(
        id="L11",
        kind=RuleKind.MANUAL,
        basis="manual: 6 6)(4)",
        at=(Decide,),
        what=N_("the support decision is an act of the municipality; {decider} does not belong to it"),
        mend=N_("let a section of the municipality decide (--by, --decider)"),
        check=municipality_decides,
    ),
    Rule(
        id="L12",
        kind=RuleKind.MANUAL,
        basis="manual: 6 6)(4)",
        at=(Close, Report),
        what=N_("plan {plan} has not been reported to the municipality"),
        mend=N_("report it to a section of the municipality (juso case report)"),
        check=report_before_closing,
    ),
    Rule(
        id="L13",
        kind=RuleKind.MANUAL,
        basis="manual: 6 2)(3)①",
        at=(Participate,),
        what=N_("matching needs a plan with participation support that a conference has agreed to"),
        mend=N_("draft such a plan and bring it to a conference; early contact is possible before"),
        check=matching_needs_plan,
    ),
    Rule(
        id="L14",
        kind=RuleKind.MANUAL,
        basis="manual: 6 4)(4)②",
        at=(Outreach,),
        what=N_("the person has consented: outreach that begins now needs a plan that a conference has agreed to"),
        mend=N_("draft a plan with outreach and bring it to a conference"),
        check=outreach_needs_plan,
    ),
    Rule(
        id="L15",
        kind=RuleKind.MANUAL,
        basis="manual: 6 5)(3)⑤; 6 6)(2)③",
        at=(Close,),
        what=N_("there is a collaboration plan, and closing still lacks: {missing}"),
        mend=N_("evaluate the plan, hold a conference for the occasion closure, and name a lead (--lead)"),
        check=closing_needs_its_steps,
    ),
    Rule(
        id="L16",
        kind=RuleKind.MANUAL,
        basis="manual: 6 6)(2)③",
        at=(Interrupt,),
        what=N_("no conference has agreed to the interruption"),
        mend=N_("hold a conference for the occasion interruption first"),
        check=interruption_needs_session,
    ),
)
