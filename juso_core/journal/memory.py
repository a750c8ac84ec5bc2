"""A journal in memory, for simulations and tests: the same promises as a database, gone when the program ends."""

import datetime as dt
import threading
from collections import ChainMap
from collections.abc import Collection, Iterator, MutableMapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

from attrs import field, frozen

from juso_core.casework.case import Case, Phase
from juso_core.casework.record import Recorded
from juso_core.journal import CaseIndex, History
from juso_core.journal.chain import GENESIS, Link, link, problems, rebuilt
from juso_core.journal.codec import encode, known_types
from juso_core.journal.errors import JournalUnavailable, NoSuchCase, Problem, StaleCase
from juso_core.language.messages import N_
from juso_core.vault.memory import MemoryVault, Shelves

__all__ = ["MemoryJournal"]

_K = TypeVar("_K")
_V = TypeVar("_V")
_Entry = tuple[Recorded, bytes]
_WAIT = 10


@frozen
class _State:
    """All that the journal holds. Values are replaced, never changed, so that a layer upon it is a transaction."""

    entries: MutableMapping[str, tuple[_Entry, ...]] = field(factory=dict)
    index: MutableMapping[str, CaseIndex] = field(factory=dict)
    structures: MutableMapping[str, str] = field(factory=dict)
    vault: Shelves = field(factory=Shelves)

    def layer(self) -> "_State":
        """Return a state that begins as this one, and keeps to itself what is written to it."""
        shelves = Shelves(_upon(self.vault.people), _upon(self.vault.notes))
        return _State(_upon(self.entries), _upon(self.index), _upon(self.structures), shelves)

    def take(self, layer: "_State") -> None:
        """Take over what was written to a layer."""
        self.entries.update(_written(layer.entries))
        self.index.update(_written(layer.index))
        self.structures.update(_written(layer.structures))
        self.vault.people.update(_written(layer.vault.people))
        self.vault.notes.update(_written(layer.vault.notes))


def _upon(below: MutableMapping[_K, _V]) -> MutableMapping[_K, _V]:
    return ChainMap({}, below)


def _written(layer: MutableMapping[_K, _V]) -> MutableMapping[_K, _V]:
    assert isinstance(layer, ChainMap)
    return layer.maps[0]


class _MemoryWriting:
    """``Writing`` in memory."""

    def __init__(self, state: _State) -> None:
        self._state = state
        self._touched: set[str] = set()
        self.vault = MemoryVault(lambda: nullcontext(state.vault), self.touching)

    def touching(self, case_id: str) -> AbstractContextManager[Shelves]:
        """Note that something is written about a case, which must then exist at the end."""
        self._touched.add(case_id)
        return nullcontext(self._state.vault)

    def append(self, recorded: Sequence[Recorded], case: Case, after: CaseIndex | None = None) -> CaseIndex:
        """Add the events of one command."""
        head, entries = after.head if after else GENESIS, []
        for one in recorded:
            head = link(head, encode(one))
            entries.append((one, head))
        index = CaseIndex.following(after, recorded, case, head)
        stands = self._state.index.get(case.id)
        if stands is None and after is not None:
            raise NoSuchCase(case.id, tuple(self._state.index))
        expected = (after.seq, after.head) if after else (0, None)
        found = (stands.seq, stands.head) if stands else (0, None)
        if expected != found:
            raise StaleCase(case.id, expected[0], found[0])
        self._state.entries[case.id] = (*self._state.entries.get(case.id, ()), *entries)
        self._state.index[case.id] = index
        return index

    def keep_structure(self, digest: str, municipality: str, text: str) -> None:
        """Keep a structure's text by its digest."""
        self._state.structures.setdefault(digest, text)

    def complete(self) -> None:
        """Refuse what was written to the vault about no case."""
        for case_id in sorted(self._touched):
            if case_id not in self._state.index:
                raise NoSuchCase(case_id, tuple(self._state.index))


class MemoryJournal:
    """``Journal`` in memory. Threads may share it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._state = _State()
        self._lock = threading.Lock()
        self.vault = MemoryVault(lambda: nullcontext(self._state.vault), self._touching)

    @contextmanager
    def writing(self) -> Iterator[_MemoryWriting]:
        """Open a transaction."""
        if not self._lock.acquire(timeout=_WAIT):
            raise JournalUnavailable(
                N_("the journal in memory is being written to by another part of this program"),
                N_("try again; one transaction cannot be opened within another"),
            )
        try:
            layer = self._state.layer()
            writing = _MemoryWriting(layer)
            yield writing
            writing.complete()
            self._state.take(layer)
        finally:
            self._lock.release()

    @contextmanager
    def _touching(self, case_id: str) -> Iterator[Shelves]:
        with self.writing() as writing, writing.touching(case_id) as shelves:
            yield shelves

    def append(self, recorded: Sequence[Recorded], case: Case, after: CaseIndex | None = None) -> CaseIndex:
        """Add the events of one command in a transaction of their own."""
        with self.writing() as writing:
            return writing.append(recorded, case, after)

    def read(self, case_id: str) -> History:
        """Return a case as its events tell it."""
        entries = self._entries(case_id)
        return History.of(tuple(recorded for recorded, _head in entries), entries[-1][1])

    def history(self, case_id: str) -> tuple[Recorded, ...]:
        """Return the entries of a case in order."""
        return tuple(recorded for recorded, _head in self._entries(case_id))

    def _entries(self, case_id: str) -> tuple[_Entry, ...]:
        try:
            return self._state.entries[case_id]
        except KeyError:
            raise NoSuchCase(case_id, tuple(self._state.index)) from None

    def index(self, case_id: str) -> CaseIndex:
        """Return a case's line of the index."""
        try:
            return self._state.index[case_id]
        except KeyError:
            raise NoSuchCase(case_id, tuple(self._state.index)) from None

    def cases(self, municipality: str | None = None, phase: Phase | None = None) -> tuple[CaseIndex, ...]:
        """Return the index by case id."""
        return tuple(
            index
            for _case_id, index in sorted(self._state.index.items())
            if municipality in (None, index.municipality) and phase in (None, index.phase)
        )

    def events(
        self,
        municipality: str | None = None,
        types: Collection[str] | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> Iterator[Recorded]:
        """Go through the entries by case and seq."""
        wanted = None if types is None else known_types(types)
        return (
            recorded
            for _case_id, entries in sorted(self._state.entries.items())
            for recorded, _head in entries
            if municipality in (None, recorded.municipality)
            and (wanted is None or type(recorded.event).__name__ in wanted)
            and (since is None or since <= recorded.on)
            and (until is None or recorded.on <= until)
        )

    def keep_structure(self, digest: str, municipality: str, text: str) -> None:
        """Keep a structure's text by its digest."""
        with self.writing() as writing:
            writing.keep_structure(digest, municipality, text)

    def structure(self, digest: str) -> str | None:
        """Return the text of a structure that was kept."""
        return self._state.structures.get(digest)

    def rebuild_index(self, force: bool = False) -> tuple[Problem, ...]:
        """Make the index again from the events."""
        write, alone = rebuilt(self._links(), dict(self._state.index), force)
        self._state.index.update({line.case_id: line for line in write})
        return tuple(alone)

    def verify(self) -> tuple[Problem, ...]:
        """Return what is wrong with the chains and the index."""
        return tuple(problems(self._links(), dict(self._state.index)))

    def _links(self) -> Iterator[Link]:
        return ((encode(r), head) for _case_id, entries in sorted(self._state.entries.items()) for r, head in entries)

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""
