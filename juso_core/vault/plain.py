"""A vault in tables beside the journal's. **Nothing in it is encrypted**: whoever reads the file reads the names."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import attrs
import sqlalchemy as sa

from juso_core.journal.schema import vault_note, vault_person
from juso_core.vault import Found, Note, Person, look

__all__ = ["PlainVault"]

_AT_ONCE = 500
"""Of how many cases is asked at once; a database limits how many values a statement may have."""

_person, _note = vault_person.c, vault_note.c
_PUT = sa.insert(vault_person)
_DROP = sa.delete(vault_person).where(_person.case_id == sa.bindparam("of_case"), _person.ref == sa.bindparam("of_ref"))
_ADD = sa.insert(vault_note)
_LAST = sa.select(sa.func.max(_note.number)).where(_note.case_id == sa.bindparam("of_case"))
_PEOPLE = (
    sa.select(vault_person)
    .where(_person.case_id.in_(sa.bindparam("cases", expanding=True)))
    .order_by(_person.case_id, _person.ref)
)
_NOTES = (
    sa.select(vault_note)
    .where(_note.case_id.in_(sa.bindparam("cases", expanding=True)))
    .order_by(_note.case_id, _note.number)
)


class PlainVault:
    """``Vault`` in tables. ``reading`` gives a connection, ``writing`` that of a transaction that writes on a case."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[sa.Connection]],
        writing: Callable[[str], AbstractContextManager[sa.Connection]],
    ) -> None:
        """Take from the journal how to get at the database."""
        self._reading, self._writing = reading, writing

    def put_person(self, case_id: str, ref: str, person: Person) -> None:
        """Enter who ``ref`` is."""
        values = attrs.asdict(person)
        values["birthday"] = person.birthday.isoformat() if person.birthday else None
        with self._writing(case_id) as connection:
            connection.execute(_DROP, {"of_case": case_id, "of_ref": ref})
            connection.execute(_PUT, {"case_id": case_id, "ref": ref, **values})

    def person(self, case_id: str, ref: str) -> Person | None:
        """Return who ``ref`` is, or None."""
        return self.people(case_id).get(ref)

    def people(self, case_id: str) -> dict[str, Person]:
        """Return everybody entered in a case, by reference."""
        with self._reading() as connection:
            return _people(connection, [case_id])[case_id]

    def add_note(self, case_id: str, text: str, *, on: dt.date, agency: str) -> str:
        """Add a note; return its number."""
        with self._writing(case_id) as connection:
            number = (connection.execute(_LAST, {"of_case": case_id}).scalar() or 0) + 1
            note = Note(number=f"N{number}", on=on, agency=agency, text=text)
            row = {"case_id": case_id, "number": number, "on_date": on.isoformat(), "agency": agency, "text": text}
            connection.execute(_ADD, row)
            return note.number

    def note(self, case_id: str, number: str) -> Note | None:
        """Return the note with that number, or None."""
        return next((note for note in self.notes(case_id) if note.number == number), None)

    def notes(self, case_id: str) -> tuple[Note, ...]:
        """Return the notes of a case, in the order of their numbers."""
        with self._reading() as connection:
            return tuple(_notes(connection, [case_id])[case_id])

    def search(self, text: str, case_ids: Iterable[str]) -> tuple[Found, ...]:
        """Return where ``text`` stands in these cases."""
        wanted = sorted(set(case_ids))
        found: list[Found] = []
        with self._reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                cases = wanted[start : start + _AT_ONCE]
                people, notes = _people(connection, cases), _notes(connection, cases)
                for case_id in cases:
                    found += look(text, case_id, people[case_id], notes[case_id])
        return tuple(found)


def _people(connection: sa.Connection, cases: Sequence[str]) -> defaultdict[str, dict[str, Person]]:
    people: defaultdict[str, dict[str, Person]] = defaultdict(dict)
    for row in connection.execute(_PEOPLE, {"cases": cases}).mappings():
        values: dict[str, Any] = dict(row)
        case_id, ref, birthday = values.pop("case_id"), values.pop("ref"), values.pop("birthday")
        people[case_id][ref] = Person(birthday=dt.date.fromisoformat(birthday) if birthday else None, **values)
    return people


def _notes(connection: sa.Connection, cases: Sequence[str]) -> defaultdict[str, list[Note]]:
    notes: defaultdict[str, list[Note]] = defaultdict(list)
    for row in connection.execute(_NOTES, {"cases": cases}):
        day = dt.date.fromisoformat(row.on_date)
        notes[row.case_id].append(Note(number=f"N{row.number}", on=day, agency=row.agency, text=row.text))
    return notes
