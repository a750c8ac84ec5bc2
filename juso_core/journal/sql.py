"""A journal in a database, through SQLAlchemy Core. SQLite now; what is special to it stands in ``sqlite``."""

import datetime as dt
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

import sqlalchemy as sa

from juso_core.casework.case import Case, Phase
from juso_core.casework.record import Recorded
from juso_core.journal import CaseIndex, History, schema, sqlite
from juso_core.journal.chain import problems, rebuilt
from juso_core.journal.codec import decode, known_types
from juso_core.journal.errors import Problem
from juso_core.journal.rows import (
    ALL,
    LINE,
    OPEN,
    TEXT,
    damaged_line,
    line_of,
    links,
    no_such_case,
    own_links,
    row_of,
    whole_index,
)
from juso_core.journal.transaction import SqlWriting, prepared
from juso_core.vault.plain import PlainVault

__all__ = ["SqlJournal"]

_event, _index = schema.event.c, schema.case_index.c


class SqlJournal:
    """``Journal`` in a database: begin with ``create`` or ``open``. Threads may share it."""

    def __init__(self, engine: sa.Engine, where: str) -> None:
        """Take an engine for a journal that has been checked, and how to call it to people."""
        self.engine, self.where = engine, where
        self._writer = engine.execution_options(write=True)
        self.vault = PlainVault(self.reading, self._touching)

    @classmethod
    def create(cls, where: str | os.PathLike[str]) -> Self:
        """Make a journal, in a file that only its owner may read; raises JournalUnavailable where something stands."""
        with sqlite.new_file(where):
            journal = cls(*sqlite.connect(where))
            with journal._closed_on_error():
                with journal._writer.connect() as connection, connection.begin():
                    schema.create(connection)
                    sqlite.guard_events(connection)
                sqlite.set_wal(journal.engine)
        return journal

    @classmethod
    def open(cls, where: str | os.PathLike[str]) -> Self:
        """Open a journal that is there; raises JournalUnavailable. What is no journal is left as it is."""
        journal = cls(*sqlite.connect(where))
        with journal._closed_on_error():
            with journal.reading() as connection:
                schema.check(connection, journal.where)
            sqlite.set_wal(journal.engine)
        return journal

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            with sqlite.explained(self.where):
                yield
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Open a connection that sees one moment of the journal."""
        with sqlite.explained(self.where), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        """Open a transaction."""
        with sqlite.explained(self.where), self._writer.connect() as connection, connection.begin():
            writing = SqlWriting(connection, self.where)
            yield writing
            writing.complete()

    @contextmanager
    def _touching(self, case_id: str) -> Iterator[sa.Connection]:
        with self.writing() as writing, writing.touching(case_id) as connection:
            yield connection

    def append(self, recorded: Sequence[Recorded], case: Case, after: CaseIndex | None = None) -> CaseIndex:
        """Add the events of one command in a transaction of their own."""
        rows, index = prepared(recorded, case, after)  # before anybody has to wait
        with self.writing() as writing:
            return writing.write(rows, index, after)

    def read(self, case_id: str) -> History:
        """Return a case as its events tell it."""
        with self.reading() as connection:
            own = own_links(connection, case_id)
        return History.of(tuple(decode(stored) for stored, _head in own), own[-1][1])

    def history(self, case_id: str) -> tuple[Recorded, ...]:
        """Return the entries of a case in order."""
        with self.reading() as connection:
            return tuple(decode(stored) for stored, _head in own_links(connection, case_id))

    def index(self, case_id: str) -> CaseIndex:
        """Return a case's line of the index."""
        with self.reading() as connection:
            row = connection.execute(LINE, {"of_case": case_id}).one_or_none()
            if row is None:
                raise no_such_case(connection, case_id)
            return self._line(row)

    def _line(self, row: sa.Row[Any]) -> CaseIndex:
        line = line_of(row)
        if line is None:
            raise damaged_line(self.where)
        return line

    def cases(self, municipality: str | None = None, phase: Phase | None = None) -> tuple[CaseIndex, ...]:
        """Return the index by case id."""
        wanted = sa.select(schema.case_index).order_by(_index.case_id)
        if municipality is not None:
            wanted = wanted.where(_index.municipality == municipality)
        if phase is not None:
            wanted = wanted.where(_index.phase == phase.value)
        with self.reading() as connection:
            return tuple(map(self._line, connection.execute(wanted)))

    def events(
        self,
        municipality: str | None = None,
        types: Collection[str] | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> Iterator[Recorded]:
        """Go through the entries by case and seq."""
        wanted = ALL
        if municipality is not None:
            wanted = wanted.where(_event.municipality == municipality)
        if types is not None:
            wanted = wanted.where(_event.type.in_(known_types(types)))
        if since is not None:
            wanted = wanted.where(_event.on_date >= since.isoformat())
        if until is not None:
            wanted = wanted.where(_event.on_date <= until.isoformat())
        return self._stream(wanted)

    def _stream(self, wanted: sa.Select[Any]) -> Iterator[Recorded]:
        with self.reading() as connection:
            for stored, _head in links(connection, wanted):
                yield decode(stored)

    def keep_structure(self, digest: str, municipality: str, text: str) -> None:
        """Keep a structure's text by its digest."""
        with self.writing() as writing:
            writing.keep_structure(digest, municipality, text)

    def structure(self, digest: str) -> str | None:
        """Return the text of a structure that was kept."""
        with self.reading() as connection:
            return connection.execute(TEXT, {"of_digest": digest}).scalar()

    def rebuild_index(self, force: bool = False) -> tuple[Problem, ...]:
        """Make the index again from the events."""
        with sqlite.explained(self.where), self._writer.connect() as connection, connection.begin():
            index = whole_index(connection)
            write, alone = rebuilt(links(connection, ALL), index, force)
            for line in write:
                if line.case_id in index:
                    change = sa.update(schema.case_index).where(_index.case_id == line.case_id)
                    connection.execute(change.values(row_of(line)))
                else:
                    connection.execute(OPEN, row_of(line))
        return tuple(alone)

    def verify(self) -> tuple[Problem, ...]:
        """Return what is wrong with the chains and the index."""
        with self.reading() as connection:
            return tuple(problems(links(connection, ALL), whole_index(connection)))

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
