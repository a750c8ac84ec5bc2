"""How a plugin behaves: its hooks are asked, cases are walked, expected paths are held (S08, S09, C, G09, G10, P03).

Its code is imported here, into this process, and is not sandboxed: ``apart`` makes a process for it.
"""

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from juso_core.desk import Place
from juso_core.language.messages import _
from juso_core.places import on_day
from juso_core.quality.again import Answer, again, onwards
from juso_core.quality.answering import Answering, answering
from juso_core.quality.bounded import Noticed, bounded
from juso_core.quality.conduct import conduct, on_another_day
from juso_core.quality.probes import Asking, days_to_ask, questions_of
from juso_core.quality.proof_checks import Shipped
from juso_core.quality.remarks import Remark
from juso_core.quality.subject import Subject, importable
from juso_core.quality.varying import varied
from juso_core.quality.walking import held_to, walked
from juso_core.quality.watch import Watch, reached_for
from juso_core.registry import Broken, Loaded, forget, load
from juso_core.research.simulation import NoDay, described_day

__all__ = ["AGAIN", "HOOKS", "LOADING", "Part", "Trial", "begin", "of_case", "of_day", "of_path", "remarks"]

Part = tuple[str, Remark]
"""A remark, and where it came to light: while loading, at the hooks, on a day, on a walk, at an expected path."""

LOADING, HOOKS, AGAIN = "loading", "hooks", "again"


def of_day(day: dt.date) -> str:
    """Return what a day is called among the parts."""
    return f"day {day}"


def of_case(case: str) -> str:
    """Return what a walk is called among the parts."""
    return f"case {case}"


def of_path(case: str) -> str:
    """Return what an expected path is called among the parts."""
    return f"path {case}"


@frozen(eq=False)
class Trial:
    """A municipality that is tried out: loaded, on the day that its sources describe, with what it ships.

    ``at_import`` is what its code does while it is imported, and must not; ``noticed`` what it did so far when asked.
    """

    subject: Subject
    loaded: Loaded
    place: Place
    shipped: Shipped
    noticed: Noticed
    at_import: tuple[Remark, ...]

    @property
    def who(self) -> tuple[Answering, ...]:
        """Who answers: its own code, and what its structure states."""
        return answering(self.loaded.found, self.subject.package)

    def questions(self, who: Answering) -> tuple[Asking, ...]:
        """Return what somebody is asked; the municipality's own code is asked much more."""
        asked = _questions(self)
        return (*asked, *varied(one for one in asked if one.hook == who.hook)) if who in self.own else asked

    @property
    def own(self) -> tuple[Answering, ...]:
        """The functions of its own code."""
        return tuple(one for one in self.who if not one.is_core)

    def conduct(self) -> tuple[Remark, ...]:
        """Return how everybody misbehaves on the day that the sources describe."""
        return tuple(remark for who in self.who for remark in self._conduct_of(who))

    def _conduct_of(self, who: Answering) -> tuple[Remark, ...]:
        questions = self.questions(who)
        own = () if who.is_core else self.noticed.items()
        return conduct(who, questions, [(check_id, what) for (hook, check_id), what in own if hook == who.hook])

    def days(self) -> tuple[dt.date, ...]:
        """Return the days on which it is asked beside the one that its sources describe."""
        return days_to_ask(self.loaded.structure)

    def on(self, day: dt.date) -> Place:
        """Return the municipality on another day."""
        return bounded(on_day(self.loaded, day), self.subject.package, self.noticed)

    def first(self) -> tuple[Answer | None, ...]:
        """Return what its own code answers that was not asked before."""
        return onwards(self.subject, self.place, self.shipped, self.noticed) if self.own else ()

    def again(self, found: Iterable[Remark], first: Iterable[Answer | None]) -> tuple[Remark, ...]:
        """Return what comes to light in another process, where nothing is wrong already with how hooks answer."""
        wrong = any(one.check_id in ("C01", "C06", "C09") for one in found)
        return again(self.subject, self.own, first) if self.own and not wrong else ()

    def on_another_day(self, day: dt.date, found: Iterable[Remark]) -> tuple[Remark, ...]:
        """Return who misbehaves on another day, but for those hooks that are remarked on already."""
        told = {one.about for one in found if one.check_id[0] == "C"}
        questions = questions_of(self.on(day), self.shipped.all_cases())
        return tuple(remark for who in self.who if who.hook not in told for remark in on_another_day(who, questions))


@lru_cache(maxsize=16)
def _questions(trial: Trial) -> tuple[Asking, ...]:
    return questions_of(trial.place, trial.shipped.all_cases())


def begin(subject: Subject, ships: Shipped) -> Trial | tuple[Remark, ...]:
    """Load a plugin to try it out, or return why that is not possible (S08)."""
    shown = subject.shown(subject.package / "plugin.py")
    watch = Watch(str(subject.package), most_calls=math.inf)
    with watch:
        loaded = load(subject.found)
    if isinstance(loaded, Broken):
        return tuple(_located(subject, line, loaded.fix) for line in loaded.cause.splitlines())
    try:
        day = described_day(loaded.structure)
    except NoDay as error:
        return (Remark("S08", str(error), "", subject.shown(subject.structure_file), hint=error.how_to_mend()),)
    at_import = tuple(
        Remark(check_id, _("while it is imported: {what}", what=what), "", shown)
        for check_id, what in reached_for(watch)
    )
    noticed: Noticed = {}
    return Trial(subject, loaded, bounded(on_day(loaded, day), subject.package, noticed), ships, noticed, at_import)


def _located(subject: Subject, said: str, fix: str) -> Remark:
    """A remark of what loading says, ``file:line: what``, the file as it lies in the distribution."""
    place = re.match(r"([^\s:]+\.(?:py|toml)):(\d+): ", said)
    if place is None:
        return Remark("S08", said, "", subject.shown(subject.package / "plugin.py"), hint=fix)
    file = subject.shown(subject.package.parent / place[1])
    return Remark("S08", said[place.end() :], "", file, int(place[2]), fix)


def remarks(subject: Subject, ships: Shipped) -> Iterator[Part]:
    """Yield everything that is wrong with how a plugin behaves, each with where it came to light."""
    with importable(subject) as added:
        yield from _remarks(subject, ships)
    if added:
        # It is not installed, and its files may be others when somebody looks again.
        forget()


def _remarks(subject: Subject, ships: Shipped) -> Iterator[Part]:
    trial = begin(subject, ships)
    if not isinstance(trial, Trial):
        yield from ((LOADING, one) for one in trial)
        return
    yield from ((LOADING, one) for one in trial.at_import)
    first = trial.first()
    found = trial.conduct()
    yield from ((HOOKS, one) for one in found)
    yield from ((AGAIN, one) for one in trial.again(found, first))
    yield from _other_days(trial, found)
    for case in ships.all_cases():
        yield from ((of_case(case.id), one) for one in walked(case, trial.place))
    for expected, case in ships.expected:
        yield from ((of_path(expected.case), one) for one in held_to(subject, trial.place, expected, case))


def _other_days(trial: Trial, found: Iterable[Remark]) -> Iterator[Part]:
    """Yield who misbehaves on another day; each of them once."""
    told = list(found)
    for day in trial.days():
        more = trial.on_another_day(day, told)
        told += more
        yield from ((of_day(day), one) for one in more)
