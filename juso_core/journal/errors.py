"""What can go wrong with a journal, said so that people know what happened, where, and what to do."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from juso_core.language.messages import N_, _
from juso_core.language.told import ToldError
from juso_core.municipality.problems import did_you_mean

__all__ = ["EntryNotUnderstood", "JournalError", "JournalUnavailable", "NoSuchCase", "Problem", "StaleCase"]


class JournalError(ToldError):
    """What all errors of a journal have in common: what is wrong, and what to do about it, in the current language."""


class StaleCase(JournalError):
    """Somebody else wrote to the case after it was read; nothing of this command was written."""

    def __init__(self, case_id: str, expected: int, found: int) -> None:
        """Keep how many entries were expected in the case, and how many there are."""
        self.case_id, self.expected, self.found = case_id, expected, found
        super().__init__(
            N_("case {case} was changed by somebody else meanwhile (entries now: {found}, when read: {expected})")
            if expected
            else N_("there is a case {case} already (entries: {found})"),
            N_("nothing was written; look at the case again (juso case show {case}), then repeat what is still right"),
            case=case_id,
            expected=expected,
            found=found,
        )


class NoSuchCase(JournalError):
    """There is no case with that id. ``known`` are the ids among which the one that was meant may be."""

    def __init__(self, case_id: str, known: Iterable[str] = ()) -> None:
        """Keep the id and those that may have been meant."""
        self.case_id, self.known = case_id, tuple(known)
        super().__init__(N_("there is no case {case}"), N_("list the cases with: juso case list"), case=case_id)

    def how_to_mend(self) -> str:
        """Name the id that was probably meant; where none is near, how to list them."""
        return did_you_mean(self.case_id, self.known, otherwise=super().how_to_mend())


class JournalUnavailable(JournalError):
    """The journal cannot be used: missing, unwritable, locked, full, damaged, not one of juso's, of another version."""


class EntryNotUnderstood(JournalUnavailable):
    """One entry cannot be read: of a kind or version that this program does not know, or damaged."""

    def __init__(self, what: str, mend: str, case_id: str, seq: int, **values: object) -> None:
        """Keep which entry it is."""
        self.case_id, self.seq = case_id, seq
        super().__init__(what, mend, case=case_id, seq=seq, **values)


@frozen
class Problem:
    """One thing that ``verify`` found wrong with a case; ``seq`` is the entry, None where the whole case is meant."""

    case_id: str
    what: str
    seq: int | None = None
    values: Mapping[str, object] = field(factory=dict)

    def __str__(self) -> str:
        return _(self.what, case=self.case_id, seq=self.seq, **self.values)
