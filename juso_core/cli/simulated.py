"""Which municipalities a command simulates: those named, else those enabled in the instance, else all installed."""

import datetime as dt
from collections.abc import Iterable, Iterator

import click

from juso_core.cli.plugin_words import cause_in_short
from juso_core.cli.setup import folder_here, installed
from juso_core.desk import Place
from juso_core.finding import find
from juso_core.instance import InstanceError, enabled_plugins, read
from juso_core.language.era import parse_date
from juso_core.language.messages import N_, _
from juso_core.places import MunicipalityUnavailable, unavailable
from juso_core.registry import Broken, Found
from juso_core.research.simulation import place_of

__all__ = ["day_named", "places", "plugins_named", "tell_left_out"]


def places(named: Iterable[str], on: dt.date | None) -> tuple[tuple[Found, Place], ...]:
    """Return the municipalities to simulate, each on its day, in the order of their names or else of their codes.

    What cannot be used is told on the way and left out; where it was named, it is an error
    (MunicipalityUnavailable).
    """
    if asked := plugins_named(named):
        return tuple(_usable(asked, on))
    found, broken = _here()
    usable = []
    for one in sorted(found, key=lambda plugin: plugin.code):
        place = place_of(one, on)
        if isinstance(place, Broken):
            broken = (*broken, place)
        else:
            usable.append((one, place))
    for record in broken:
        tell_left_out(record)
    if not usable:
        raise MunicipalityUnavailable(
            N_("there is no municipality to walk the case through"),
            N_("install one, or enable one with: juso plugins enable MUNICIPALITY"),
        )
    return tuple(usable)


def plugins_named(named: Iterable[str]) -> tuple[Found, ...]:
    """Return the installed municipalities that are named, each once; several can stand in one text, with commas."""
    words = [word.strip() for text in named for word in text.replace("、", ",").split(",") if word.strip()]
    if not words:
        return ()
    found, broken = installed()
    return tuple(dict.fromkeys(find(found, word, broken) for word in words))


def _usable(asked: Iterable[Found], on: dt.date | None) -> Iterator[tuple[Found, Place]]:
    for one in asked:
        place = place_of(one, on)
        if isinstance(place, Broken):
            raise unavailable(place)
        yield one, place


def _here() -> tuple[tuple[Found, ...], tuple[Broken, ...]]:
    """What is enabled in the instance here; where there is none, what is installed."""
    try:
        listed = enabled_plugins(read(folder_here()))
    except InstanceError as error:
        if not error.missing:
            raise
        return installed()
    found = tuple(one for one in listed if isinstance(one, Found))
    return found, tuple(one for one in listed if isinstance(one, Broken))


def tell_left_out(record: Broken) -> None:
    """Tell on the way that a plugin cannot be used, why, and what to do."""
    click.echo(_("! {code} ({distribution} {version}) is left out: {cause}", code=record.code,
                 distribution=record.distribution, version=record.version,
                 cause=cause_in_short(record)), err=True)  # fmt: skip
    click.echo(f"  → {record.fix}", err=True)


def day_named(on: str | None) -> dt.date | None:
    """Return the day of ``--on``; raises BadParameter for what is none."""
    try:
        return parse_date(on) if on else None
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--on") from None
