"""Walks: invented cases as a municipality ships them, done step by step at the office as a real case is.

A walk file (``*.walk.toml``, schema ``juso.walk/1``) is a list of steps. Each step names a method of the office
(``do``), the day, who acts, and what was chosen; ``refused`` names the rules of the gate that must refuse it. The file
``demo.toml`` (schema ``juso.demo/1``) beside them says which walks ``juso demo`` makes, which of them it tells step by
step, and over which period it holds the counts against the published figures.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from juso_core.casework.flow import RULES
from juso_core.casework.law import RefusedByLaw, Verdict, VerdictKind
from juso_core.casework.refusal import RefusedByFlow
from juso_core.citation import Text
from juso_core.entries import EntryErrors, EntryProblem, check, perform
from juso_core.language.messages import N_, _
from juso_core.municipality.problems import did_you_mean
from juso_core.office import Office

__all__ = ["Demo", "Refusal", "Walk", "WalkStep", "WalkWentWrong", "Walked", "read_demo", "read_walk", "walk"]

DEMO_FILE = "demo.toml"


@frozen
class WalkStep:
    """One step: the office's method, what is entered, and the rules that must refuse it."""

    do: str
    entered: Mapping[str, Any]
    refused: tuple[str, ...] = ()


@frozen
class Walk:
    """An invented case, step by step."""

    id: str
    title: Text
    steps: tuple[WalkStep, ...]
    file: str


@frozen
class Refusal:
    """A step that the gate refused, as the walk foresaw: after which step of the case, what was tried, what it said."""

    after: int
    do: str
    entered: Mapping[str, Any]
    verdicts: tuple[Verdict, ...]


@frozen
class Walked:
    """A walk that was made: the case that it opened, and the refusals on its way."""

    walk: Walk
    case_id: str
    refusals: tuple[Refusal, ...]


@frozen
class Demo:
    """What ``juso demo`` does for a municipality."""

    walks: tuple[Walk, ...]
    tell: Walk
    since: str
    until: str


class WalkWentWrong(Exception):
    """A walk that went otherwise than its file says: at which step, and how."""

    def __init__(self, file: str, step: int, what: str, mend: str, **values: str) -> None:
        """Keep the place and the message."""
        self.file, self.step, self.what, self.mend, self.values = file, step, what, mend, values
        super().__init__(what)

    def __str__(self) -> str:
        return _("{file}: step {step}: {what}", file=self.file, step=self.step, what=_(self.what, **self.values))

    def how_to_mend(self) -> str:
        """What to do about it."""
        return _(self.mend, **self.values)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EntryErrors([EntryProblem(path.name, error.strerror or str(error))]) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EntryErrors([EntryProblem(path.name, _("cannot be read: {why}", why=error))]) from None


def _keys(path: Path, data: Mapping[str, Any], schema: str, known: Mapping[str, type]) -> list[EntryProblem]:
    """What is wrong with the keys of a file: an unknown one, a missing one, one of another type, another schema."""
    problems = [
        EntryProblem(f"{path.name}: {key}", _("no such key"), did_you_mean(key, (*known, "schema")))
        for key in data
        if key not in known and key != "schema"
    ]
    if data.get("schema") != schema:
        problems.append(EntryProblem(f"{path.name}: schema", _("is not {schema}", schema=schema)))
    problems += [
        EntryProblem(f"{path.name}: {key}", _("is missing, or of another type"))
        for key, kind in known.items()
        if not isinstance(data.get(key), kind)
    ]
    return problems


def read_walk(path: Path) -> Walk:
    """Read a walk file; raises EntryErrors with everything that is wrong in it, head and steps together."""
    data = _toml(path)
    problems = _keys(path, data, "juso.walk/1", {"id": str, "invented": bool, "title": dict, "step": list})
    if data.get("invented") is False:
        problems.append(EntryProblem(f"{path.name}: invented", _("a walk is invented, and says so: invented = true")))
    raw_steps = data["step"] if isinstance(data.get("step"), list) else []
    for number, raw in enumerate(raw_steps, 1):
        problems += [
            EntryProblem(f"{path.name}: step {number}" + (f": {p.key}" if p.key else ""), p.what, p.hint)
            for p in _step_problems(raw)
        ]
    if isinstance(data.get("step"), list) and (not raw_steps or _do(raw_steps[0]) != "receive"):
        problems.append(EntryProblem(f"{path.name}: step", _("a walk begins with: receive")))
    if problems:
        raise EntryErrors(problems)
    steps = tuple(
        WalkStep(raw["do"], {k: v for k, v in raw.items() if k not in _OF_THE_WALK}, tuple(raw.get("refused", ())))
        for raw in raw_steps
    )
    title = data["title"]
    return Walk(data["id"], Text(title.get("ja", data["id"]), title.get("en", data["id"])), steps, path.name)


_OF_THE_WALK = ("do", "refused")
_RULES = frozenset(rule.id for rule in RULES)


def _do(raw: Any) -> Any:
    return raw.get("do") if isinstance(raw, Mapping) else None


def _step_problems(raw: Any) -> Iterator[EntryProblem]:
    if not isinstance(raw, Mapping):
        yield EntryProblem("", _("a table with keys is expected"), _("write it as [[step]]"))
        return
    refused = raw.get("refused", [])
    if not isinstance(refused, list) or not _RULES.issuperset(map(str, refused)):
        yield EntryProblem("refused", _("a list of rules of the gate is expected"), did_you_mean(str(refused), _RULES))
    entered = {key: value for key, value in raw.items() if key not in _OF_THE_WALK}
    stands_for_case = {"municipality": ""} if _do(raw) == "receive" else {"case_id": ""}
    try:
        check(str(_do(raw) or ""), {**stands_for_case, **entered})
    except EntryErrors as wrong:
        yield from wrong.problems


def read_demo(folder: Path) -> Demo:
    """Read ``demo.toml`` and its walks; raises EntryErrors with everything that is wrong in any of them."""
    path = folder / DEMO_FILE
    data = _toml(path)
    problems = _keys(path, data, "juso.demo/1", {"walks": list, "tell": str, "since": str, "until": str})
    if not problems and data["tell"] not in data["walks"]:
        problems.append(EntryProblem(f"{path.name}: tell", _("is not among the walks")))
    if problems:
        raise EntryErrors(problems)
    walks = {}
    for name in data["walks"]:
        try:
            walks[name] = read_walk(folder / name)
        except EntryErrors as wrong:
            problems += wrong.problems
    if problems:
        raise EntryErrors(problems)
    return Demo(tuple(walks.values()), walks[data["tell"]], data["since"], data["until"])


def walk(office: Office, municipality: str, made: Walk) -> Walked:
    """Make a walk at the office; raises WalkWentWrong when a step is refused, or is not, against what the file says."""
    case_id = ""
    done_steps = 0
    refusals = []
    for number, step in enumerate(made.steps, 1):
        place = {"municipality": municipality} if step.do == "receive" else {"case_id": case_id}
        try:
            done = perform(office, step.do, {**place, **step.entered})
        except RefusedByLaw as refused:
            refusals.append(_foreseen(made, number, step, refused, done_steps))
            continue
        except RefusedByFlow as impossible:
            raise WalkWentWrong(
                made.file,
                number,
                N_("not possible: {why}"),
                N_("mend the walk: {how}"),
                why=str(impossible),
                how=impossible.how_to_mend(),
            ) from impossible
        if step.refused:
            raise WalkWentWrong(
                made.file,
                number,
                N_("was to be refused by {rules}, and was not"),
                N_("mend the walk, or find out why the gate let it pass"),
                rules=", ".join(step.refused),
            )
        case_id, done_steps = done.case.id, done_steps + 1
    return Walked(made, case_id, tuple(refusals))


def _foreseen(made: Walk, number: int, step: WalkStep, refused: RefusedByLaw, after: int) -> Refusal:
    rules = {v.rule for v in refused.verdicts if v.verdict is VerdictKind.REFUSED}
    if rules != set(step.refused):
        raise WalkWentWrong(
            made.file,
            number,
            N_("refused: {why}"),
            N_("mend the walk: change the step, or name the rules in: refused"),
            why="; ".join(f"{v.rule} {v}" for v in refused.verdicts),
        ) from refused
    return Refusal(after, step.do, step.entered, refused.verdicts)
