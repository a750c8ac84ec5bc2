"""Paths side by side on the terminal: step against step, one column a municipality; below, what each itself says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from juso_core.casework.acts import Contact
from juso_core.casework.facts import EscalationStage
from juso_core.cli.path_cells import LEGEND, MUNICIPALITY, NATIONAL, NOBODY, cell, labelled_phase, step_name
from juso_core.language.messages import N_, _, current
from juso_core.language.width import table, wrap
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import ConferenceKind, Level, Occasion, PlanKind, PlanPattern, Required, Word
from juso_core.research.case_file import CaseFile
from juso_core.research.durations import Duration
from juso_core.research.explain import labeller

__all__ = ["case_lines", "path_lines", "summary_lines"]

Path = Mapping[str, Any]
_NARROWEST = 18
"""The columns that a municipality needs at least to be read."""

_STAGES: tuple[type[Word], ...] = (EscalationStage, Occasion, PlanKind, Contact)
_ROWS = {
    "mac": N_("multi-agency collaboration"),
    "local_class": N_("local class"),
    "conf1": N_("first conference"),
    "convener": N_("convened by"),
    "lead": N_("led by"),
    "drafters": N_("drafted by"),
    "decider": N_("decided by"),
    "informed": N_("reported to"),
    "pattern": N_("pattern of the plan"),
    "interruption": N_("interruption"),
    "reopening": N_("reopening"),
    "replan": N_("new plan"),
}
_WORDS: dict[str, type[Word]] = {
    "mac": Level,
    "conf1": ConferenceKind,
    "pattern": PlanPattern,
    "meeting": ConferenceKind,
    "required": Required,
}


def case_lines(case: CaseFile, width: int) -> Iterator[str]:
    """Yield what the case is, in lines of that width: its title, where it arrived, and the household."""
    for text in _case_texts(case):
        first, *rest = wrap(text.lstrip(), width - 4)
        indent = len(text) - len(text.lstrip())
        yield " " * indent + first
        yield from (" " * (indent + 2) + line for line in rest)


def _case_texts(case: CaseFile) -> Iterator[str]:
    came = case.consultation
    yield f"{case.id}  {case.name.in_language(current())}  " + _("(invented)")
    arrived = came.approached.label(current()) + (f" ({came.field.label(current())})" if came.field else "")
    topics = ", ".join(one.topic.label(current()) + ("◎" if one.worst else "") for one in came.topics)
    yield "  " + _("arrived: {where}; brought by: {who}", where=arrived, who=came.brought_by.label(current()))
    if topics:
        yield "  " + _("about: {topics}", topics=topics)
    for one in case.member:
        yield "  · " + _member(case, one)


def _member(case: CaseFile, one: Any) -> str:
    about = one.relation.label(current()) if one.relation else ""
    if one.ref == case.consultation.person:
        about = _("the person")
    traits = [trait.label(current()) for trait in one.traits]
    traits += [_("{trait} (not known)", trait=trait.label(current())) for trait in one.maybe_traits]
    consent = _("use: {use}, sharing: {share}", use=one.consent.use.label(current()),
                share=one.consent.share.label(current()))  # fmt: skip
    age = one.age.band.label(current()) if one.age else ""
    return "; ".join(part for part in (f"{one.ref} ({about})" if about else one.ref, age, *traits, consent) if part)


def path_lines(paths: Sequence[Path], width: int) -> Iterator[str]:
    """Yield the paths of one case side by side, in as many tables as the screen needs."""
    for group in _groups(paths, width):
        yield from table(_rows(group), _header(group), width).splitlines()
        yield ""
    yield from wrap(_(LEGEND, municipality=_(MUNICIPALITY), national=_(NATIONAL), nobody=_(NOBODY)), width)


def _groups(paths: Sequence[Path], width: int) -> Iterator[Sequence[Path]]:
    several = max(1, (width - 14) // (_NARROWEST + 2))
    for start in range(0, len(paths), several):
        yield paths[start : start + several]


def _header(paths: Iterable[Path]) -> list[str]:
    return [_("step"), *(path["municipality"]["name"] for path in paths)]


def _rows(paths: Sequence[Path]) -> Iterator[list[str]]:
    stages = {word.value: word.label(current()) for kind in _STAGES for word in kind}
    found = [_by_place(path) for path in paths]
    when = None
    for place in _order(found):
        after, step, stage, _number = place
        if after != when:
            when = after
            if after != "P0D":
                yield [f"— {Duration(after).in_words()} —", *([""] * len(paths))]
        cells = [_cell_of(path, one.get(place)) for one, path in zip(found, paths, strict=True)]
        if not any(cells):
            continue
        yield [step_name(step, stage, stages), *("\n".join(lines) for lines in cells)]
        yield [""] * (len(paths) + 1)


def _cell_of(path: Path, step: Mapping[str, Any] | None) -> list[str]:
    before = path["steps"][step["n"] - 2]["phase"] if step and step["n"] > 1 else None
    return cell(step, before, _fields(path))


def _fields(path: Path) -> set[str]:
    return {key.rpartition(".")[2] for key in path["not_entered"]}


def _by_place(path: Path) -> dict[tuple[str, str, str, int], Any]:
    """The steps of a path by where they stand, so that those of several paths come beside each other."""
    seen: dict[tuple[str, str, str], int] = {}
    found = {}
    for step in path["steps"]:
        key = (step["after"], step["step"], step.get("stage", ""))
        seen[key] = seen.get(key, 0) + 1
        found[(*key, seen[key])] = step
    return found


def _order(found: Iterable[Mapping[Any, Any]]) -> list[Any]:
    """All places in one order: each after those that come before it in every path, times first."""
    order: list[Any] = []
    for steps in found:
        at = 0
        for place in steps:
            if place in order:
                at = order.index(place) + 1
            else:
                order.insert(at, place)
                at += 1
    times = sorted({place[0] for place in order}, key=Duration)
    return sorted(order, key=lambda place: times.index(place[0]))


def summary_lines(paths: Sequence[Path], structures: Sequence[Structure], width: int) -> Iterator[str]:
    """Yield what each municipality itself says of the case, in one table or several."""
    pairs = list(zip(paths, structures, strict=True))
    for group in _groups([path for path, _structure in pairs], width):
        chosen = [(path, structure) for path, structure in pairs if path in group]
        rows = [[_(name), *(_cell(key, path, s) for path, s in chosen)] for key, name in _ROWS.items()]
        rows.append([_("in the end"), *(labelled_phase(path["end"]["phase"]) for path, _s in chosen)])
        header = [_("what is said"), *(path["municipality"]["name"] for path, _s in chosen)]
        yield from table((row for row in rows if any(row[1:])), header, width).splitlines()
        yield ""


_BY_PLAN = ("drafters", "decider", "informed")
_STEPS = {
    "conf1": "convene",
    "convener": "convene",
    "lead": "convene",
    "pattern": "approve",
    "interruption": "interruption",
    "reopening": "reopening",
    "replan": "replan",
}


def _cell(key: str, path: Path, structure: Structure) -> str:
    """What is said to a key; nothing where the path never came to it."""
    value = path["summary"][key]
    if isinstance(value, Mapping) and key in _BY_PLAN:
        asked = {kind: one for kind, one in value.items() if one is not None or _asked(path, kind, key)}
        return _said(key, asked, structure)
    if value is None and key in _STEPS and not any(_STEPS[key] in (s["step"], s.get("stage")) for s in path["steps"]):
        return ""
    return _said(key, value, structure)


def _asked(path: Path, kind: str, name: str) -> bool:
    """Whether a plan of that kind came up and the path turned on that answer."""
    return any(
        name in step.get("silent", ())
        for step in path["steps"]
        if step["step"] == "approve" and step.get("stage") == kind
    )


def _said(key: str, value: Any, structure: Structure) -> str:
    if value is None:
        return _("silent")
    if value == "none":
        return _("none")
    if isinstance(value, Mapping) and set(value) == {"maybe"}:
        return _("depends: {values}", values=" / ".join(_said(key, one, structure) for one in value["maybe"]))
    if isinstance(value, Mapping):
        if key in _BY_PLAN:
            return "\n".join(
                f"{PlanKind(kind).label(current())}: {_said(key, one, structure)}" for kind, one in value.items()
            )
        return ", ".join(_said(name, one, structure) for name, one in value.items() if name != "decided_by")
    if isinstance(value, list):
        return " + ".join(labeller(structure)(one) for one in value)
    words = _WORDS.get(key)
    if words is not None and value in tuple(words):
        return words(value).label(current())
    return _("stated") if value == "stated" else labeller(structure)(str(value))
