"""The days on which the legal gate would have to look at a meeting or a route anew: something that it names changes.

A row may hold for years, while the section that convenes, the body that this belongs to, or the conference that is
named come and go.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from juso_core.language.era import first_day, last_day
from juso_core.municipality.structure import Agency, Meeting, PlanRoute, Role, Row, Service
from juso_core.municipality.words import Special
from juso_core.quality.located import Located

__all__ = ["days_of", "gone", "names_in"]

_FUNCTION = "function:"


def days_of(row: Meeting | PlanRoute, located: Located) -> tuple[dt.date, ...]:
    """Return the days to look at: first that which the sources describe, or else one on which the row holds."""
    main = _main_day(row, located)
    if main is None:
        return ()
    # How far back a row without a beginning holds, nobody says.
    begin = first_day(row.since) if row.since else main
    changes = {day for named in _named(row, located) for day in _changes(named)}
    return (main, *sorted(day for day in changes - {main} if day >= begin and row.holds_on(day)))


def names_in(row: Meeting | PlanRoute) -> tuple[str, ...]:
    """Return those whom the gate asks about, by their names in the row."""
    return tuple(name for group in _groups(row) for name in group)


def _groups(row: Meeting | PlanRoute) -> tuple[tuple[str, ...], ...]:
    """The names in a row, those together of which one is enough."""
    if isinstance(row, Meeting):
        return (row.convener,)
    alone = ((name,) for name in (row.decided_by, row.informed) if name)
    return tuple(group for group in (row.deliberated_in, row.drafters, *alone) if group)


def gone(row: Meeting | PlanRoute, located: Located, day: dt.date) -> Iterator[tuple[str, ...]]:
    """Yield the names that a row needs and that lead nowhere on a day, though they do on others."""
    there, ever = located.on(day).ids, located.periods
    for group in _groups(row):
        if group and all(name in ever and name not in there for name in group):
            yield group


def _main_day(row: Row, located: Located) -> dt.date | None:
    """None for a row that is never used."""
    own = first_day(row.since) if row.since else last_day(row.until) if row.until else dt.date.min
    days = (located.described.on or dt.date.max, own)
    return next((day for day in days if row.holds_on(day)), None)


def _changes(row: Row) -> Iterator[dt.date]:
    if row.since:
        yield first_day(row.since)
    if row.until and (last := last_day(row.until)) < dt.date.max:
        yield last + dt.timedelta(days=1)


def _named(row: Meeting | PlanRoute, located: Located) -> Iterator[Row]:
    """Every row, of any time, on which it rests who is meant by the names in a row."""
    waiting = list(names_in(row))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for one in _called(name, located):
            yield one
            waiting += _rests_on(one)


def _called(name: str, located: Located) -> Iterable[Row]:
    if name == Special.WELFARE_OFFICE:
        return [agency for agency in located.structure.agency if agency.welfare_office]
    if name.startswith(_FUNCTION):
        function = name.removeprefix(_FUNCTION)
        return [service for service in located.structure.service if service.function == function]
    return located.periods.get(name, ())


def _rests_on(row: Row) -> Iterator[str]:
    if isinstance(row, Agency):
        yield from filter(None, (row.organization, row.within))
    elif isinstance(row, Service | Role):
        yield from row.agencies
