"""The questions that hooks are asked when they are checked: those that come up when case files are walked."""

import datetime as dt
from calendar import isleap
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from juso_core import hookspecs
from juso_core.advice import Asked
from juso_core.citation import Giver
from juso_core.desk import Place
from juso_core.language.era import first_day, last_day
from juso_core.municipality.structure import Structure
from juso_core.research.case_file import CaseFile
from juso_core.research.simulation import simulate

__all__ = ["Asking", "as_text", "days_of_change", "days_to_ask", "questions_of"]

MOST_DAYS = 12
"""On so many days of change a structure is asked."""
_FIRST = dt.date(2021, 4, 1)
"""The day on which the programme came into force: the last change of a structure that knows of none."""


@frozen(eq=False)
class Asking:
    """One question: a hook with all its arguments; ``text`` is what these said before anybody was asked."""

    hook: str
    arguments: Mapping[str, Any]
    text: str = ""


def as_text(arguments: Mapping[str, Any]) -> str:
    """Return everything that a hook is given but for the structure, which is large, as text."""
    return repr({name: value for name, value in arguments.items() if name != "municipality"})


def questions_of(place: Place, cases: Iterable[CaseFile]) -> tuple[Asking, ...]:
    """Return every question that comes up on the way of these cases through a municipality, each once."""
    heard: dict[str, Asking] = {}
    listener = Asked(Giver.PLUGIN, "listener", "", {hook: (_listening(hook, heard),) for hook in hookspecs.RESULTS})
    listening = evolve(place, givers=(listener, *place.givers))
    for case in cases:
        simulate(case, listening)
    report = {"municipality": place.structure, "on": place.structure.on}
    return (*heard.values(), Asking("juso_report", report))


def _listening(hook: str, heard: dict[str, Asking]) -> Callable[..., None]:
    def listen(**arguments: Any) -> None:
        said = as_text(arguments)
        heard.setdefault(f"{hook} {said}", Asking(hook, arguments, said))

    return listen


def days_of_change(structure: Structure) -> tuple[dt.date, ...]:
    """Return the days on which something begins or has just ended, but for the described one; at most ``MOST_DAYS``.

    Of too many the first and the last ones are kept.
    """
    days = set[dt.date]()
    for row in structure.rows():
        if row.since:
            days.update((first_day(row.since) - dt.timedelta(days=1), first_day(row.since)))
        if row.until:
            days.update((last_day(row.until), last_day(row.until) + dt.timedelta(days=1)))
    days.discard(structure.described_on or dt.date.min)
    ordered = sorted(days)
    if len(ordered) <= MOST_DAYS:
        return tuple(ordered)
    return (*ordered[: MOST_DAYS // 2], *ordered[-MOST_DAYS // 2 :])


def days_to_ask(structure: Structure) -> tuple[dt.date, ...]:
    """Return the days on which a plugin is asked: those of change, and some that no source speaks of.

    These are a 29 February, the day a year after the last change, and one ten years on: cases will come then too.
    """
    days = days_of_change(structure)
    last = max((*days, structure.described_on or _FIRST))
    leap = next(year for year in range(last.year + 1, last.year + 10) if isleap(year))
    # No 29 February among them but the one that is meant to be.
    after = [dt.date(last.year + years, last.month, min(last.day, 28)) for years in (1, 10)]
    return (*days, *sorted({*after, dt.date(leap, 2, 29)}))
