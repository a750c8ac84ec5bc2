"""Who takes part in a path: those who act, those who are called to a conference, and who has the case."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from juso_core.casework import events as e
from juso_core.casework.case import Phase
from juso_core.citation import Text
from juso_core.municipality import queries
from juso_core.municipality.structure import Agency, Organization, Structure
from juso_core.municipality.words import BroughtBy, Function, OrganizationKind, Special
from juso_core.research.comparing.counted import Counted, Part, count, names
from juso_core.research.comparing.values import body_code, body_of, name_of
from juso_core.research.comparing.walked import WalkedWay
from juso_core.research.planning import operator_of
from juso_core.research.turns import StepKind, Turn

__all__ = ["agencies", "first_agency", "handoffs", "last_agency", "of_unknown_body", "organizations", "unnamed"]

_FUNCTION: Final = "function:"
_CALLED: Final = ("convener", "lead", "secretariat", "members")
_MUNICIPALITY: Final = Special.MUNICIPALITY.value
_WITH_THE_AGENCY: Final = (Phase.CONSULTED, Phase.HANDLING, Phase.RETURNED, Phase.REFERRED)


def handoffs(way: WalkedWay) -> Counted:
    """Count how often the case passes from one who has it to another."""
    return count(
        Part(f"{before}>{after}", _passed(way.structure, before, after), (n,))
        for (_n, before), (n, after) in pairwise(_holders(way))
        if before != after
    )


def _passed(structure: Structure, before: str, after: str) -> Text:
    one, other = name_of(structure, before), name_of(structure, after)
    return Text(f"{one.ja} → {other.ja}", f"{one.en} → {other.en}")


def _holders(way: WalkedWay) -> Iterator[tuple[int, str]]:
    """Who has the case, from which step on: whoever received, took, got back or leads it."""
    case, (first, turn) = way.case, way.turns[0]
    if turn.step is StepKind.START:
        yield first, case.agency if turn.phase in _WITH_THE_AGENCY else next(iter(case.receivers), case.agency)
    referrer = case.referrer or case.agency
    for n, turn in way.turns:
        for act in turn.acts:
            for event in act.events:
                match event:
                    case e.ConsultationReceived():
                        yield n, event.agency
                    case e.ReferralAnswered(accepted=True) | e.Reopened():
                        yield n, act.by
                    case e.ReturnedToReferrer():
                        yield n, referrer
                    case e.Closed(lead=str(lead)):
                        yield n, referrer if lead == Special.REFERRER.value else lead


def first_agency(way: WalkedWay) -> Counted:
    """Name who has the case first."""
    return names(_holder(way, list(_holders(way))[:1]))


def last_agency(way: WalkedWay) -> Counted:
    """Name who has the case in the end."""
    return names(_holder(way, list(_holders(way))[-1:]))


def _holder(way: WalkedWay, holders: Iterable[tuple[int, str]]) -> Iterator[Part]:
    for n, name in holders:
        yield Part(name, name_of(way.structure, name), (n,), body_code(way.structure, name))


def _involved(way: WalkedWay) -> dict[str, tuple[int, ...]]:
    """Those who act or are called to a conference that is held, each with the steps at which they are."""
    found: dict[str, dict[int, None]] = {}
    for n, turn in way.turns:
        for name in (*(act.by for act in turn.acts), *_called(turn)):
            found.setdefault(_resolved(way, name), {})[n] = None
    return {name: tuple(steps) for name, steps in found.items()}


def _resolved(way: WalkedWay, name: str) -> str:
    """Who runs a function for this case, where somebody acts as its operator and a source names one.

    The national standard knows operators by their function only. A window is chosen by how the case arrives: where
    none is stated for that, the agencies of other windows are not meant.
    """
    function = name.removeprefix(_FUNCTION)
    if function == name or function == Function.COMPREHENSIVE_CONSULTATION:
        return name
    return operator_of(way.structure, way.case, Function(function))


def _called(turn: Turn) -> Iterator[str]:
    advice = turn.advice
    held = any(isinstance(event, e.ConferenceHeld) for act in turn.acts for event in act.events)
    if advice is None or not held:
        return
    for key in _CALLED:
        value = getattr(advice.decision, key, None)
        yield from (value,) if isinstance(value, str) else value or ()


def agencies(way: WalkedWay) -> Counted:
    """Count the agencies that are named; a window that several run counts as one of them."""
    return count((part for part in _parts(way) if _is_named(way.structure, part.key)), things=True)


def unnamed(way: WalkedWay) -> Counted:
    """Count those who act and whom no source names for such a case."""
    return count((part for part in _parts(way) if part.key.startswith(_FUNCTION)), things=True)


def _parts(way: WalkedWay) -> Iterator[Part]:
    for name, steps in _involved(way).items():
        yield Part(name, name_of(way.structure, name), steps, body_code(way.structure, name))


def _is_named(structure: Structure, name: str) -> bool:
    """Whether a name is that of an agency, service or role, or a kind of body outside the municipality's structure."""
    if isinstance(structure.ids.get(name), Organization) or name.startswith(_FUNCTION):
        return False
    return name in structure.ids or name.removeprefix(queries.OUTSIDE) in tuple(BroughtBy)


def organizations(way: WalkedWay) -> Counted:
    """Count the organisations to which those who take part belong, where that is said."""
    found: dict[str, dict[int, None]] = {}
    for name, steps in _involved(way).items():
        for body in _bodies(way.structure, name):
            found.setdefault(body, {}).update(dict.fromkeys(steps))
    return count(
        (
            Part(body, name_of(way.structure, body), tuple(sorted(steps)), body_code(way.structure, body))
            for body, steps in found.items()
        ),
        things=True,
    )


def of_unknown_body(way: WalkedWay) -> Counted:
    """Count those who take part of whom no source says to which organisation they belong."""
    return count(
        (
            part
            for part in _parts(way)
            if not _bodies(way.structure, part.key)
            and (_is_named(way.structure, part.key) or part.key.startswith(_FUNCTION))
        ),
        things=True,
    )


def _bodies(structure: Structure, name: str) -> tuple[str, ...]:
    """The organisation of a name; nothing where it is not said, or where those behind the name are of several."""
    row = structure.ids.get(name)
    if name == _MUNICIPALITY:
        return (_MUNICIPALITY,)
    if isinstance(row, Organization):
        return (_own(row),)
    bodies = {_body(structure, agency) for agency in queries.agencies_of(structure, name)}
    return tuple(body for body in bodies if body) if len(bodies) == 1 else ()


def _body(structure: Structure, agency: str) -> str | None:

    row = structure.ids.get(agency)
    body = body_of(structure, row) if isinstance(row, Agency) else None
    return None if body is None else _own(body)


def _own(body: Organization) -> str:
    """The municipality is one, whether it is named by its row or by the word for it."""
    return _MUNICIPALITY if body.kind is OrganizationKind.MUNICIPALITY else body.id
