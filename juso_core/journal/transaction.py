"""One transaction of a journal in a database."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import sqlalchemy as sa

from juso_core.casework.case import Case
from juso_core.casework.record import Recorded
from juso_core.journal import CaseIndex
from juso_core.journal.chain import GENESIS, link
from juso_core.journal.codec import encode
from juso_core.journal.errors import JournalError, JournalUnavailable, StaleCase
from juso_core.journal.rows import ADD, ADVANCE, KEEP, LINE, OPEN, TEXT, no_such_case, row_of
from juso_core.language.messages import N_
from juso_core.vault.plain import PlainVault

__all__ = ["Rows", "SqlWriting", "prepared"]

Rows = list[dict[str, Any]]


def prepared(recorded: Sequence[Recorded], case: Case, after: CaseIndex | None) -> tuple[Rows, CaseIndex]:
    """Return the rows of events and the line of the index that a command makes; nothing is read for it."""
    rows, head = [], after.head if after else GENESIS
    for one in recorded:
        stored = encode(one)
        head = link(head, stored)
        rows.append({**stored._asdict(), "hash": head})
    return rows, CaseIndex.following(after, recorded, case, head)


class SqlWriting:
    """``Writing`` in a database: one transaction on one connection."""

    def __init__(self, connection: sa.Connection, where: str) -> None:
        """Take the connection, and how to call the journal to people."""
        self._connection, self._where = connection, where
        self._touched: set[str] = set()
        self._half_done: BaseException | None = None
        self.vault = PlainVault(lambda: nullcontext(connection), self.touching)

    def touching(self, case_id: str) -> AbstractContextManager[sa.Connection]:
        """Note that something is written about a case, which must then exist at the end."""
        self._touched.add(case_id)
        return nullcontext(self._connection)

    def append(self, recorded: Sequence[Recorded], case: Case, after: CaseIndex | None = None) -> CaseIndex:
        """Add the events of one command."""
        return self.write(*prepared(recorded, case, after), after)

    def write(self, rows: Rows, index: CaseIndex, after: CaseIndex | None) -> CaseIndex:
        """Write what has been prepared; the line of the index first, because that is the version check."""
        if not (self._opens(index) if after is None else self._advances(index, after)):
            raise self._stale(index.case_id, after)
        try:
            self._connection.execute(ADD, rows)
        except sa.exc.IntegrityError as error:
            self._half_done = self._disagreeing(index.case_id)
            raise self._half_done from error
        except BaseException as error:
            self._half_done = error
            raise
        return index

    def _opens(self, index: CaseIndex) -> bool:
        try:
            # After an error, some databases go on only from a savepoint.
            with self._connection.begin_nested():
                self._connection.execute(OPEN, row_of(index))
        except sa.exc.IntegrityError:
            return False
        return True

    def _advances(self, index: CaseIndex, after: CaseIndex) -> bool:
        changes = {"phase": index.phase.value, "agency": index.agency, "seq": index.seq, "step": index.step}
        changes |= {"updated_on": index.updated_on.isoformat(), "head": index.head}
        expected = {"of_case": index.case_id, "expected": after.seq, "expected_head": after.head}
        return self._connection.execute(ADVANCE, {**changes, **expected}).rowcount == 1

    def _stale(self, case_id: str, after: CaseIndex | None) -> JournalError:
        line = self._connection.execute(LINE, {"of_case": case_id}).one_or_none()
        if line is None:
            return no_such_case(self._connection, case_id)
        expected = after.seq if after else 0
        return StaleCase(case_id, expected, line.seq) if line.seq > expected else self._disagreeing(case_id)

    def _disagreeing(self, case_id: str) -> JournalUnavailable:
        return JournalUnavailable(
            N_("the journal {where} is damaged: its index does not agree with the entries of case {case}"),
            N_("nothing was written; keep a copy of the journal, have it checked, and its index made again"),
            where=self._where,
            case=case_id,
        )

    def keep_structure(self, digest: str, municipality: str, text: str) -> None:
        """Keep a structure's text by its digest."""
        if self._connection.execute(TEXT, {"of_digest": digest}).one_or_none() is None:
            row = {"digest": digest, "municipality": municipality, "text": text}
            self._connection.execute(KEEP, row)

    def complete(self) -> None:
        """Refuse what was written to the vault about no case; and half a command, also where its error was caught."""
        if self._half_done is not None:
            raise self._half_done
        for case_id in sorted(self._touched):
            if self._connection.execute(LINE, {"of_case": case_id}).one_or_none() is None:
                raise no_such_case(self._connection, case_id)
