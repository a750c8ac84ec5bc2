"""Conferences on the way of a simulated case: called as advised, held by whoever was called.

Where the gate refuses who was advised to convene, the municipality convenes (Act 106-6 (1)).
"""

from attrs import evolve

from juso_core import choices
from juso_core.advice import Advice, advise_convening
from juso_core.casework import commands as c
from juso_core.casework.acts import Attendee, Outcome
from juso_core.casework.case import Plan
from juso_core.casework.decisions import Convening
from juso_core.citation import Giver
from juso_core.desk import Place
from juso_core.municipality.structure import Meeting
from juso_core.municipality.words import Occasion
from juso_core.research.turns import StepKind
from juso_core.research.walker import MUNICIPALITY, Walker

__all__ = ["conference", "share"]

_ASKED = ("kind", "convener", "members", "cadence")


def share(walker: Walker, subjects: tuple[str, ...], meeting: Meeting | None = None) -> None:
    """A conference in which nothing is decided: what is known of these people is shared; in that meeting, if named."""
    place = walker.place
    if meeting is not None:
        # Which one it is, is settled by the route: no judgement is asked, and the structure has this meeting alone.
        alone = evolve(place.structure, meeting=(evolve(meeting, occasions=()),))
        givers = tuple(one for one in place.givers if one.giver is not Giver.PLUGIN)
        place = evolve(place, structure=alone, givers=givers)
    conference(walker, Occasion.SHARE, subjects, None, Outcome.NOTED, place)


def conference(
    walker: Walker,
    occasion: Occasion,
    subjects: tuple[str, ...],
    plan: Plan | None,
    outcome: Outcome,
    place: Place | None = None,
) -> bool:
    """Call a conference as advised (in ``place``, where that is not the walker's) and hold it; whether it was held."""
    place = place or walker.place
    content = plan.content if plan else None
    advice = advise_convening(place.givers, walker.case, occasion, content, subjects, place.structure)
    asked = _ASKED if occasion is Occasion.SHARE else ("required", *_ASKED)
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
        kind=kind or (None if advice.decision.kind else choices.kind_by_consent(walker.case, subjects)),
    )
    command: c.CallConference = settled.command
    return command


def _caller(walker: Walker, advice: Advice[Convening]) -> str:
    """Who calls and keeps the record: the convener, else who leads, else who has the case."""
    convener, lead = advice.decision.convener or (), advice.decision.lead
    return walker.one_of(convener) if convener else lead or next(iter(walker.case.receivers), MUNICIPALITY)
