"""Which open cases a difference of two structures touches.

A case is touched when what stands in it names a row that is gone or changed (its window, an agency, a meeting), or when
it has a plan on its way whose route is now another. What is only cited elsewhere touches nobody.
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Any

import attrs
from attrs import frozen

from juso_core.casework.case import Case, Phase
from juso_core.journal import History, Journal
from juso_core.municipality.differences import Change, ChangeKind, Differences
from juso_core.municipality.structure import PlanRoute, Service
from juso_core.municipality.words import PlanKind

__all__ = ["NOT_IDS", "Touched", "names_in", "open_cases", "touched"]

NOT_IDS = frozenset(
    {
        # Members of the household.
        *("person", "ref", "subjects", "identified", "about", "learned", "without_consent", "of", "applied"),
        # Plans of the case, notes in the vault.
        *("plan", "successor_of", "interrupted_plan", "ground", "why"),
        # The case itself, and the municipality's own classes.
        *("id", "municipality", "local_class"),
    }
)
"""Fields of cases and events whose texts are no ids of a structure, however they may read."""

# The tables whose rows a case can name; a source or a note may be called like one of them.
_NAMED = frozenset({"area", "organization", "agency", "service", "role", "meeting", "form"})


@frozen
class Touched:
    """The open cases of a municipality, and those of them that a difference touches, by case id."""

    open: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()


def open_cases(journal: Journal, municipality: str) -> tuple[str, ...]:
    """Return the ids of all cases of a municipality that are not closed."""
    return tuple(line.case_id for line in journal.cases(municipality) if line.phase is not Phase.CLOSED)


def touched(journal: Journal, municipality: str, found: Differences) -> Touched:
    """Return the open cases of a municipality, and which of them a difference touches; may raise JournalUnavailable."""
    still_open = open_cases(journal, municipality)
    names, kinds = _named_by(found.changes), _routes_of(found.changes)
    if not names and not kinds:
        return Touched(still_open)
    return Touched(still_open, tuple(one for one in still_open if _is_touched(journal.read(one), names, kinds)))


def _is_touched(history: History, names: frozenset[str], kinds: frozenset[PlanKind]) -> bool:
    if any(plan.live and not plan.final and plan.content.kind in kinds for plan in history.case.plans):
        return True
    parts: tuple[Case | Any, ...] = (history.case, *((r.actor, r.event) for r in history.recorded))
    return any(name in names for part in parts for name in names_in(part))


def _named_by(changes: Iterable[Change]) -> frozenset[str]:
    """The names under which a case can speak of what is gone or changed."""
    names = set()
    for change in changes:
        if change.table not in _NAMED or change.kind is ChangeKind.ADDED or change.cites_only:
            continue
        names.add(change.id)
        # An operator that no source names is called by the function.
        names |= {f"function:{row.function.value}" for row in change.before if isinstance(row, Service)}
    return frozenset(names)


def _routes_of(changes: Iterable[Change]) -> frozenset[PlanKind]:
    rows = (row for c in changes if not c.cites_only for row in (*c.before, *c.after))
    return frozenset(kind for row in rows if isinstance(row, PlanRoute) for kind in row.plan)


def names_in(value: Any) -> Iterator[str]:
    """Yield every text in a case, an event or a value of these that can be an id of a structure."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from names_in(one)
    elif attrs.has(kind := type(value)):
        for name in _fields(kind):
            yield from names_in(getattr(value, name))


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(a.name for a in attrs.fields(kind) if a.name not in NOT_IDS)
