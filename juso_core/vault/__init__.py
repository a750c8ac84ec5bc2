"""The vault: names, addresses, birthdays and free text, apart from the events of a case.

Events hold references (P1) and the numbers of notes (N1); who and what these are stands only here, case by case.
``Vault`` is the interface, so that how the data are kept can change behind it. **In this release nothing in it is
encrypted**: whoever can read the database file can read the vault. Protect the file, its copies and its backups as
you protect the names themselves.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

import attrs
from attrs import field, frozen

from juso_core.language.messages import _

__all__ = ["Found", "Note", "Person", "Vault", "look"]


def _storable(_instance: object, _attribute: "attrs.Attribute[Any]", text: str | None) -> None:
    # Half a character from a broken terminal, or a NUL, is what some database cannot hold.
    if text is not None and ("\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text)):
        raise ValueError(_("this text holds signs that cannot be stored; type it again"))


def _secret() -> Any:
    # No repr: what identifies people must not get into a log or a traceback.
    return field(default=None, repr=False, validator=_storable)


@frozen(kw_only=True)
class Person:
    """Who a reference of a case is. None is not entered; ``text`` is whatever else needs to be known."""

    name: str | None = _secret()
    kana: str | None = _secret()
    birthday: dt.date | None = field(default=None, repr=False)
    address: str | None = _secret()
    telephone: str | None = _secret()
    text: str | None = _secret()


@frozen(kw_only=True)
class Note:
    """A numbered piece of free text in a case, with its day and the agency that wrote it. It is never changed."""

    number: str
    on: dt.date
    agency: str
    text: str = field(repr=False, validator=_storable)


@frozen
class Found:
    """Where a search found its text: the case, the reference of a person or the number of a note, and the field."""

    case_id: str
    place: str
    field: str


class Vault(Protocol):
    """Identifying data by case. Every method may raise JournalUnavailable; writing to no case raises NoSuchCase."""

    def put_person(self, case_id: str, ref: str, person: Person) -> None:
        """Enter who ``ref`` is; what was entered about them before is replaced."""
        ...

    def person(self, case_id: str, ref: str) -> Person | None:
        """Return who ``ref`` is; None where nothing is entered."""
        ...

    def people(self, case_id: str) -> dict[str, Person]:
        """Return everybody entered in a case, by reference."""
        ...

    def add_note(self, case_id: str, text: str, *, on: dt.date, agency: str) -> str:
        """Add a note; return its number: N1, N2 and so on within the case."""
        ...

    def note(self, case_id: str, number: str) -> Note | None:
        """Return the note with that number; None where there is none."""
        ...

    def notes(self, case_id: str) -> tuple[Note, ...]:
        """Return the notes of a case, in the order of their numbers."""
        ...

    def search(self, text: str, case_ids: Iterable[str]) -> tuple[Found, ...]:
        """Return where ``text`` stands in these cases, which are those that the searcher may see; by case id.

        Blanks, hyphens, width, capitals, and hiragana or katakana make no difference. Nothing is found for no text.
        """
        ...


def look(text: str, case_id: str, people: Mapping[str, Person], notes: Iterable[Note]) -> Iterator[Found]:
    """Yield where ``text`` stands in one case; every vault searches by this, however it keeps its data."""
    wanted = _folded(text)
    if not wanted:
        return
    for ref, person in people.items():
        for name, value in attrs.asdict(person).items():
            if value is not None and wanted in _folded(str(value)):
                yield Found(case_id, ref, name)
    for note in notes:
        if wanted in _folded(note.text):
            yield Found(case_id, note.number, "text")


_TO_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ヶ") + 1)}
# ー also stands where a hyphen is meant, as in ０４２ー１２３.
_IGNORED = dict.fromkeys(map(ord, "-‐‑‒–—―−ー"))


def _folded(text: str) -> str:
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return folded.translate(_IGNORED).translate(_TO_HIRAGANA)
