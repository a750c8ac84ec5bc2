"""The abstraction: a key of a case that holds all that the flow and the law read of it.

Two cases with one key are the same to the flow and to the gate (``test_congruence`` compares them). A key has parts, so
that each family of commands can say of which parts it depends (see ``adversary``).

Left out, because nothing reads it: numbers and ids (``seq``, call numbers, plan ids), window and agency, assessment,
``agency_applied``, contact, ``post_closure_lead``, plans that have ended, been superseded or
been suspended without being the one that an interruption left behind, and what a plan contains beside outreach and
participation.

Not part of the key, although it is read: **the consents**. They are free: ``RecordConsent`` takes every consent of
every person to every value, in every phase, and changes nothing else. So from each state every state with other
consents is reachable, and the reachable states are exactly the reachable keys times all consents. The adversary
therefore chooses the consents together with each command (and again between the call of a conference and its holding).
The walk checks on the way that ``RecordConsent`` is indeed never refused and changes no key.
"""

from typing import NamedTuple

from invariants import Memory, standing_plan

from juso_core.casework.case import Case, OutreachState, ParticipationState, Phase, Plan, PlanStage
from juso_core.casework.commands import HoldConference, Interrupt, Submit
from juso_core.casework.flow import TABLE
from juso_core.municipality.words import ConferenceKind, Consent, Includes, PlanKind


class PlanKey(NamedTuple):
    """What is read of a plan."""

    kind: PlanKind
    outreach: bool
    participation: bool
    before_consent: bool | None
    learned: frozenset
    stage: PlanStage
    submitted_to: ConferenceKind | None
    decided: bool
    reported: bool | None
    evaluated: bool | None
    follows: str
    standing: bool

    @property
    def needs_decision(self) -> bool:
        return self.outreach or self.participation

    @property
    def outline(self) -> tuple:
        return (self.kind, self.stage, self.needs_decision, self.decided, self.standing)


class Key(NamedTuple):
    """What the flow, the law and the invariants read; ``learned`` and ``known`` in the order of the case's members.

    The properties are what some commands read of several parts.
    """

    phase: tuple[Phase, bool]
    applied: bool
    learned: tuple[bool, ...]
    known: tuple[frozenset, ...]
    plan0: PlanKey | None
    plan1: PlanKey | None
    told: bool
    agreed: tuple
    engaged: tuple

    @property
    def running(self) -> bool:
        return self.phase[0] in TABLE[Submit].phases

    @property
    def open(self) -> tuple[bool, bool]:
        return (self.phase[0] in TABLE[HoldConference].phases, self.phase[0] is Phase.SUPPORTING)

    @property
    def outline(self) -> tuple:
        """Of the plans only what they are and how far."""
        return tuple(plan and plan.outline for plan in (self.plan0, self.plan1))

    @property
    def standing(self) -> PlanKey | None:
        """The collaboration plan that stands."""
        return next((plan for plan in (self.plan0, self.plan1) if plan and plan.standing), None)

    @property
    def evaluated(self) -> tuple | None:
        """Where the standing plan is, and whether it has been evaluated."""
        return self.standing and (self.standing.stage, self.standing.evaluated)

    @property
    def carried(self) -> tuple[bool, ...]:
        """The marks of those about whom a submitted plan carries what was learned."""
        submitted = [p for p in (self.plan0, self.plan1) if p and p.stage is PlanStage.SUBMITTED]
        carried = {ref for plan in submitted for ref in plan.learned}
        return tuple(mark and f"p{number}" in carried for number, mark in enumerate(self.learned, 1))

    @property
    def offered(self) -> tuple:
        """Which services the plans offer, and whether they are agreed and decided on."""
        return tuple(
            plan and (plan.stage, plan.outreach, plan.participation, plan.decided) for plan in (self.plan0, self.plan1)
        )

    @property
    def to_interrupt(self) -> tuple:
        """What an interruption reads and changes, where it is possible at all."""
        if self.phase[0] not in TABLE[Interrupt].phases:
            return (self.phase,)
        return (self.phase, self.plan0, self.plan1, self.told, self.agreed)


NOTHING = ()
STARTED = (PlanStage.AGREED, PlanStage.SUSPENDED)


def key_of(case: Case, memory: Memory, engagements: bool = True) -> Key:
    """Return the key of a case without open calls and with two plans at most that something can become of.

    ``engagements``: whether outreach and participation belong to it.
    """
    relevant = relevant_plans(case)
    first, second, *_ = (*(_plan(case, plan, relevant) for plan in relevant), None, None)
    return Key(
        phase=(case.phase, case.accepted),
        applied=case.person.ref in case.applied,
        learned=tuple(member.learned for member in case.members),
        known=tuple(_audiences(case, member.ref) for member in case.members),
        plan0=first,
        plan1=second,
        told=memory.reported,
        agreed=(case.agreed, memory.closing, memory.interruption),
        engaged=_engaged(case) if engagements else NOTHING,
    )


def relevant_plans(case: Case) -> list[Plan]:
    """Plans that something can still become of: all that are live, and the one that an interruption suspended."""
    return [p for p in case.plans if p.live or (p.stage is PlanStage.SUSPENDED and p.id == case.interrupted_plan)]


def fold(consent: Consent) -> str:
    """Only ``given`` counts as consent, and only a withdrawal is told from there being none."""
    return consent.value if consent in (Consent.GIVEN, Consent.WITHDRAWN) else "none"


def consents_of(case: Case) -> tuple[tuple[str, str], ...]:
    """The consents of all members, folded: the free part of the state."""
    return tuple((fold(m.consent.use), fold(m.consent.share)) for m in case.members)


def _audiences(case: Case, ref: str) -> frozenset[frozenset[str]]:
    """The largest sets of people who sat in one 支援会議 that named this person."""
    sets = {s.members for s in case.sessions if s.kind is ConferenceKind.SUPPORT_CONFERENCE and ref in s.identified}
    return frozenset(one for one in sets if not any(one < other for other in sets))


def _plan(case: Case, plan: Plan, relevant: list[Plan]) -> PlanKey:
    content, started = plan.content, plan.stage in STARTED
    collaboration = content.kind is PlanKind.MAC
    # whether a plan that needs a decision was reported matters to nothing but to a second report
    told = plan.reported if not content.needs_decision else None
    # what a plan in effect carries is read in its report only, and there as it was before the decision
    done = started and (plan.decided if content.needs_decision else plan.reported)
    follows = plan.successor_of
    return PlanKey(
        kind=content.kind,
        outreach=Includes.OUTREACH in content.includes,
        participation=Includes.PARTICIPATION in content.includes,
        before_consent=plan.before_consent if content.kind is PlanKind.OUTREACH else None,
        learned=frozenset() if done else frozenset(plan.learned),
        stage=plan.stage,
        submitted_to=plan.submitted_to if plan.stage is PlanStage.SUBMITTED else None,
        decided=plan.decided,
        reported=told,
        evaluated=plan.evaluated if started and collaboration else None,
        follows="" if follows is None else "standing" if any(p.id == follows for p in relevant) else "gone",
        standing=collaboration and plan is standing_plan(case),
    )


RUNS = (OutreachState.BEFORE_CONSENT, OutreachState.AFTER_CONSENT)
PARTICIPATION = {
    ParticipationState.NONE: "none",
    ParticipationState.ENDED: "none",
    ParticipationState.CONTACT: "contact",
    ParticipationState.MATCHING: "service",
    ParticipationState.RETENTION: "service",
    ParticipationState.SUSPENDED: "suspended",
}


def _engaged(case: Case) -> tuple[bool, str]:
    """Outreach runs or not; of participation, which steps may follow."""
    return case.outreach in RUNS, PARTICIPATION[case.participation]
