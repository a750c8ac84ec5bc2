"""Entries as plain data and back: what the journal writes down, and how it reads what an older version wrote.

Strict in both directions: every field is written out, also one that has its default (a default may change, what
happened does not); a key too many or too few, a word that is not known or a number written as a text is an error.
Every type of event has a version, and so has the basis. Whoever changes one raises its version and adds an upcaster, a
function that turns the plain data of one version into those of the next.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from juso_core.casework.events import EVENTS
from juso_core.casework.record import Recorded
from juso_core.journal.conversion import Plain, structure, unstructure
from juso_core.journal.errors import EntryNotUnderstood
from juso_core.language.messages import N_, _
from juso_core.municipality.problems import did_you_mean

__all__ = [
    "BASIS",
    "UPCASTERS",
    "VERSIONS",
    "Plain",
    "Stored",
    "decode",
    "encode",
    "from_plain",
    "known_types",
    "to_plain",
]

BASIS = "Basis"
"""The name under which the basis of a command has its version; no event is called so."""

VERSIONS: dict[str, int] = dict.fromkeys((*EVENTS, BASIS), 1)
"""The version in which each type of event, and the basis, is written now."""

UPCASTERS: dict[tuple[str, int], Callable[[Plain], Plain]] = {}
"""For each type and old version, what makes its plain data those of the next version."""


class Stored(NamedTuple):
    """An entry as it is stored: one column each, the event and the basis as JSON."""

    municipality: str
    case_id: str
    seq: int
    step: int
    command: str
    on_date: str
    entered_at: str | None
    agency: str
    role: str | None
    type: str
    version: int
    body: str
    basis: str | None


def encode(recorded: Recorded) -> Stored:
    """Return an entry as it is stored; raises what ``to_plain`` raises."""
    plain = to_plain(recorded)
    return Stored(
        municipality=plain["municipality"],
        case_id=plain["case_id"],
        seq=plain["seq"],
        step=plain["step"],
        command=plain["command"],
        on_date=plain["on"],
        entered_at=plain["at"],
        agency=plain["actor"]["agency"],
        role=plain["actor"]["role"],
        type=plain["type"],
        version=plain["version"],
        body=_dump(plain["event"]),
        basis=None if plain["basis"] is None else _dump(plain["basis"]),
    )


def decode(stored: Stored) -> Recorded:
    """Return the entry that was stored; raises EntryNotUnderstood."""
    try:
        event, basis = json.loads(stored.body), None if stored.basis is None else json.loads(stored.basis)
    except (TypeError, ValueError) as error:
        raise _damaged(stored.case_id, stored.seq, error) from None
    return from_plain(
        {
            "case_id": stored.case_id,
            "municipality": stored.municipality,
            "seq": stored.seq,
            "step": stored.step,
            "command": stored.command,
            "on": stored.on_date,
            "at": stored.entered_at,
            "actor": {"agency": stored.agency, "role": stored.role},
            "type": stored.type,
            "version": stored.version,
            "event": event,
            "basis": basis,
        }
    )


def known_types(types: Iterable[str]) -> list[str]:
    """Return these types of events, each once; raises ValueError for one that does not exist."""
    for name in (wanted := sorted(set(types))):
        if name not in EVENTS:
            raise ValueError(_("there is no event {type}; {hint}", type=name, hint=did_you_mean(name, EVENTS)))
    return wanted


def to_plain(recorded: Recorded) -> Plain:
    """Return an entry as plain data, such as JSON can hold.

    Raises TypeError, ValueError or AttributeError for what could not be read again: a value that is not of the type
    of its field. That is a mistake of the caller, and better found before it stands in the journal.
    """
    plain, name = unstructure(recorded), type(recorded.event).__name__
    plain["type"], plain["version"] = name, VERSIONS[name]
    if plain["basis"] is not None:
        plain["basis"] = {"format": VERSIONS[BASIS], **plain["basis"]}
    return plain


def from_plain(plain: Mapping[str, Any]) -> Recorded:
    """Return the entry that plain data describe, brought up to the version of today; raises EntryNotUnderstood."""
    entry = dict(plain)
    place = str(entry.get("case_id", "?")), entry.get("seq", 0)
    try:
        name, version = entry.pop("type"), entry.pop("version")
        entry["event"] = (name, _upcast(place, name, version, entry["event"]))
        if entry["basis"] is not None:
            basis = dict(entry["basis"])
            entry["basis"] = _upcast(place, BASIS, basis.pop("format"), basis)
        return structure(entry)
    except EntryNotUnderstood:
        raise
    except Exception as error:
        raise _damaged(*place, error) from error


def _upcast(place: tuple[str, int], name: str, version: int, plain: Plain) -> Plain:
    known = VERSIONS.get(name)
    if known is None or type(version) is not int or version > known:
        raise EntryNotUnderstood(
            N_("entry {seq} of case {case} is {type} in version {version}, which this version of juso does not know"),
            N_("a newer juso wrote it: update juso, then try again"),
            *place,
            type=name,
            version=version,
        )
    while version < known:
        if (name, version) not in UPCASTERS:
            raise EntryNotUnderstood(
                N_("entry {seq} of case {case} is {type} in version {version}, which this version of juso cannot read"),
                N_("read it with an older juso, or report this"),
                *place,
                type=name,
                version=version,
            )
        plain, version = UPCASTERS[name, version](plain), version + 1
    return plain


def _damaged(case_id: str, seq: int, error: Exception) -> EntryNotUnderstood:
    # The reason may quote what stands in the entry; only its kind is told.
    return EntryNotUnderstood(
        N_("entry {seq} of case {case} is damaged ({reason})"),
        N_("stop writing, keep a copy of the journal as it is, and compare it with the last backup"),
        case_id,
        seq,
        reason=type(error).__name__,
    )


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
