"""What stands in one cell of the side-by-side view: who does what at a step, and who says so.

Every line begins with who speaks: the municipality itself, the national standard, or nobody (the sources are silent,
or nothing was entered). What the gate found stands below, and at the end where the case is.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from juso_core.casework.case import Phase
from juso_core.casework.law import VerdictKind
from juso_core.language.messages import N_, _, current
from juso_core.municipality.words import Status
from juso_core.research.turns import StepKind
from juso_core.research.wording import COMMANDS, FIELDS, fact_name, fields_of_step

__all__ = ["LEGEND", "cell", "labelled_phase"]

MUNICIPALITY, NATIONAL, NOBODY = N_("[M]"), N_("[N]"), N_("[–]")
LEGEND = N_(
    "{municipality} the municipality's sources say so   {national} only the national standard says so   "
    "{nobody} not said: silent, or not entered"
)


def cell(step: Mapping[str, Any] | None, before: Any, not_entered: Iterable[str] = ()) -> list[str]:
    """Return the lines of a cell, from a step of a path (``juso.path/1``); nothing where the path has no such step.

    ``before`` is the phase before the step: where that changes, the new one stands at the end.
    """
    if step is None:
        return []
    lines = list(_said(step))
    lines += _unsaid(step, set(not_entered))
    lines += [_law(entry) for entry in step["law"] if entry["verdict"] != VerdictKind.OK]
    if "stopped" in step:
        lines.append("✗ " + step["stopped"]["what"])
    if step.get("maybe"):
        lines.insert(0, _in_some_cases(step))
    return lines if step["phase"] == before else [*lines, "→ " + labelled_phase(step["phase"])]


def _said(step: Mapping[str, Any]) -> Iterator[str]:
    kind, answers = step["step"], step["answers"]
    fields = fields_of_step(kind, step.get("stage"))
    for name in fields:
        answer = answers.get(name)
        if answer is None or _idle(name, answer, answers):
            continue
        yield _answered(name, answer)
    if kind == "intake":
        window = answers.get("window", {}).get("label")
        yield from (act["label"] for act in step["acts"][:1] if act["label"] != window)
    elif kind in (StepKind.CONSENT, StepKind.CONTACT):
        yield from (line for act in step["acts"] for line in act["told"])
    elif not fields:
        yield from dict.fromkeys(f"{_(COMMANDS[act['do']])}: {act['label']}" for act in step["acts"])
    identified = answers.get("identified")
    if kind == "convene" and identified is not None and identified["value"] is False:
        yield f"{_who(identified['origin'])} " + _("without identity")


def _answered(name: str, answer: Mapping[str, Any]) -> str:
    """An answer with who says it; where it differs, each value with who says that one, and by what it differs."""
    head = _(FIELDS.get(name, name))
    each = answer.get("each")
    if each is None:
        return f"{_who(answer['origin'])} {head}: {answer['label']}{_firm(answer)}"
    says = [f"{_who(one.get('origin'))} {one['label']}{_firm(one)}" for one in each]
    return f"{head}: {' / '.join(says)}{_by(answer)}"


def _by(answer: Mapping[str, Any]) -> str:
    facts = _facts(answer)
    return " " + _("(depends on: {facts})", facts=facts) if facts else ""


def _in_some_cases(step: Mapping[str, Any]) -> str:
    facts = _facts(step)
    return _("(only in some cases, by: {facts})", facts=facts) if facts else _("(only in some cases)")


def _facts(what: Mapping[str, Any]) -> str:
    """By which unknown facts something differs."""
    return ", ".join(fact_name(name) for name in what["depends_on"])


def _idle(name: str, answer: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    """What adds nothing to the cell: what another field says already, or a no of the national standard."""
    match name:
        case "kind":
            return "meeting" in answers
        case "together":
            return len(answers.get("drafters", answer)["value"]) < 2
        case "receivers" if answers.get("mac", answer)["value"] == "no":
            return True
    return answer["origin"] == "national" and (name in ("required", "form") or answer["value"] in ("no", None))


def _who(origin: Any) -> str:
    if origin is None:
        return _(NOBODY)
    if isinstance(origin, Mapping):
        return _(MUNICIPALITY) if "national" not in origin["maybe"] else f"{_(MUNICIPALITY)}{_(NATIONAL)}"
    return _(NATIONAL) if origin == "national" else _(MUNICIPALITY)


def _firm(answer: Mapping[str, Any]) -> str:
    status = answer.get("status")
    if not status:
        return ""
    words = [status] if isinstance(status, str) else status
    return " (" + ", ".join(Status(word).label(current()) for word in words) + ")"


def _unsaid(step: Mapping[str, Any], not_entered: set[str]) -> Iterator[str]:
    """What was asked and nobody says, not even the national standard."""
    for name in step.get("silent", ()):
        if name not in step["answers"]:
            why = _("not entered") if name in not_entered else _("silent")
            yield f"{_(NOBODY)} {_(FIELDS.get(name, name))}: {why}"


def _law(entry: Mapping[str, Any]) -> str:
    who = f": {', '.join(entry['refs'])}" if entry["refs"] else ""
    return f"{entry['rule']} {VerdictKind(entry['verdict']).label(current())}{who}"


def labelled_phase(phase: Any) -> str:
    """Return what people read for a phase, or for those that it may be."""
    if isinstance(phase, Mapping):
        return " / ".join(Phase(one).label(current()) for one in phase["maybe"])
    return Phase(phase).label(current())


def step_name(step: str, stage: str, stages: Mapping[str, str]) -> str:
    """Return what a row is called: the kind of step, and at which stage or on which occasion."""
    kind = StepKind(step).label(current())
    return f"{kind}\n{stages.get(stage, stage)}" if stage else kind
