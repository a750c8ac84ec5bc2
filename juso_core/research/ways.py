"""The way that a case goes when everybody does what they are advised to do.

One function for each place where a case can stand. ``may`` is followed where several agencies are needed: what a
municipality leaves open is then walked, so that it can be seen. Where a single service would do, a plan of that
service alone is made (manual: 6 6)(4), pattern A).
"""

from collections.abc import Callable

from attrs import evolve

from juso_core import choices
from juso_core.advice import Advice, advise_escalation
from juso_core.casework import commands as c
from juso_core.casework.case import OutreachState, Phase, PlanStage
from juso_core.casework.decisions import Escalation
from juso_core.casework.facts import EscalationStage
from juso_core.municipality.words import Consent, Includes, Level, PlanKind
from juso_core.research.conferences import share
from juso_core.research.planning import SERVICES, approval, asked_of_plan, content_of, plan, service
from juso_core.research.turns import StepKind
from juso_core.research.walker import UNNAMED_OPERATOR, Walker

__all__ = ["again", "applied_after_consent", "onward"]

_FOLLOWED = (Level.YES, Level.MAY)


def onward(walker: Walker) -> None:
    """Go on from where the case stands until nothing more follows by itself."""
    _ONWARD.get(walker.case.phase, _stay)(walker)


def _stay(walker: Walker) -> None:
    """Nothing follows by itself."""


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
    if walker.do(evolve(referral.command, to=referral.command.to or (UNNAMED_OPERATOR,)), case.agency):
        _at_mac(walker)


def _needs_several(walker: Walker) -> bool:
    found = walker.case.assessment
    return found is None or found.agencies_needed != 1 or Includes.OTHER in found.wants


def _alone(walker: Walker) -> None:
    """The agency goes on itself; a service of the programme may still be wanted, by a plan of its own."""
    wants = walker.case.assessment.wants if walker.case.assessment else frozenset()
    if Includes.OUTREACH in wants:
        service(walker, PlanKind.OUTREACH)
    if Includes.PARTICIPATION in wants:
        service(walker, PlanKind.PARTICIPATION)


def _at_mac(walker: Walker) -> None:
    """Collaboration takes the case in, unless the municipality itself says no; who has consented, applies.

    Where an agency applies, it does so whether or not the person has consented, and is answered.
    """
    advice = _at_collaboration(walker)
    if advice.decision.applicant == "agency":
        agency = walker.case.referrer or walker.case.agency
        walker.do(c.Apply(agency=agency), agency)
    answer = choices.answering(advice).command
    walker.do(answer, walker.receiver)
    if not answer.accept:
        _alone(walker)
        return
    if walker.case.uses:
        _applied(walker)
    onward(walker)


def _at_collaboration(walker: Walker) -> Advice[Escalation]:
    place = walker.place
    advice = advise_escalation(place.givers, walker.case, EscalationStage.AT_MAC, place.structure)
    walker.turn(StepKind.ESCALATE, EscalationStage.AT_MAC, advice=advice, asked=("applicant", "form"))
    return advice


def applied_after_consent(walker: Walker) -> None:
    """Receive the application of somebody who has consented since collaboration took the case in."""
    _at_collaboration(walker)
    _applied(walker)
    onward(walker)


def _applied(walker: Walker) -> None:
    """Receive form 1-1: the person's application, which is the consent."""
    walker.do(c.Apply(person=walker.case.person.ref), walker.receiver)


def _without_consent(walker: Walker) -> None:
    """Before consent: the conference talks about everybody, and outreach looks for a way to the person."""
    share(walker, walker.case.refs)
    place = walker.place
    stage = EscalationStage.IN_CONFERENCE
    advice = advise_escalation(place.givers, walker.case, stage, place.structure)
    walker.turn(StepKind.ESCALATE, stage, advice=advice)
    if advice.decision.outreach in _FOLLOWED and walker.case.outreach is OutreachState.NONE:
        service(walker, PlanKind.OUTREACH)
    content = content_of(walker, PlanKind.MAC)
    advised = approval(walker, content)
    if advised.stated("drafters"):
        # Some plan whether or not the person has consented; the gate lets nobody draft before the application.
        walker.turn(StepKind.APPROVE, PlanKind.MAC, (), advised, asked_of_plan(content), content)


def _assessing(walker: Walker) -> None:
    """Form 1-2 after the application, then the plan."""
    found = walker.case.assessment
    assert found is not None, "a case file says what was found"
    if walker.do(c.Assess(assessment=found, form_1_2=True), walker.receiver):
        onward(walker)


def _planning(walker: Walker) -> None:
    """A collaboration plan where several agencies work or other support is wanted, else that of the service alone.

    A draft that stands already is gone on with.
    """
    wants = walker.case.assessment.wants if walker.case.assessment else frozenset()
    if not walker.case.uses:
        return
    draft = next((one for one in walker.case.plans if one.stage is PlanStage.DRAFT and not one.before_consent), None)
    if draft is not None:
        plan(walker, draft.content)
    elif _needs_several(walker) or not wants:
        if not _stands(walker, PlanKind.MAC):
            plan(walker, content_of(walker, PlanKind.MAC))
    else:
        for kind, wanted in SERVICES.items():
            if wanted in wants and not _stands(walker, kind):
                service(walker, kind)


def _stands(walker: Walker, kind: PlanKind) -> bool:
    """Whether a plan of that kind, made with consent, is in effect."""
    return any(plan.content.kind is kind and plan.final and not plan.before_consent for plan in walker.case.plans)


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
