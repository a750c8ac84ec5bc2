"""The hash chain, and what verifying and rebuilding find after somebody has been at the file."""

import hashlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from juso_core.journal import History, JournalUnavailable, NoSuchCase
from juso_core.journal.chain import GENESIS, canonical, link
from juso_core.journal.codec import Stored
from juso_core.journal.sql import SqlJournal
from juso_core.language import use
from tests.journal.journal_kit import CLOSED, DAY, HANDLED, assessed, enter, then

STORED = Stored(
    municipality="999997",
    case_id="C1",
    seq=2,
    step=2,
    command="Assess",
    on_date="2024-04-01",
    entered_at=None,
    agency="窓口",
    role=None,
    type="HandledByAgency",
    version=1,
    body='{"network":["shakyo"]}',
    basis=None,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal with three cases, of three entries each, that nobody has open."""
    use("en")
    path = tmp_path / "journal.sqlite"
    journal = SqlJournal.create(path)
    for case_id in ("C1", "C2", "C3"):
        enter(journal, case_id)
        enter(journal, case_id, assessed(), HANDLED)
        journal.vault.add_note(case_id, "note", on=DAY, agency="houkatsu")
    journal.close()
    return path


@pytest.fixture
def journal(file: Path) -> Iterator[SqlJournal]:
    opened = SqlJournal.open(file)
    yield opened
    opened.close()


def tamper(file: Path, *statements: str) -> None:
    """Change the file behind juso's back, as somebody with the tools of SQLite can."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("DROP TRIGGER event_never_changed")
        raw.execute("DROP TRIGGER event_never_removed")
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def stored(file: Path, case_id: str, seq: int) -> Stored:
    with closing(sqlite3.connect(file)) as raw:
        columns = ", ".join(Stored._fields)
        return Stored._make(
            raw.execute(f"SELECT {columns} FROM event WHERE case_id = ? AND seq = ?", (case_id, seq)).fetchone()
        )


def found(file: Path) -> list[str]:
    journal = SqlJournal.open(file)
    try:
        return [str(problem) for problem in journal.verify()]
    finally:
        journal.close()


def test_the_canonical_form_is_the_one_that_is_documented() -> None:
    form = (
        '["juso-journal-1","999997","C1",2,2,"Assess","2024-04-01",null,"窓口",null,"HandledByAgency",1,'
        '"{\\"network\\":[\\"shakyo\\"]}",null]'
    ).encode()
    assert canonical(STORED) == form
    assert link(GENESIS, STORED) == hashlib.sha256(b"\0" * 32 + form).digest()
    assert link(b"1" * 32, STORED) == hashlib.sha256(b"1" * 32 + form).digest()


@pytest.mark.parametrize("field", Stored._fields)
def test_everything_recorded_is_in_the_hash(field: str) -> None:
    value = getattr(STORED, field)
    other = STORED._replace(**{field: value + 1 if isinstance(value, int) else "x"})
    assert link(GENESIS, other) != link(GENESIS, STORED)


def test_a_field_cannot_flow_into_the_next() -> None:
    one = STORED._replace(municipality='a","b', case_id="c")
    two = STORED._replace(municipality="a", case_id='b","c')
    assert canonical(one) != canonical(two)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}' WHERE case_id = 'C2'",
        "UPDATE event SET position = position + 100",
        "DELETE FROM event WHERE case_id = 'C2' AND seq = 3",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE case_id = 'C2' AND seq = 3",
        "UPDATE OR REPLACE event SET seq = 2 WHERE case_id = 'C2' AND seq = 3",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_event(journal: SqlJournal, statement: str) -> None:
    before = list(journal.events())
    with (
        pytest.raises(sa.exc.IntegrityError, match=r"an event is never (changed|removed)"),
        journal.engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert list(journal.events()) == before
    assert journal.verify() == ()


@pytest.mark.parametrize("column", [*Stored._fields, "hash"])
def test_a_changed_column_is_found(file: Path, column: str) -> None:
    changed = {"seq": "7", "step": "7", "version": "9", "hash": "zeroblob(32)", "case_id": "'C9'"}
    tamper(file, f"UPDATE event SET {column} = {changed.get(column, repr('changed'))} WHERE case_id = 'C2' AND seq = 2")
    problems = found(file)
    assert any(problem.startswith(("case C2: entry", "entry 2 of case C2")) for problem in problems)
    assert not any("case C1" in problem or "case C3" in problem for problem in problems)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["UPDATE event SET agency = 'shakyo' WHERE case_id = 'C2' AND seq = 2"],
         ["case C2: entry 2 was changed, or one before it removed"]),
        (["UPDATE event SET body = CAST(body AS BLOB) WHERE case_id = 'C2' AND seq = 3"],
         ["case C2: entry 3 was changed, or one before it removed"]),
        (["DELETE FROM event WHERE case_id = 'C2' AND seq = 2"],
         ["case C2: entry 2 is missing"]),
        (["DELETE FROM event WHERE case_id = 'C2' AND seq = 3"],
         ["case C2: the last entries are missing (in the index: 3, there: 2)"]),
        (["DELETE FROM event WHERE case_id = 'C2'"],
         ["case C2 is in the index, but has no entries"]),
        (["DELETE FROM event WHERE case_id = 'C2' AND seq = 2",
          "UPDATE event SET seq = 2 WHERE case_id = 'C2' AND seq = 3"],
         ["case C2: entry 2 was changed, or one before it removed"]),
        (["DELETE FROM case_index WHERE case_id = 'C2'"],
         ["case C2 is not in the index"]),
        (["UPDATE case_index SET phase = 'closed' WHERE case_id = 'C2'"],
         ["case C2: the index says something else about it than its entries do"]),
        (["UPDATE case_index SET phase = 'nowhere' WHERE case_id = 'C2'"],
         ["case C2: its line of the index cannot be read"]),
        (["UPDATE case_index SET head = zeroblob(32) WHERE case_id = 'C2'"],
         ["case C2: the index knows another hash of entry 3 than stands there"]),
        (["UPDATE case_index SET seq = 2 WHERE case_id = 'C2'"],
         ["case C2: the index is behind (entries in the index: 2, there: 3)"]),
        (["INSERT INTO case_index SELECT 'C9', municipality, phase, agency, seq, step, opened_on, updated_on, head "
          "FROM case_index WHERE case_id = 'C2'"],
         ["case C9 is in the index, but has no entries"]),
    ],
)  # fmt: skip
def test_verifying_says_what_is_wrong(file: Path, statements: list[str], said: list[str]) -> None:
    assert found(file) == []
    tamper(file, *statements)
    assert found(file) == said


def test_a_history_written_anew_with_right_hashes_is_found_by_the_index(file: Path) -> None:
    forged = stored(file, "C2", 1)._replace(agency="shakyo")
    tamper(
        file,
        "DELETE FROM event WHERE case_id = 'C2' AND seq > 1",
        f"UPDATE event SET agency = 'shakyo', hash = x'{link(GENESIS, forged).hex()}' WHERE case_id = 'C2'",
    )
    assert found(file) == ["case C2: the last entries are missing (in the index: 3, there: 1)"]


def test_entries_that_make_no_case_are_found(file: Path) -> None:
    first = stored(file, "C2", 1)
    hash_of_it = link(link(GENESIS, first), first._replace(seq=2)).hex()
    columns = [name for name in Stored._fields if name != "seq"]
    tamper(
        file,
        "DELETE FROM event WHERE case_id = 'C2' AND seq > 1",
        f"INSERT INTO event (seq, hash, {', '.join(columns)}) SELECT 2, x'{hash_of_it}', {', '.join(columns)} "
        "FROM event WHERE case_id = 'C2'",
    )
    (problem,) = found(file)
    assert problem.startswith("the entries of case C2 make no case")
    journal = SqlJournal.open(file)
    with pytest.raises(JournalUnavailable, match="the entries of case C2 make no case") as error:
        journal.read("C2")
    assert error.value.how_to_mend()
    journal.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_index SET phase = 'closed', agency = 'x', step = 9, opened_on = '1999-01-01' WHERE case_id = 'C2'",
        "DELETE FROM case_index WHERE case_id = 'C2'",
        "DELETE FROM case_index",
        "UPDATE case_index SET seq = 1, head = (SELECT hash FROM event WHERE event.case_id = 'C2' AND event.seq = 1) "
        "WHERE case_id = 'C2'",
    ],
)
def test_the_index_can_be_made_again(journal: SqlJournal, statement: str) -> None:
    lines = journal.cases()
    history = journal.read("C2")
    with journal.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("DELETE FROM vault_note")
        connection.exec_driver_sql(statement)
    assert journal.verify() != ()
    if "phase" not in statement:
        with pytest.raises(JournalUnavailable if "UPDATE" in statement else NoSuchCase, match="C2"):
            journal.append(*then(history, CLOSED), after=history.index)
    assert journal.rebuild_index() == ()
    assert journal.cases() == lines
    assert journal.verify() == ()
    enter(journal, "C2", CLOSED)


def test_half_a_command_is_not_kept_where_its_error_was_caught(file: Path) -> None:
    # The index has gone back to an entry that others follow: its line can move on, the event finds its place taken.
    back = "seq = 1, head = (SELECT hash FROM event WHERE event.case_id = 'C2' AND event.seq = 1)"
    tamper(file, f"UPDATE case_index SET {back} WHERE case_id = 'C2'")
    journal = SqlJournal.open(file)
    before = journal.cases()
    history = journal.read("C2")
    behind = History.of(history.recorded[:1], journal.index("C2").head)

    def careless() -> None:
        with journal.writing() as writing, suppress(JournalUnavailable):
            writing.append(*then(behind, HANDLED), after=behind.index)

    with pytest.raises(JournalUnavailable, match="its index does not agree with the entries of case C2"):
        careless()
    assert journal.cases() == before
    assert journal.history("C2") == history.recorded
    journal.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM event WHERE case_id = 'C2' AND seq = 3",
        "UPDATE case_index SET seq = 99 WHERE case_id = 'C2'",
        "UPDATE case_index SET head = zeroblob(32) WHERE case_id = 'C2'",
        "UPDATE case_index SET updated_on = 'yesterday' WHERE case_id = 'C2'",
    ],
)
def test_an_index_that_knows_more_is_not_overwritten_unless_one_insists(file: Path, statement: str) -> None:
    tamper(file, statement)
    journal = SqlJournal.open(file)
    wrong = journal.verify()
    assert len(wrong) == 1
    assert journal.rebuild_index() == wrong
    assert journal.verify() == wrong
    assert journal.rebuild_index(force=True) == ()
    assert journal.verify() == ()
    journal.close()


@pytest.mark.parametrize("force", [False, True])
def test_damaged_entries_never_become_the_index(file: Path, force: bool) -> None:
    tamper(file, "UPDATE event SET on_date = '2024-04-02' WHERE case_id = 'C2' AND seq = 3", "DELETE FROM case_index")
    journal = SqlJournal.open(file)
    (problem,) = journal.rebuild_index(force)
    assert str(problem) == "case C2: entry 3 was changed, or one before it removed"
    assert [line.case_id for line in journal.cases()] == ["C1", "C3"]
    journal.close()


def test_an_unreadable_line_of_the_index_is_said(file: Path) -> None:
    tamper(file, "UPDATE case_index SET phase = 'nowhere' WHERE case_id = 'C2'")
    journal = SqlJournal.open(file)
    for look in (journal.cases, lambda: journal.index("C2")):
        with pytest.raises(JournalUnavailable, match=r"the index of the journal .* is damaged") as error:
            look()
        assert "made again" in error.value.how_to_mend()
    assert journal.read("C2").index.seq == 3
    journal.close()


def test_settings_are_those_that_keep_what_was_written(journal: SqlJournal, file: Path) -> None:
    wanted: dict[str, object] = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 10_000,
        "foreign_keys": 1,
        "secure_delete": 1,
        "recursive_triggers": 1,
    }
    with journal.reading() as one, journal.reading() as two:
        for connection in (one, two):
            assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted
    assert journal.engine.hide_parameters


def test_whoever_writes_has_the_lock_from_the_beginning(journal: SqlJournal) -> None:
    said: list[str] = []
    sa.event.listen(journal.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    enter(journal, "C1", CLOSED)
    journal.vault.add_note("C1", "x", on=DAY, agency="a")
    begun = [statement for statement in said if statement.startswith("BEGIN")]
    assert begun == ["BEGIN", "BEGIN IMMEDIATE", "BEGIN IMMEDIATE"]


def test_a_command_whose_line_is_at_hand_reads_nothing(journal: SqlJournal) -> None:
    history = journal.read("C1")
    said: list[str] = []
    sa.event.listen(journal.engine, "before_cursor_execute", lambda *args: said.append(args[2].split()[0]))
    journal.append(*then(history, CLOSED), after=history.index)
    assert said == ["BEGIN", "UPDATE", "INSERT"]


def test_only_the_owner_may_read_the_files(file: Path) -> None:
    journal = SqlJournal.open(file)
    enter(journal, "C1", CLOSED)
    files = sorted(file.parent.iterdir())
    assert [one.name for one in files] == ["journal.sqlite", "journal.sqlite-shm", "journal.sqlite-wal"]
    if os.name == "posix":  # elsewhere a file has no such mode
        assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
    journal.close()
