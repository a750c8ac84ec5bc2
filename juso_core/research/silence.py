"""What a municipality's sources do not say on a path: the answers that it was asked for and did not give.

Three things that all look like nothing are told apart: the sources are *silent*; nobody has *entered* what they say;
or the municipality answered. What the national standard says instead is no answer of the municipality.
"""

from collections.abc import Iterable, Iterator

from juso_core.casework.case import Phase
from juso_core.casework.commands import RecordConsent
from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.structure import Note, Structure
from juso_core.municipality.words import ConferenceKind, Consent, Field, Occasion, PlanKind
from juso_core.research.summary import reopening
from juso_core.research.turns import StepKind, Turn

__all__ = ["missing", "not_entered", "unanswered"]

_IN_EVERY_CONFERENCE = (Occasion.SHARE, Occasion.PLAN)
_HOOKS = {StepKind.START: "escalate", StepKind.CLOSURE: "escalate"}


def missing(turn: Turn) -> tuple[str, ...]:
    """Return the fields that a step turned on and that the municipality itself did not say."""
    advice = turn.advice
    if _withdrawn(turn):
        return ("withdrawal",)
    return tuple(name for name in turn.asked if advice is None or advice.stated(name) is None)


def unanswered(turns: Iterable[Turn], structure: Structure) -> Iterator[tuple[str, str]]:
    """Yield each answer that was not given, as ``hook.field``, with the question that it belongs to.

    What the sources say in a note, where no row holds it, is an answer too, though nobody can act on it.
    """
    field: Field | None = None
    before: Phase | None = None
    for turn in turns:
        if turn.step is StepKind.INTAKE and turn.acts:
            field = turn.acts[0].command.consultation.field  # type: ignore[attr-defined]
        for name in missing(turn):
            question = _question(turn, name, field)
            if not _noted(structure, question):
                yield _key(turn, name), question
        if turn.step is StepKind.REOPENING and turn.stopped is None and reopening(before, structure) is None:
            yield "reopening", "reopening"
        before = turn.phase


def _withdrawn(turn: Turn) -> bool:
    """Whether somebody takes a consent back: what follows then, a municipality says in a note or not at all."""
    commands = (act.command for act in turn.acts)
    return any(isinstance(one, RecordConsent) and Consent.WITHDRAWN in (one.use, one.share) for one in commands)


def _key(turn: Turn, name: str) -> str:
    hook = _HOOKS.get(turn.step, turn.step.value)
    if turn.step is StepKind.APPROVE or (turn.step is StepKind.CONVENE and turn.stage not in _IN_EVERY_CONFERENCE):
        return f"{hook}.{turn.stage}.{name}"
    return f"{hook}.{name}"


_ESCALATE = {
    "mac": "mac.takes",
    "receivers": "mac.operator",
    "applicant": "mac.applicant",
    "form": "consent.form",
    "post_closure_lead": "post_closure_lead",
}
_CONVENE = {"kind": "held", "required": "occasions"}
_OCCASIONS = {Occasion.CLOSURE: "closure", Occasion.INTERRUPTION: "interruption"}


def _question(turn: Turn, name: str, field: Field | None) -> str:
    """The question of the closed list that an answer belongs to."""
    match turn.step:
        case StepKind.INTAKE:
            return "form.intake" if name == "form" else f"window.{field}" if field else "window.general"
        case StepKind.CONVENE:
            if turn.stage in _OCCASIONS:
                return _OCCASIONS[Occasion(turn.stage)]
            return f"{_kind(turn)}.{_CONVENE.get(name, name)}"
        case StepKind.APPROVE:
            return _of_plan(PlanKind(str(turn.stage)), name)
        case StepKind.CONSENT:
            return f"consent.{name}"
    return _ESCALATE.get(name, name)


def _kind(turn: Turn) -> ConferenceKind:
    """What the conference is in law, whoever says so."""
    kind = turn.advice.decision.kind if turn.advice else None
    both = (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE)
    return kind if kind in both else ConferenceKind.JUSO_CONFERENCE


def _of_plan(kind: PlanKind, name: str) -> str:
    prefix = "plan" if kind is PlanKind.MAC else f"plan.{kind}"
    return {"drafters": f"{prefix}.drafter", "decider": f"{prefix}.decider", "informed": "plan.report"}.get(
        name, "conference.order"
    )


def _noted(structure: Structure, question: str) -> bool:
    """Whether a note says something to a question: an answer that no row holds, that there is none, or a conflict."""
    return question in QUESTIONS and any(isinstance(row, Note) for row in state(structure, question).rows)


def not_entered(structure: Structure, question: str) -> bool:
    """Whether nobody has entered what the sources say to a question."""
    return question in QUESTIONS and state(structure, question).state is AnswerState.NOT_ENTERED
