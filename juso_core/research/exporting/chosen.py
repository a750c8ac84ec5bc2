"""Which municipalities and cases a caller from Python means, as the command line does it without an instance."""

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from juso_core.desk import Place
from juso_core.finding import find
from juso_core.language.messages import _
from juso_core.places import unavailable
from juso_core.registry import Broken, Found, survey
from juso_core.research.case_file import CaseFile
from juso_core.research.cases_meant import cases_meant
from juso_core.research.simulation import place_of

__all__ = ["chosen_cases", "chosen_places", "chosen_plugins"]


def chosen_places(names: Iterable[str], on: dt.date | None) -> tuple[Place, ...]:
    """Return the municipalities named by code, name or short name; without a name, all that are installed, by code.

    Raises UnknownMunicipality, and MunicipalityUnavailable for one that is named and broken; without names, what is
    broken is left out with a warning. Raises TypeError, with a message, for one name that is no list, and for no day.
    """
    _understood(names, on)
    names = tuple(names)
    if not names:
        return tuple(_usable(on))
    places = []
    for one in chosen_plugins(names):
        place = place_of(one, on)
        if isinstance(place, Broken):
            raise unavailable(place)
        places.append(place)
    return tuple(places)


def chosen_plugins(names: Iterable[str]) -> tuple[Found, ...]:
    """Return the plugins that are named, each once; without a name, all that are installed.

    Raises UnknownMunicipality; TypeError, with a message, for one name that is no list.
    """
    _understood(names, None)
    seen, names = survey(), tuple(names)
    return tuple(dict.fromkeys(find(seen.found, name, seen.broken) for name in names)) if names else seen.found


def _understood(names: object, on: object) -> None:
    """A text is a list of letters and a text of a day is no day: better told than taken for names."""
    if isinstance(names, str):
        raise TypeError(_no_list(names))
    if on is not None and (not isinstance(on, dt.date) or isinstance(on, dt.datetime)):
        raise TypeError(_("{what} is no day; give a datetime.date, such as datetime.date(2024, 4, 1)", what=repr(on)))


def _no_list(name: str) -> str:
    return _("{what} is a text; names are given as a list, such as [{example}]", what=repr(name), example=repr(name))


def _usable(on: dt.date | None) -> Iterator[Place]:
    seen = survey()
    broken = list(seen.broken)
    for one in sorted(seen.found, key=lambda found: found.code):
        place = place_of(one, on)
        if isinstance(place, Broken):
            broken.append(place)
        else:
            yield place
    for record in broken:
        warnings.warn(_("{code} cannot be used: {cause}", code=record.code, cause=record.cause), stacklevel=4)


def chosen_cases(cases: Iterable[str | Path], places: Iterable[Place] = ()) -> tuple[CaseFile, ...]:
    """Return the case files: paths, folders, or ids of cases; without any, the standard ones.

    ``places`` are the municipalities that take part: their own cases come before those of others that are called
    alike. Raises CaseFileErrors; TypeError, with a message, for one that is not in a list.
    """
    if isinstance(cases, str | Path):
        raise TypeError(_no_list(str(cases)))
    return cases_meant(cases, [place.code for place in places])
