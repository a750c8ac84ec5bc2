"""The journal: whether it can be reached, is set as it has to be, and is sound."""

from collections.abc import Iterator
from typing import Final

from juso_core.health import Around, Finding, State
from juso_core.journal.errors import JournalError
from juso_core.journal.schema import SCHEMA_VERSION
from juso_core.journal.sql import SqlJournal
from juso_core.language.messages import _
from juso_core.management.outlook import journal_of

__all__ = ["journal"]

_SETTINGS: Final = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "recursive_triggers": 1,
}
_MOST: Final = 5


def journal(around: Around) -> Iterator[Finding]:
    """Open the journal, and look at it where that succeeds."""
    if around.instance is None:
        return
    with journal_of(around.instance) as (opened, trouble):
        if opened is None:
            yield _failed("database", _("database"), str(trouble), trouble.how_to_mend() if trouble else "")
            return
        value = _("{file}, version {version} of the tables", file=opened.where, version=SCHEMA_VERSION)
        yield Finding(id="database", state=State.OK, what=_("database"), value=value)
        try:
            yield _settings(opened)
            yield _integrity(opened, around.deep)
            if around.deep:
                yield _chains(opened)
        except JournalError as error:
            yield _failed("database.integrity", _("soundness of the database"), str(error), error.how_to_mend())


def _failed(name: str, what: str, value: str, mend: str) -> Finding:
    return Finding(id=name, state=State.FAILED, what=what, value=value, mend=mend)


def _settings(opened: SqlJournal) -> Finding:
    with opened.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _SETTINGS}
    other = [f"{name} = {value}" for name, value in found.items() if value != _SETTINGS[name]]
    if not other:
        value = _("written ahead, synced in full, overwritten when deleted")
        return Finding(id="database.settings", state=State.OK, what=_("settings of the database"), value=value)
    mend = _("look whether the folder takes new files, and whether another program holds the database")
    return _failed("database.settings", _("settings of the database"), ", ".join(other), mend)


def _integrity(opened: SqlJournal, deep: bool) -> Finding:
    check = "integrity_check" if deep else "quick_check"
    with opened.reading() as connection:
        said = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {check}({_MOST})")]
    what = _("soundness of the database")
    if said == ["ok"]:
        return Finding(id="database.integrity", state=State.OK, what=what, value=check)
    mend = _("stop writing, keep a copy of the file as it is, and go back to the last good backup")
    return _failed("database.integrity", what, "; ".join(said), mend)


def _chains(opened: SqlJournal) -> Finding:
    wrong = [str(problem) for problem in opened.verify()]
    what = _("entries of all cases")
    if not wrong:
        return Finding(id="database.chains", state=State.OK, what=what, value=_("as they were written"))
    more = [f"(+{len(wrong) - _MOST})"] if len(wrong) > _MOST else []
    mend = _("stop writing, keep a copy of the file as it is, and go back to the last good backup")
    return _failed("database.chains", what, "; ".join([*wrong[:_MOST], *more]), mend)
