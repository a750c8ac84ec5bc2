"""Municipalities as the office meets them: on a day, with their givers, and what the gate must know.

A plugin whose code cannot be loaded does not stop the work: its structure and the national standard answer, and the
failure is recorded with every command. A municipality whose structure cannot be read is not available.
"""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache

from juso_core.casework.record import Failure
from juso_core.casework.setting import setting_of
from juso_core.desk import Place
from juso_core.language.messages import N_
from juso_core.language.told import ToldError
from juso_core.registry import Broken, Found, Loaded, load

__all__ = ["MunicipalityUnavailable", "Places", "load_at_least_structure", "on_day", "unavailable"]


class MunicipalityUnavailable(ToldError):
    """A municipality that cannot be worked with: which one, why, and what to do."""


def load_at_least_structure(found: Found) -> tuple[Loaded, tuple[Failure, ...]] | Broken:
    """Return a municipality, without its plugin when that cannot be loaded, and what failed; Broken where all is."""
    loaded = load(found)
    if isinstance(loaded, Loaded):
        return loaded, ()
    without = load(found, with_plugin=False)
    if isinstance(without, Broken):
        return without
    return without, (Failure(loaded.distribution, loaded.stage.value, f"{found.package}/plugin.py", loaded.cause),)


def on_day(loaded: Loaded, on: dt.date, failures: tuple[Failure, ...] = ()) -> Place:
    """Return a loaded municipality as it is on a day; ``failures`` are what was lost in loading it."""
    structure = loaded.structure.at(on)
    return Place(
        code=loaded.found.code,
        givers=loaded.givers(),
        structure=structure,
        setting=setting_of(structure),
        plugin=loaded.found.distribution,
        version=loaded.found.version,
        text=structure.text,
        failures=failures,
    )


class Places:
    """Makes places out of what ``found`` finds by code; raises MunicipalityUnavailable."""

    def __init__(self, found: Callable[[str], Found | Broken | None]) -> None:
        """Look municipalities up with ``found``: by code, None for one that is not enabled."""
        self._found = found
        self._place = lru_cache(maxsize=256)(self._made)

    def __call__(self, code: str, on: dt.date) -> Place:
        """Return the municipality with that code on that day."""
        return self._place(code, on)

    def loaded(self, code: str) -> tuple[Loaded, tuple[Failure, ...]]:
        """Return the municipality with that code, without its plugin when that cannot be loaded, and what failed."""
        found = self._found(code)
        if found is None:
            raise MunicipalityUnavailable(
                N_("{code} is not enabled here"), N_("enable it with: juso plugins enable {code}"), code=code
            )
        if isinstance(found, Broken):
            raise unavailable(found)
        loaded = load_at_least_structure(found)
        if isinstance(loaded, Broken):
            raise unavailable(loaded)
        return loaded

    def _made(self, code: str, on: dt.date) -> Place:
        loaded, failures = self.loaded(code)
        return on_day(loaded, on, failures)


def unavailable(broken: Broken) -> MunicipalityUnavailable:
    """Return the error that a plugin which is broken cannot be used."""
    return MunicipalityUnavailable(
        N_("{code} ({distribution} {version}) cannot be used: {cause}"),
        N_("{fix}"),
        code=broken.code,
        distribution=broken.distribution,
        version=broken.version,
        cause=broken.cause,
        fix=broken.fix,
    )
