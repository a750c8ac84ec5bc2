"""Plans on the way of a simulated case: drafted, deliberated on, decided on or reported, and carried out.

A plan contains what is wanted. A collaboration plan contains other support too; a plan of one service only that.
"""

from juso_core import choices
from juso_core.advice import Advice, advise_approval
from juso_core.casework import commands as c
from juso_core.casework.acts import Outcome, OutreachAct, ParticipationAct
from juso_core.casework.case import Case, OutreachState, ParticipationState, Plan
from juso_core.casework.decisions import Approval, operator_not_named
from juso_core.casework.facts import PlanContent
from juso_core.casework.groups import conference_groups
from juso_core.casework.triggers import concerns
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Function, Includes, Occasion, PlanKind
from juso_core.research.conferences import conference, share
from juso_core.research.turns import StepKind
from juso_core.research.walker import MUNICIPALITY, UNNAMED_OPERATOR, Walker

__all__ = ["SERVICES", "approval", "asked_of_plan", "content_of", "drafter", "operator_of", "plan", "service"]

SERVICES = {PlanKind.OUTREACH: Includes.OUTREACH, PlanKind.PARTICIPATION: Includes.PARTICIPATION}
"""The kinds of plan that one service has to itself, and what they contain."""


def content_of(walker: Walker, kind: PlanKind) -> PlanContent:
    """Return what a plan of a kind contains in this case."""
    wants = walker.case.assessment.wants if walker.case.assessment else frozenset()
    if kind is PlanKind.MAC:
        return PlanContent(kind, {*wants, Includes.OTHER})
    return PlanContent(kind, {SERVICES[kind]})


def approval(walker: Walker, content: PlanContent) -> Advice[Approval]:
    """Ask who drafts, deliberates on and decides on such a plan."""
    return advise_approval(walker.place.givers, walker.case, content, walker.place.structure)


def asked_of_plan(content: PlanContent) -> tuple[str, ...]:
    """Return the answers that a plan turns on: a decider where it needs a decision, else who is told."""
    return ("drafters", "deliberated_in", "decider" if content.needs_decision else "informed")


def service(walker: Walker, kind: PlanKind) -> None:
    """A plan of one service: before consent outreach may begin without any conference (manual: 6 4)(4)①)."""
    content = content_of(walker, kind)
    advice = approval(walker, content)
    if kind is PlanKind.OUTREACH and not walker.case.uses and not advice.stated("deliberated_in"):
        if _drafted(walker, content, advice) is not None:
            _serve(walker, content)
        return
    plan(walker, content, advice)


def plan(walker: Walker, content: PlanContent, advice: Advice[Approval] | None = None) -> None:
    """Draft, submit, deliberate, decide or report, and begin."""
    advice = advice or approval(walker, content)
    _come_first(walker, advice)
    drafted = _drafted(walker, content, advice)
    if drafted is None:
        return
    submitted = choices.submitting(walker.case, advice, walker.place.structure, drafted.id)
    if not walker.do(submitted.command, drafter(walker, drafted)):
        return
    occasion = Occasion.REPLAN if drafted.successor_of else Occasion.PLAN
    groups = conference_groups(walker.case)
    agreed = _deliberated(walker, walker.case.plan(drafted.id), occasion, groups[0])
    for group in groups[1:]:
        share(walker, group)
    if agreed and _decided(walker, walker.case.plan(drafted.id), advice):
        _begin(walker, walker.case.plan(drafted.id))


def _come_first(walker: Walker, advice: Advice[Approval]) -> None:
    """The conferences before the last of a route share and sort out before a first plan, unless they have already."""
    case, rows = walker.case, {row.id: row for row in walker.place.structure.meeting}
    if any(one.content.kind is PlanKind.MAC and not one.before_consent for one in case.plans):
        return
    held = {session.meeting for session in case.sessions}
    for name in (advice.stated("deliberated_in") or ())[:-1]:
        if name in rows and name not in held:
            share(walker, conference_groups(case)[0], rows[name])


def _drafted(walker: Walker, content: PlanContent, advice: Advice[Approval]) -> Plan | None:
    walker.turn(StepKind.APPROVE, content.kind, (), advice, asked_of_plan(content), content)
    command = choices.drafting(walker.case, advice, content).command
    if not walker.do(command, walker.one_of(command.drafters or (walker.receiver,))):
        return None
    return walker.case.plans[-1]


def _deliberated(walker: Walker, plan: Plan, occasion: Occasion, group: tuple[str, ...]) -> bool:
    about = tuple(ref for ref in plan.about if ref in group) or plan.about
    return conference(walker, occasion, about, plan, Outcome.AGREED)


def _decided(walker: Walker, plan: Plan, advice: Advice[Approval]) -> bool:
    """支援決定 where the plan needs it, otherwise the report; both are the municipality's business."""
    walker.turn(StepKind.DECIDE, plan.content.kind)
    if plan.content.needs_decision:
        decision = choices.deciding(advice, plan.id, MUNICIPALITY).command
        by = decision.decider if walker.belongs_to_municipality(decision.decider) else MUNICIPALITY
        return walker.do(decision, by, instead=c.Decide(plan=plan.id, decider=MUNICIPALITY))
    report = choices.reporting(advice, plan.id).command
    return walker.do(report, drafter(walker, plan), instead=c.Report(plan=plan.id, to=MUNICIPALITY))


def drafter(walker: Walker, plan: Plan) -> str:
    """Return who acts for the drafters of a plan; for an operator that it does not name, whoever runs that here."""
    if not plan.drafters:
        return UNNAMED_OPERATOR
    by, structure = walker.one_of(plan.drafters), walker.place.structure
    return next((operator_of(structure, walker.case, one) for one in Function if by == operator_not_named(one)), by)


def _begin(walker: Walker, plan: Plan) -> None:
    """Support by a plan that is in effect, and the services in it."""
    walker.turn(StepKind.SUPPORT, plan.content.kind)
    if walker.do(c.Support(plan=plan.id), drafter(walker, plan)):
        _serve(walker, plan.content, begin=False)


def _serve(walker: Walker, content: PlanContent, begin: bool = True) -> None:
    """Outreach and participation support, by whoever runs them here."""
    running = (OutreachState.BEFORE_CONSENT, OutreachState.AFTER_CONSENT)
    if Includes.OUTREACH in content.includes:
        if begin:
            walker.turn(StepKind.OUTREACH)
        by = operator_of(walker.place.structure, walker.case, Function.OUTREACH)
        if walker.case.outreach not in running:
            walker.do(c.Outreach(act=OutreachAct.BEGUN), by)
        walker.do(c.Outreach(act=OutreachAct.RELATIONSHIP), by)
    if Includes.PARTICIPATION in content.includes:
        by = operator_of(walker.place.structure, walker.case, Function.PARTICIPATION_SUPPORT)
        if walker.case.participation is not ParticipationState.MATCHING:
            walker.do(c.Participate(act=ParticipationAct.MATCHING), by)


def operator_of(structure: Structure, case: Case, function: Function) -> str:
    """Return who runs a function for a case: its agency, or the service where several run it together or in turn."""
    offered = [one for one in structure.by_function.get(function, ()) if one.agencies and concerns(one.only_for, case)]
    if not offered:
        return operator_not_named(function)
    return offered[0].agencies[0] if len(offered[0].agencies) == 1 else offered[0].id
