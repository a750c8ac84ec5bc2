"""Whether what a command names exists in the structure of the day, and is of the sort that is meant there."""

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from juso_core.casework.law import Actor
from juso_core.casework.refusal import RefusedByFlow
from juso_core.language.messages import N_
from juso_core.municipality import queries
from juso_core.municipality.structure import Organization, Structure
from juso_core.municipality.words import BroughtBy, Function, RoleKind, Special

__all__ = ["known_actor", "known_area", "known_ids", "known_names"]

_WHO = ("agency", "organization", "service", "role")
_SPECIAL = frozenset({word.value for word in Special} | {f"function:{function.value}" for function in Function})
_OUTSIDE = frozenset(queries.OUTSIDE + kind.value for kind in BroughtBy)
_SORTS: dict[str, tuple[str, ...]] = {
    "window": ("service",),
    "form": ("form",),
    "proposal": ("form",),
    "meeting": ("meeting",),
    **dict.fromkeys(
        ("agency", "passed_on", "network", "to", "convener", "lead", "secretariat", "members", "drafters", "decider"),
        _WHO,
    ),
}
_DONE_BY = {
    "service": ("agencies",),
    "role": ("agencies",),
    "meeting": ("convener", "lead", "secretariat", "requested_by"),
    "plan_route": ("drafters", "decided_by"),
    "form": ("filled_by",),
}
"""The keys of rows that name somebody who does something; a member attends, and whoever is informed is told."""
_CODE = re.compile(r"[A-Za-z0-9_-]{1,12}")


def known_names(structure: Structure, command: Any) -> None:
    """Raise RefusedByFlow unless everything of the structure that a command names is known, and of the right sort."""
    for field, sorts in _SORTS.items():
        known_ids(structure, _values(command, field), sorts)
    local_class = getattr(command, "local_class", None)
    if local_class is not None and not _CODE.fullmatch(local_class):
        raise RefusedByFlow(
            N_("{name} is no class of the municipality"),
            N_("write it as a short code, such as 3 or B; reasons go into: --why"),
            name=local_class,
        )


def _values(holder: Any, field: str) -> Iterator[str]:
    value = getattr(holder, field, None)
    if isinstance(value, str):
        yield value
    elif value:
        yield from value


def known_ids(structure: Structure, names: Iterable[str], sorts: tuple[str, ...] = _WHO) -> None:
    """Raise RefusedByFlow unless every name is a row of one of these tables on that day.

    Where somebody who acts is meant, an @-word, a function or somebody outside the structure can stand too.
    """
    special = _SPECIAL | _OUTSIDE if sorts is _WHO else frozenset()
    for name in names:
        row = structure.ids.get(name)
        if name in special or (row is not None and row.table in sorts):
            continue
        if row is not None:
            raise RefusedByFlow(
                N_("{name} is no {sorts} of {municipality}, but: {table}"),
                N_("see: juso show {code} {sort}"),
                name=name,
                sorts=" / ".join(sorts),
                municipality=structure.name,
                table=row.table,
                code=structure.code,
                sort=sorts[0],
            )
        raise _unknown(structure, name, sorts, special)


def _unknown(structure: Structure, name: str, sorts: tuple[str, ...], special: frozenset[str]) -> RefusedByFlow:
    possible = [*(one for one, row in structure.ids.items() if row.table in sorts), *special]
    near = difflib.get_close_matches(name, possible, 1)
    return RefusedByFlow(
        N_("{unknown}: not known in {municipality} on {on}"),
        N_("did you mean {near}? see: juso show {code} {sort}") if near else N_("see: juso show {code} {sort}"),
        unknown=name,
        municipality=structure.name,
        on=structure.on.isoformat() if structure.on else "-",
        near=near[0] if near else "",
        code=structure.code,
        sort=sorts[0],
    )


def known_actor(structure: Structure, actor: Actor) -> None:
    """Raise RefusedByFlow unless an agency of that day acts, in a known role if in any.

    The municipality can act as such, and so can a body that acts itself: a source may name no agency of it.
    """
    if actor.agency != Special.MUNICIPALITY.value and not _acts_itself(structure, actor.agency):
        known_ids(structure, (actor.agency,), ("agency",))
    if actor.role is None or actor.role in tuple(RoleKind):
        return
    if (row := structure.ids.get(actor.role)) is None or row.table != "role":
        raise RefusedByFlow(
            N_("{role} is no role here"),
            N_("name one of: juso show {code} role, or a word of: juso schema words RoleKind"),
            role=actor.role,
            code=structure.code,
        )


def _acts_itself(structure: Structure, name: str) -> bool:
    """Whether a name is that of a body that has no agencies on that day, or that a row names as doing something."""
    if not isinstance(structure.ids.get(name), Organization):
        return False
    named = (one for row in structure.rows() for key in _DONE_BY.get(row.table, ()) for one in _values(row, key))
    return name in named or not queries.agencies_of(structure, name)


def known_area(structure: Structure, area: str | None) -> None:
    """Raise RefusedByFlow unless the area is one of the structure."""
    if area is not None:
        known_ids(structure, (area,), ("area",))
