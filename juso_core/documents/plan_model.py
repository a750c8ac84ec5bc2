"""What a draft of the implementation plan (Act 106-5) is made of, before any format: sections, and parts of sections.

Every part knows the rows of the structure that it says, and their citations; a gap says which question is open. Whoever
writes a format (``plan_html``, ``plan_docx``) adds nothing but form.
"""

import datetime as dt
from collections.abc import Iterator

from attrs import field, frozen

from juso_core.citation import Citation, Source
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.words import NoteKind

__all__ = ["Draft", "Gap", "Line", "Paragraph", "Part", "Section", "Table"]


@frozen
class Paragraph:
    """Sentences, the keys of the rows that say them, and where these stand in the sources.

    ``remark`` is what kind of remark it is, where it comes from a note of the structure.
    """

    id: str
    text: str
    rows: tuple[str, ...]
    cites: tuple[Citation, ...]
    remark: NoteKind | None = None


@frozen
class Line:
    """One line of a table: as many cells as the table has headings."""

    cells: tuple[str, ...]
    rows: tuple[str, ...]
    cites: tuple[Citation, ...]


@frozen
class Table:
    """A table with its caption, headings and lines; the first cell of a line names what the line is about."""

    id: str
    caption: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """The keys of the rows behind all lines, each once."""
        return tuple(dict.fromkeys(row for line in self.lines for row in line.rows))

    @property
    def cites(self) -> tuple[Citation, ...]:
        """The citations of all lines, each once."""
        return tuple(dict.fromkeys(cite for line in self.lines for cite in line.cites))


@frozen
class Gap:
    """A question that the sources leave open: silent, not entered, or in conflict (with its rows)."""

    id: str
    question: str
    state: AnswerState
    text: str
    rows: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()


Part = Paragraph | Table | Gap


@frozen
class Section:
    """A heading with what stands under it; ``level`` 1 is a chapter, 2 a part of the chapter before it."""

    id: str
    number: str
    level: int
    title: str
    parts: tuple[Part, ...]


@frozen
class Draft:
    """A draft: whose, of which day, in which language, from which file (``digest``).

    ``preface`` says what the document is and how to read it; it is about the draft, not about the municipality.
    """

    municipality: str
    name: str
    on: dt.date
    language: str
    digest: str
    version: str
    title: str
    preface: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = field(repr=False, default=())

    def parts(self) -> Iterator[Part]:
        """Yield every part of every section, in order."""
        for section in self.sections:
            yield from section.parts

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Every citation once, in the order in which it comes up: the number of a reference is its place here."""
        found: dict[Citation, None] = {}
        for part in self.parts():
            found.update(dict.fromkeys(part.cites))
        return tuple(found)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every open question once, in the order of the sections."""
        return tuple({part.id: part for part in self.parts() if isinstance(part, Gap)}.values())

    @property
    def conflicts(self) -> tuple[Paragraph, ...]:
        """The remarks that tell of a conflict within the sources."""
        return tuple(p for p in self.parts() if isinstance(p, Paragraph) and p.remark is NoteKind.CONFLICT)
