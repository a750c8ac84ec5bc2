"""Whether everything that an expectation file names exists in the municipality that it is about."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from juso_core.casework.decisions import Decision
from juso_core.desk import Place
from juso_core.language.messages import _
from juso_core.municipality.lines import Place as Where
from juso_core.municipality.lines import show
from juso_core.municipality.problems import Problem, did_you_mean
from juso_core.municipality.queries import OUTSIDE
from juso_core.municipality.words import BroughtBy, Function, Special
from juso_core.national import SOURCES
from juso_core.research.expected import Expected, ExpectedErrors, Step, Summary
from juso_core.research.expected_checks import ANSWERS
from juso_core.research.summary import BY_PLAN, NONE

__all__ = ["check_names"]

_OF_SUMMARY = ("convener", "lead", *BY_PLAN)
_SPECIAL = (
    *(word.value for word in Special),
    *(f"function:{function.value}" for function in Function),
    *(OUTSIDE + word.value for word in BroughtBy),
)


def check_names(expected: Iterable[tuple[Expected, Place]]) -> None:
    """Raise ExpectedErrors with every name in these files that leads nowhere in the municipality of the file."""
    known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    problems: list[Problem] = []
    for one, place in expected:
        if place.code not in known:
            known[place.code] = _known(place)
        problems += _unknown_names(one, *known[place.code])
    if problems:
        raise ExpectedErrors(problems)


def _unknown_names(expected: Expected, ids: tuple[str, ...], sources: tuple[str, ...]) -> Iterator[Problem]:
    """Every id and every cited source that the structure has on no day."""
    names = (*ids, *_SPECIAL, NONE)
    for where, row in expected.rows():
        for key, name in _names(row):
            if name not in names:
                what = _("nothing here is called '{name}'", name=name)
                yield _problem(expected, (*where, *key), what, did_you_mean(name, names, ""))
        for number, cite in enumerate(row.cite):
            if cite.source not in sources:
                what = _("there is no [[source]] '{name}'", name=cite.source)
                yield _problem(expected, (*where, "cite", number), what, did_you_mean(cite.source, sources))


def _problem(expected: Expected, where: Where, what: str, hint: str) -> Problem:
    return Problem(expected.file, expected.line(where) or 1, show(where), what, hint)


def _known(place: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of all days, not only of the day that is simulated, and the sources with those of the standard."""
    raw: Mapping[str, Any] = tomllib.loads(place.text)
    tables = [rows for table, rows in raw.items() if isinstance(rows, list) and table != "source"]
    ids = dict.fromkeys(row["id"] for rows in tables for row in rows if isinstance(row, Mapping) and "id" in row)
    sources = (*(one.id for one in place.structure.source), *(one.id for one in SOURCES))
    return (*place.structure.ids, *ids), sources


def _names(row: Summary | Step) -> Iterator[tuple[Where, str]]:
    """Every id that a row states, with the key where it stands; nothing where its values are no ids."""
    if isinstance(row, Summary):
        if row.key.partition(".")[0] not in _OF_SUMMARY:
            return
    elif row.answer not in ANSWERS.get(row.step, Decision).names:
        return
    yield from ((("is",), name) for name in _texts(row.value.plain))
    for number, one in enumerate(row.accept):
        yield from ((("accept", number), name) for name in _texts(one.plain))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from value
    elif isinstance(value, Mapping):
        for one in value["maybe"]:
            yield from _texts(one)
