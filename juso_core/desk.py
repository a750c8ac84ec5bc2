"""What the office works at: a case is loaded, advice is asked, a command goes through flow and law, events are kept.

One command is one transaction: its events, the index row and what it puts into the vault are written together or not
at all.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from attrs import evolve, frozen, mutable

from juso_core.advice import (
    Advice,
    Asked,
    advise_approval,
    advise_convening,
    advise_escalation,
)
from juso_core.casework import flow
from juso_core.casework.acts import Outcome
from juso_core.casework.case import Case, Phase, Plan, PlanStage
from juso_core.casework.decisions import Approval, Convening, Escalation
from juso_core.casework.facts import Assessment, EscalationStage, PlanContent
from juso_core.casework.groups import conference_groups
from juso_core.casework.law import Actor, Context, Setting, Verdict
from juso_core.casework.record import Basis, Difference, Failure, Recorded
from juso_core.casework.refusal import RefusedByFlow
from juso_core.choices import Settled
from juso_core.journal import History, Journal, Writing
from juso_core.language.messages import N_, current
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Occasion
from juso_core.naming import known_actor, known_area, known_ids, known_names
from juso_core.vault import Person

__all__ = ["Desk", "Done", "Place", "Work"]


@frozen(kw_only=True)
class Place:
    """A municipality on a day: who is asked for advice, the structure of that day, what the gate must know."""

    code: str
    givers: tuple[Asked, ...]
    structure: Structure
    setting: Setting
    plugin: str | None
    version: str | None
    text: str
    failures: tuple[Failure, ...] = ()


@frozen(kw_only=True)
class Done:
    """What a command came to: the case after it, what was recorded, the advice, and what the gate found."""

    case: Case
    recorded: tuple[Recorded, ...]
    structure: Structure
    advice: Advice[Any] | None = None
    differences: tuple[Difference, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    failures: tuple[Failure, ...] = ()


@frozen(kw_only=True)
class Desk:
    """Journal with its vault, the places, the clock and the maker of case ids.

    ``place(code, on)`` returns the municipality of a day; ``now()`` the moment in UTC; ``new_id()`` an id that no case
    has.
    """

    journal: Journal
    place: Callable[[str, dt.date], Place]
    now: Callable[[], dt.datetime]
    new_id: Callable[[], str]

    def case(self, case_id: str) -> Case:
        """Return a case as it stands; raises NoSuchCase."""
        return self.journal.read(case_id).case

    def look(self, case_id: str, on: dt.date) -> "Work":
        """Open a case for looking only."""
        return self.work(case_id, None, on)

    def work(self, case_id: str, by: Actor | None, on: dt.date, out_of_order: bool = False) -> "Work":
        """Open a case for a command by ``by`` on the day ``on``; raises NoSuchCase, or RefusedByFlow for actor or day.

        ``out_of_order``: the command may be entered after later ones (an emergency).
        """
        history = self.journal.read(case_id)
        place = self.place(history.case.municipality, on)
        if by is not None:
            known_actor(place.structure, by)
            self._not_to_come(on)
            if not out_of_order:
                _in_order(history, on)
        return Work(desk=self, place=place, case=history.case, history=history, by=by, on=on)

    def _not_to_come(self, on: dt.date) -> None:
        # The moment is in UTC; somewhere it is tomorrow already.
        if on > self.now().date() + dt.timedelta(days=1):
            raise RefusedByFlow(
                N_("{on} is still to come"), N_("enter what has happened, on the day it did (--on)"), on=on.isoformat()
            )

    def open_case(
        self,
        place: Place,
        settled: Settled,
        advice: Advice[Any],
        by: Actor,
        people: Mapping[str, Person],
        why: str | None,
    ) -> Done:
        """Open a case with a consultation."""
        on = place.structure.on
        assert on is not None, "a place is a municipality on a day"
        command = settled.command
        self._not_to_come(on)
        known_actor(place.structure, by)
        known_names(place.structure, command)
        known_area(place.structure, command.consultation.area)
        step = flow.receive(self.new_id(), place.code, command, Context(by, place.setting))
        work = Work(desk=self, place=place, case=step.case, history=None, by=by, on=on)
        work.people(people)
        with self.journal.writing() as writing:
            work.name(writing, people)
            return work.keep(writing, step, settled, advice, None, why)


@mutable(kw_only=True)
class Work:
    """One case on the desk, for one command."""

    desk: Desk
    place: Place
    case: Case
    history: History | None
    by: Actor | None
    on: dt.date

    @property
    def structure(self) -> Structure:
        """The municipality's structure on the day of the command."""
        return self.place.structure

    @property
    def at_window(self) -> bool:
        """Whether the case is still with a consultation agency."""
        return self.case.phase in (Phase.CONSULTED, Phase.HANDLING, Phase.RETURNED)

    @property
    def plans(self) -> tuple[str, ...]:
        """The ids of the case's plans."""
        return tuple(plan.id for plan in self.case.plans)

    @property
    def newest_call(self) -> int:
        """The number of the newest open call; 0, which no call has, when there is none."""
        return max((call.number for call in self.case.calls), default=0)

    def plan(self, plan_id: str | None) -> Plan:
        """Return the named plan, or the newest; raises RefusedByFlow when there is none."""
        if plan_id is None and self.case.plans:
            return self.case.plans[-1]
        for plan in self.case.plans:
            if plan.id == plan_id:
                return plan
        if plan_id is None:
            raise RefusedByFlow(N_("there is no plan in this case"), N_("draft one with: juso case draft"))
        raise RefusedByFlow(
            N_("no plan {plan} in this case; there are: {known}"),
            N_("name one of these, or draft one with: juso case draft"),
            plan=plan_id,
            known=", ".join(self.plans) or "-",
        )

    def occasion(self, occasion: Occasion | None, plan: str | None) -> tuple[Occasion, str | None]:
        """Return for what a conference is called, and on which plan: the one submitted, unless something is named."""
        submitted = [p.id for p in self.case.plans if p.stage is PlanStage.SUBMITTED]
        on_plan = occasion in (None, Occasion.PLAN, Occasion.REPLAN)
        which = plan or (submitted[-1] if submitted and on_plan else None)
        if occasion is not None:
            return occasion, which
        if which is None:
            return Occasion.SHARE, None
        return (Occasion.REPLAN if self.plan(which).successor_of else Occasion.PLAN), which

    def outcome(self, call: int, outcome: Outcome | None) -> Outcome:
        """Return what a conference came to; raises RefusedByFlow where that must be said and was not."""
        called = next((one for one in self.case.calls if one.number == call), None)
        if outcome is None and called is not None and called.occasion is not Occasion.SHARE:
            raise RefusedByFlow(
                N_("what the conference came to is missing ({occasion})"),
                N_("say it: --outcome agreed, rejected, noted or back_to_referrer"),
                occasion=called.occasion.label(current()),
            )
        return outcome or Outcome.NOTED

    def about(self, plan: str | None) -> tuple[str, ...]:
        """Whom a conference is about: of those whom its plan is about, the first group by consent."""
        group = conference_groups(self.case)[0]
        if plan is None:
            return group
        planned = self.plan(plan).about
        return tuple(ref for ref in planned if ref in group) or planned

    def people(self, refs: Iterable[str]) -> None:
        """Raise RefusedByFlow unless every reference is a member of the case."""
        unknown = [ref for ref in refs if ref not in self.case.refs]
        if unknown:
            raise RefusedByFlow(
                N_("no such person in this case: {unknown}; there are: {known}"),
                N_("use one of these references, or add a member with: juso case correct"),
                unknown=", ".join(unknown),
                known=", ".join(self.case.refs),
            )

    def knows(self, name: str) -> bool:
        """Whether a name is that of somebody known in this municipality."""
        try:
            known_ids(self.structure, (name,))
        except RefusedByFlow:
            return False
        return True

    def known(self, names: Iterable[str]) -> None:
        """Raise RefusedByFlow unless every name is known in this municipality."""
        known_ids(self.structure, names)

    def escalation(self, stage: EscalationStage, assessment: Assessment | None = None) -> Advice[Escalation]:
        """Ask whether the case goes to multi-agency collaboration, with a new assessment if one is given."""
        case = evolve(self.case, assessment=assessment) if assessment else self.case
        return advise_escalation(self.place.givers, case, stage, self.structure)

    def convening(self, occasion: Occasion, subjects: tuple[str, ...], plan: str | None) -> Advice[Convening]:
        """Ask which conference is to be called."""
        self.people(subjects)
        content = self.plan(plan).content if plan else None
        return advise_convening(self.place.givers, self.case, occasion, content, subjects, self.structure)

    def approval(self, content: PlanContent) -> Advice[Approval]:
        """Ask who drafts, deliberates on and decides on such a plan."""
        return advise_approval(self.place.givers, self.case, content, self.structure)

    def do(
        self,
        settled: Settled,
        advice: Advice[Any] | None = None,
        stage: str | None = None,
        why: str | None = None,
        note: tuple[str, str | None] | None = None,
        people: Mapping[str, Person] = MappingProxyType({}),
    ) -> Done:
        """Take the command through flow and law and keep its events; nothing is written when it is refused.

        ``note`` is a field of the command and its free text: the text goes to the vault, its number into the field.
        """
        assert self.by is not None, "a case that was opened for looking takes no command"
        command = settled.command
        known_names(self.structure, command)
        with self.desk.journal.writing() as writing:
            if note and note[1] and note[1].strip():
                command = evolve(command, **{note[0]: self._note(writing, note[1])})
            step = flow.act(self.case, command, Context(self.by, self.place.setting))
            evolve(self, case=step.case).people(people)
            self.name(writing, people)
            return self.keep(writing, step, settled, advice, stage, why)

    def name(self, writing: Writing, people: Mapping[str, Person]) -> None:
        """Put who the members are into the vault."""
        for ref, person in people.items():
            writing.vault.put_person(self.case.id, ref, person)

    def _note(self, writing: Writing, text: str) -> str:
        return writing.vault.add_note(self.case.id, text, on=self.on, agency=self.by.agency if self.by else "")

    def keep(
        self,
        writing: Writing,
        step: flow.Step,
        settled: Settled,
        advice: Advice[Any] | None,
        stage: str | None,
        why: str | None,
    ) -> Done:
        """Write the events of a step, its basis and the structure that it rested on."""
        differences = settled.differences
        if differences and why and why.strip():
            number = self._note(writing, why)
            differences = tuple(evolve(d, why=number) for d in differences)
        failures = (*self.place.failures, *(advice.failures if advice else ()))
        basis = Basis(
            hook=advice.hook if advice else None,
            stage=stage,
            plugin=self.place.plugin,
            version=self.place.version,
            digest=self.structure.digest,
            said=advice.said if advice else (),
            differences=differences,
            verdicts=step.verdicts,
            failures=failures,
        )
        recorded = self._recorded(step, settled, basis)
        writing.keep_structure(self.structure.digest, self.place.code, self.place.text)
        writing.append(recorded, step.case, after=self.history.index if self.history else None)
        return Done(
            case=step.case,
            recorded=recorded,
            structure=self.structure,
            advice=advice,
            differences=differences,
            verdicts=step.verdicts,
            failures=failures,
        )

    def _recorded(self, step: flow.Step, settled: Settled, basis: Basis) -> tuple[Recorded, ...]:
        assert self.by is not None
        at = self.desk.now().isoformat(timespec="seconds")
        index = self.history.index if self.history else None
        before, number_of_step = (index.seq, index.step + 1) if index else (0, 1)
        return tuple(
            Recorded(
                case_id=step.case.id,
                municipality=step.case.municipality,
                seq=before + number,
                step=number_of_step,
                command=type(settled.command).__name__,
                on=self.on,
                actor=self.by,
                event=event,
                at=at,
                basis=basis if number == 1 else None,
            )
            for number, event in enumerate(step.events, 1)
        )


def _in_order(history: History, on: dt.date) -> None:
    last = max(recorded.on for recorded in history.recorded)
    if on < last:
        raise RefusedByFlow(
            N_("{on} is before the last entry of the case ({last})"),
            N_("enter things in the order in which they happened; correct an entry with: juso case correct"),
            on=on.isoformat(),
            last=last.isoformat(),
        )
