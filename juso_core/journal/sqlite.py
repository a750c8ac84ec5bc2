"""Everything about the journal that is special to SQLite; the rest of it knows only SQLAlchemy."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from juso_core.journal.errors import JournalUnavailable
from juso_core.language.messages import N_

__all__ = ["connect", "explained", "guard_events", "new_file", "set_wal"]

_PRAGMAS = (
    "busy_timeout = 10000",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "recursive_triggers = ON",  # or INSERT OR REPLACE would pass by the trigger that refuses to delete
)

_GUARDS = tuple(
    f"CREATE TRIGGER event_never_{word} BEFORE {verb} ON event "
    f"BEGIN SELECT RAISE(ABORT, 'an event is never {word}'); END"
    for verb, word in (("UPDATE", "changed"), ("DELETE", "removed"))
)


def connect(where: str | os.PathLike[str]) -> tuple[sa.Engine, str]:
    """Return an engine for the file that a path or URL names, and the path as people know it.

    A file that is not there is never made. Connections read; those with the execution option ``write`` take the lock
    at their beginning, because one that begins to write only later fails where another has written meanwhile.
    """
    url, path = _located(where)
    if not os.path.lexists(path):
        raise JournalUnavailable(
            N_("there is no journal at {where}"),
            N_("look whether the path is right; a new journal is only made when you ask for one"),
            where=path,
        )
    query = {"mode": "rw", **url.query, "uri": "true"}
    url = url.set(database=path.absolute().as_uri(), query=query)
    engine = sa.create_engine(url, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine, str(path)


def _located(where: str | os.PathLike[str]) -> tuple[sa.URL, Path]:
    name = os.fspath(where)
    scheme = name.partition("://")[0] if "://" in name else ""
    # Only of ours is more read than the scheme: what follows may hold a password, and make no sense.
    if not scheme or scheme.partition("+")[0] == "sqlite":
        url = sa.make_url(name) if scheme else sa.URL.create("sqlite", database=name)
        if url.database and url.database != ":memory:" and "://" not in url.database:
            return url, Path(url.database)
    raise JournalUnavailable(
        N_("{where} cannot hold a journal: this version of juso keeps it in an SQLite file"),
        N_("write the path of a file, or sqlite:///path"),
        where=f"{scheme}://" if scheme else f"'{name}'",
    )


def set_wal(engine: sa.Engine) -> None:
    """Let readers and a writer work beside each other. It stays set in the file, so only in one that is a journal."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def guard_events(connection: sa.Connection) -> None:
    """Let the database itself refuse to change or remove an event."""
    for trigger in _GUARDS:
        connection.exec_driver_sql(trigger)


@contextmanager
def new_file(where: str | os.PathLike[str]) -> Iterator[None]:
    """Make an empty file that only its owner may read; take it away again when what follows fails."""
    path = _located(where)[1]
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise JournalUnavailable(
            N_("there is something at {where} already; nothing was changed"),
            N_("choose another path, or open what is there"),
            where=path,
        ) from None
    except OSError as error:
        raise JournalUnavailable(
            N_("a journal cannot be made at {where}: {reason}"),
            N_("look whether its folder is there, and whether you may write in it"),
            where=path,
            reason=error.strerror,
        ) from error
    try:
        yield
    except BaseException:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what SQLite says into what happened and what to do. Mistakes of the program stay what they are."""
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.DatabaseError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        said = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        if type(said) not in (sqlite3.OperationalError, sqlite3.DatabaseError):
            raise
        code = getattr(said, "sqlite_errorname", None)
        if code is None:
            # A text that is no text: the driver's message quotes it, and it may be a name.
            raise _unavailable("SQLITE_CORRUPT", where, "") from None
        raise _unavailable(code, where, str(said)) from error


_REASONS = {
    "SQLITE_BUSY": (
        N_("the journal {where} is in use by another program; nothing was written"),
        N_("try again in a moment; if it stays so, look for another juso or a backup that has the file open"),
    ),
    "SQLITE_FULL": (
        N_("there is no space left for the journal {where}; nothing was written"),
        N_("make space on the disk, then repeat the command"),
    ),
    "SQLITE_CANTOPEN": (
        N_("the journal {where} cannot be opened or written; nothing was written"),
        N_("look whether it is a file, and whether you may write to it and in its folder"),
    ),
    "SQLITE_CORRUPT": (
        N_("the journal {where} is damaged"),
        N_("stop writing, keep a copy of the file as it is, and go back to the last good backup"),
    ),
    "SQLITE_NOTADB": (N_("{where} is not a journal of juso"), N_("look whether the path is right")),
    "SQLITE_IOERR": (
        N_("the disk with the journal {where} reports an error; nothing was written"),
        N_("look whether the drive is there and has space, then repeat the command"),
    ),
}
_REASONS["SQLITE_LOCKED"] = _REASONS["SQLITE_BUSY"]
_REASONS["SQLITE_READONLY"] = _REASONS["SQLITE_PERM"] = _REASONS["SQLITE_AUTH"] = _REASONS["SQLITE_CANTOPEN"]
_OTHER = (
    N_("the journal {where} cannot be used: {reason}"),
    N_("have the journal checked; report this if it is sound"),
)


def _unavailable(code: str, where: str, reason: str) -> JournalUnavailable:
    # Extended codes are finer, as in SQLITE_IOERR_WRITE.
    what, mend = _REASONS.get("_".join(code.split("_")[:2]), _OTHER)
    return JournalUnavailable(what, mend, where=where, reason=reason)
