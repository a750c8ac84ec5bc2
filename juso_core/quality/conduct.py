"""How hooks behave while they are asked: C01 to C10.

Each question is asked once under watch, and once more in the opposite order. Asked are the plugin's own functions, past
the guard, so that it can be told what exactly is wrong with an answer.
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

from attrs import frozen

import juso_core
from juso_core import hookspecs, stated
from juso_core.advice import plain
from juso_core.answer_check import wrong_parts
from juso_core.answer_names import Names
from juso_core.casework.decisions import Decision
from juso_core.contract import implementations
from juso_core.discovery import Found
from juso_core.guard import told, where_defined, where_raised
from juso_core.language.messages import _
from juso_core.municipality.structure import Structure
from juso_core.quality.probes import Asking
from juso_core.quality.remarks import Remark
from juso_core.quality.watch import MOST_LINES, TooMuchWork, Watch

__all__ = ["Answering", "answering", "conduct", "on_another_day"]


@frozen
class Answering:
    """A function that answers a hook, as its author wrote it, and the folder of its package."""

    hook: str
    function: Callable[..., Any]
    package: Path

    @property
    def place(self) -> str:
        """Where it stands: ``file:line``."""
        return where_defined(self.function, self.package)

    def ask(self, arguments: Mapping[str, Any]) -> Any:
        """Ask it with those of a hook's arguments that it takes."""
        with redirect_stdout(sys.stderr):
            return self.function(**{name: arguments[name] for name in inspect.signature(self.function).parameters})


def answering(found: Found, package: Path) -> tuple[Answering, ...]:
    """Return who answers for a municipality that is loaded: its own code, then what its structure states."""
    own = sys.modules.get(f"{found.package}.plugin")
    mine = tuple(_of(own, package)) if own else ()
    return (*mine, *_of(stated, Path(juso_core.__file__).parent))


def _of(module: ModuleType, package: Path) -> Iterator[Answering]:
    for one in implementations(module):
        if one.hook in hookspecs.RESULTS:
            yield Answering(one.hook, one.function, package)


def conduct(who: Answering, questions: Iterable[Asking]) -> tuple[Remark, ...]:
    """Return how somebody misbehaves at the questions of their hook; one remark for each kind of misbehaviour."""
    mine = [one for one in questions if one.hook == who.hook]
    remarks: dict[str, Remark] = {}
    structures = {id(one.arguments["municipality"]): one.arguments["municipality"] for one in mine}
    given = [_structure_as_text(structure) for structure in structures.values()]
    answers = [_once(who, one, remarks) for one in mine]
    if [_structure_as_text(structure) for structure in structures.values()] != given:
        _note(remarks, who, "C05", _("the structure that it was given is no longer the same afterwards"))
    for one, before in reversed(list(zip(mine, answers, strict=True))):
        if "C06" not in remarks and before is not _FAILED:
            _again(who, one, before, remarks)
    return tuple(remarks.values())


_FAILED = object()


def _once(who: Answering, one: Asking, remarks: dict[str, Remark]) -> Any:
    given = _as_text(one.arguments)
    watch = Watch(str(who.package))
    answer: Any = _FAILED
    try:
        with watch:
            answer = who.ask(one.arguments)
    except TooMuchWork:
        _note(remarks, who, "C09", _("it was stopped after {count} lines", count=MOST_LINES))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        _note(remarks, who, "C01", told(error, who.package), where_raised(error, who.package))
    if watch.clock:
        _note(remarks, who, "C07", _("it uses {what}", what=", ".join(watch.clock)))
    if watch.reach:
        _note(remarks, who, "C08", _("it does: {what}", what=", ".join(sorted(watch.reach)[:3])))
    if _as_text(one.arguments) != given:
        _note(remarks, who, "C05", _("what it was given is no longer the same afterwards"))
    if answer is not _FAILED:
        for check_id, what in _improper(who.hook, answer, one):
            _note(remarks, who, check_id, what)
    return answer


def _again(who: Answering, one: Asking, before: Any, remarks: dict[str, Remark]) -> None:
    try:
        after = who.ask(one.arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        what = _("the second time: {error}", error=told(error, who.package))
        _note(remarks, who, "C06", what, where_raised(error, who.package))
        return
    if after != before:
        what = _("first: {first}; the second time: {second}", first=_shown(before), second=_shown(after))
        _note(remarks, who, "C06", what)


def on_another_day(who: Answering, questions: Iterable[Asking]) -> tuple[Remark, ...]:
    """Return whether somebody names on another day what is not there on that day (C10)."""
    remarks: dict[str, Remark] = {}
    for one in questions:
        if one.hook != who.hook or remarks:
            continue
        try:
            answer = who.ask(one.arguments)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            what = _("on {day}: {error}", day=one.arguments["on"], error=told(error, who.package))
            _note(remarks, who, "C10", what, where_raised(error, who.package))
            continue
        for _id, what in _improper(who.hook, answer, one):
            _note(remarks, who, "C10", _("on {day}: {error}", day=one.arguments["on"], error=what))
    return tuple(remarks.values())


def _improper(hook: str, answer: Any, one: Asking) -> Iterator[tuple[str, str]]:
    """What is wrong with an answer: its kind, its values, its reasons."""
    kind = hookspecs.RESULTS[hook]
    if answer is None:
        return
    if type(answer) is not kind or not isinstance(answer, Decision):
        found = type(answer).__qualname__
        yield "C02", _("it returned {found}; write {right} or None", found=found, right=kind.__name__)
        return
    structure: Structure = one.arguments["municipality"]
    fields, reasons = wrong_parts(answer, Names.of(structure), one.arguments.get("case"))
    if fields:
        yield "C03", fields
    if reasons:
        yield "C04", reasons


def _note(remarks: dict[str, Remark], who: Answering, check_id: str, what: str, where: str | None = None) -> None:
    if check_id not in remarks:
        file, _colon, line = (where or who.place).rpartition(":")
        remarks[check_id] = Remark(check_id, what, who.hook, file, int(line))


def _as_text(arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """Everything that a hook is given but for the structure, which is large."""
    return tuple(repr(value) for name, value in arguments.items() if name != "municipality")


def _structure_as_text(structure: Structure) -> str:
    """A structure with what is kept beside its rows."""
    kept = {kind.value: len(rows) for kind, rows in structure.by_function.items()}
    return f"{structure!r} {sorted(structure.ids)} {kept}"


def _shown(answer: Any) -> str:
    if not isinstance(answer, Decision):
        return repr(answer)[:80]
    said = {name: value for name, value in plain(answer).items() if value is not None and name != "because"}
    return ", ".join(f"{name} = {value}" for name, value in said.items()) or "None"
