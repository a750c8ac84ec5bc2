"""How a plugin behaves: its hooks are asked, cases are walked, expected paths are held (S08, C, G09, G10, P03).

Its code is imported here, into this process; it is not sandboxed.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache

from attrs import frozen

from juso_core.desk import Place
from juso_core.language.messages import _
from juso_core.places import on_day
from juso_core.quality.conduct import Answering, answering, conduct, on_another_day
from juso_core.quality.probes import Asking, days_of_change, questions_of
from juso_core.quality.proof_checks import Shipped
from juso_core.quality.remarks import Remark
from juso_core.quality.subject import Subject, importable
from juso_core.quality.varying import varied
from juso_core.quality.walking import held_to, walked
from juso_core.registry import Broken, Loaded, load
from juso_core.research.simulation import NoDay, described_day

__all__ = ["Trial", "begin", "remarks"]


@frozen(eq=False)
class Trial:
    """A municipality that is tried out: loaded, on the day that its sources describe, with what it ships."""

    subject: Subject
    loaded: Loaded
    place: Place
    shipped: Shipped

    @property
    def who(self) -> tuple[Answering, ...]:
        """Who answers: its own code, and what its structure states."""
        return answering(self.loaded.found, self.subject.package)

    def questions(self, who: Answering) -> tuple[Asking, ...]:
        """Return what somebody is asked; the municipality's own code is asked much more."""
        asked = _questions(self)
        own = who.package == self.subject.package
        return (*asked, *varied(one for one in asked if one.hook == who.hook)) if own else asked

    def days(self) -> tuple[dt.date, ...]:
        """Return the days on which something changes."""
        return days_of_change(self.loaded.structure)

    def on(self, day: dt.date) -> Place:
        """Return the municipality on another day."""
        return on_day(self.loaded, day)


@lru_cache(maxsize=16)
def _questions(trial: Trial) -> tuple[Asking, ...]:
    return questions_of(trial.place, trial.shipped.all_cases())


def begin(subject: Subject, ships: Shipped) -> Trial | tuple[Remark, ...]:
    """Load a plugin to try it out, or return why that is not possible (S08)."""
    loaded = load(subject.found)
    shown = subject.shown(subject.package / "plugin.py")
    if isinstance(loaded, Broken):
        return tuple(Remark("S08", line, "", shown, hint=loaded.fix) for line in loaded.cause.splitlines())
    try:
        day = described_day(loaded.structure)
    except NoDay as error:
        return (Remark("S08", str(error), "", subject.shown(subject.structure_file), hint=error.how_to_mend()),)
    return Trial(subject, loaded, on_day(loaded, day), ships)


def remarks(subject: Subject, ships: Shipped, tell: Callable[[str], None]) -> Iterator[Remark]:
    """Yield everything that is wrong with how a plugin behaves; ``tell`` is told what comes next."""
    with importable(subject):
        yield from _remarks(subject, ships, tell)


def _remarks(subject: Subject, ships: Shipped, tell: Callable[[str], None]) -> Iterator[Remark]:
    tell(_("loading"))
    trial = begin(subject, ships)
    if not isinstance(trial, Trial):
        yield from trial
        return
    tell(_("hooks"))
    for who in trial.who:
        yield from conduct(who, trial.questions(who))
    tell(_("other days"))
    yield from other_days(trial)
    tell(_("case files"))
    for case in ships.all_cases():
        yield from walked(case, trial.place)
    tell(_("expected paths"))
    for expected, case in ships.expected:
        yield from held_to(subject, trial.place, expected, case)


def other_days(trial: Trial) -> Iterator[Remark]:
    """Yield who names on another day what is not there on that day; each of them once."""
    told: set[Answering] = set()
    for day in trial.days():
        questions = questions_of(trial.on(day), trial.shipped.all_cases())
        for who in trial.who:
            found = () if who in told else on_another_day(who, questions)
            told.update([who] if found else [])
            yield from found
