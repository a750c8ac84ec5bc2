"""Brings a case to where its file takes it up: received at a window, or further on by a way that law allows.

The way to a later start is nobody's advice: it is walked by the shortest lawful steps, and only what a municipality
would have said of the case at its window is asked.
"""

from attrs import evolve

from juso_core import choices
from juso_core.advice import advise_escalation, advise_intake
from juso_core.casework import commands as c
from juso_core.casework import flow
from juso_core.casework.acts import Attendee, CloseReason, Outcome, OutreachAct, ParticipationAct
from juso_core.casework.case import OutreachState, ParticipationState, Phase
from juso_core.casework.decisions import operator_not_named
from juso_core.casework.facts import Consultation, EscalationStage, PlanContent
from juso_core.casework.law import Actor, Context
from juso_core.desk import Place
from juso_core.language.messages import _
from juso_core.municipality import queries
from juso_core.municipality.words import ConferenceKind, Consent, Function, Includes, Level, Occasion, PlanKind
from juso_core.research.case_file import CaseFile
from juso_core.research.turns import StepKind
from juso_core.research.variants import Variant
from juso_core.research.walker import MUNICIPALITY, UNNAMED_OPERATOR, Walker

__all__ = ["StartNotReached", "taken_up"]

_WINDOW = operator_not_named(Function.COMPREHENSIVE_CONSULTATION)
_JUSO = ConferenceKind.JUSO_CONFERENCE


class StartNotReached(Exception):
    """The gate, as it is set for a municipality, lets no case come to where a case file takes it up."""

    def __init__(self, case: CaseFile, place: Place, walker: Walker) -> None:
        """Keep what stood in the way."""
        self.case, self.name, self.turn = case.id, place.structure.name, walker.turns[-1]
        super().__init__(case.id)

    def __str__(self) -> str:
        return _("{case}: in {name} no way leads to the start of the case", case=self.case, name=self.name)

    def how_to_mend(self) -> str:
        """What to do about it."""
        found = [str(verdict) for verdict in self.turn.verdicts] + [str(self.turn.stopped or "")]
        return _("begin earlier; what stood in the way: {what}", what="; ".join(filter(None, found)) or "-")


def taken_up(place: Place, case: CaseFile, variant: Variant) -> Walker:
    """Return a walker with the case where its file takes it up; the first step is on its record."""
    if case.start is None:
        return _received(place, case, variant)
    walker = _received(place, case, evolve(variant, consultation=_as_before(variant.consultation, case.start.phase)))
    plan = case.start.plan
    _to_start(walker, case.start.phase, PlanContent(plan.kind, plan.includes) if plan else None, _receivers(walker))
    if walker.case.phase is not case.start.phase:
        raise StartNotReached(case, place, walker)
    _withdrawn(walker, variant.consultation)
    walker.turns.clear()
    _asked_at_start(walker)
    return walker


def _received(place: Place, case: CaseFile, variant: Variant) -> Walker:
    advice = advise_intake(place.givers, variant.consultation, place.structure)
    settled = choices.receiving(advice, variant.consultation, _agency(place, advice.decision.window))
    command: c.Receive = settled.command
    step = flow.receive(case.id, place.code, command, Context(Actor(command.agency), place.setting))
    walker = Walker(place=place, case=evolve(step.case, assessment=variant.assessment))
    walker.turn(StepKind.INTAKE, advice=advice, asked=("window", "form"))
    walker.received(command, step)
    return walker


def _agency(place: Place, window: str | None) -> str:
    """Who receives it: the agency of the window; the window itself, where several serve it or none is named."""
    agencies = queries.agencies_of(place.structure, window) if window else ()
    return agencies[0] if len(agencies) == 1 else window or _WINDOW


def _as_before(consultation: Consultation, phase: Phase) -> Consultation:
    """The consents as they were on the way: what is withdrawn at the start had been given before."""
    if phase in (Phase.CONSULTED, Phase.HANDLING, Phase.RETURNED, Phase.REFERRED, Phase.PRECONSENT):
        return consultation
    members = tuple(
        member.consenting(
            Consent.GIVEN if member.consent.use is Consent.WITHDRAWN else None,
            Consent.GIVEN if member.consent.share is Consent.WITHDRAWN else None,
        )
        for member in consultation.members
    )
    return evolve(consultation, members=members)


def _withdrawn(walker: Walker, consultation: Consultation) -> None:
    for member in consultation.members:
        now = walker.case.member(member.ref).consent
        if now != member.consent:
            walker.do(c.RecordConsent(of=member.ref, use=member.consent.use, share=member.consent.share), MUNICIPALITY)


def _receivers(walker: Walker) -> tuple[str, ...]:
    """Who would have taken the case here; the operator that no source names, where nobody is named."""
    place = walker.place
    advice = advise_escalation(place.givers, walker.case, EscalationStage.AT_WINDOW, place.structure)
    return advice.decision.receivers or (UNNAMED_OPERATOR,)


def _asked_at_start(walker: Walker) -> None:
    """What the municipality would have said of the case at its window."""
    place, stage = walker.place, EscalationStage.AT_WINDOW
    advice = advise_escalation(place.givers, walker.case, stage, place.structure)
    asked = ("mac",) if advice.decision.mac is Level.NO else ("mac", "receivers")
    walker.turn(StepKind.START, stage, advice=advice, asked=asked)


def _to_start(walker: Walker, phase: Phase, content: PlanContent | None, receivers: tuple[str, ...]) -> None:
    """Walk to a phase by the shortest lawful way; what is reached, and what is not, was checked with the file."""
    found, agency, mac = walker.case.assessment, walker.case.agency, receivers[0]
    assert found is not None, "a case file says what was found"
    if phase is Phase.CONSULTED:
        return
    if phase is Phase.HANDLING or (phase is Phase.CLOSED and content is None):
        walker.do(c.Assess(assessment=found, handle=True), agency)
        if content:
            _in_effect(walker, content)
        if phase is Phase.CLOSED:
            walker.do(c.Close(reason=CloseReason.SOLVED), agency)
        return
    walker.do(c.Refer(to=receivers, subjects=walker.case.refs, by=agency, explained=True, agreed=True), agency)
    if phase is Phase.REFERRED:
        return
    walker.do(c.Answer(accept=phase is not Phase.RETURNED), mac)
    if phase is Phase.PRECONSENT and content:
        _outreach_before_consent(walker, content)
    if phase in (Phase.RETURNED, Phase.PRECONSENT):
        return
    walker.do(c.Apply(person=walker.case.person.ref), mac)
    if phase is Phase.ASSESSING:
        return
    walker.do(c.Assess(assessment=found, form_1_2=True), mac)
    if content:
        _with_plan(walker, phase, content)


def _mac(walker: Walker) -> str:
    return next(iter(walker.case.receivers), UNNAMED_OPERATOR)


def _outreach_before_consent(walker: Walker, content: PlanContent) -> None:
    walker.do(c.Draft(content=content, about=walker.case.refs, drafters=(_mac(walker),)), _mac(walker))
    walker.do(c.Outreach(act=OutreachAct.BEGUN), _mac(walker))


def _with_plan(walker: Walker, phase: Phase, content: PlanContent) -> None:
    if phase is Phase.PLANNING:
        walker.do(c.Draft(content=content, about=walker.case.refs, drafters=(_mac(walker),)), _mac(walker))
        return
    # A service of the programme is written into a collaboration plan before its operator makes a plan of its own.
    mac = _in_effect(walker, evolve(content, kind=PlanKind.MAC))
    if content.kind is not PlanKind.MAC:
        _in_effect(walker, content)
    if phase is Phase.INTERRUPTED:
        _in_conference(walker, Occasion.INTERRUPTION, None)
        walker.do(c.Interrupt(), _mac(walker))
    if phase is Phase.CLOSED:
        walker.do(c.Evaluate(plan=mac), _mac(walker))
        _in_conference(walker, Occasion.CLOSURE, None)
        walker.do(c.Close(reason=CloseReason.ROLES_AGREED, lead=walker.case.agency), _mac(walker))


def _in_effect(walker: Walker, content: PlanContent) -> str:
    """A plan from its draft to the support by it; return its id."""
    walker.do(c.Draft(content=content, about=walker.case.refs, drafters=(_mac(walker),)), _mac(walker))
    plan = walker.case.plans[-1].id
    walker.do(c.Submit(plan=plan, kind=_JUSO), _mac(walker))
    _in_conference(walker, Occasion.PLAN, plan)
    if content.needs_decision:
        walker.do(c.Decide(plan=plan, decider=MUNICIPALITY), MUNICIPALITY)
    else:
        walker.do(c.Report(plan=plan, to=MUNICIPALITY), _mac(walker))
    walker.do(c.Support(plan=plan), _mac(walker))
    if Includes.OUTREACH in content.includes and walker.case.outreach is OutreachState.NONE:
        walker.do(c.Outreach(act=OutreachAct.BEGUN), _mac(walker))
    if Includes.PARTICIPATION in content.includes and walker.case.participation is ParticipationState.NONE:
        walker.do(c.Participate(act=ParticipationAct.MATCHING), _mac(walker))
    return plan


def _in_conference(walker: Walker, occasion: Occasion, plan: str | None) -> None:
    """A 重層的支援会議 that names only those who may be named."""
    mac = _mac(walker)
    call = c.CallConference(kind=_JUSO, occasion=occasion, subjects=walker.case.refs, members=(mac,), plan=plan)
    walker.do(call, mac)
    attendees = (Attendee(mac, True), Attendee(MUNICIPALITY, True))
    number = walker.case.calls[-1].number
    walker.do(c.HoldConference(call=number, attendees=attendees, outcome=Outcome.AGREED), mac)
