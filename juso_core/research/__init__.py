"""Research: one case through many municipalities, comparisons, and the data of both for other tools.

The functions here return the tables of ``juso export`` as lists of plain mappings, one a line: they go into pandas or
polars as they are, and neither is needed. What each column says is in the data dictionary (``dictionary``).

>>> from juso_core import research
>>> states = {line["state"] for line in research.questions()}
>>> states <= {"stated", "none", "conflict", "silent", "not_entered"}
True

Municipalities are named by code, name or short name; without a name, all that are installed are meant. Each is taken
on the day that its sources describe, unless ``on`` names another. Names are a list, a day is a ``datetime.date``;
TypeError says so for anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "answers",
    "case_files",
    "cells",
    "citations",
    "dictionary",
    "distances",
    "facts",
    "municipalities",
    "paths",
    "questions",
    "rows",
    "sources",
    "steps",
    "tables",
    "values",
    "verdicts",
]

Lines = list[dict[str, Any]]


def tables(
    part: str,
    names: Iterable[str] = (),
    *,
    on: dt.date | None = None,
    cases: Iterable[str | Path] = (),
) -> dict[str, Lines]:
    """Return every table of a part (``structure``, ``paths``, ``matrix``) by its name, made at once.

    ``cases``, for the paths: files, folders of them, or ids of cases, standard ones or those that municipalities ship
    (``case_files``); all standard ones when left out. Raises ValueError for another part, UnknownMunicipality,
    MunicipalityUnavailable, CaseFileErrors.
    """
    from juso_core.research.exporting.chosen import chosen_cases, chosen_places
    from juso_core.research.exporting.data_set import data_set, tables_of

    tables_of(part)
    places = chosen_places(names, on)
    walked = chosen_cases(cases, places) if part == "paths" else ()
    return dict(data_set(part, places, walked).lines)


def case_files(names: Iterable[str] = ()) -> Lines:
    """Return one line for each case that can be called by its id: the standard ones, and those that are shipped.

    ``municipality`` is the code of whose own case it is, None for a standard one; without ``names``, those of all that
    are installed. ``problem`` says why a file cannot be used, None where it can. Raises UnknownMunicipality.
    """
    from juso_core.research.exporting.chosen import chosen_plugins
    from juso_core.research.known_cases import known_cases

    return [
        {
            "case": one.id,
            "title_ja": one.case.title.ja if one.case else None,
            "title_en": one.case.title.en if one.case else None,
            "municipality": one.found.code if one.found else None,
            "file": str(one.file),
            "problem": "\n".join(map(str, one.problems)) or None,
        }
        for one in known_cases(chosen_plugins(names))
    ]


def municipalities(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Return one line for each municipality: its name, the day, the digest of its structure."""
    return tables("structure", names, on=on)["municipalities"]


def sources(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Return one line for each document that facts come from."""
    return tables("structure", names, on=on)["sources"]


def rows(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Return one line for each fact that holds on the day: its key, how firm it is, since when."""
    return tables("structure", names, on=on)["rows"]


def facts(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Return one line for each value of each field of each fact."""
    return tables("structure", names, on=on)["facts"]


def citations(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Return one line for each place in a document that says a fact."""
    return tables("structure", names, on=on)["citations"]


def questions(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Return one line for each question: stated, none, conflict, silent or not entered."""
    return tables("structure", names, on=on)["questions"]


def paths(names: Iterable[str] = (), *, on: dt.date | None = None, cases: Iterable[str | Path] = ()) -> Lines:
    """Walk cases and return one line for each path: case, municipality, variant, and where it ends."""
    return tables("paths", names, on=on, cases=cases)["paths"]


def steps(names: Iterable[str] = (), *, on: dt.date | None = None, cases: Iterable[str | Path] = ()) -> Lines:
    """Walk cases and return one line for each step of each path."""
    return tables("paths", names, on=on, cases=cases)["steps"]


def answers(names: Iterable[str] = (), *, on: dt.date | None = None, cases: Iterable[str | Path] = ()) -> Lines:
    """Walk cases and return one line for each value of each answer, with who gave it."""
    return tables("paths", names, on=on, cases=cases)["answers"]


def verdicts(names: Iterable[str] = (), *, on: dt.date | None = None, cases: Iterable[str | Path] = ()) -> Lines:
    """Walk cases and return one line for each verdict of a rule of the law."""
    return tables("paths", names, on=on, cases=cases)["verdicts"]


def cells(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Compare and return one line for each cell of the matrix, with the state of its answer."""
    return tables("matrix", names, on=on)["cells"]


def values(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Compare and return one line for each value of each cell, with the code that can be compared."""
    return tables("matrix", names, on=on)["values"]


def distances(names: Iterable[str] = (), *, on: dt.date | None = None) -> Lines:
    """Compare and return one line for each two municipalities: how far apart they are, in how many dimensions."""
    return tables("matrix", names, on=on)["distances"]


def dictionary(part: str) -> Lines:
    """Return one line for each column of each table of a part: its type, meaning, codes, and what empty means."""
    from juso_core.research.exporting import dictionary as described
    from juso_core.research.exporting.data_set import tables_of

    content = [table for table in tables_of(part) if table not in described.TABLES]
    return list(described.lines(content)["dictionary"])
