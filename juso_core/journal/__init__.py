"""The journal: everything that happened to every case, in order, only ever added to.

``Journal`` is the interface; ``memory.MemoryJournal`` keeps it in memory for simulations and tests,
``sql.SqlJournal`` in a database. Both keep one promise: what one command writes (its events, the case's line in the
index, names and notes in the vault, the structure that it rested on) is written as a whole or not at all, and only
when nobody else has written to the case since it was read. One command, with a note that its event refers to::

    history = journal.read(case_id)
    with journal.writing() as writing:
        why = writing.vault.add_note(case_id, text, on=today, agency=actor.agency)
        step = act(history.case, RecordConsent(of="P1", ground=why, ...), context)    # a refusal undoes the note
        writing.append(recorded, step.case, after=history.index)

This package needs no database library; only ``sql`` does.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, Self

from attrs import field, frozen

from juso_core.casework.case import Case, Phase
from juso_core.casework.evolution import fold
from juso_core.casework.record import Recorded
from juso_core.journal.errors import (
    EntryNotUnderstood,
    JournalError,
    JournalUnavailable,
    NoSuchCase,
    Problem,
    StaleCase,
)
from juso_core.language.messages import N_
from juso_core.vault import Vault

__all__ = [
    "CaseIndex",
    "EntryNotUnderstood",
    "History",
    "Journal",
    "JournalError",
    "JournalUnavailable",
    "NoSuchCase",
    "Problem",
    "StaleCase",
    "Writing",
]


@frozen(kw_only=True)
class CaseIndex:
    """One line of the index: where a case stands after ``seq`` events of ``step`` commands.

    It says nothing that the events do not say, and is made again from them by ``rebuild_index``. ``head`` is the hash
    of the last event; whoever writes hands back the line that they read, which is how a journal notices that somebody
    else wrote meanwhile. ``updated_on`` is the day of the last event entered, which may lie before an earlier one.
    """

    case_id: str
    municipality: str
    phase: Phase
    agency: str
    seq: int
    step: int
    opened_on: dt.date
    updated_on: dt.date
    head: bytes = field(repr=lambda head: head.hex()[:12])

    @classmethod
    def following(cls, after: Self | None, recorded: Sequence[Recorded], case: Case, head: bytes) -> Self:
        """Return the line once ``recorded`` follows ``after`` (None: opens the case); ``case`` is the case then.

        Raises ValueError where these do not belong together: that is a mistake of the caller, not of a person.
        """
        if not recorded:
            raise ValueError("nothing to record")
        before, last = after.seq if after else 0, recorded[-1]
        owner = (after.case_id, after.municipality) if after else (last.case_id, last.municipality)
        places = [(r.case_id, r.municipality, r.seq) for r in recorded]
        if places != [(*owner, before + n) for n in range(1, len(recorded) + 1)]:
            raise ValueError(f"{places} does not follow entry {before} of {owner}")
        if (case.id, case.municipality, case.seq) != places[-1]:
            raise ValueError(
                f"the case stands at {(case.id, case.municipality, case.seq)}, its entries at {places[-1]}"
            )
        return cls(
            case_id=case.id,
            municipality=case.municipality,
            phase=case.phase,
            agency=case.agency,
            seq=case.seq,
            step=last.step,
            opened_on=after.opened_on if after else recorded[0].on,
            updated_on=last.on,
            head=head,
        )


@frozen
class History:
    """All that a journal holds of one case: its entries, the case that they make, and its line of the index."""

    recorded: tuple[Recorded, ...]
    case: Case
    index: CaseIndex

    @classmethod
    def of(cls, recorded: tuple[Recorded, ...], head: bytes) -> Self:
        """Return what all entries of a case tell; raises JournalUnavailable where they make no case."""
        try:
            case = fold(recorded[0].case_id, recorded[0].municipality, (r.event for r in recorded))
            return cls(recorded, case, CaseIndex.following(None, recorded, case, head))
        except (KeyError, ValueError) as error:
            raise JournalUnavailable(
                N_("the entries of case {case} make no case ({reason})"),
                N_("stop writing, keep a copy of the journal as it is, and compare it with the last backup"),
                case=recorded[0].case_id,
                reason=error,
            ) from error


class Writing(Protocol):
    """One transaction. All of it is kept when its ``with`` block ends, and nothing when the block raises.

    Nobody else can write while it is open, so nothing slow belongs into the block: no question to a person, no hook.
    """

    @property
    def vault(self) -> Vault:
        """The vault, within this transaction. Its case may also be one that this transaction opens later on."""
        ...

    def append(self, recorded: Sequence[Recorded], case: Case, after: CaseIndex | None = None) -> CaseIndex:
        """Add the events of one command; return the case's new line of the index, for the next command.

        ``case`` is the case after them; ``after`` the line on which the command rested, None for one that opens a
        case. Raises StaleCase when somebody else wrote meanwhile, NoSuchCase when the case does not exist.
        """
        ...

    def keep_structure(self, digest: str, municipality: str, text: str) -> None:
        """Keep a structure's text by its digest; one that is kept already stays as it is."""
        ...


class Journal(Protocol):
    """Where everything that happened to cases is kept. Every method may raise JournalUnavailable."""

    @property
    def vault(self) -> Vault:
        """The vault; what is written through it here is a transaction of its own."""
        ...

    def writing(self) -> AbstractContextManager[Writing]:
        """Open a transaction; raises NoSuchCase when at its end the vault was written to about no case."""
        ...

    def append(self, recorded: Sequence[Recorded], case: Case, after: CaseIndex | None = None) -> CaseIndex:
        """Add the events of one command in a transaction of their own; see ``Writing.append``."""
        ...

    def read(self, case_id: str) -> History:
        """Return a case as its events tell it; raises NoSuchCase."""
        ...

    def history(self, case_id: str) -> tuple[Recorded, ...]:
        """Return the entries of a case in order; raises NoSuchCase."""
        ...

    def index(self, case_id: str) -> CaseIndex:
        """Return a case's line of the index; raises NoSuchCase."""
        ...

    def cases(self, municipality: str | None = None, phase: Phase | None = None) -> tuple[CaseIndex, ...]:
        """Return the index by case id, of all cases or those of one municipality or in one phase."""
        ...

    def events(
        self,
        municipality: str | None = None,
        types: Collection[str] | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> Iterator[Recorded]:
        """Go through the entries by case and seq; ``types`` are class names of events, both days are included.

        It is one moment's view of the journal, however long it takes. Raises ValueError for a type that does not exist.
        """
        ...

    def keep_structure(self, digest: str, municipality: str, text: str) -> None:
        """Keep a structure's text by its digest, in a transaction of its own; see ``Writing.keep_structure``."""
        ...

    def structure(self, digest: str) -> str | None:
        """Return the text of a structure that was kept; None where none was kept under that digest."""
        ...

    def rebuild_index(self, force: bool = False) -> tuple[Problem, ...]:
        """Make the index again from the events; return what was found wrong with cases that were left alone.

        Left alone is a case whose entries are damaged; and, unless ``force``, one whose index knows of entries that
        are not there: an index that runs ahead of its events is what remains when somebody has removed some.
        """
        ...

    def verify(self) -> tuple[Problem, ...]:
        """Recompute the hash chain of every case, and compare the index with what the events say; return what is wrong.

        A chain alone shows no loss at its end: that is seen only while the index still knows of more.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
