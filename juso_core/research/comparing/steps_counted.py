"""What is counted at the steps of a path: conferences, plans, who says so, what the gate found, how it ends."""

from collections.abc import Callable, Iterator
from typing import Any

from juso_core.casework import events as e
from juso_core.casework.law import VerdictKind
from juso_core.citation import Giver, Text
from juso_core.municipality.words import ConferenceKind, PlanKind, Status
from juso_core.research.comparing.counted import Counted, Part, count, names, nothing
from juso_core.research.comparing.values import body_code, name_of, same_text, text_of
from juso_core.research.comparing.walked import WalkedWay
from juso_core.research.silence import not_entered, unanswered
from juso_core.research.turns import StepKind, Turn

__all__ = [
    "conferences",
    "end_because",
    "end_phase",
    "found_by_law",
    "named_for_plan",
    "national_only",
    "national_share",
    "silences",
    "steps",
    "stopped",
]

Count = Callable[[WalkedWay], Counted]


def steps(way: WalkedWay) -> Counted:
    """Count the steps of the way, by what they are."""
    found: dict[StepKind, list[int]] = {}
    for n, turn in way.turns:
        found.setdefault(turn.step, []).append(n)
    return count(Part(kind.value, text_of(kind), tuple(ns), kind.value) for kind, ns in found.items())


def conferences(*kinds: ConferenceKind) -> Count:
    """Return what counts the conferences that were held: of these kinds in law, or of all."""

    def of(way: WalkedWay) -> Counted:
        found: dict[ConferenceKind, list[int]] = {}
        for n, kind in _held(way):
            if not kinds or kind in kinds:
                found.setdefault(kind, []).append(n)
        return count(Part(kind.value, text_of(kind), tuple(ns), kind.value) for kind, ns in found.items())

    return of


def _held(way: WalkedWay) -> Iterator[tuple[int, ConferenceKind]]:
    called: dict[int, ConferenceKind] = {}
    for n, event in _events(way):
        if isinstance(event, e.ConferenceCalled):
            called[event.call] = event.kind
        elif isinstance(event, e.ConferenceHeld) and event.call in called:
            yield n, called[event.call]


def _events(way: WalkedWay) -> Iterator[tuple[int, e.Event]]:
    return ((n, event) for n, turn in way.turns for act in turn.acts for event in act.events)


def named_for_plan(kind: PlanKind, key: str) -> Count:
    """Return what names those whom the advice on a kind of plan names: its drafters, its decider, who is told.

    Who decides, or who is told, counts only where the plan asks for it by its contents.
    """

    def of(way: WalkedWay) -> Counted:
        asked = [(n, turn) for n, turn in way.turns if _asks(turn, kind, key)]
        if not asked:
            return nothing
        found: dict[tuple[str, Giver, Status | None], list[int]] = {}
        for n, turn in asked:
            for said in _named(turn, key):
                found.setdefault(said, []).append(n)
        made = (
            Part(name, name_of(way.structure, name), tuple(ns), body_code(way.structure, name), giver, status)
            for (name, giver, status), ns in found.items()
        )
        counted = names(made)
        return Counted(counted.value, tuple(n for n, _turn in asked), counted.parts)

    return of


def _asks(turn: Turn, kind: PlanKind, key: str) -> bool:
    return turn.step is StepKind.APPROVE and turn.stage is kind and key in turn.asked


def _named(turn: Turn, key: str) -> Iterator[tuple[str, Giver, Status | None]]:
    advice = turn.advice
    value: Any = getattr(advice.decision, key, None) if advice else None
    if advice is None or value is None:
        return
    origin = advice.origins[key]
    status = Status(origin.status) if origin.status else None
    for name in (value,) if isinstance(value, str) else value:
        yield name, origin.giver, status


def _turning(way: WalkedWay) -> Iterator[tuple[int, Turn, bool]]:
    """The steps that turn on answers of which somebody gave one; whether the national standard alone did."""
    for n, turn in way.turns:
        given = [turn.advice.origins[name].giver for name in turn.asked if turn.advice and name in turn.advice.origins]
        if given:
            yield n, turn, all(giver is Giver.NATIONAL for giver in given)


def national_only(way: WalkedWay) -> Counted:
    """Count the steps whose answers the national standard alone gives."""
    return count(
        Part(f"{turn.step}.{turn.stage}" if turn.stage else turn.step.value, _step_name(turn), (n,))
        for n, turn, alone in _turning(way)
        if alone
    )


def _step_name(turn: Turn) -> Text:
    kind, stage = text_of(turn.step), turn.stage
    return kind if stage is None else Text(f"{kind.ja}（{stage.ja}）", f"{kind.en} ({stage.en})")


def national_share(way: WalkedWay) -> Counted:
    """Return the share of those steps among all that turn on answers."""
    every = list(_turning(way))
    alone = national_only(way)
    return Counted(len(alone.steps) / len(every), alone.steps, alone.parts) if every else nothing


def silences(entered: bool) -> Count:
    """Return what counts the answers that a step turned on and the municipality does not give.

    ``entered``: what its sources do not say; otherwise what nobody has entered.
    """

    def of(way: WalkedWay) -> Counted:
        found: dict[str, list[int]] = {}
        at = 0

        def telling() -> Iterator[Turn]:
            nonlocal at
            for n, turn in way.turns:
                at = n
                yield turn

        for key, question in unanswered(telling(), way.structure):
            if not_entered(way.structure, question) is not entered:
                found.setdefault(key, []).append(at)
        return count(Part(key, same_text(key), tuple(dict.fromkeys(ns)), key) for key, ns in found.items())

    return of


def found_by_law(kind: VerdictKind) -> Count:
    """Return what counts what the gate refused, narrowed or warned of, by rule."""

    def of(way: WalkedWay) -> Counted:
        found: dict[str, list[int]] = {}
        for n, turn in way.turns:
            for rule in dict.fromkeys(v.rule for v in turn.verdicts if v.verdict is kind):
                found.setdefault(rule, []).append(n)
        return count(Part(rule, same_text(rule), tuple(ns), rule) for rule, ns in sorted(found.items()))

    return of


def stopped(way: WalkedWay) -> Counted:
    """Count the steps that the flow did not allow."""
    return count(Part(turn.step.value, _step_name(turn), (n,)) for n, turn in way.turns if turn.stopped is not None)


def end_phase(way: WalkedWay) -> Counted:
    """Name where the case stands in the end."""
    return _one(way, way.case.phase)


def end_because(way: WalkedWay) -> Counted:
    """Name why the way ends there."""
    return _one(way, way.because)


def _one(way: WalkedWay, word: Any) -> Counted:
    return names([Part(word.value, text_of(word), (way.last,), word.value)])
