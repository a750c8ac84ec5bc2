"""A journal that cannot be used says what is wrong, where, and what to do, and nothing is half written."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from juso_core.journal import Journal, JournalUnavailable
from juso_core.journal.memory import MemoryJournal
from juso_core.journal.sql import SqlJournal
from juso_core.language import use
from juso_core.vault import Person
from tests.journal.journal_kit import CLOSED, DAY, HANDLED, assessed, enter, first, then

SECRET = "例示 花子"


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal with one case, that nobody has open."""
    path = tmp_path / "journal.sqlite"
    journal = SqlJournal.create(path)
    enter(journal, "C1")
    journal.close()
    return path


@pytest.fixture
def journal(file: Path) -> Iterator[SqlJournal]:
    opened = SqlJournal.open(file)
    yield opened
    opened.close()


def told(error: JournalUnavailable, where: object, what: str, mend: str) -> None:
    """The message names the place, what is wrong and what to do, with nothing left to fill in."""
    assert str(where) in str(error)
    assert what in str(error)
    assert mend in error.how_to_mend()
    assert "{" not in str(error) + error.how_to_mend()


def with_pragma(journal: SqlJournal, pragma: str) -> None:
    """Let every new connection of the journal have this setting too."""
    journal.engine.dispose()
    sa.event.listen(journal.engine, "connect", lambda connection, _record: connection.execute(f"PRAGMA {pragma}"))


def content(journal: Journal) -> list[object]:
    return [journal.cases(), list(journal.events()), journal.vault.notes("C1"), journal.vault.people("C1")]


def test_a_missing_journal_is_not_made_by_opening_it(tmp_path: Path) -> None:
    for where in (tmp_path / "journal.sqlite", tmp_path / "no folder" / "journal.sqlite"):
        for name in (where, str(where), f"sqlite:///{where}"):
            with pytest.raises(JournalUnavailable) as error:
                SqlJournal.open(name)
            told(error.value, where, "there is no journal at", "only made when you ask for one")
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_goes_away_is_not_made_anew(journal: SqlJournal, file: Path) -> None:
    history = journal.read("C1")
    journal.engine.dispose()
    file.unlink()
    for use_it in (journal.cases, lambda: journal.append(*then(history, HANDLED), after=history.index)):
        with pytest.raises(JournalUnavailable) as error:
            use_it()
        told(error.value, file, "cannot be opened or written", "look whether it is a file")
    assert not file.exists()


@pytest.mark.parametrize("name", ["事例.sqlite", "a b.sqlite", "a#b%20c.sqlite", "a?mode=ro", "-x"])
def test_any_name_of_a_file_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if os.name == "nt" and "?" in name:
        name = name.replace("?", "!")  # no sign for a file's name there
    monkeypatch.chdir(tmp_path)
    for where in (name, tmp_path / name, str(tmp_path / name)):
        made = SqlJournal.create(where)
        index = enter(made, "C1")
        made.close()
        assert [path.name for path in tmp_path.iterdir()] == [name]
        opened = SqlJournal.open(where)
        assert opened.cases() == (index,)
        opened.close()
        (tmp_path / name).unlink()


def test_a_url_names_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "事例.sqlite"
    made = SqlJournal.create(f"sqlite:///{path}")
    index = enter(made, "C1")
    made.close()
    for where in (path, f"sqlite:///{path}", f"sqlite+pysqlite:///{path}"):
        opened = SqlJournal.open(where)
        assert opened.cases() == (index,)
        opened.close()


@pytest.mark.parametrize("where", ["postgresql://someone:secret@host:port/juso", ":memory:", "sqlite://", ""])
def test_what_is_no_file_cannot_hold_a_journal(where: str) -> None:
    for make in (SqlJournal.open, SqlJournal.create):
        with pytest.raises(JournalUnavailable) as error:
            make(where)
        told(error.value, "", "cannot hold a journal", "write the path of a file")
        assert "secret" not in str(error.value)


def test_nothing_is_made_over_what_is_there(file: Path, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in (file, text)}
    for where in (file, text, tmp_path):
        with pytest.raises(JournalUnavailable) as error:
            SqlJournal.create(where)
        told(error.value, where, "there is something at", "choose another path")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_is_none_cannot_take_a_journal(file: Path, tmp_path: Path) -> None:
    for where in (tmp_path / "no folder" / "j", file / "j"):
        with pytest.raises(JournalUnavailable) as error:
            SqlJournal.create(where)
        told(error.value, where, "a journal cannot be made at", "look whether its folder is there")
    assert list(tmp_path.iterdir()) == [file]


def test_making_a_journal_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juso_core.journal.sqlite._PRAGMAS", ("max_page_count = 3",))
    where = tmp_path / "journal.sqlite"
    with pytest.raises(JournalUnavailable) as error:
        SqlJournal.create(where)
    told(error.value, where, "there is no space left", "make space on the disk")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_journal_is_said_to_be_none_and_left_as_it_is(tmp_path: Path) -> None:
    text, other, empty, folder = (tmp_path / name for name in ("notes.txt", "other.sqlite", "empty", "folder"))
    text.write_text("この文書はデータベースではありません。" * 200, encoding="utf-8")
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE addresses (name TEXT)")
        raw.commit()
    empty.touch()
    folder.mkdir()
    before = {path: path.read_bytes() for path in (text, other, empty)}
    for where, what in (
        (text, "is not a journal of juso"),
        (other, "is not a journal of juso"),
        (empty, "is empty; it is not a journal of juso yet"),
        (folder, "cannot be opened or written"),
    ):
        with pytest.raises(JournalUnavailable) as error:
            SqlJournal.open(where)
        told(error.value, where, what, "look whether")
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("version", "mend"), [(2, "a newer juso made it: update juso"), (0, "use the version of juso that made it")]
)
def test_another_version_of_the_tables_is_refused(file: Path, version: int, mend: str) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE juso_schema SET schema_version = ?", (version,))
        raw.commit()
    with pytest.raises(JournalUnavailable) as error:
        SqlJournal.open(file)
    told(error.value, file, f"has version {version} of the tables; this version of juso knows only 1", mend)


def test_a_journal_that_may_only_be_read_is_read(file: Path) -> None:
    journal = SqlJournal.open(f"sqlite:///{file}?mode=ro")
    before = content(journal)
    assert len(journal.cases()) == 1
    history = journal.read("C1")
    for write in (
        lambda: journal.append(*then(history, HANDLED), after=history.index),
        lambda: journal.vault.add_note("C1", "x", on=DAY, agency="a"),
        lambda: journal.keep_structure("d1", "999997", "x"),
    ):
        with pytest.raises(JournalUnavailable) as error:
            write()
        told(error.value, file, "cannot be opened or written; nothing was written", "whether you may write to it")
    assert content(journal) == before
    assert journal.verify() == ()
    journal.close()


def test_a_folder_in_which_nothing_can_be_written_is_said(file: Path) -> None:
    # The write-ahead log cannot be made where a folder stands; this also holds for the superuser.
    file.with_name("journal.sqlite-wal").mkdir()
    with pytest.raises(JournalUnavailable) as error:
        SqlJournal.open(file)
    told(error.value, file, "cannot be opened or written", "in its folder")
    file.with_name("journal.sqlite-wal").rmdir()
    journal = SqlJournal.open(file)
    assert journal.verify() == ()
    journal.close()


def test_a_full_disk_leaves_what_was_there(journal: SqlJournal, file: Path) -> None:
    for n in range(2, 5):
        enter(journal, f"C{n}")
    with journal.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with_pragma(journal, f"max_page_count = {pages + 10}")
    written = 0

    def fill() -> None:
        nonlocal written
        for n in range(1000):
            history = journal.read("C1")
            with journal.writing() as writing:
                writing.vault.add_note("C1", f"花子さんのこと {n}", on=DAY, agency="houkatsu")
                writing.vault.put_person("C1", "P1", Person(name=f"例示 花子 {n}"))
                writing.append(*then(history, assessed(n), HANDLED), after=history.index)
            written = n + 1

    with pytest.raises(JournalUnavailable) as error:
        fill()
    told(error.value, file, "there is no space left for the journal", "make space on the disk, then repeat")
    assert written > 0
    history = journal.read("C1")
    assert history.index == journal.index("C1")
    assert history.index.seq == 1 + 2 * written
    assert len(journal.vault.notes("C1")) == written
    assert journal.vault.people("C1") == {"P1": Person(name=f"例示 花子 {written - 1}")}
    assert journal.verify() == ()
    # With space again it goes on.
    with_pragma(journal, "max_page_count = 1000000")
    enter(journal, "C1", CLOSED)
    assert journal.verify() == ()


def test_no_name_gets_into_an_error(journal: SqlJournal) -> None:
    with journal.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with_pragma(journal, f"max_page_count = {pages}")
    with pytest.raises(JournalUnavailable) as error:
        journal.vault.put_person("C1", "P1", Person(name=SECRET * 10_000))
    shown = "".join(traceback.format_exception(error.value))
    assert "INSERT INTO vault_person" in shown
    assert SECRET not in shown


def test_a_text_that_is_none_is_damage_and_not_quoted(journal: SqlJournal, file: Path) -> None:
    journal.vault.put_person("C1", "P1", Person(name="x"))
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE vault_person SET name = CAST(x'48616E616B6FFF' AS TEXT)")
        raw.commit()
    with pytest.raises(JournalUnavailable) as error:
        journal.vault.people("C1")
    told(error.value, file, "is damaged", "go back to the last good backup")
    assert "Hanako" not in "".join(traceback.format_exception(error.value))


def test_a_journal_that_another_program_holds_is_said_to_be_in_use(journal: SqlJournal, file: Path) -> None:
    with_pragma(journal, "busy_timeout = 20")
    history = journal.read("C1")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalUnavailable) as error:
            journal.append(*then(history, HANDLED), after=history.index)
        told(error.value, file, "is in use by another program; nothing was written", "try again in a moment")
        assert len(journal.history("C1")) == 1
        other.execute("ROLLBACK")
    journal.append(*then(history, HANDLED), after=history.index)


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_one_transaction_within_another_is_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal: Journal
    if kind == "memory":
        monkeypatch.setattr("juso_core.journal.memory._WAIT", 0.02)
        journal = MemoryJournal()
    else:
        journal = SqlJournal.create(tmp_path / "j")
        with_pragma(journal, "busy_timeout = 20")

    def nested() -> None:
        with journal.writing() as outer:
            outer.append(*first("C1"))
            journal.append(*first("C2"))

    with pytest.raises(JournalUnavailable) as error:
        nested()
    assert error.value.how_to_mend().startswith("try again")
    assert journal.cases() == ()
    enter(journal, "C1")
    journal.close()


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_threads_share_a_journal(kind: str, tmp_path: Path) -> None:
    journal: Journal = MemoryJournal() if kind == "memory" else SqlJournal.create(tmp_path / "j")
    failed: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for n in range(10):
                enter(journal, f"{name}-{n}")
                enter(journal, f"{name}-{n}", HANDLED)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(f"T{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {line.seq for line in journal.cases()} == {2}
    assert len(journal.cases()) == 40
    assert journal.verify() == ()
    journal.close()


def damaged(file: Path, start: int, length: int) -> None:
    with file.open("r+b") as pages:
        pages.seek(start)
        pages.write(b"\xa5" * length)


def use_all(file: Path) -> None:
    """Look at everything in a journal, and write to it."""
    journal = SqlJournal.open(file)
    try:
        journal.verify()
        for line in journal.cases():
            journal.read(line.case_id)
        list(journal.events("999997", ["ConsultationReceived"]))
        enter(journal, "C99")
    finally:
        journal.close()


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    whole, file, page = tmp_path / "whole.sqlite", tmp_path / "copy.sqlite", 4096
    journal = SqlJournal.create(whole)
    for n in range(60):
        enter(journal, f"C{n:02}")
    journal.close()
    content = whole.read_bytes()
    said: list[JournalUnavailable] = []
    places = range(page, len(content), page)
    for start in places:
        file.write_bytes(content)
        damaged(file, start, page)
        # Nothing but the error for people comes out, wherever the damage lies.
        with contextlib.suppress(JournalUnavailable):
            use_all(file)
            continue
        with pytest.raises(JournalUnavailable) as error:
            use_all(file)
        said.append(error.value)
    assert len(said) > len(places) / 2
    assert {error.how_to_mend() for error in said} >= {
        "stop writing, keep a copy of the file as it is, and go back to the last good backup"
    }
    file.write_bytes(content[: len(content) // 2])
    with pytest.raises(JournalUnavailable) as error:
        use_all(file)
    told(error.value, file, "is damaged", "keep a copy of the file as it is")


def test_a_journal_without_its_header_is_no_journal(file: Path) -> None:
    damaged(file, 0, 100)
    with pytest.raises(JournalUnavailable) as error:
        SqlJournal.open(file)
    told(error.value, file, "is not a journal of juso", "look whether the path is right")


def test_a_journal_without_one_of_its_tables_is_said_to_be_unusable(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("DROP TABLE vault_note")
        raw.commit()
    journal = SqlJournal.open(file)
    with pytest.raises(JournalUnavailable) as error:
        journal.vault.notes("C1")
    told(error.value, file, "cannot be used: no such table: vault_note", "have the journal checked")
    journal.close()


def test_the_interface_needs_no_database_library() -> None:
    program = (
        "import sys, juso_core.journal, juso_core.vault, juso_core.journal.memory; "
        "print(sorted(set(sys.modules) & {'sqlalchemy', 'sqlite3'}))"
    )
    root = str(Path(__file__).parents[2])
    shown = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
