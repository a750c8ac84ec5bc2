"""What happens to a simulated case later on: consents, contact, and the occasions that are asked for."""

from collections.abc import Iterable

from juso_core import choices
from juso_core.advice import advise_escalation
from juso_core.casework import commands as c
from juso_core.casework.acts import CloseReason, Contact, Outcome
from juso_core.casework.case import OutreachState, Phase, Plan, PlanStage
from juso_core.casework.facts import EscalationStage
from juso_core.casework.groups import conference_groups
from juso_core.municipality.words import Consent, Occasion, PlanKind
from juso_core.research.conferences import conference
from juso_core.research.planning import drafter, service
from juso_core.research.turns import StepKind
from juso_core.research.walker import Walker
from juso_core.research.ways import again, applied_after_consent, onward

__all__ = ["ask_closure", "ask_interruption", "ask_reopening", "change_contact", "consent"]


def consent(walker: Walker, changes: Iterable[tuple[str, Consent | None, Consent | None]]) -> None:
    """Consents change together; what became possible is done."""
    changes = tuple(changes)
    walker.turn(StepKind.CONSENT, subjects=tuple(dict.fromkeys(of for of, _use, _share in changes)))
    for of, use, share in changes:
        walker.do(c.RecordConsent(of=of, use=use, share=share), walker.receiver)
    _after_consent(walker)


def _after_consent(walker: Walker) -> None:
    case = walker.case
    if case.phase in (Phase.REFERRED, Phase.PRECONSENT) and case.uses and case.accepted:
        applied_after_consent(walker)
    elif case.phase in (Phase.ASSESSING, Phase.PLANNING):
        onward(walker)
    elif case.phase in (Phase.HANDLING, Phase.RETURNED) and case.uses and _outreach_plan_waits(walker):
        service(walker, PlanKind.OUTREACH)


def _outreach_plan_waits(walker: Walker) -> bool:
    """Outreach that began before consent gets its plan now (manual: 6 4)(4)②)."""
    begun = walker.case.outreach is OutreachState.BEFORE_CONSENT
    agreed = any(not plan.before_consent and plan.stage is PlanStage.AGREED for plan in walker.case.plans)
    return begun and not agreed


def change_contact(walker: Walker, contact: Contact) -> None:
    """Contact is lost or restored."""
    walker.turn(StepKind.CONTACT, contact)
    walker.do(c.Support(contact=contact), walker.receiver)


def ask_interruption(walker: Walker) -> None:
    """A conference on the interruption, and where it agrees, the interruption."""
    if conference(walker, Occasion.INTERRUPTION, conference_groups(walker.case)[0], None, Outcome.AGREED):
        walker.turn(StepKind.INTERRUPTION)
        walker.do(c.Interrupt(), walker.receiver)


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
    walker.do(command, walker.receiver)


def _evaluated(walker: Walker, plan: Plan) -> bool:
    """Form 2-2 and the conference on closing."""
    walker.turn(StepKind.EVALUATE, PlanKind.MAC)
    if not plan.evaluated and not walker.do(c.Evaluate(plan=plan.id), drafter(walker, plan)):
        return False
    return conference(walker, Occasion.CLOSURE, conference_groups(walker.case)[0], None, Outcome.AGREED)


def ask_reopening(walker: Walker) -> None:
    """The case is taken up again, and goes on from where it then stands."""
    walker.turn(StepKind.REOPENING)
    if walker.do(c.Reopen(consent_confirmed=walker.case.uses), walker.receiver):
        again(walker)
