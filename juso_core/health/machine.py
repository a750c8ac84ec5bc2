"""The machine: Python, SQLite, the clock, the terminal."""

import datetime as dt
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from juso_core.health import Around, Finding, State
from juso_core.language.messages import _

__all__ = ["clock", "python", "sqlite", "terminal"]

_PYTHON: Final = (3, 11)
# Older ones are on no system that is still looked after, and nobody tries juso with them.
_SQLITE: Final = (3, 31)
_LEFT_OUT: Final = ("OMIT_WAL", "OMIT_FOREIGN_KEY", "OMIT_TRIGGER", "OMIT_AUTORESET")
_BUILT: Final = 2026
_JAPAN: Final = dt.timedelta(hours=9)
_SAMPLE: Final = "重層的支援 ①△✓→"


def python(_around: Around) -> Iterator[Finding]:
    """Look at the version of Python."""
    fits = sys.version_info >= _PYTHON
    yield Finding(
        id="python",
        state=State.OK if fits else State.FAILED,
        what="Python",
        value=sys.version.split()[0],
        mend="" if fits else _("install Python {needed} or newer", needed=".".join(map(str, _PYTHON))),
    )


def sqlite(_around: Around) -> Iterator[Finding]:
    """Look at the SQLite that Python was built with: its version, and what was left out of it."""
    fits = sqlite3.sqlite_version_info >= _SQLITE
    yield Finding(
        id="sqlite",
        state=State.OK if fits else State.WARNING,
        what="SQLite",
        value=sqlite3.sqlite_version,
        mend="" if fits else _("update to a Python with SQLite {needed} or newer", needed=".".join(map(str, _SQLITE))),
    )
    with closing(sqlite3.connect(":memory:")) as database:
        options = {name for (name,) in database.execute("PRAGMA compile_options")}
    missing = [name for name in _LEFT_OUT if name in options]
    if sqlite3.threadsafety == 0:
        missing.append("THREADSAFE=0")
    yield Finding(
        id="sqlite.build",
        state=State.FAILED if missing else State.OK,
        what=_("how SQLite was built"),
        value=", ".join(missing) or _("with all that the journal needs"),
        mend=_("use a Python whose SQLite is complete, such as that of python.org or of the system") if missing else "",
    )


def clock(around: Around) -> Iterator[Finding]:
    """Look whether the clock can be right, and whether its days are those of Japan."""
    now = dt.datetime.now().astimezone()
    offset = now.utcoffset() or dt.timedelta()
    value = now.isoformat(timespec="seconds")
    newest = _newest_entry(around)
    if now.year < _BUILT:
        state, mend = State.FAILED, _("set the clock: it is before juso was made")
    elif newest is not None and newest > now + dt.timedelta(minutes=5):
        state = State.FAILED
        mend = _("set the clock: the journal holds an entry of {moment}", moment=newest.isoformat(timespec="seconds"))
    elif offset != _JAPAN:
        state = State.WARNING
        mend = _("set the time zone to Asia/Tokyo; else today is for some hours another day than in Japan")
    else:
        state, mend = State.OK, ""
    yield Finding(id="clock", state=state, what=_("clock"), value=value, mend=mend)


def _newest_entry(around: Around) -> dt.datetime | None:
    """The moment of the newest entry; None where there is no journal to ask, which its own check will tell."""
    path = around.database
    if path is None or not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (newest,) = database.execute("SELECT max(entered_at) FROM event").fetchone()
        moment = dt.datetime.fromisoformat(newest) if newest else None
    except (sqlite3.Error, ValueError, TypeError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or dt.UTC) if moment else None


def terminal(_around: Around) -> Iterator[Finding]:
    """Look whether what is printed can be Japanese."""
    encoding = getattr(sys.stdout, "encoding", None) or "?"
    try:
        _SAMPLE.encode(encoding)
        able = True
    except (UnicodeEncodeError, LookupError):
        able = False
    how = _("set PYTHONUTF8=1; on Windows also: chcp 65001") if sys.platform == "win32" else _("set PYTHONUTF8=1")
    yield Finding(
        id="terminal",
        state=State.OK if able else State.WARNING,
        what=_("output"),
        value=encoding if able else _("{encoding}, which cannot print Japanese", encoding=encoding),
        mend="" if able else how,
    )
