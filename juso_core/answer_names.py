"""What a hook's answer may name: rows of the structure of the day, ``@`` words, operators by their function."""

from typing import Final

from attrs import field, frozen

from juso_core.casework.decisions import Reason
from juso_core.language.messages import _
from juso_core.municipality.problems import nearest
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Function, Special

__all__ = ["NATIONAL_SOURCES", "Names", "sort_of"]

NATIONAL_SOURCES: Final = frozenset({"manual", "act"})
"""The sources that every municipality may cite, beside those of its own structure."""

_ACTORS: Final = ("agency", "organization", "service", "role")
_TABLES: Final = {
    "service": ("service",),
    "form": ("form",),
    "meeting": ("meeting",),
    "actor": _ACTORS,
    "anybody": (*_ACTORS, "meeting"),
}
_FIELDS: Final = {
    **dict.fromkeys(("window", "alternatives"), "service"),
    **dict.fromkeys(("form", "proposal"), "form"),
    **dict.fromkeys(("meeting", "triage", "deliberated_in"), "meeting"),
    **dict.fromkeys(("convener", "lead", "secretariat", "members", "drafters", "received_from"), "actor"),
}
_WORDS: Final = frozenset({*(who.value for who in Special), *(f"function:{function.value}" for function in Function)})


def sort_of(field: str) -> str:
    """Return the sort of names that a field of a decision takes: service, form, meeting, actor or anybody.

    Where an actor or anybody can stand, those who are named by what they are can stand too (``@municipality``,
    ``function:outreach``); so they can as a window, but nothing can stand for a form or a meeting.
    """
    return _FIELDS.get(field, "anybody")


@frozen(eq=False)
class Names:
    """What an answer about a structure may name: by sort, and the structure's rows and sources.

    ``proper`` remembers, by the fields that there are, the reasons that were found to be proper ones.
    """

    structure: Structure
    by_sort: dict[str, frozenset[str]]
    rows: frozenset[str]
    sources: frozenset[str]
    proper: dict[frozenset[str], dict[int, Reason]] = field(factory=dict)

    @classmethod
    def of(cls, structure: Structure) -> "Names":
        """Collect the names of a structure."""
        ids = {table: [row.id for row in getattr(structure, table)] for table in (*_TABLES["anybody"], "form")}
        return cls(
            structure,
            {
                sort: frozenset(id for table in tables for id in ids[table])
                | (frozenset() if sort in ("form", "meeting") else _WORDS)
                for sort, tables in _TABLES.items()
            },
            frozenset(row.key for row in structure.rows()),
            NATIONAL_SOURCES.union(source.id for source in structure.source),
        )

    def wrong(self, name: str, sort: str) -> str:
        """Return what is wrong with a name that is not among those of a sort."""
        row = self.structure.ids.get(name)
        if row is not None:
            tables = ", ".join(f"[[{table}]]" for table in _TABLES[sort])
            return _(
                "'{name}' is a row of [[{table}]]; one of {tables} is needed", name=name, table=row.table, tables=tables
            )
        near = nearest(name, self.by_sort[sort])
        if near:
            return _(
                "nothing in the structure of the day is called '{name}'; did you mean '{near}'?", name=name, near=near
            )
        return _("nothing in the structure of the day is called '{name}'", name=name)
