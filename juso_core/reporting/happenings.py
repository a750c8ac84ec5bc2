"""What happened in a case in a period, told from its events: the only place where events become countable things.

The case is folded as the flow folds it, so that "final", "suspended" and "consented" mean here what they mean there.
A correction (``Corrected``) is no happening and moves none: what was done was done on its day. Only who the case is
about is taken from the last correction, whenever it was made, because it says what was so from the start.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from juso_core.casework import events as e
from juso_core.casework.case import Case, OutreachState, ParticipationState
from juso_core.casework.evolution import evolve, opened
from juso_core.casework.facts import PlanContent
from juso_core.casework.record import Recorded
from juso_core.municipality.words import ConferenceKind

__all__ = ["CameFrom", "Happened", "InPeriod", "in_period"]


@frozen
class CameFrom:
    """Who brought the case at a time: the agency that last referred it, before that the one that received it.

    ``window`` is the window where it was received, as long as that agency itself brought it on.
    """

    agency: str
    window: str | None


@frozen(kw_only=True)
class Happened:
    """One countable thing on one day; ``plan`` names its plan, ``call``, ``meeting`` and ``kind`` are of a session."""

    countable: str
    case_id: str
    municipality: str
    seq: int
    on: dt.date
    came_from: CameFrom
    plan: str | None = None
    call: int | None = None
    meeting: str | None = None
    kind: ConferenceKind | None = None


@frozen(kw_only=True)
class InPeriod:
    """A case in a period.

    ``happened`` in the period, in order; ``kinds`` of the conferences held for the case in it; ``consented``: whether
    the person the case is about had given both consents when the last day of the period ended; ``plans``: those that
    had become final by then, whatever became of them later.
    """

    happened: tuple[Happened, ...]
    kinds: frozenset[ConferenceKind]
    consented: bool
    plans: tuple[PlanContent, ...]


def in_period(history: Sequence[Recorded], since: dt.date, until: dt.date) -> InPeriod | None:
    """Return what happened in a case from ``since`` to ``until``, both included; None when that is nothing.

    ``history`` is all events of the case, in order. Raises ValueError when it does not begin with a consultation.
    """
    if not any(since <= recorded.on <= until for recorded in history):
        return None
    happened: list[Happened] = []
    finals: dict[str, PlanContent] = {}
    at_end = case = None
    for before, recorded, case, came_from in _walk(history):
        new = {p.id: p.content for p in case.plans if p.final and p.id not in finals}
        if recorded.on <= until:
            at_end = case
            finals.update(new)
        if since <= recorded.on <= until:
            happened.extend(_happened(before, recorded, case, came_from, new))
    if not happened or at_end is None or case is None:
        return None
    person = case.consultation.person
    return InPeriod(
        happened=tuple(sorted(happened, key=lambda one: one.on)),
        kinds=frozenset(one.kind for one in happened if one.kind is not None),
        consented=any(member.ref == person and member.consent.full for member in at_end.members),
        plans=tuple(finals.values()),
    )


def _walk(history: Sequence[Recorded]) -> Iterator[tuple[Case | None, Recorded, Case, CameFrom]]:
    """Each event with the case before and after it, and with who had brought the case by then."""
    first = history[0]
    if not isinstance(first.event, e.ConsultationReceived):
        raise ValueError(f"a case begins with a consultation, not with {type(first.event).__name__}")
    received = came_from = CameFrom(first.event.agency, first.event.window)
    case = opened(first.case_id, first.municipality, first.event)
    yield None, first, case, came_from
    for recorded in history[1:]:
        before, case = case, evolve(case, recorded.event)
        if isinstance(recorded.event, e.Referred):
            came_from = _referred(recorded.actor.agency, recorded.event, received)
        yield before, recorded, case, came_from


def _referred(actor: str, event: e.Referred, received: CameFrom) -> CameFrom:
    """Who referred. What its receiver entered, or nobody by name, is the referral of who received the consultation."""
    unnamed = actor in event.to or actor.startswith("@") or ":" in actor
    return received if unnamed or actor == received.agency else CameFrom(actor, None)


def _happened(
    before: Case | None, recorded: Recorded, after: Case, came_from: CameFrom, finals: Iterable[str]
) -> Iterator[Happened]:
    def one(countable: str, plan: str | None = None) -> Happened:
        return Happened(
            countable=countable,
            case_id=recorded.case_id,
            municipality=recorded.municipality,
            seq=recorded.seq,
            on=recorded.on,
            came_from=came_from,
            plan=plan,
        )

    for plan in finals:
        yield one("plan", plan)
    if isinstance(recorded.event, e.ConferenceHeld):
        yield _session(recorded, recorded.event, after, came_from)
    for countable in _words(before, recorded.event):
        yield one(countable, getattr(recorded.event, "plan", None))


def _session(recorded: Recorded, event: e.ConferenceHeld, after: Case, came_from: CameFrom) -> Happened:
    session = next(session for session in after.sessions if session.number == event.call)
    return Happened(
        countable="session",
        case_id=recorded.case_id,
        municipality=recorded.municipality,
        seq=recorded.seq,
        on=recorded.on,
        came_from=came_from,
        plan=session.plan,
        call=session.number,
        meeting=session.meeting,
        kind=session.kind,
    )


_SIMPLE: dict[type[e.Event], str] = {
    e.ConsultationReceived: "consultation",
    e.Referred: "referral",
    e.ReturnedToReferrer: "return",
    e.PlanReported: "plan_report",
    e.Closed: "closure",
    e.Interrupted: "interruption",
    e.Reopened: "reopening",
    e.EmergencyTold: "emergency",
}
_NOT_RUNNING = (ParticipationState.NONE, ParticipationState.ENDED)


def _words(before: Case | None, event: e.Event) -> tuple[str, ...]:
    """As what an event counts, apart from a plan that it made final and from the session that it is."""
    if type(event) in _SIMPLE:
        return (_SIMPLE[type(event)],)
    match event:
        case e.ReferralAnswered():
            return ("mac_case",) if event.accepted else ("proposal",)
        case e.ApplicationReceived():
            return ("application",) if event.person is not None else ()
        case e.ConferenceHeld():
            return ("return",) if event.outcome is e.Outcome.BACK_TO_REFERRER else ()
        case e.PlanDecided():
            return ("decision",) if event.granted else ()
        case e.OutreachDone(act=e.OutreachAct.BEGUN):
            goes_on = before is not None and before.outreach is OutreachState.SUSPENDED
            return () if goes_on else ("outreach",)
        case e.OutreachDone():
            return () if event.act is e.OutreachAct.ENDED else ("outreach_activity",)
        case e.ParticipationDone():
            if event.act is e.ParticipationAct.ENDED:
                return ()
            begins = before is not None and before.participation in _NOT_RUNNING
            return ("participation", "participation_activity") if begins else ("participation_activity",)
    return ()
