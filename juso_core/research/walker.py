"""Walks one case through one municipality: asks, does what is advised, and notes every turn.

The walker stands where the responsible person stands: it takes the advice. Where the gate refuses that, it does what
law asks instead, and where the flow does not allow a step, it says so and goes on. There is no clock and no journal:
only the flow, the gate and the advice that an office uses too.
"""

from collections.abc import Iterable
from typing import Any

from attrs import field, mutable

from juso_core.advice import Advice
from juso_core.casework import flow
from juso_core.casework.case import Case
from juso_core.casework.changing import changed
from juso_core.casework.commands import Command, Receive
from juso_core.casework.decisions import operator_not_named
from juso_core.casework.facts import PlanContent
from juso_core.casework.law import Actor, Context, RefusedByLaw, Verdict, VerdictKind
from juso_core.casework.refusal import RefusedByFlow
from juso_core.desk import Place
from juso_core.municipality import queries
from juso_core.municipality.words import Function, Special, Word
from juso_core.research.turns import Acted, StepKind, Turn

__all__ = ["MUNICIPALITY", "UNNAMED_OPERATOR", "Walker"]

MUNICIPALITY = Special.MUNICIPALITY.value
UNNAMED_OPERATOR = operator_not_named(Function.MULTI_AGENCY_COLLABORATION)
"""Who runs multi-agency collaboration, where no source names them."""


@mutable(kw_only=True)
class Walker:
    """A case on its way through a municipality; ``turns`` are the steps so far, the last one still open."""

    place: Place
    case: Case
    after: str = "P0D"
    turns: list[Turn] = field(factory=list)

    def turn(
        self,
        step: StepKind,
        stage: Word | None = None,
        subjects: tuple[str, ...] = (),
        advice: Advice[Any] | None = None,
        asked: Iterable[str] = (),
        content: PlanContent | None = None,
    ) -> None:
        """Begin a step; what is done from now on belongs to it."""
        self.turns.append(
            Turn(
                step=step,
                after=self.after,
                stage=stage,
                subjects=subjects,
                advice=advice,
                asked=tuple(asked),
                content=content,
                phase=self.case.phase,
            )
        )

    def received(self, command: Receive, step: flow.Step) -> None:
        """Note the consultation that opened the case, and what the gate found in the consents that came with it."""
        self.found(step.verdicts)
        self._note(acts=(Acted(command, command.agency, step.events),))

    def do(self, command: Command, by: str, instead: Command | None = None) -> bool:
        """Do a command; where the gate refuses it, do ``instead`` for the municipality. Return whether it was done."""
        try:
            done = flow.act(self.case, command, Context(Actor(by), self.place.setting))
        except RefusedByLaw as refused:
            self.found(refused.verdicts)
            return instead is not None and self.do(instead, MUNICIPALITY)
        except RefusedByFlow as stopped:
            self._note(stopped=stopped)
            return False
        self.case = done.case
        self.found(done.verdicts)
        self._note(acts=(*self.turns[-1].acts, Acted(command, by, done.events)), phase=done.case.phase)
        return True

    def found(self, verdicts: Iterable[Verdict]) -> None:
        """Note what the gate found, once each; of a refusal, what it refused and not what it would have let pass."""
        known = self.turns[-1].verdicts
        verdicts = tuple(verdicts)
        refused = [verdict for verdict in verdicts if verdict.verdict is VerdictKind.REFUSED]
        new = (verdict for verdict in (refused or verdicts) if verdict not in known)
        self._note(verdicts=(*known, *new))

    def _note(self, **changes: Any) -> None:
        self.turns[-1] = changed(self.turns[-1], **changes)

    @property
    def receiver(self) -> str:
        """Who has the case: whoever took the referral, the operator that no source names, or else the agency."""
        unnamed = UNNAMED_OPERATOR if self.case.accepted else self.case.agency
        return next(iter(self.case.receivers), unnamed)

    def one_of(self, names: tuple[str, ...]) -> str:
        """Return who acts of several who are named: the one who has the case, or else the first."""
        structure = self.place.structure
        having = {agency for name in self.case.receivers for agency in (name, *queries.agencies_of(structure, name))}
        theirs = (name for name in names if having.intersection((name, *queries.agencies_of(structure, name))))
        return next(theirs, names[0])

    def belongs_to_municipality(self, name: str) -> bool:
        """Whether the gate counts somebody as the municipality's own."""
        return name in self.place.setting.municipal
