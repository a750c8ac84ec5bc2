"""Which meetings a case comes to, the most particular first, and who of their members.

The structure's answers and a person's own choice of a meeting rest on the same reading of the rows.
"""

from collections.abc import Iterable

from juso_core.casework.case import Case
from juso_core.casework.triggers import concerns, is_about
from juso_core.municipality import queries
from juso_core.municipality.structure import Meeting, Structure
from juso_core.municipality.words import Cases, ConferenceKind, Occasion

__all__ = ["comes_to", "fitting", "in_a_row", "members_of"]


def comes_to(meeting: Meeting, case: Case) -> bool:
    """Whether such a case comes to the meeting: by its group, and by the field where the consultation arrived."""
    by_field = not meeting.fields or case.consultation.field in meeting.fields
    return meeting.cases is not Cases.NONE and by_field and concerns(meeting.only_for, case)


def fitting(
    structure: Structure, kind: ConferenceKind, case: Case, occasion: Occasion | None = None
) -> tuple[Meeting, ...]:
    """Return the meetings of a kind to which such a case comes: those for its group first, then those for its field."""
    coming = (meeting for meeting in queries.meetings(structure, kind, occasion) if comes_to(meeting, case))
    return tuple(sorted(coming, key=_particular))


def _particular(meeting: Meeting) -> tuple[bool, bool]:
    return (not meeting.only_for, not meeting.fields)


def in_a_row(structure: Structure, names: Iterable[str], case: Case) -> tuple[Meeting, ...]:
    """Return the meetings of a route through which such a case goes, in their order.

    Meetings of one kind for different cases are alternatives: the most particular that fits takes the place of others.
    """
    rows = {row.id: row for row in structure.meeting}
    coming = [rows[name] for name in names if name in rows and comes_to(rows[name], case)]
    best = {
        kinds: min(map(_particular, (one for one in coming if one.kinds == kinds)))
        for kinds in {m.kinds for m in coming}
    }
    return tuple(meeting for meeting in coming if _particular(meeting) == best[meeting.kinds])


def members_of(meeting: Meeting, kind: ConferenceKind, case: Case) -> tuple[str, ...]:
    """Return who of its members comes when it is held as that kind about such a case."""
    return tuple(
        member.who
        for member in meeting.members
        if (not member.at or kind in member.at) and is_about(member.topics, case)
    )
