"""What the tests of the journal share: invented cases, and a small office that enters commands."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs

from juso_core.casework.case import Case
from juso_core.casework.events import Assessed, Closed, CloseReason, ConsultationReceived, Event, HandledByAgency
from juso_core.casework.evolution import evolve, opened
from juso_core.casework.facts import AgeBand, Assessment, Consultation, HouseholdMember
from juso_core.casework.law import Actor, Verdict, VerdictKind
from juso_core.casework.record import Basis, Difference, Failure, Recorded, Said
from juso_core.citation import Citation, Giver, Origin, Text
from juso_core.journal import CaseIndex, History
from juso_core.municipality.words import Approached, BroughtBy, Field, Topic, Trait

TOWN, OTHER_TOWN = "999997", "999989"
DAY = dt.date(2024, 4, 1)
ACTOR = Actor("houkatsu", "worker")
HANDLED = HandledByAgency(network=("shakyo",))
CLOSED = Closed(reason=CloseReason.SOLVED, lead="houkatsu")
ORIGIN = Origin(Giver.PLUGIN, "juso-reiji", "1.0", (Citation("plan", "2 (1)"),), (Text("例", "e.g."),))
BASIS = Basis(
    hook="juso_escalate",
    stage="at_window",
    plugin="juso-reiji",
    version="1.0",
    digest="0" * 64,
    said=(
        Said("mac", "no", ORIGIN),
        Said("receivers", ["shakyo"], Origin(Giver.NATIONAL, "national")),
    ),
    differences=(Difference("receivers", ["shakyo"], [], "N1"),),
    verdicts=(
        Verdict(rule="L01", verdict=VerdictKind.OK, basis="106-6", what="w", mend="m", values={"plan": ("mac-1",)}),
    ),
    failures=(Failure("juso-reiji", "juso_convene", "plugin.py:3", "ValueError"),),
)


def received(agency: str = "houkatsu") -> ConsultationReceived:
    """A first consultation about somebody and their child."""
    return ConsultationReceived(
        consultation=Consultation(
            approached=Approached.FIELD_WINDOW,
            brought_by=BroughtBy.FAMILY,
            person="P1",
            field=Field.ELDERLY,
            topics=(Topic.ELDERLY_CARE,),
            members=(
                HouseholdMember("P1", age=AgeBand.A75, traits=(Trait.CARE_NEEDED,)),
                HouseholdMember("P2", age=AgeBand.A45, maybe_traits=(Trait.HIKIKOMORI,)),
            ),
        ),
        window="window-elderly",
        agency=agency,
    )


def assessed(agencies: int = 2) -> Assessed:
    """An assessment; the number tells one from another."""
    return Assessed(assessment=Assessment(agencies_needed=agencies))


def first(case_id: str, town: str = TOWN, on: dt.date = DAY, agency: str = "houkatsu") -> tuple[list[Recorded], Case]:
    """The command that opens a case, and the case after it."""
    case = opened(case_id, town, received(agency))
    return _recorded(case, (received(agency),), 1, on, BASIS), case


def then(
    history: History, *events: Event, on: dt.date = DAY, basis: Basis | None = BASIS
) -> tuple[list[Recorded], Case]:
    """A command that enters these events next, and the case after it."""
    case = history.case
    for event in events:
        case = evolve(case, event)
    return _recorded(case, events, history.index.step + 1, on, basis), case


def enter(journal: Any, case_id: str, *events: Event, **options: Any) -> CaseIndex:
    """Read a case and enter one command; without events, open the case."""
    if not events:
        return journal.append(*first(case_id, **options))
    history = journal.read(case_id)
    return journal.append(*then(history, *events, **options), after=history.index)


def _recorded(case: Case, events: Sequence[Event], step: int, on: dt.date, basis: Basis | None) -> list[Recorded]:
    return [
        Recorded(
            case_id=case.id,
            municipality=case.municipality,
            seq=case.seq - len(events) + n,
            step=step,
            command="Command",
            on=on,
            at=f"2024-04-01T00:00:{step % 60:02}+00:00",
            actor=attrs.evolve(ACTOR, role=ACTOR.role if step % 2 else None),
            event=event,
            basis=basis if n == 1 else None,
        )
        for n, event in enumerate(events, 1)
    ]
