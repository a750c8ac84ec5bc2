"""Which municipalities and cases a caller from Python means, as the command line does it without an instance."""

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from juso_core.desk import Place
from juso_core.finding import find
from juso_core.language.messages import _
from juso_core.places import unavailable
from juso_core.registry import Broken, survey
from juso_core.research.case_file import CaseFile, read
from juso_core.research.simulation import place_of
from juso_core.research.standard_cases import named, standard_cases

__all__ = ["chosen_cases", "chosen_places"]


def chosen_places(names: Iterable[str], on: dt.date | None) -> tuple[Place, ...]:
    """Return the municipalities named by code, name or short name; without a name, all that are installed, by code.

    Raises UnknownMunicipality, and MunicipalityUnavailable for one that is named and broken; without names, what is
    broken is left out with a warning. Raises TypeError, with a message, for one name that is no list, and for no day.
    """
    _understood(names, on)
    seen, names = survey(), tuple(names)
    if not names:
        return tuple(_usable(on))
    places = []
    for one in dict.fromkeys(find(seen.found, name, seen.broken) for name in names):
        place = place_of(one, on)
        if isinstance(place, Broken):
            raise unavailable(place)
        places.append(place)
    return tuple(places)


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


def chosen_cases(cases: Iterable[str | Path]) -> tuple[CaseFile, ...]:
    """Return the case files: paths, or ids of standard cases; without any, the standard ones.

    Raises CaseFileErrors; TypeError, with a message, for one that is not in a list.
    """
    if isinstance(cases, str | Path):
        raise TypeError(_no_list(str(cases)))
    files = [named(str(one)) or Path(one) for one in cases] or list(standard_cases())
    return tuple(read(file) for file in files)
