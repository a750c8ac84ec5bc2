"""Opens the office of an instance: its journal, its enabled municipalities, its clock.

from pathlib import Path
from juso_core.opening import open_office

with open_office(Path("our-office")) as opened:
    opened.office.case("7KQ2M9XA")
"""

import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from juso_core.desk import Desk
from juso_core.instance import Instance, enabled_plugins, read
from juso_core.journal import Journal
from juso_core.journal.sql import SqlJournal
from juso_core.office import Office
from juso_core.places import Places
from juso_core.registry import Broken, Found

__all__ = ["Opened", "new_case_id", "open_office"]

# Neither vowels nor the signs that are taken for one another: nothing to misread on the telephone, no words.
_SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
_LENGTH = 8


def new_case_id() -> str:
    """Return a random case id: eight signs, which say nothing about the case."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


@frozen
class Opened:
    """An open instance: its office, its journal and its places."""

    instance: Instance
    office: Office
    journal: Journal
    places: Places


@contextmanager
def open_office(
    folder: Path,
    *,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    new_id: Callable[[], str] = new_case_id,
) -> Iterator[Opened]:
    """Open the instance in ``folder`` and close it at the end.

    Raises InstanceError for an instance that cannot be used, JournalUnavailable for its journal.
    """
    instance = read(folder)
    plugins: dict[str, Found | Broken] = {plugin.code: plugin for plugin in enabled_plugins(instance)}
    places = Places(plugins.get)
    journal = SqlJournal.open(instance.journal)
    try:
        desk = Desk(journal=journal, place=places, now=now, new_id=new_id)
        yield Opened(instance, Office(desk), journal, places)
    finally:
        journal.close()
