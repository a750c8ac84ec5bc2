"""What enabling a municipality as it is installed now would change, before anything changes.

Against what was enabled before: by ``juso.toml``, or, where it was disabled meanwhile, what its open cases rested on
last. The text of that structure is in the journal, which keeps every structure that was enabled or decided by.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from attrs import frozen

from juso_core.discovery import Found
from juso_core.instance import Instance, enable
from juso_core.journal import Journal, JournalError
from juso_core.journal.sql import SqlJournal
from juso_core.management.touched import Touched, open_cases, touched
from juso_core.municipality.differences import Differences, differences
from juso_core.municipality.loading import StructureErrors, load_text
from juso_core.municipality.structure import Structure

__all__ = ["Before", "Outlook", "journal_of", "kept", "outlook", "put_on_the_list"]


@frozen
class Before:
    """What was enabled before; ``enabled_on`` is None where open cases say it, and juso.toml no longer does."""

    distribution: str
    version: str
    digest: str
    enabled_on: dt.date | None = None


@frozen
class Outlook:
    """What would change: ``differences`` is None where the structure of before is not known any more.

    ``cases`` is None where the journal cannot be read, and ``trouble`` says why.
    """

    found: Found
    structure: Structure
    before: Before | None = None
    earlier: Structure | None = None
    differences: Differences | None = None
    cases: Touched | None = None
    trouble: JournalError | None = None

    @property
    def same(self) -> bool:
        """Whether exactly this is enabled already."""
        was = self.before
        now = (self.found.distribution, self.found.version, self.structure.digest)
        return was is not None and was.enabled_on is not None and now == (was.distribution, was.version, was.digest)

    @property
    def harmless(self) -> bool:
        """Whether it is known that no open case is touched."""
        if self.cases is None:
            return False
        return not self.cases.open or (self.differences is not None and not self.cases.touched)


@contextmanager
def journal_of(instance: Instance) -> Iterator[tuple[SqlJournal | None, JournalError | None]]:
    """Open an instance's journal where that is possible; else say why it is not."""
    try:
        journal = SqlJournal.open(instance.journal)
    except JournalError as error:
        yield None, error
        return
    try:
        yield journal, None
    finally:
        journal.close()


def outlook(instance: Instance, found: Found, structure: Structure, on: dt.date) -> Outlook:
    """Look at what enabling ``found`` in an instance would change; nothing is written."""
    listed = next((one for one in instance.plugins if one.code == found.code), None)
    before = Before(listed.distribution, listed.version, listed.digest, listed.enabled_on) if listed else None
    with journal_of(instance) as (journal, trouble):
        if journal is None:
            same = Differences() if before and before.digest == structure.digest else None
            return Outlook(found, structure, before, differences=same, trouble=trouble)
        try:
            return _seen(journal, Outlook(found, structure, before), on)
        except JournalError as error:
            return Outlook(found, structure, before, trouble=error)


def put_on_the_list(instance: Instance, found: Found, structure: Structure, on: dt.date) -> Instance:
    """Enable a municipality as it is installed, and keep its structure, so that the next difference can be told.

    Raises JournalError, InstanceError. A journal that cannot be opened keeps nobody from enabling: it keeps nothing.
    """
    with journal_of(instance) as (journal, _trouble):
        if journal is not None:
            journal.keep_structure(structure.digest, found.code, structure.text)
    return enable(instance, found.code, found.distribution, found.version, structure.digest, on)


def _seen(journal: Journal, so_far: Outlook, on: dt.date) -> Outlook:
    found, structure = so_far.found, so_far.structure
    before = so_far.before or _last_used(journal, found.code)
    if before is None:
        return Outlook(found, structure, cases=Touched(open_cases(journal, found.code)))
    earlier = structure if before.digest == structure.digest else kept(journal, before.digest)
    if earlier is None:
        return Outlook(found, structure, before, cases=Touched(open_cases(journal, found.code)))
    changes = differences(earlier, structure, on)
    return Outlook(found, structure, before, earlier, changes, touched(journal, found.code, changes))


def kept(journal: Journal, digest: str) -> Structure | None:
    """Return a structure as the journal keeps it; None where it is not kept, or cannot be read any more."""
    text = journal.structure(digest)
    try:
        return load_text(text, digest) if text else None
    except StructureErrors:
        return None


def _last_used(journal: Journal, code: str) -> Before | None:
    """What the open cases of a municipality rested on last."""
    latest: tuple[str, Before] | None = None
    for case_id in open_cases(journal, code):
        for recorded in reversed(journal.history(case_id)):
            basis = recorded.basis
            if basis and basis.digest:
                before = Before(basis.plugin or "", basis.version or "", basis.digest)
                latest = max(latest or ("", before), (recorded.at or "", before), key=lambda one: one[0])
                break
    return latest[1] if latest else None
