"""A process of its own that writes to a journal: `count` many times to one case, `steps` until it is killed.

    python journal_writer.py count FILE CASE TIMES
    python journal_writer.py steps FILE CASE [STATEMENT]

`steps` says each step once it is written. With STATEMENT it kills itself before that statement of a step (from 1; one
beyond the last is the commit), in the third step.
"""

import os
import signal
import sys
from typing import Any

import sqlalchemy as sa

from juso_core.journal import StaleCase
from juso_core.journal.sql import SqlJournal
from juso_core.vault import Person
from tests.journal.journal_kit import DAY, HANDLED, TOWN, assessed, first, then


def count(journal: SqlJournal, case_id: str, times: int) -> None:
    """Add one to the number in the last assessment, so many times; a lost update would show in the sum."""
    done = stale = 0
    while done < times:
        history = journal.read(case_id)
        last = history.case.assessment
        number = last.agencies_needed if last and last.agencies_needed else 0
        try:
            journal.append(*then(history, assessed(number + 1)), after=history.index)
        except StaleCase:
            stale += 1
        else:
            done += 1
    print(stale)


def step(journal: SqlJournal, case_id: str, number: int) -> None:
    """One command that writes to every table: two events, the index, a note, a person and a structure."""
    with journal.writing() as writing:
        if number == 1:
            writing.append(*first(case_id))
        else:
            history = journal.read(case_id)
            writing.append(*then(history, assessed(number), HANDLED), after=history.index)
        writing.vault.add_note(case_id, f"step {number}", on=DAY, agency="houkatsu")
        writing.vault.put_person(case_id, "P1", Person(name=f"step {number}"))
        writing.keep_structure(f"{case_id}-{number}", TOWN, f"step {number}")


def steps(journal: SqlJournal, case_id: str, statement: int | None) -> None:
    """Do one step after the other, until somebody ends this process."""
    for number in range(1, 100_000):
        if number == 3 and statement is not None:
            _kill_before(journal, statement)
        step(journal, case_id, number)
        print(number, flush=True)


def _kill_before(journal: SqlJournal, statement: int) -> None:
    seen = 0

    def about_to(*_args: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    sa.event.listen(journal.engine, "before_cursor_execute", about_to)
    sa.event.listen(journal.engine, "commit", about_to)


def main(what: str, file: str, case_id: str, number: str = "") -> None:
    """Do what the arguments say."""
    journal = SqlJournal.open(file)
    if what == "count":
        count(journal, case_id, int(number))
    else:
        steps(journal, case_id, int(number) if number else None)


if __name__ == "__main__":
    main(*sys.argv[1:])
