"""Asks a plugin's hooks again in two other processes, and compares their answers (C06, S09).

One asks one question after the other; the other takes the code anew for a question, or asks backwards; and the two do
not hash strings alike. So comes to light what a single process hides: an answer that was kept from the first question,
one that follows the order of a set or the address of an object. The first starts before anything of the plugin was
ever asked, and so also sees whether its code changes juso.
"""

import importlib
import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path
from typing import Any

from juso_core.language.messages import _, current, use
from juso_core.places import on_day
from juso_core.quality.answering import Answering, answering, shown
from juso_core.quality.core_as_is import changed, core_as_it_is
from juso_core.quality.probes import Asking, questions_of
from juso_core.quality.proof_checks import shipped
from juso_core.quality.remarks import Remark
from juso_core.quality.subject import Subject, importable, subject_at
from juso_core.quality.varying import varied
from juso_core.registry import Loaded, load
from juso_core.research.simulation import described_day

__all__ = ["again"]

_LONGEST = 300
"""Seconds after which nobody waits any more; nothing is judged by it, since an answer that does not end is stopped."""


def again(subject: Subject, who: tuple[Answering, ...]) -> tuple[Remark, ...]:
    """Ask the code of a plugin in two other processes; ``who`` are its functions. Every hook is remarked on once."""
    processes = [_begun(subject, seed, way) for seed, way in (("1", "onwards"), ("2", "alone"))]
    said = [_ended(process) for process in processes]
    if any(one is None for one in said):
        return (Remark("C06", _("asked again in another process, it gives no answer"), who[0].hook),)
    first, second = said
    remarks = {name: Remark("S09", _("{name} of juso is another afterwards", name=name)) for name in first["changed"]}
    places = {one.hook: one.place.rpartition(":") for one in who}
    for (hook, one, _digest), (_hook, other, _other) in _differing(first["answers"], second["answers"]):
        file, _colon, line = places[hook]
        what = _("asked after others, in another process: {first}; asked alone: {second}", first=one, second=other)
        remarks.setdefault(hook, Remark("C06", what, hook, file, int(line)))
    return tuple(remarks.values())


def _differing(first: list[Any], second: list[Any]) -> list[tuple[Any, Any]]:
    return [(one, other) for one, other in zip(first, second, strict=False) if one != other]


def _begun(subject: Subject, seed: str, way: str) -> "subprocess.Popen[str]":
    path = os.pathsep.join(place for place in sys.path if place)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", __name__, str(subject.package), subject.found.code, way, current()],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
    )  # fmt: skip


def _ended(process: "subprocess.Popen[str]") -> Any:
    """What a process said; None where it did not come to say anything."""
    try:
        return json.loads(process.communicate(timeout=_LONGEST)[0])
    except (subprocess.TimeoutExpired, ValueError):
        process.kill()
        process.communicate()
        return None


def _main(folder: str, code: str, way: str, language: str) -> None:
    use(language)
    output = sys.stdout
    with redirect_stdout(sys.stderr):
        said = _asked(next(one for one in subject_at(Path(folder)) if one.found.code == code), way)
    output.write(json.dumps(said))


def _asked(subject: Subject, way: str) -> dict[str, Any]:
    """Ask everything that comes up where the plugin's own code is not asked: it must not have answered before."""
    with importable(subject):
        loaded = load(subject.found, with_plugin=False)
        assert isinstance(loaded, Loaded)
        place = on_day(loaded, described_day(loaded.structure))
        questions = questions_of(place, shipped(subject).all_cases())
        before = core_as_it_is()
        load(subject.found)
        by_hook = _own_hooks(subject)
        walked = [one for one in questions if one.hook in by_hook]
        more = [one for one in varied(questions) if one.hook in by_hook]
        answers = (_alone if way == "alone" else _one_after_another)(subject, walked, more)
        return {"answers": answers, "changed": changed(before)}


Answer = tuple[str, str, str]
"""The hook, what it answered in short, and a digest of all of it."""


def _one_after_another(subject: Subject, walked: list[Asking], more: list[Asking]) -> list[Answer]:
    by_hook = _own_hooks(subject)
    return [_answer(by_hook[one.hook], one) for one in (*walked, *more)]


def _alone(subject: Subject, walked: list[Asking], more: list[Asking]) -> list[Answer]:
    """What comes up on walks is asked with the code taken anew each time; the rest, which is much, backwards."""
    alone = []
    for one in walked:
        _take_anew(subject.found.package)
        alone.append(_answer(_own_hooks(subject)[one.hook], one))
    by_hook = _own_hooks(subject)
    return [*alone, *reversed([_answer(by_hook[one.hook], one) for one in reversed(more)])]


def _own_hooks(subject: Subject) -> dict[str, Answering]:
    return {one.hook: one for one in answering(subject.found, subject.package) if not one.is_core}


def _take_anew(package: str) -> None:
    """Run the code of all modules of a package once more, so that nothing is left of what was asked before."""
    names = [name for name in sys.modules if name.partition(".")[0] == package]
    for name in names:
        del sys.modules[name]
    importlib.import_module(f"{package}.plugin")


def _answer(who: Answering, one: Asking) -> Answer:
    try:
        answer = who.ask(one.arguments)
    except Exception as error:
        answer = error
    return who.hook, shown(answer), sha256(repr(answer).encode()).hexdigest()


if __name__ == "__main__":
    _main(*sys.argv[1:])
