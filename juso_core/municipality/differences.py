"""In what two structures of a municipality differ: rows added, gone and changed, by table and id.

Compared over all days, since a row of next April is a fact of today's file; ``today`` says whether the structure of
the day differs in it too. No case is looked at here: that is ``touched``'s business.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from attrs import frozen

from juso_core.citation import Citation, Source
from juso_core.language.era import first_day
from juso_core.municipality import labels
from juso_core.municipality.structure import TABLES, PlanRoute, Service, Structure
from juso_core.municipality.words import Function, Word

__all__ = ["Change", "ChangeKind", "Differences", "as_data", "differences", "label"]

_TOP = ("name", "name_en", "silent", "terms")
_PERIOD = ("since", "until")


class ChangeKind(Word):
    """What became of a row."""

    ADDED = "added", "追加", "added"
    GONE = "gone", "削除", "gone"
    CHANGED = "changed", "変更", "changed"


@frozen
class Change:
    """What became of one thing: its rows before and after (several where it has several periods).

    ``keys`` are the keys of the file in which a changed row differs; ``today``: whether it differs on the day, too.
    """

    kind: ChangeKind
    table: str
    id: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]
    keys: tuple[str, ...] = ()
    today: bool = True

    @property
    def row(self) -> Any:
        """The row as it is now; as it was, where it is gone."""
        return (self.after or self.before)[-1]

    @property
    def is_window(self) -> bool:
        """Whether it is, or was, a window."""
        rows = (*self.before, *self.after)
        return any(isinstance(r, Service) and r.function is Function.COMPREHENSIVE_CONSULTATION for r in rows)

    @property
    def cites_only(self) -> bool:
        """Whether only the place in the source is another one: the fact is the same."""
        return self.keys == ("cite",)


@frozen
class Differences:
    """All changes, in the order of the tables; ``top`` are the keys above the tables that differ."""

    changes: tuple[Change, ...] = ()
    top: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.top)

    def of(self, table: str) -> tuple[Change, ...]:
        """Return the changes of one table."""
        return tuple(change for change in self.changes if change.table == table)


def differences(before: Structure, after: Structure, on: dt.date) -> Differences:
    """Return in what ``after`` differs from ``before``, over all days; ``on`` is the day that counts as today."""
    that_day = {(c.table, c.id) for c in _changes(before.at(on), after.at(on))}
    changes = tuple(attrs.evolve(c, today=(c.table, c.id) in that_day) for c in _changes(before, after))
    return Differences(changes, tuple(key for key in _TOP if getattr(before, key) != getattr(after, key)))


def label(change: Change, before: Structure, after: Structure, language: str) -> str:
    """Return what people read for the thing that changed."""
    structure = before if change.kind is ChangeKind.GONE else after
    row = change.row
    if isinstance(row, Source):
        return row.title
    name = labels.label(structure, change.id, language) if change.id in structure.ids else ""
    return name if name and name != change.id else str(getattr(row, "name", None) or "")


def as_data(change: Change) -> dict[str, Any]:
    """Return a change as plain data: what differs in a changed row with its values before and after."""
    data: dict[str, Any] = {"table": change.table, "id": change.id, "change": change.kind.value, "today": change.today}
    if change.kind is ChangeKind.CHANGED:
        data["keys"] = [
            {"key": key, "before": _values(change.before, key), "after": _values(change.after, key)}
            for key in change.keys
        ]
    return data


def _values(rows: tuple[Any, ...], key: str) -> Any:
    """The value of a key: of the one row, or of every period of a thing that has several, in their order."""
    values = [_plain(getattr(row, key)) for row in rows]
    return values[0] if len(values) == 1 else values


def _plain(value: Any) -> Any:
    """Return a value of a row as plain data, as it would stand in the file."""
    if isinstance(value, Word):
        return value.value
    if isinstance(value, Citation):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if attrs.has(type(value)):
        return {a.name: _plain(getattr(value, a.name)) for a in attrs.fields(type(value)) if getattr(value, a.name)}
    return value


def _changes(before: Structure, after: Structure) -> Iterator[Change]:
    for table in (*TABLES, "source"):
        old, new = _by_id(getattr(before, table)), _by_id(getattr(after, table))
        for name in dict.fromkeys((*old, *new)):
            change = _change(table, name, old.get(name, ()), new.get(name, ()))
            if change is not None:
                yield change


def _by_id(rows: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        name = _id_of(row)
        found[name] = (*found.get(name, ()), row)
    return found


def _id_of(row: Any) -> str:
    """What a row is called within its table; routes without an id are told apart by what they are for."""
    if getattr(row, "id", None):
        return str(row.id)
    own = row.key.partition(".")[2]
    if not isinstance(row, PlanRoute):
        return str(own)
    narrower = (row.consent, *row.pattern, *row.only_for)
    return "-".join([own, *(word.value for word in narrower if word)])


def _change(table: str, name: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Change | None:
    # Periods that stay as they are say nothing about what changed.
    left = _in_time(row for row in old if row not in new), _in_time(row for row in new if row not in old)
    if not any(left):
        return None
    if not old or not new:
        return Change(ChangeKind.GONE if old else ChangeKind.ADDED, table, name, old, new)
    return Change(ChangeKind.CHANGED, table, name, *left, _keys(*left))


def _in_time(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(rows, key=_begins))


def _begins(row: Any) -> dt.date:
    since = getattr(row, "since", None)
    return first_day(since) if since else dt.date.min


def _keys(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[str, ...]:
    """The keys in which a thing differs, period by period: two that change places are not the same as before."""
    pairs, left_over = _periods(old, new)
    differing = {a.name for one, other in pairs for a in attrs.fields(type(one)) if _differs(a.name, one, other)}
    if left_over:
        # A period more or less.
        differing.update(_PERIOD)
    return tuple(a.name for a in attrs.fields(type((new or old)[0])) if a.name in differing)


def _periods(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[list[tuple[Any, Any]], bool]:
    """The rows before and after that belong together: those of one beginning first, the others in their order."""
    pairs, later = [], list(new)
    others = []
    for row in old:
        same = next((one for one in later if _begins(one) == _begins(row)), None)
        if same is None:
            others.append(row)
        else:
            later.remove(same)
            pairs.append((row, same))
    return [*pairs, *zip(others, later, strict=False)], len(others) != len(later)


def _differs(key: str, old: Any, new: Any) -> bool:
    return repr(getattr(old, key)) != repr(getattr(new, key))
