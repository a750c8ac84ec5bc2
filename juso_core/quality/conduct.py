"""How hooks behave while they are asked: C01 to C11.

Each question is asked once under watch, and the first of them, as cases bring them up, once more in the opposite order.
Asked are the plugin's own functions, past the guard, so that it can be told what exactly is wrong with an answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr
from functools import lru_cache
from io import StringIO
from typing import Any, Final

from attrs import Factory, define

from juso_core import hookspecs
from juso_core.answer_check import wrong_parts
from juso_core.casework.decisions import Decision
from juso_core.guard import Memory, told, where_raised
from juso_core.language.messages import _
from juso_core.municipality import loading
from juso_core.municipality.structure import Structure
from juso_core.quality.answering import Answering, shown
from juso_core.quality.probes import Asking, as_text
from juso_core.quality.remarks import Remark
from juso_core.quality.watch import TooMuchWork, Watch, reached_for

__all__ = ["ENOUGH", "conduct", "on_another_day"]

ENOUGH: Final = 20
"""After so many answers that went wrong a hook is asked no more: each may take long, or start a process."""
_LONGEST: Final = 80
_TWICE: Final = 100
"""So many questions are asked twice here; all are asked once more in another process."""


@define
class _Notes:
    """What is noted about one hook: the first of each kind of misbehaviour, and how often there was any."""

    who: Answering
    found: dict[str, Remark] = Factory(dict)
    times: int = 0

    def add(self, check_id: str, what: str, where: str | None = None) -> None:
        self.times += 1
        if check_id not in self.found:
            file, _colon, line = (where or self.who.place).rpartition(":")
            self.found[check_id] = Remark(check_id, what, self.who.hook, file, int(line))

    def mention(self, check_id: str, what: str) -> None:
        """Note what does no harm, and keeps nobody from asking on."""
        self.times -= 1
        self.add(check_id, what)

    @property
    def enough(self) -> bool:
        """Whether to ask on would take long, and tell little: one that does not end is stopped each time."""
        return self.times >= ENOUGH or "C09" in self.found


def conduct(who: Answering, questions: Iterable[Asking], noticed: Iterable[tuple[str, str]] = ()) -> tuple[Remark, ...]:
    """Return how somebody misbehaves at the questions of their hook; one remark for each kind of misbehaviour.

    ``noticed`` is what was noticed before: checks with what was done, as a module is imported only once.
    """
    mine = [one for one in questions if one.hook == who.hook]
    notes = _Notes(who)
    for check_id, what in noticed:
        notes.add(check_id, what)
    answers: list[Any] = []
    for one in mine:
        if notes.enough:
            break
        answers.append(_once(notes, one))
    structures = {id(one.arguments["municipality"]): one.arguments["municipality"] for one in mine}
    if not who.is_core and any(_is_changed(structure) for structure in structures.values()):
        notes.add("C05", _("the structure that it was given is no longer the same afterwards"))
    for one, before in reversed(list(zip(mine[:_TWICE], answers, strict=False))):
        if "C06" not in notes.found and before is not _FAILED and not notes.enough:
            _again(notes, one, before)
    return tuple(notes.found.values())


_FAILED = object()


def _once(notes: _Notes, one: Asking) -> Any:
    who = notes.who
    given = one.text or ("" if who.is_core else as_text(one.arguments))
    answer: Any = _FAILED
    try:
        answer = _watched(notes, one)
    except TooMuchWork as error:
        notes.add("C09", str(error))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        notes.add("C01", told(error, who.package), where_raised(error, who.package))
    # What juso itself is given may have been changed by the plugin before it.
    if not who.is_core and as_text(one.arguments) != given:
        notes.add("C05", _("what it was given is no longer the same afterwards"))
    if answer is not _FAILED:
        for check_id, what in _improper(who.hook, answer, one):
            notes.add(check_id, what)
    return answer


def _watched(notes: _Notes, one: Asking, *, again: bool = False) -> Any:
    """Ask, and note what is reached for on the way, whether or not there is an answer in the end.

    What juso itself answers is watched the first time only: its code is much longer.
    """
    if notes.who.is_core and again:
        return notes.who.ask(one.arguments)
    watch, printed = Watch(str(notes.who.package)), StringIO()
    try:
        with redirect_stderr(printed), watch:
            # It sends there what is meant for the other output.
            return notes.who.ask(one.arguments)
    finally:
        for check_id, what in reached_for(watch):
            notes.add(check_id, what)
        if said := printed.getvalue().split():
            notes.mention("C11", _("it prints: {what}", what=" ".join(said)[:_LONGEST]))


def _again(notes: _Notes, one: Asking, before: Any) -> None:
    package = notes.who.package
    try:
        after = _watched(notes, one, again=True)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        notes.add("C06", _("the second time: {error}", error=told(error, package)), where_raised(error, package))
        return
    if after != before:
        notes.add("C06", _("first: {first}; the second time: {second}", first=shown(before), second=shown(after)))


def on_another_day(who: Answering, questions: Iterable[Asking]) -> tuple[Remark, ...]:
    """Return how somebody misbehaves on another day: names what is not there then (C10), or reaches out."""
    notes = _Notes(who)
    for one in questions:
        if one.hook == who.hook and not notes.times:
            _on_its_day(notes, one)
    # That it prints was told of the first day already.
    return tuple(remark for check_id, remark in notes.found.items() if check_id != "C11")


def _on_its_day(notes: _Notes, one: Asking) -> None:
    day, package = one.arguments["on"], notes.who.package
    try:
        answer = _watched(notes, one, again=True)
    except TooMuchWork as error:
        notes.add("C09", _("on {day}: {error}", day=day, error=error))
        return
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        notes.add("C10", _("on {day}: {error}", day=day, error=told(error, package)), where_raised(error, package))
        return
    for _id, what in _improper(notes.who.hook, answer, one):
        notes.add("C10", _("on {day}: {error}", day=day, error=what))


_MEMORY: Final = Memory()


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
    fields, reasons = wrong_parts(answer, _MEMORY.names(structure), one.arguments.get("case"))
    if fields:
        yield "C03", fields
    if reasons:
        yield "C04", reasons


def _is_changed(structure: Structure) -> bool:
    """Whether a structure is no longer what its file says, or is indexed otherwise."""
    return _rows_and_indexes(structure) != _as_in_its_file(structure.text, structure.on)


@lru_cache(maxsize=4)
def _as_in_its_file(text: str, on: Any) -> Mapping[str, Any]:
    whole = loading.load_text(text)
    return _rows_and_indexes(whole.at(on) if on else whole)


def _rows_and_indexes(structure: Structure) -> Mapping[str, Any]:
    return {"rows": repr(structure), "ids": repr(structure.ids), "services": repr(structure.by_function)}
