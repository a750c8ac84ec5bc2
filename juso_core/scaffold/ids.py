"""The ids of a new structure: those that somebody chose, and neutral ones of ASCII letters for the others.

A name is Japanese and may change; an id is what other rows, expected paths and commands write. So where none was
chosen it says what a thing is (``window-elderly``, ``window-general``, ``city``, ``shakyo``, ``mac``) or counts it
(``section-1``, ``centre-2``, ``body-1``, ``layer-1``, ``area-1``). Until all rows are there they point to one another
as rows, and only then are they given their ids.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from juso_core.language.messages import _, current
from juso_core.municipality.problems import Problem
from juso_core.municipality.words import Function, OrganizationKind
from juso_core.scaffold.problems import OptionProblem

__all__ = ["FIXED_IDS", "Row", "choose_id", "give_ids", "linked"]

Row = dict[str, Any]
"""A row by its keys, in the order in which they are written; what is None or empty is not."""

_SERVICES: Final = {
    Function.COMPREHENSIVE_CONSULTATION: "consultation",
    Function.MULTI_AGENCY_COLLABORATION: "mac",
    Function.OUTREACH: "outreach",
    Function.PARTICIPATION_SUPPORT: "participation",
    Function.COMMUNITY_BUILDING: "community-building",
    Function.SUPPORT_PLANNING: "support-planning",
}
_BODIES: Final = {OrganizationKind.MUNICIPALITY: "city", OrganizationKind.SHAKYO: "shakyo"}

FIXED_IDS: Final = (*_BODIES.values(), *_SERVICES.values())
"""Ids that are given to what the answers state, and to nothing of a list."""

_FEW_FIELDS: Final = 2


def choose_id(row: Row, own: str | None) -> Iterator[Problem]:
    """Give a row the id that somebody chose for it; yield a problem where another was chosen before."""
    if own and row["id"] and own != row["id"]:
        what = _("'{name}' has two ids, {one} and {other}", name=_name(row), one=row["id"], other=own)
        yield OptionProblem.of("id", what, _("write one of them everywhere"))
    row["id"] = row["id"] or own


def give_ids(tables: Mapping[str, list[Row]]) -> Iterator[Problem]:
    """Give an id to every row that has a key for one; yield a problem for every id that two rows were given."""
    taken: dict[str, Row] = {}
    rows = [(table, row) for table, rows in tables.items() for row in rows if "id" in row]
    for _table, row in rows:
        if not row["id"]:
            continue
        if (first := taken.setdefault(row["id"], row)) is not row:
            what = _("{id} is the id of '{one}' and of '{other}'", id=row["id"], one=_name(first), other=_name(row))
            yield OptionProblem.of("id", what, _("choose another id"))
    for table, row in rows:
        if not row["id"]:
            row["id"] = next(one for one in _WANTED[table](row) if one not in taken)
            taken[row["id"]] = row


def linked(tables: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the tables with the id of a row wherever a row is meant."""
    return {table: [_linked_row(row) for row in rows] for table, rows in tables.items()}


def _linked_row(row: Row) -> Row:
    return {key: _linked(value) for key, value in row.items()}


def _linked(value: Any) -> Any:
    if isinstance(value, list):
        return [_linked(one) for one in value]
    return value["id"] if isinstance(value, dict) else value


def _name(row: Row) -> str:
    return str(row.get("name") or row["function"].label(current()))


def _service(row: Row) -> Iterator[str]:
    fields = row.get("fields") or []
    if row.get("any_field"):
        return _named("window-general")
    if fields:
        return _named("-".join(["window", *fields]) if len(fields) <= _FEW_FIELDS else "window-several")
    return _named(_SERVICES[row["function"]])


def _organization(row: Row) -> Iterator[str]:
    return _named(_BODIES[row["kind"]]) if row["kind"] in _BODIES else _counted("body")


def _named(name: str) -> Iterator[str]:
    """The name, and where it is taken the same with a number."""
    yield name
    yield from (f"{name}-{number}" for number in itertools.count(2))


def _counted(name: str) -> Iterator[str]:
    """Numbers from 1 on behind a name."""
    return (f"{name}-{number}" for number in itertools.count(1))


_WANTED: Final[Mapping[str, Callable[[Row], Iterator[str]]]] = {
    "layer": lambda _row: _counted("layer"),
    "area": lambda _row: _counted("area"),
    "organization": _organization,
    "agency": lambda row: _counted(row["kind"]),
    "service": _service,
}
"""The ids that a row of a table may have, the best first."""
