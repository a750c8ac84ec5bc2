"""The page ``flow``: the phases of a case, its plans and services, what each command does, and the drawings."""

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from juso_core.casework import commands, flow, steps_case, steps_plan
from juso_core.casework.case import OutreachState, ParticipationState, Phase, PlanStage
from juso_core.casework.events import EVENTS
from juso_core.cli.table import CASE
from juso_core.language.messages import _
from juso_core.municipality.words import Word
from juso_core.research.explain import COMMANDS
from juso_docs.drawing import case_drawing, services_drawing
from juso_docs.markdown import NOTHING, by, code, table
from juso_docs.texts import Texts

__all__ = ["MACHINES", "PARTS", "command_line", "drawings", "events_of"]

MACHINES: dict[str, type[Word]] = {
    "case": Phase,
    "plan": PlanStage,
    "outreach": OutreachState,
    "participation": ParticipationState,
}
_EXPLAINED = {
    "case": "phase",
    "plan": "plan_stage",
    "outreach": "outreach_state",
    "participation": "participation_state",
}
_STEPS = (steps_case.__name__, steps_plan.__name__)
_CALLED = {"RecordConsent": "consent", "CallConference": "call", "HoldConference": "hold", "CallOff": "call-off"}


def command_line(command: str) -> str:
    """Return what a command is called on the command line."""
    return _CALLED.get(command, command.lower())


def label(command: str) -> str:
    """Return what people call a command, in the current language."""
    return _(COMMANDS.get(command, command))


def events_of(made: Callable[..., Any]) -> list[str]:
    """Return the events that a function of the flow makes, in the order of its lines, also by functions it calls."""
    tree = ast.parse(inspect.getsource(made))
    called = sorted((node for node in ast.walk(tree) if isinstance(node, ast.Call)), key=lambda node: node.lineno)
    found: list[str] = []
    for call in called:
        target = _called(call.func, made)
        if inspect.isclass(target) and target.__name__ in EVENTS:
            found.append(target.__name__)
        elif inspect.isfunction(target) and target.__module__ in _STEPS:
            found += events_of(target)
    return list(dict.fromkeys(found))


def _called(name: ast.expr, within: Callable[..., Any]) -> Any:
    """What a name in a function stands for; None where that is not plain to see."""
    known = inspect.unwrap(within).__globals__
    match name:
        case ast.Name():
            return known.get(name.id)
        case ast.Attribute(value=ast.Name()):
            return getattr(known.get(name.value.id), name.attr, None)
    return None


def states(machine: str) -> Callable[[str, Texts], str]:
    """Return the part that shows the states of a machine."""

    def part(language: str, texts: Texts) -> str:
        heads = by(language, "語|読み方|どういうときか", "word|read as|when").split("|")
        rows = [
            [code(word.value), word.label(language), texts.get(language, _EXPLAINED[machine], word.value)]
            for word in MACHINES[machine]
        ]
        return table(heads, rows)

    return part


def arrows(machine: str) -> Callable[[str, Texts], str]:
    """Return the part that shows the arrows of a machine."""

    def part(language: str, texts: Texts) -> str:
        heads = by(language, "どこから|どこへ|何によって|コマンド", "from|to|by what|command").split("|")
        kind = MACHINES[machine]
        rows = []
        for arrow in _arrows(texts, machine):
            start = by(language, "、", ", ").join(kind(one).label(language) for one in arrow["from"])
            end = kind(arrow["to"]).label(language)
            rows.append([start, end, arrow[language], code(command_line(arrow["by"]))])
        return table(heads, rows)

    return part


def _arrows(texts: Texts, machine: str) -> Iterator[dict[str, Any]]:
    return (arrow for arrow in texts.data("arrow") if arrow["machine"] == machine)


def table_of_commands(language: str, texts: Texts) -> str:
    """Every command: in which phases, what it needs besides, its events, the rules that look at it."""
    heads = by(
        language,
        "コマンド|何をするか|どの段階で|ほかに要るもの|起きること",
        "command|what it does|in which phases|what else it needs|events",
    )
    rows = [_received(language, texts)]
    for command, entry in flow.TABLE.items():
        rows.append(
            [
                code(command_line(command.__name__)),
                _does(command.__name__),
                _phases(entry.phases, language),
                _needs(entry, command.__name__, language, texts),
                ", ".join(map(code, events_of(entry.events))),
            ]
        )
    return table(heads.split("|"), rows)


def _received(language: str, texts: Texts) -> list[str]:
    made = by(language, "（事例を開く）", "(opens the case)")
    return [code("receive"), _does("Receive"), made, NOTHING, ", ".join(map(code, events_of(flow.receive)))]


def _does(command: str) -> str:
    return _(CASE[command_line(command)][1])


def _needs(entry: Any, command: str, language: str, texts: Texts) -> str:
    return NOTHING if entry.possible is flow._anything else texts.get(language, "needs", command)


def _phases(phases: frozenset[Phase], language: str) -> str:
    if phases == frozenset(Phase):
        return by(language, "どこでも", "any")
    missing = [phase.label(language) for phase in Phase if phase not in phases]
    if len(missing) < 3:
        names = by(language, "、", ", ").join(missing)
        return by(language, f"{names}のほか", f"any but: {names}")
    return by(language, "、", ", ").join(phase.label(language) for phase in Phase if phase in phases)


def gates(language: str, texts: Texts) -> str:
    """Which rules of the gate look at which command."""
    heads = by(language, "コマンド|規則", "command|rules").split("|")
    rows = []
    for command in commands.COMMANDS.values():
        rules = [f"[{rule.id}](law.md#{rule.id.lower()})" for rule in flow.RULES if command in rule.at]
        if rules:
            rows.append([f"{code(command_line(command.__name__))} {label(command.__name__)}", " ".join(rules)])
    return table(heads, rows)


def drawings(language: str, texts: Texts) -> dict[str, str]:
    """Return the drawings by the name of their file."""
    return {
        "flow-case.svg": case_drawing(language, list(_arrows(texts, "case"))),
        "flow-services.svg": services_drawing(
            language, {name: list(_arrows(texts, name)) for name in ("plan", "outreach", "participation")}
        ),
    }


PARTS = {
    **{f"flow.{name}.states": states(name) for name in MACHINES},
    **{f"flow.{name}.arrows": arrows(name) for name in MACHINES},
    "flow.commands": table_of_commands,
    "flow.gates": gates,
}
