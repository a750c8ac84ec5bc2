"""The hash chain of a case, and what verifying it means.

The hash of an entry is the SHA-256 of the 32 bytes of the hash before it, followed by the entry's canonical form;
before the first entry stand 32 zero bytes. The canonical form is a JSON array in UTF-8, without blanks, with signs
beyond ASCII written as they are, of exactly these fourteen values in this order::

    ["juso-journal-1", municipality, case_id, seq, step, command, on, at, agency, role, type, version, event, basis]

``seq``, ``step`` and ``version`` are numbers, what is missing is null, all else is text; ``event`` and ``basis`` are
the very texts that are stored, so that a chain can be checked without knowing what they mean. Everything that is
recorded is in it: who did it, on what advice, on which day it happened and when it was entered.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from juso_core.casework.record import Recorded
from juso_core.journal import CaseIndex, History
from juso_core.journal.codec import Stored, decode
from juso_core.journal.errors import EntryNotUnderstood, JournalUnavailable, Problem
from juso_core.language.messages import N_, _

__all__ = ["GENESIS", "Index", "Link", "canonical", "examine", "link", "problems", "rebuilt"]

GENESIS = bytes(32)
"""What stands where a first entry has no hash before it."""

FORMAT = "juso-journal-1"

Link = tuple[Stored, bytes]
"""An entry as it is stored, and its hash."""

Index = Mapping[str, CaseIndex | None]
"""The lines of the index by case; None for one that cannot be read."""

_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def canonical(stored: Stored) -> bytes:
    """Return the canonical form of an entry; raises ValueError where a text holds half a character."""
    s = stored
    values = (FORMAT, s.municipality, s.case_id, s.seq, s.step, s.command, s.on_date, s.entered_at, s.agency, s.role)
    try:
        return _dump((*values, s.type, s.version, s.body, s.basis)).encode()
    except UnicodeEncodeError:
        # Not chained: that error quotes the text.
        raise ValueError(_("this text holds signs that cannot be stored; type it again")) from None


def link(head: bytes, stored: Stored) -> bytes:
    """Return the hash of an entry that follows the one with the hash ``head``."""
    return hashlib.sha256(head + canonical(stored)).digest()


def examine(case_id: str, links: Iterable[Link]) -> tuple[CaseIndex | None, list[bytes], list[Problem]]:
    """Check the entries of one case: return the line of the index that they make, their hashes, and what is wrong.

    Where anything is wrong, there is no line.
    """
    recorded: list[Recorded] = []
    heads: list[bytes] = [GENESIS]
    wrong: list[Problem] = []
    for place, (stored, written) in enumerate(links, 1):
        if stored.seq != place:
            wrong.append(Problem(case_id, N_("case {case}: entry {seq} is missing"), place))
            break
        if not _follows(heads[-1], stored, written):
            wrong.append(Problem(case_id, N_("case {case}: entry {seq} was changed, or one before it removed"), place))
        heads.append(written)
        try:
            recorded.append(decode(stored))
        except EntryNotUnderstood as error:
            wrong.append(_told(error, case_id, place))
    if wrong:
        return None, heads, wrong
    try:
        return History.of(tuple(recorded), heads[-1]).index, heads, []
    except JournalUnavailable as error:
        return None, heads, [_told(error, case_id)]


def _told(error: JournalUnavailable, case_id: str, seq: int | None = None) -> Problem:
    own = ("case", "seq")
    return Problem(case_id, error.what, seq, {name: value for name, value in error.values.items() if name not in own})


def _follows(head: bytes, stored: Stored, written: bytes) -> bool:
    try:
        return link(head, stored) == written
    except (TypeError, ValueError):
        # Something that no journal writes, such as bytes in the place of a text.
        return False


def problems(links: Iterable[Link], index: Index) -> Iterator[Problem]:
    """Yield what is wrong with the entries of all cases (by case and seq), and where the index does not agree."""
    unseen = dict(index)
    for case_id, own in groupby(links, key=lambda one: one[0].case_id):
        made, heads, wrong = examine(case_id, own)
        yield from wrong
        if case_id not in unseen:
            yield Problem(case_id, N_("case {case} is not in the index"))
        elif (stands := unseen.pop(case_id)) != made and not wrong:
            yield _differing(case_id, heads, stands)
    yield from map(_without_entries, sorted(unseen))


def rebuilt(links: Iterable[Link], index: Index, force: bool) -> tuple[list[CaseIndex], list[Problem]]:
    """Return the lines of the index that have to be written, and what is wrong with cases that are left alone."""
    write: list[CaseIndex] = []
    alone: list[Problem] = []
    unseen = dict(index)
    for case_id, own in groupby(links, key=lambda one: one[0].case_id):
        made, heads, wrong = examine(case_id, own)
        new, stands = case_id not in unseen, unseen.pop(case_id, None)
        alone += wrong
        if made is None or made == stands:
            continue
        if new or force or _lies_on(heads, stands):
            write.append(made)
        else:
            alone.append(_differing(case_id, heads, stands))
    alone += map(_without_entries, sorted(unseen))
    return write, alone


def _lies_on(heads: list[bytes], stands: CaseIndex | None) -> bool:
    """Whether what the index remembers lies on the chain; if not, it may remember something that was removed."""
    return stands is not None and 0 < stands.seq < len(heads) and heads[stands.seq] == stands.head


def _differing(case_id: str, heads: list[bytes], stands: CaseIndex | None) -> Problem:
    if stands is None:
        return Problem(case_id, N_("case {case}: its line of the index cannot be read"))
    there = len(heads) - 1
    if stands.seq > there:
        what = N_("case {case}: the last entries are missing (in the index: {stands}, there: {there})")
    elif stands.seq < there:
        what = N_("case {case}: the index is behind (entries in the index: {stands}, there: {there})")
    elif stands.head != heads[-1]:
        what = N_("case {case}: the index knows another hash of entry {there} than stands there")
    else:
        what = N_("case {case}: the index says something else about it than its entries do")
    return Problem(case_id, what, None, {"there": there, "stands": stands.seq})


def _without_entries(case_id: str) -> Problem:
    return Problem(case_id, N_("case {case} is in the index, but has no entries"))
