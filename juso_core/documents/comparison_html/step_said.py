"""What is said at a step of a path, line by line, with who says so: the municipality, only the standard, nobody."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from juso_core.language.messages import N_, _, current
from juso_core.municipality.words import Status
from juso_core.research.turns import StepKind
from juso_core.research.wording import COMMANDS, FIELDS, fact_name, fields_of_step

__all__ = ["MEANINGS", "MUNICIPALITY", "NATIONAL", "NOBODY", "Line", "lines_of_step", "marks_of"]

MUNICIPALITY, NATIONAL, NOBODY = "M", "N", "–"

MEANINGS: Final = {
    MUNICIPALITY: N_("the municipality's sources say so"),
    NATIONAL: N_("only the national standard says so"),
    NOBODY: N_("not said: silent, or not entered"),
}

Step = Mapping[str, Any]


@frozen
class Line:
    """One line: who says it (several where it depends on what is not known), what, and the places in the sources."""

    marks: tuple[str, ...]
    text: str
    cites: tuple[str, ...] = ()


def lines_of_step(step: Step, cites: Mapping[str, str], not_entered: frozenset[str] = frozenset()) -> Iterator[Line]:
    """Yield what is said at a step (``juso.path/1``): answers, who acts, and what nobody says.

    ``cites`` are the citations of the path by their keys, ``not_entered`` the fields that nobody has entered.
    """
    answers = step["answers"]
    for name in fields_of_step(step["step"], step.get("stage")):
        if name in answers and not _idle(name, answers):
            yield _answer(name, answers[name], cites)
    identified = answers.get("identified")
    if step["step"] == StepKind.CONVENE and identified is not None and identified["value"] is False:
        yield Line((_mark(identified.get("origin")),), _("without identity"), _cited(identified, cites))
    for name in step.get("silent", ()):
        if name not in answers:
            why = _("not entered") if name in not_entered else _("silent")
            yield Line((NOBODY,), f"{_(FIELDS.get(name, name))}: {why}")
    for act in step["acts"]:
        told = "; ".join(line for line in act["told"] if line)
        yield Line((), f"{_(COMMANDS[act['do']])}: {act['label']}" + (f" ({told})" if told else ""))


def marks_of(step: Step, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Return who speaks at a step, each once: the municipality first."""
    found = {mark for line in lines for mark in line.marks}
    return tuple(mark for mark in MEANINGS if mark in found)


def _idle(name: str, answers: Mapping[str, Any]) -> bool:
    """What adds nothing: what another field says already, or a no of the national standard."""
    answer = answers[name]
    if name == "kind" and "meeting" in answers:
        return True
    if name == "together" and len(answers.get("drafters", answer)["value"] or ()) < 2:
        return True
    if name == "receivers" and answers.get("mac", answer)["value"] == "no":
        return True
    return answer.get("origin") == "national" and (name in ("required", "form") or answer["value"] in ("no", None))


def _answer(name: str, answer: Mapping[str, Any], cites: Mapping[str, str]) -> Line:
    """An answer; where it differs by what is not known, each of its values, and by what it differs."""
    head = _(FIELDS.get(name, name))
    each = answer.get("each")
    if each is None:
        return Line((_mark(answer.get("origin")),), f"{head}: {answer['label']}{_firm(answer)}", _cited(answer, cites))
    says = " / ".join(f"{one['label']}{_firm(one)}" for one in each)
    facts = ", ".join(fact_name(fact) for fact in answer["depends_on"])
    by = " " + _("(depends on: {facts})", facts=facts) if facts else ""
    marks = dict.fromkeys(_mark(one.get("origin")) for one in each)
    found = dict.fromkeys(cite for one in each for cite in _cited(one, cites))
    return Line(tuple(mark for mark in MEANINGS if mark in marks), f"{head}: {says}{by}", tuple(found))


def _mark(origin: Any) -> str:
    """Who says it; where that depends on what is not known, the municipality counts."""
    if origin is None:
        return NOBODY
    if isinstance(origin, Mapping):
        return MUNICIPALITY
    return NATIONAL if origin == "national" else MUNICIPALITY


def _cited(answer: Mapping[str, Any], cites: Mapping[str, str]) -> tuple[str, ...]:
    keys = answer.get("cite", ())
    return tuple(cites[key] for key in ((keys,) if isinstance(keys, str) else keys))


def _firm(answer: Mapping[str, Any]) -> str:
    status = answer.get("status")
    if not status:
        return ""
    words = [Status(one).label(current()) for one in ([status] if isinstance(status, str) else status)]
    return f"（{'、'.join(words)}）" if current() == "ja" else f" ({', '.join(words)})"
