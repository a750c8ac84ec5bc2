"""Where a fact or an answer comes from: sources, citations, origins.

Nothing in juso is asserted without one of these. A *source* is a document; a *citation* is a place in it, named by
its heading; an *origin* says which giver answered (the municipality's plugin, what its structure states, the national
standard, or the person acting), with the citations that it gave.
"""

from enum import StrEnum
from functools import lru_cache
from typing import Final

from attrs import frozen

__all__ = ["UNSOURCED", "Citation", "Giver", "Origin", "Source", "Text"]

UNSOURCED: Final = "unsourced"
"""The id of the source that stands in, in a new structure, for the documents that nobody has named yet."""


@frozen
class Text:
    """A sentence in both languages that people read; plugins use it for their reasons.

    >>> Text("窓口", "window").in_language("ja")
    '窓口'
    """

    ja: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the sentence in ``language`` ("ja" or "en")."""
        return self.ja if language == "ja" else self.en


@frozen
class Citation:
    """A place in a source: the source's id and the heading under which the fact stands."""

    source: str
    heading: str

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """Read ``"<source id>: <heading>"``; raises ValueError when either part is missing.

        >>> Citation.parse("plan: 2 (1)")
        Citation(source='plan', heading='2 (1)')
        """
        return _parsed(text)

    def __str__(self) -> str:
        return f"{self.source}: {self.heading}"


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Citation:
    """Hooks give the same citations again and again."""
    source, colon, heading = text.partition(":")
    if not colon or not source.strip() or not heading.strip():
        raise ValueError(f'{text!r} is not of the form "source id: heading"')
    return Citation(source.strip(), heading.strip())


@frozen
class Source:
    """A document that a structure cites.

    ``as_of`` is the day, month or fiscal year that the document describes or was printed ("2021-10-21", "2024-03",
    "FY2021"), no more precise than the document says; ``checked`` is the day on which somebody last looked at it.
    """

    id: str
    title: str
    as_of: str
    publisher: str | None = None
    checked: str | None = None


class Giver(StrEnum):
    """Who answered, in the order in which they are asked; ``actor`` is the person who chose otherwise."""

    PLUGIN = "plugin"
    STRUCTURE = "structure"
    NATIONAL = "national"
    ACTOR = "actor"


@frozen
class Origin:
    """Who said one field of a decision, and from where.

    ``name`` is the key of the structure's row that said it, or else the giver's name (a plugin's distribution,
    "national"); ``version`` is the distribution's version or the structure's digest; ``status`` is the status of the
    row that was used where it is not in force (planned, proposed, trial).
    """

    giver: Giver
    name: str
    version: str = ""
    cites: tuple[Citation, ...] = ()
    why: tuple[Text, ...] = ()
    status: str | None = None
