"""What each municipality itself says of a case, in one table for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from juso_core.cli.path_cells import labelled_phase
from juso_core.cli.path_tables import groups
from juso_core.language.messages import _, current
from juso_core.language.width import table
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import ConferenceKind, Level, PlanKind, PlanPattern, Required, Word
from juso_core.research.explain import labeller
from juso_core.research.summary import BY_PLAN, is_maybe
from juso_core.research.wording import SUMMARY

__all__ = ["summary_lines"]

Path = Mapping[str, Any]
_WORDS: dict[str, type[Word]] = {
    "mac": Level,
    "conf1": ConferenceKind,
    "pattern": PlanPattern,
    "meeting": ConferenceKind,
    "required": Required,
}
_ANSWERS = {"conf1": "kind"}
_STEPS = {
    "conf1": "convene",
    "convener": "convene",
    "lead": "convene",
    "pattern": "approve",
    "interruption": "interruption",
    "reopening": "reopening",
    "replan": "replan",
}


def summary_lines(paths: Sequence[Path], structures: Sequence[Structure], width: int) -> Iterator[str]:
    """Yield what each municipality itself says of the case, in one table or several."""
    pairs = list(zip(paths, structures, strict=True))
    for group in groups([path for path, _structure in pairs], width):
        chosen = [(path, structure) for path, structure in pairs if path in group]
        rows = [[_(name), *(_cell(key, path, s) for path, s in chosen)] for key, name in SUMMARY.items()]
        rows.append([_("in the end"), *(labelled_phase(path["end"]["phase"]) for path, _s in chosen)])
        header = [_("what is said"), *(path["municipality"]["name"] for path, _s in chosen)]
        yield from table((row for row in rows if any(row[1:])), header, width).splitlines()
        yield ""


def _cell(key: str, path: Path, structure: Structure) -> str:
    """What is said to a key; nothing where the path never came to it."""
    value = path["summary"][key]
    if isinstance(value, Mapping) and key in BY_PLAN:
        asked = {kind: one for kind, one in value.items() if one is not None or _asked(path, kind, key)}
        return "\n".join(
            f"{PlanKind(kind).label(current())}: {_said(key, one, structure, _nothing(path, f'{kind}.{key}'))}"
            for kind, one in asked.items()
        )
    if value is None and key in _STEPS and not any(_STEPS[key] in (s["step"], s.get("stage")) for s in path["steps"]):
        return ""
    return _said(key, value, structure, _nothing(path, f".{_ANSWERS.get(key, key)}"))


def _nothing(path: Path, answer: str) -> str:
    """What to call it when nothing is said: nobody has looked, or the sources do not say it."""
    return _("not entered") if any(key.endswith(answer) for key in path["not_entered"]) else _("silent")


def _asked(path: Path, kind: str, name: str) -> bool:
    """Whether a plan of that kind came up and the path turned on that answer."""
    return any(
        name in step.get("silent", ())
        for step in path["steps"]
        if step["step"] == "approve" and step.get("stage") == kind
    )


def _said(key: str, value: Any, structure: Structure, nothing: str) -> str:
    if value is None:
        return nothing
    if value == "none":
        return _("none")
    if is_maybe(value):
        values = " / ".join(_said(key, one, structure, nothing) for one in value["maybe"])
        return _("depends: {values}", values=values)
    if isinstance(value, Mapping):
        return ", ".join(_said(name, one, structure, nothing) for name, one in value.items() if name != "decided_by")
    if isinstance(value, list):
        return " + ".join(labeller(structure)(one) for one in value)
    words = _WORDS.get(key)
    if words is not None and value in tuple(words):
        return words(value).label(current())
    return _("stated") if value == "stated" else labeller(structure)(str(value))
