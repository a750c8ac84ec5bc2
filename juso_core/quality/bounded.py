"""Keeps a plugin that does not end from stopping the checks: walks ask it within the bounds of a watch."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import evolve

from juso_core.advice import Asked
from juso_core.citation import Giver
from juso_core.desk import Place
from juso_core.guard import PluginError
from juso_core.quality.watch import TooMuchWork, Watch, reached_for

__all__ = ["Noticed", "bounded"]


Noticed = dict[tuple[str, str], str]
"""What was noticed on walks: by hook and check, what was done."""


def bounded(place: Place, package: Path, noticed: Noticed) -> Place:
    """Return a municipality whose own code, in ``package``, is stopped where it runs too many lines.

    What it reaches for on the way goes into ``noticed``: where a module does it that is imported on the way, it is not
    done a second time.
    """

    def watched(asked: Asked) -> Asked:
        if asked.giver is not Giver.PLUGIN:
            return asked
        return evolve(
            asked, hooks={hook: tuple(_watched(hook, one) for one in them) for hook, them in asked.hooks.items()}
        )

    def _watched(hook: str, function: Callable[..., Any]) -> Callable[..., Any]:
        return _stopped(function, str(package), lambda check_id, what: noticed.setdefault((hook, check_id), what))

    return evolve(place, givers=tuple(map(watched, place.givers)))


def _stopped(function: Callable[..., Any], folder: str, notice: Callable[[str, str], object]) -> Callable[..., Any]:
    """A function that fails at once where it was stopped before, by us or by Python: it takes long."""
    before: list[PluginError] = []

    def ask(*given: Any, **named: Any) -> Any:
        if before:
            raise before[0]
        # The guard is within it, and may make many calls to tell what went wrong.
        watch = Watch(folder, most_calls=math.inf)
        try:
            with watch:
                return function(*given, **named)
        except PluginError as error:
            if isinstance(error.__cause__, TooMuchWork | RecursionError):
                before.append(error)
            raise
        finally:
            for check_id, what in reached_for(watch):
                notice(check_id, what)

    return ask
