"""Simulates: one case file through one municipality, in all that its unknown facts can mean.

The same flow, gate and advice as in an office, without journal and clock; the municipality is that of one day. What
comes out depends on the case file and on what the municipality's plugin and structure say, and on nothing else.
"""

import datetime as dt
from itertools import groupby
from typing import Any

from attrs import frozen

from juso_core.casework.case import Case, Phase
from juso_core.casework.record import Failure
from juso_core.desk import Place
from juso_core.language.era import last_day
from juso_core.language.messages import _
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Word
from juso_core.places import load_at_least_structure, on_day
from juso_core.registry import Broken, Found
from juso_core.research import later, ways
from juso_core.research.case_file import Ask, CaseFile, Then
from juso_core.research.starting import taken_up
from juso_core.research.turns import Turn
from juso_core.research.variants import Variant, variants

__all__ = ["Ended", "NoDay", "Simulated", "Way", "described_day", "place_of", "simulate"]


class NoDay(Exception):
    """A municipality whose sources do not say which day they describe, and no day was named."""

    def __init__(self, structure: Structure) -> None:
        """Keep the municipality's name."""
        self.name = structure.name
        super().__init__(structure.name)

    def __str__(self) -> str:
        return _("{name}: its sources name no day that they describe", name=self.name)

    def how_to_mend(self) -> str:
        """What to do about it."""
        return _("name a day (--on), or state programme.described_on in structure.toml")


class Ended(Word):
    """Why a way ends."""

    TIMELINE = "timeline_end", "事例の終わり", "end of the case file"
    AGENCY = "stays_with_agency", "受け付けた機関が対応", "it stays with the agency"
    UNDECIDED = "undecided", "判断がつかない", "undecided"
    STOPPED = "stopped", "進めない", "it cannot go on"


@frozen
class Way:
    """One variant of a case on its way: its turns, the case at the end, and why it ended there."""

    variant: Variant
    turns: tuple[Turn, ...]
    case: Case
    because: Ended


@frozen
class Simulated:
    """A case file that was walked through a municipality: one way for each variant."""

    case: CaseFile
    place: Place
    ways: tuple[Way, ...]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Who failed to answer, once each."""
        asked = (f for way in self.ways for turn in way.turns if turn.advice for f in turn.advice.failures)
        return tuple(dict.fromkeys((*self.place.failures, *asked)))


def place_of(found: Found, on: dt.date | None = None) -> Place | Broken:
    """Return a municipality as it is simulated: on the day named, or on the day that its sources describe.

    A plugin whose code cannot be loaded costs only its own answers. Raises NoDay.
    """
    loaded = load_at_least_structure(found)
    if isinstance(loaded, Broken):
        return loaded
    municipality, failures = loaded
    return on_day(municipality, on or described_day(municipality.structure), failures)


def described_day(structure: Structure) -> dt.date:
    """Return the day that the sources describe, or else the last day that one of them speaks of; never today.

    Raises NoDay where they speak of none.
    """
    if structure.described_on:
        return structure.described_on
    days = [last_day(source.as_of) for source in structure.source]
    if not days:
        raise NoDay(structure)
    return max(days)


def simulate(case: CaseFile, place: Place) -> Simulated:
    """Walk a case through a municipality; raises TooManyVariants where too much of it is unknown."""
    return Simulated(case, place, tuple(_walked(place, case, one) for one in variants(case)))


def _walked(place: Place, case: CaseFile, variant: Variant) -> Way:
    walker = taken_up(place, case, variant)
    if case.start is None:
        ways.onward(walker)
    elif case.start.phase not in (Phase.SUPPORTING, Phase.CLOSED, Phase.INTERRUPTED):
        ways.again(walker)
    for after, things in groupby(case.then, key=lambda one: one.after):
        walker.after = str(after)
        _happens(walker, tuple(things))
    return Way(variant, tuple(walker.turns), walker.case, _why_ended(walker.turns, walker.case))


def _happens(walker: Any, things: tuple[Then, ...]) -> None:
    """What happens at one time: consents together, then everything else in the order of the file."""
    changes = [(c.of, c.use, c.share) for one in things if (c := one.consent)]
    if changes:
        later.consent(walker, changes)
    for one in things:
        if one.contact:
            later.change_contact(walker, one.contact)
        elif one.ask:
            _ASKED[one.ask](walker)


_ASKED = {
    Ask.INTERRUPTION: later.ask_interruption,
    Ask.CLOSURE: later.ask_closure,
    Ask.REOPENING: later.ask_reopening,
}


def _why_ended(turns: list[Turn], case: Case) -> Ended:
    if turns[-1].stopped is not None:
        return Ended.STOPPED
    if case.phase is Phase.CONSULTED:
        return Ended.UNDECIDED
    alone = case.phase in (Phase.HANDLING, Phase.RETURNED) and not case.plans
    return Ended.AGENCY if alone else Ended.TIMELINE
