"""What a municipality itself says of a case, in one table: the summary of a path.

A value is what its plugin or its structure says; None is that they say nothing, whatever the national standard says;
``"none"`` is that they say that there is none. Only ``pattern`` is nobody's statement: it tells what the plan of the
path contains, in the words of the manual (6 6)(4)). ``NOT_REACHED`` marks what a way never came to; it stands in no
finished summary.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from juso_core.advice import Advice, plain
from juso_core.casework.case import Phase
from juso_core.casework.facts import EscalationStage
from juso_core.municipality.questions import AnswerState, state
from juso_core.municipality.structure import Meeting, Structure
from juso_core.municipality.words import ConferenceKind, Level, Occasion, PlanKind
from juso_core.research.turns import StepKind, Turn

__all__ = ["BY_PLAN", "KEYS", "NONE", "NOT_REACHED", "is_maybe", "maybe", "merged", "reopening", "said_of"]

KEYS: Final = (
    "mac",
    "local_class",
    "conf1",
    "convener",
    "lead",
    "drafters",
    "decider",
    "informed",
    "pattern",
    "interruption",
    "reopening",
    "replan",
)
"""The keys of a summary; all of them are always there."""

BY_PLAN: Final = ("drafters", "decider", "informed")
"""Those that have a value for each kind of plan."""

NONE: Final = "none"
_PROGRAMME = (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE)


@frozen
class _NotReached:
    """A way never came to it."""


NOT_REACHED: Final = _NotReached()


def said_of(turns: Iterable[Turn], structure: Structure) -> dict[str, Any]:
    """Return the summary of one way, with ``NOT_REACHED`` for what it never came to."""
    turns = tuple(turn for turn in turns if turn.stopped is None)
    first = next((turn.advice for turn in turns if _at_window(turn)), None)
    mac = _stated(first, "mac")
    conference = next((turn.advice for turn in turns if _of_programme(turn)), None)
    approvals = [turn for turn in turns if turn.step is StepKind.APPROVE and turn.advice is not None]
    return {
        "mac": mac,
        "local_class": _stated(first, "local_class"),
        "conf1": _reached(conference, "kind"),
        "convener": _reached(conference, "convener"),
        "lead": _reached(conference, "lead"),
        "drafters": _by_plan(approvals, "drafters"),
        "decider": _by_plan(approvals, "decider"),
        "informed": _by_plan(approvals, "informed"),
        "pattern": _pattern(approvals),
        "interruption": _occasion(turns, Occasion.INTERRUPTION, structure, decided_by=True),
        "reopening": _reopening(turns, structure),
        "replan": _occasion(turns, Occasion.REPLAN, structure),
    }


def _at_window(turn: Turn) -> bool:
    return turn.step in (StepKind.START, StepKind.ESCALATE) and turn.stage is EscalationStage.AT_WINDOW


def _of_programme(turn: Turn) -> bool:
    """A conference of the programme: any that is called, even where the municipality says nothing of it."""
    if turn.step is not StepKind.CONVENE or turn.advice is None:
        return False
    return _stated(turn.advice, "kind") in (None, *_PROGRAMME)


def _stated(advice: Advice[Any] | None, name: str) -> Any:
    value = advice.stated(name) if advice else None
    return None if value is None else plain(value)


def _reached(advice: Advice[Any] | None, name: str) -> Any:
    return NOT_REACHED if advice is None else _stated(advice, name)


def _by_plan(approvals: Iterable[Turn], name: str) -> dict[str, Any]:
    """What is said for each kind of plan; what is said later in the same way (after consent) completes silence."""
    said: dict[str, Any] = {}
    for turn in approvals:
        kind = str(turn.stage)
        said[kind] = _stated(turn.advice, name) if said.get(kind) is None else said[kind]
    return said


def _pattern(approvals: list[Turn]) -> Any:
    """The manual's pattern of the collaboration plan, or else of the last plan."""
    if not approvals:
        return NOT_REACHED
    mac = [turn for turn in approvals if turn.stage is PlanKind.MAC]
    content = (mac or approvals)[-1].content
    return content.pattern.value if content else None


def _occasion(turns: Iterable[Turn], occasion: Occasion, structure: Structure, decided_by: bool = False) -> Any:
    """What is said of the conference on an occasion; None where no meeting of the municipality states that occasion."""
    called = next((turn for turn in turns if turn.step is StepKind.CONVENE and turn.stage is occasion), None)
    if called is None:
        return NOT_REACHED
    meeting = structure.ids.get(_stated(called.advice, "meeting") or "")
    if not isinstance(meeting, Meeting) or occasion not in meeting.occasions:
        return None
    said = {"meeting": _stated(called.advice, "kind"), "required": _stated(called.advice, "required")}
    return {**said, "decided_by": "conference"} if decided_by else said


def _reopening(turns: tuple[Turn, ...], structure: Structure) -> Any:
    for number, turn in enumerate(turns):
        if turn.step is StepKind.REOPENING:
            return reopening(turns[number - 1].phase if number else None, structure)
    return NOT_REACHED


def reopening(was: Phase | None, structure: Structure) -> str | None:
    """Return what is said of taking a case up again: "stated", "none", or nothing.

    Sources speak of taking up again what was closed; of a case that was interrupted they are silent.
    """
    answer = state(structure, "reopening").state
    if answer is AnswerState.NONE:
        return NONE
    return "stated" if answer is AnswerState.STATED and was is not Phase.INTERRUPTED else None


def merged(summaries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the summary of all variants of a case: differing answers are ``{"maybe": [...]}``.

    What only some variants come to is taken from those; what none comes to is silent, or none where the municipality
    says that the case stays with the agency.
    """
    every = list(summaries)
    result = {name: _one([summary[name] for summary in every]) for name in KEYS}
    if result["conf1"] is NOT_REACHED:
        result["conf1"] = NONE if result["mac"] == Level.NO.value else None
    return {name: None if value is NOT_REACHED else value for name, value in result.items()}


def _one(values: list[Any]) -> Any:
    reached = [value for value in values if value is not NOT_REACHED]
    if not reached:
        return NOT_REACHED
    if any(isinstance(value, Mapping) for value in reached) and all(isinstance(v, Mapping) for v in reached):
        names = dict.fromkeys(name for value in reached for name in value)
        return {name: _one([value[name] for value in reached if name in value]) for name in names}
    return maybe(reached)


def maybe(values: Iterable[Any]) -> Any:
    """Return the one value, or ``{"maybe": [...]}`` where they differ: silence first, levels from no to yes."""
    different: list[Any] = []
    for value in values:
        if value not in different:
            different.append(value)
    return different[0] if len(different) == 1 else {"maybe": sorted(different, key=_order)}


def is_maybe(value: Any) -> bool:
    """Return whether a value stands for several: ``{"maybe": [...]}``."""
    return isinstance(value, Mapping) and set(value) == {"maybe"}


def _order(value: Any) -> tuple[int, int, str]:
    level = _LEVELS.get(value, len(_LEVELS)) if isinstance(value, str) else 0
    return (value is not None, level, str(value))


_LEVELS = {level.value: number for number, level in enumerate((Level.NO, Level.MAY, Level.YES))}
