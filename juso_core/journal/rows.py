"""The statements of a journal in a database, and what its rows mean."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import attrs
import sqlalchemy as sa

from juso_core.casework.case import Phase
from juso_core.journal import CaseIndex, schema
from juso_core.journal.chain import Index, Link
from juso_core.journal.codec import Stored
from juso_core.journal.errors import JournalUnavailable, NoSuchCase
from juso_core.language.messages import N_

__all__ = ["ADD", "ADVANCE", "ALL", "KEEP", "LINE", "OPEN", "TEXT", "damaged_line", "line_of", "links", "no_such_case",
           "own_links", "row_of", "whole_index"]  # fmt: skip

_event, _index, _structure = schema.event.c, schema.case_index.c, schema.structure.c
_LINK = [*(_event[name] for name in Stored._fields), _event.hash]

ADD = sa.insert(schema.event)
OPEN = sa.insert(schema.case_index)
ADVANCE = sa.update(schema.case_index).where(
    _index.case_id == sa.bindparam("of_case"),
    _index.seq == sa.bindparam("expected"),
    _index.head == sa.bindparam("expected_head"),
)
LINE = sa.select(schema.case_index).where(_index.case_id == sa.bindparam("of_case"))
ALL = sa.select(*_LINK).order_by(_event.case_id, _event.seq)
_OWN = sa.select(*_LINK).where(_event.case_id == sa.bindparam("of_case")).order_by(_event.seq)
KEEP = sa.insert(schema.structure)
TEXT = sa.select(_structure.text).where(_structure.digest == sa.bindparam("of_digest"))
_AT_ONCE = 1000


def links(connection: sa.Connection, wanted: sa.Select[Any]) -> Iterator[Link]:
    """Yield entries and their hashes, without holding all of them at once."""
    for row in connection.execute(wanted.execution_options(yield_per=_AT_ONCE)):
        yield Stored._make(row[:-1]), row[-1]


def own_links(connection: sa.Connection, case_id: str) -> list[Link]:
    """Return the entries of a case and their hashes in order; raises NoSuchCase."""
    found = [(Stored._make(row[:-1]), row[-1]) for row in connection.execute(_OWN, {"of_case": case_id})]
    if not found:
        raise no_such_case(connection, case_id)
    return found


def no_such_case(connection: sa.Connection, case_id: str) -> NoSuchCase:
    """Return the error that there is no such case, which knows the ids that there are."""
    return NoSuchCase(case_id, connection.execute(sa.select(_index.case_id)).scalars())


def row_of(line: CaseIndex) -> dict[str, Any]:
    """Return the row of a line of the index."""
    days = {"opened_on": line.opened_on.isoformat(), "updated_on": line.updated_on.isoformat()}
    return {**attrs.asdict(line), **days, "phase": line.phase.value}


def line_of(row: sa.Row[Any]) -> CaseIndex | None:
    """Return the line of the index that a row is; None where it is damaged."""
    values = dict(row._mapping)
    try:
        values |= {name: dt.date.fromisoformat(values[name]) for name in ("opened_on", "updated_on")}
        return CaseIndex(**{**values, "phase": Phase(row.phase)})
    except (TypeError, ValueError):
        return None


def damaged_line(where: str) -> JournalUnavailable:
    """Return the error that a line of the index cannot be read."""
    return JournalUnavailable(
        N_("the index of the journal {where} is damaged"),
        N_("keep a copy of the journal, have it checked, and its index made again"),
        where=where,
    )


def whole_index(connection: sa.Connection) -> Index:
    """Return every line of the index; None for one that is damaged."""
    return {row.case_id: line_of(row) for row in connection.execute(sa.select(schema.case_index))}
