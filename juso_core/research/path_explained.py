"""Explains the steps of a simulated case as those of a real one are explained.

Each step says what was asked, who answered from which row and source with which status, what was done, and which
rules of law looked at it and what they found.
"""

from collections.abc import Iterator

from attrs import frozen

from juso_core.casework.flow import RULES
from juso_core.language.messages import _, current
from juso_core.research.deeds import told
from juso_core.research.explain import (
    ExplainedField,
    ExplainedStep,
    ExplainedVerdict,
    explained_field,
    labeller,
)
from juso_core.research.silence import missing, not_entered, unanswered
from juso_core.research.simulation import Simulated, Way
from juso_core.research.turns import Turn
from juso_core.research.wording import FIELDS, fields_of_step

__all__ = ["ExplainedTurn", "explain_way", "step_label"]


@frozen(kw_only=True)
class ExplainedTurn:
    """A step of a path in words: when (a duration), the step, what is silent or not entered, the rules that looked."""

    after: str
    step: ExplainedStep
    silent: tuple[str, ...]
    not_entered: tuple[str, ...]
    rules: tuple[str, ...]
    stopped: str | None


def explain_way(simulated: Simulated, way: Way, full: bool = False) -> Iterator[ExplainedTurn]:
    """Yield every step of one way in the current language; with ``full`` all that was said, not only what was asked."""
    for number, turn in enumerate(way.turns, 1):
        yield _explained(simulated, number, turn, full)


def step_label(turn: Turn) -> str:
    """Return what a step is called: its kind, and at which stage or on which occasion."""
    kind = turn.step.label(current())
    return f"{kind} ({turn.stage.label(current())})" if turn.stage is not None else kind


def _explained(simulated: Simulated, number: int, turn: Turn, full: bool) -> ExplainedTurn:
    structure = simulated.place.structure
    label = labeller(structure)
    by = turn.acts[0].by if turn.acts else ""
    step = ExplainedStep(
        n=number,
        on=structure.on.isoformat() if structure.on else "",
        at=None,
        command=turn.step.value,
        label=step_label(turn),
        actor=by,
        actor_shown=label(by) if by else "-",
        events=(),
        told=tuple(line for act in turn.acts for event in act.events if (line := told(event, label))),
        advice=tuple(_fields(simulated, turn, full)),
        verdicts=tuple(
            ExplainedVerdict(v.rule, v.verdict.value, v.basis, v.text(label), v.how_to_mend(label))
            for v in turn.verdicts
        ),
        failures=turn.advice.failures if turn.advice else (),
        phase=turn.phase.value,
        phase_shown=turn.phase.label(current()),
        plugin=simulated.place.plugin,
        version=simulated.place.version,
    )
    questions = {key.rpartition(".")[2]: question for key, question in unanswered([turn], structure)}
    unknown = tuple(name for name in missing(turn) if not_entered(structure, questions.get(name, "")))
    return ExplainedTurn(
        after=turn.after,
        step=step,
        silent=tuple(_field_name(name) for name in missing(turn) if name in questions and name not in unknown),
        not_entered=tuple(_field_name(name) for name in unknown),
        rules=_rules(turn),
        stopped=f"{turn.stopped}; {turn.stopped.how_to_mend()}" if turn.stopped else None,
    )


def _fields(simulated: Simulated, turn: Turn, full: bool) -> Iterator[ExplainedField]:
    told = {*turn.asked, *fields_of_step(turn.step.value, turn.stage.value if turn.stage else None), "identified"}
    for said in turn.advice.said if turn.advice else ():
        if full or said.field in told:
            yield explained_field(said, None, simulated.place.structure)


def _field_name(name: str) -> str:
    return _(FIELDS.get(name, name))


def _rules(turn: Turn) -> tuple[str, ...]:
    """The rules of the gate that look at what was done at the step."""
    return tuple(rule.id for rule in RULES if any(isinstance(act.command, rule.at) for act in turn.acts))
