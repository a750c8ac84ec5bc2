"""What enabling a municipality as it is installed now would change, before anything changes.

Against what was enabled before: by ``juso.toml``, or, where it was disabled meanwhile, what its open cases rested on
last. The text of that structure is in the journal, which keeps every structure that was enabled or decided by.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from attrs import evolve, frozen

from juso_core.code_digest import NO_CODE, code_digest
from juso_core.discovery import Found
from juso_core.instance import Enabled, Instance, enable
from juso_core.journal import Journal, JournalError
from juso_core.journal.sql import SqlJournal
from juso_core.management.touched import Touched, open_cases, touched
from juso_core.municipality.differences import Differences, differences
from juso_core.municipality.loading import StructureErrors, load_text
from juso_core.municipality.structure import Structure
from juso_core.static_hooks import look

__all__ = ["Before", "Code", "Outlook", "journal_of", "kept", "outlook", "put_on_the_list"]


@frozen
class Code:
    """A plugin's code: the digest of its modules, and the hooks that it answers, as its text shows."""

    digest: str | None
    hooks: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Found) -> "Code":
        """Look at the code of an installed plugin; nothing of it is run."""
        return cls(code_digest(found), look(found).hooks)


@frozen
class Before:
    """What was enabled before; ``enabled_on`` is None where open cases say it, and juso.toml no longer does.

    ``code`` is None where nobody noted it.
    """

    distribution: str
    version: str
    digest: str
    enabled_on: dt.date | None = None
    code: Code | None = None

    @classmethod
    def of(cls, one: Enabled) -> "Before":
        """Return what a line of juso.toml says."""
        code = Code(one.code_digest, one.hooks) if one.code_digest else None
        return cls(one.distribution, one.version, one.digest, one.enabled_on, code)


@frozen
class Outlook:
    """What would change: ``differences`` is None where the structure of before is not known any more.

    ``code`` is what is installed now. Where it differs from before, every open case is touched: what another code would
    advise in a case shows only when it is asked. ``cases`` is None where the journal cannot be read, and ``trouble``
    says why.
    """

    found: Found
    structure: Structure
    code: Code
    before: Before | None = None
    earlier: Structure | None = None
    differences: Differences | None = None
    cases: Touched | None = None
    trouble: JournalError | None = None

    @property
    def same(self) -> bool:
        """Whether exactly this is enabled already."""
        was = self.before
        now = (self.found.distribution, self.found.version, self.structure.digest, self.code)
        return (
            was is not None
            and was.enabled_on is not None
            and now == (was.distribution, was.version, was.digest, was.code)
        )

    @property
    def code_differs(self) -> bool | None:
        """Whether the code is another one; None where that cannot be told."""
        if self.before is None:
            return False
        was = self.before.code.digest if self.before.code else None
        if was is None or self.code.digest is None:
            # A plugin without code is no reason to ask whether there was some that nobody noted.
            return False if self.code.digest == NO_CODE else None
        return was != self.code.digest

    @property
    def known(self) -> bool:
        """Whether it can be told which open cases are touched."""
        return self.differences is not None and self.code_differs is not None

    @property
    def harmless(self) -> bool:
        """Whether it is known that no open case is touched."""
        if self.cases is None:
            return False
        return not self.cases.open or (self.known and not self.cases.touched)


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
    before = Before.of(listed) if listed else None
    code = Code.of(found)
    with journal_of(instance) as (journal, trouble):
        if journal is None:
            same = Differences() if before and before.digest == structure.digest else None
            return Outlook(found, structure, code, before, differences=same, trouble=trouble)
        try:
            return _seen(instance, journal, Outlook(found, structure, code, before), on)
        except JournalError as error:
            return Outlook(found, structure, code, before, trouble=error)


def put_on_the_list(instance: Instance, found: Found, structure: Structure, on: dt.date) -> Instance:
    """Enable a municipality as it is installed, and keep its structure, so that the next difference can be told.

    Raises JournalError, InstanceError. A journal that cannot be opened keeps nobody from enabling: it keeps nothing.
    """
    with journal_of(instance) as (journal, _trouble):
        if journal is not None:
            journal.keep_structure(structure.digest, found.code, structure.text)
    code = Code.of(found)
    return enable(
        instance, found.code, found.distribution, found.version, structure.digest, on, code_digest=code.digest,
        hooks=code.hooks,
    )  # fmt: skip


def _seen(instance: Instance, journal: Journal, so_far: Outlook, on: dt.date) -> Outlook:
    found, structure = so_far.found, so_far.structure
    before = so_far.before or _remembered(instance, found.code, _last_used(journal, found.code))
    so_far = evolve(so_far, before=before, cases=Touched(open_cases(journal, found.code)))
    if before is None:
        return so_far
    earlier = structure if before.digest == structure.digest else kept(journal, before.digest)
    if earlier is None:
        return so_far
    changes = differences(earlier, structure, on)
    seen = evolve(so_far, earlier=earlier, differences=changes, cases=touched(journal, found.code, changes))
    if seen.code_differs and seen.cases is not None:
        return evolve(seen, cases=Touched(seen.cases.open, seen.cases.open))
    return seen


def kept(journal: Journal, digest: str) -> Structure | None:
    """Return a structure as the journal keeps it; None where it is not kept, or cannot be read any more."""
    text = journal.structure(digest)
    try:
        return load_text(text, digest) if text else None
    except StructureErrors:
        return None


def _remembered(instance: Instance, code: str, used: Before | None) -> Before | None:
    """Add the code of what the open cases rested on last, where juso.toml remembers just that as disabled."""
    for one in instance.disabled if used else ():
        was = Before.of(one)
        if one.code == code and used == Before(was.distribution, was.version, was.digest):
            return evolve(was, enabled_on=None)
    return used


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
