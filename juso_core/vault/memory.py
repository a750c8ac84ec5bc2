"""A vault in memory, for simulations and tests."""

import datetime as dt
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import AbstractContextManager

from attrs import field, frozen

from juso_core.vault import Found, Note, Person, look

__all__ = ["MemoryVault", "Shelves"]


@frozen
class Shelves:
    """What the vault holds, by case: people by reference, and notes. The values are replaced, never changed."""

    people: MutableMapping[str, dict[str, Person]] = field(factory=dict)
    notes: MutableMapping[str, tuple[Note, ...]] = field(factory=dict)


class MemoryVault:
    """``Vault`` in memory. ``reading`` gives the shelves as they are, ``writing`` those of a transaction on a case."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Shelves]],
        writing: Callable[[str], AbstractContextManager[Shelves]],
    ) -> None:
        """Take from the journal how to get at the shelves."""
        self._reading, self._writing = reading, writing

    def put_person(self, case_id: str, ref: str, person: Person) -> None:
        """Enter who ``ref`` is."""
        with self._writing(case_id) as shelves:
            shelves.people[case_id] = {**shelves.people.get(case_id, {}), ref: person}

    def person(self, case_id: str, ref: str) -> Person | None:
        """Return who ``ref`` is, or None."""
        return self.people(case_id).get(ref)

    def people(self, case_id: str) -> dict[str, Person]:
        """Return everybody entered in a case, by reference."""
        with self._reading() as shelves:
            return dict(sorted(shelves.people.get(case_id, {}).items()))

    def add_note(self, case_id: str, text: str, *, on: dt.date, agency: str) -> str:
        """Add a note; return its number."""
        with self._writing(case_id) as shelves:
            earlier = shelves.notes.get(case_id, ())
            note = Note(number=f"N{len(earlier) + 1}", on=on, agency=agency, text=text)
            shelves.notes[case_id] = (*earlier, note)
            return note.number

    def note(self, case_id: str, number: str) -> Note | None:
        """Return the note with that number, or None."""
        return next((note for note in self.notes(case_id) if note.number == number), None)

    def notes(self, case_id: str) -> tuple[Note, ...]:
        """Return the notes of a case, in the order of their numbers."""
        with self._reading() as shelves:
            return shelves.notes.get(case_id, ())

    def search(self, text: str, case_ids: Iterable[str]) -> tuple[Found, ...]:
        """Return where ``text`` stands in these cases."""
        found = (look(text, one, self.people(one), self.notes(one)) for one in sorted(set(case_ids)))
        return tuple(place for places in found for place in places)
