"""Dimensions of what no table and no question holds: notes about rows, by what the rows are about."""

from collections.abc import Callable, Iterator
from typing import Final

from juso_core.citation import Text
from juso_core.municipality.structure import Note, Row, Structure
from juso_core.municipality.words import NoteKind
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import more
from juso_core.research.comparing.values import merged

__all__ = ["GROUPS", "dimensions"]

_GROUP: Final = "remarks"

GROUPS: Final = (Group(_GROUP, Text("そのほかの記載", "remarks")),)

_ABOUT: Final = (
    ("programme", "事業についての注記", "remarks on the programme", ("programme",)),
    ("areas", "圏域についての注記", "remarks on areas", ("layer", "area")),
    ("bodies", "団体と機関についての注記", "remarks on bodies and agencies", ("organization", "agency")),
    ("services", "窓口と事業についての注記", "remarks on windows and services", ("service",)),
    ("staff", "職員についての注記", "remarks on staff", ("role",)),
    ("conferences", "会議についての注記", "remarks on conferences", ("meeting",)),
    ("plans", "プランについての注記", "remarks on plans", ("plan_route",)),
    ("forms", "様式についての注記", "remarks on forms", ("form",)),
    ("numbers", "実績についての注記", "remarks on figures", ("counting_rule", "figure", "priority")),
)


def dimensions() -> Iterator[Dimension]:
    """Yield the dimensions of this group, in the order in which people read them."""
    for name, ja, en, tables in _ABOUT:
        yield more(_GROUP, f"remarks.{name}", ja, en, _notes(tables))


def _notes(tables: tuple[str, ...]) -> Callable[[Structure], tuple[Value, ...]]:
    def of(structure: Structure) -> tuple[Value, ...]:
        names = {name for row in structure.rows() if row.table in tables for name in _names(row)}
        return merged(
            (_text(note), IN_WORDS, note) for note in structure.note if note.about in names and _holds(note, structure)
        )

    return of


def _names(row: Row) -> tuple[str, ...]:
    """How a note can name a row: by its key, or by its id alone."""
    return row.key, row.key.partition(".")[2] or row.key


def _holds(note: Note, structure: Structure) -> bool:
    return structure.on is None or note.holds_on(structure.on)


def _text(note: Note) -> Text:
    """The note, with why it stands there where that is not simply that the source says so."""
    if note.kind is NoteKind.STATED:
        return note.text
    return Text(f"{note.kind.ja}：{note.text.ja}", f"{note.kind.en}: {note.text.en}")
