"""Asks a plugin's hooks again in another process, and compares their answers (C06).

Here one question was asked after the other; there the code is taken anew for a question, or they are asked backwards;
and the two do not hash strings alike. So comes to light what a single process hides: an answer that was kept from the
first question, one that follows the order of a set or the address of an object.
"""

import importlib
import sys
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from attrs import evolve

from juso_core.citation import Giver
from juso_core.desk import Place
from juso_core.language.messages import _, current, use
from juso_core.places import on_day
from juso_core.quality import child
from juso_core.quality.answering import Answering, answering, shown
from juso_core.quality.bounded import Noticed
from juso_core.quality.conduct import ENOUGH
from juso_core.quality.probes import Asking, questions_of
from juso_core.quality.proof_checks import Shipped, shipped
from juso_core.quality.remarks import Remark
from juso_core.quality.subject import Subject, importable, subject_at
from juso_core.quality.varying import varied
from juso_core.quality.watch import TooMuchWork, Watch, reached_for
from juso_core.registry import Loaded, load
from juso_core.research.simulation import described_day

__all__ = ["SEEDS", "Answer", "again", "onwards"]

SEEDS = ("1", "2")
"""How the two processes hash strings: this one, and the other."""

Answer = tuple[str, str, str]
"""The hook, what it answered in short, and a digest of all of it."""


def onwards(subject: Subject, place: Place, ships: Shipped, noticed: Noticed) -> tuple[Answer | None, ...]:
    """Ask one question after the other, before anything else is asked; ``noticed`` gets what is reached for.

    None stands for what is asked no more, since the hook does not end, or reaches for something each time.
    """
    by_hook = _own_hooks(subject)
    wrong = Counter[str]()
    answers: list[Answer | None] = []
    for one in _questions(subject, place, ships):
        answers.append(_watched(by_hook[one.hook], one, noticed, wrong) if wrong[one.hook] < ENOUGH else None)
    return tuple(answers)


def _watched(who: Answering, one: Asking, noticed: Noticed, wrong: Counter[str]) -> Answer | None:
    watch, answer = Watch(str(who.package)), None
    try:
        with watch:
            answer = _answer(who, one)
    except TooMuchWork:
        wrong[who.hook] = ENOUGH
    for check_id, what in reached_for(watch):
        noticed.setdefault((who.hook, check_id), what)
        wrong[who.hook] += 1
    return answer


def again(subject: Subject, who: tuple[Answering, ...], before: Iterable[Answer | None]) -> tuple[Remark, ...]:
    """Ask the code of a plugin in another process; ``who`` are its functions, ``before`` what they answered here.

    Every hook is remarked on once.
    """
    words = (str(subject.package), subject.found.code, current())
    try:
        said = child.end(child.begin(__name__, *words, seed=SEEDS[1]))
    except child.NoAnswer as error:
        what = _("asked again in another process, it gives no answer: {why}", why=error)
        return (Remark("S08", what, "", subject.shown(subject.package / "plugin.py")),)
    places = {one.hook: one.place.rpartition(":") for one in who}
    remarks: dict[str, Remark] = {}
    for one, other in zip(before, map(tuple, said), strict=False):
        if one is not None and one != other:
            hook, first, _digest = one
            file, _colon, line = places[hook]
            what = _("asked after others: {first}; asked alone, in another process: {second}", first=first,
                     second=other[1])  # fmt: skip
            remarks.setdefault(hook, Remark("C06", what, hook, file, int(line)))
    return tuple(remarks.values())


def _questions(subject: Subject, place: Place, ships: Shipped) -> list[Asking]:
    """What the plugin's code is asked: everything that comes up where it has not answered before, then more."""
    own = {one.hook for one in _own_hooks(subject).values()}
    others = evolve(place, givers=tuple(one for one in place.givers if one.giver is not Giver.PLUGIN))
    questions = questions_of(others, ships.all_cases())
    walked = [one for one in questions if one.hook in own]
    return [*walked, *varied(walked)]


def _main(folder: str, code: str, language: str) -> None:
    use(language)
    subject = next(one for one in subject_at(Path(folder)) if one.found.code == code)
    child.say(lambda: _alone(subject))


def _alone(subject: Subject) -> list[Answer]:
    """What comes up first is asked with the code taken anew each time; the rest, which is much, backwards."""
    with importable(subject):
        loaded = load(subject.found)
        assert isinstance(loaded, Loaded)
        questions = _questions(subject, on_day(loaded, described_day(loaded.structure)), shipped(subject))
        alone = []
        for one in questions[:_ANEW]:
            _take_anew(subject.found.package)
            alone.append(_answer(_own_hooks(subject)[one.hook], one))
        by_hook = _own_hooks(subject)
        return [*alone, *reversed([_answer(by_hook[one.hook], one) for one in reversed(questions[_ANEW:])])]


_ANEW = 40
"""For so many questions the code is taken anew."""


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
    except (KeyboardInterrupt, TooMuchWork):
        raise
    except BaseException as error:
        answer = error
    return who.hook, shown(answer), sha256(repr(answer).encode()).hexdigest()


if __name__ == "__main__":
    _main(*sys.argv[1:])
