"""Reads and checks the file that holds answers: everything that is wrong in it is told at once, with its line."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from juso_core.citation import UNSOURCED
from juso_core.language.messages import _
from juso_core.municipality import code as codes
from juso_core.municipality import toml_file
from juso_core.municipality.consistency import RESERVED
from juso_core.municipality.conversion import as_meant, convert
from juso_core.municipality.plain_text import check_signs
from juso_core.municipality.problems import Slip, did_you_mean
from juso_core.municipality.words import OrganizationKind
from juso_core.scaffold.answers import MOST_AREAS, PLAN, Answers
from juso_core.scaffold.problems import AnswerErrors
from juso_core.scaffold.wrong import wrong_id, wrong_license, wrong_name, wrong_period, wrong_short, wrong_text

__all__ = ["check", "read", "read_text"]

Row = Mapping[str, Any]

_RULES: Final = {
    **dict.fromkeys(("title", "publisher", "section", "heading", "name", "per"), wrong_text),
    **dict.fromkeys(("as_of", "checked", "since"), wrong_period),
    **dict.fromkeys(("id", "body_id", "section_id"), wrong_id),
    "license": wrong_license,
}
"""What an answer in a table may not be, by its key."""

_OF_A_SECTION: Final = ("section_id", "per", "count")


def read(path: str | Path) -> Answers:
    """Read an answers file; raises AnswerErrors with everything that is wrong in it."""
    return read_text(toml_file.text_of(path, AnswerErrors), str(path))


def read_text(text: str, file: str = "answers.toml") -> Answers:
    """Read the text of an answers file; raises AnswerErrors."""
    text = toml_file.normalised(text)
    raw = toml_file.parsed(text, file, AnswerErrors)
    only_one = isinstance(raw.get("source"), dict)
    if only_one:
        raw["source"] = [raw["source"]]
    answers, slips = convert(raw, Answers)
    slips = (*slips, *check(as_meant(raw, Answers)), *check_signs(raw))
    if answers is None or slips:
        raise AnswerErrors(toml_file.problems((_in_file(slip, only_one) for slip in slips), text, file))
    return answers


def _in_file(slip: Slip, only_one: bool) -> Slip:
    """A slip at its place in a file whose only source is written as a table."""
    table, *rest = slip.place or ("",)
    return attrs.evolve(slip, place=(table, *rest[1:])) if only_one and table == "source" else slip


def check(raw: Row) -> Iterator[Slip]:
    """Yield a slip for every answer that cannot be used; what is of the wrong type is told elsewhere."""
    for key, wrong in (("code", codes.explain), ("name", wrong_name), ("name_en", wrong_name), ("short", wrong_short)):
        yield from _checked(raw, (), key, wrong)
    for table in ("source", "programme", "operator", "layer", "vendor"):
        for place, row in _rows(raw, table):
            for key, wrong in _RULES.items():
                yield from _checked(row, place, key, wrong)
            yield from _check_count(row, place)
    yield from _check_sources(_tables(raw.get("source")))
    yield from _check_sections(raw)
    yield from _check_operators(_tables(raw.get("operator")))
    for number, name in _twice(_tables(raw.get("layer")), "name"):
        yield Slip(("layer", number, name), _("this layer is answered twice"))


def _checked(row: Any, place: tuple[str | int, ...], key: str, wrong: Any) -> Iterator[Slip]:
    value = row.get(key)
    problem = wrong(value) if isinstance(value, str) else None
    if problem is not None:
        yield Slip((*place, key), problem)


def _check_count(row: Row, place: tuple[str | int, ...]) -> Iterator[Slip]:
    count = row.get("count")
    if type(count) is int and not 1 <= count <= MOST_AREAS:
        yield Slip((*place, "count"), _("{value} cannot stand here", value=count))


def _check_sources(rows: list[Row]) -> Iterator[Slip]:
    rows = [{"id": PLAN, **row} if number == 0 else row for number, row in enumerate(rows)]
    for number, row in enumerate(rows):
        if row.get("id") in (*RESERVED, UNSOURCED):
            what = _("'{id}' is taken already, and no document of yours", id=row["id"])
            yield Slip(("source", number, "id"), what, _("choose another id"))
        # What the first one lacks is asked for at a terminal.
        for key in ("id", "title", "as_of") if number else ():
            if key not in row:
                yield Slip(("source", number, key), _("the key '{key}' is missing", key=key))
    for number, key in _twice(rows, "id"):
        what = _("the id '{id}' is taken already", id=rows[number]["id"])
        yield Slip(("source", number, key), what, _("choose another id"))


def _check_sections(raw: Row) -> Iterator[Slip]:
    """What is said of a section needs one, and a layer that is named has to be there."""
    layers = [row.get(key) for row in _tables(raw.get("layer")) for key in ("name", "id")]
    names = [name for name in layers if isinstance(name, str)]
    for place, row in (*_rows(raw, "programme"), *_rows(raw, "operator")):
        for key in _OF_A_SECTION:
            if key in row and "section" not in row:
                what = _("this belongs to a section or centre, and none is named")
                yield Slip((*place, key), what, _("name it under section"))
        per = row.get("per")
        if isinstance(per, str) and per not in names:
            what = _("there is no layer '{name}' in the answers", name=per)
            yield Slip((*place, "per"), what, did_you_mean(per, names))


def _check_operators(rows: list[Row]) -> Iterator[Slip]:
    for number, row in enumerate(rows):
        kind = row.get("kind")
        if kind == OrganizationKind.MUNICIPALITY and "name" in row:
            what = _("the municipality's name is known already")
            yield Slip(("operator", number, "name"), what, _("write its section as section"))
        if kind in (OrganizationKind.SHAKYO, OrganizationKind.OTHER) and "name" not in row:
            yield Slip(("operator", number, "name"), _("the name of the body is missing"))
        if _who(row) in map(_who, rows[:number]):
            yield Slip(("operator", number, "function"), _("who runs this function is answered twice"))


def _who(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(key) for key in ("function", "kind", "name", "section", "id"))


def _twice(rows: list[Row], key: str) -> Iterator[tuple[int, str]]:
    """Where a value stands that stood in an earlier row."""
    for number, row in enumerate(rows):
        if row.get(key) is not None and row[key] in [earlier.get(key) for earlier in rows[:number]]:
            yield number, key


def _rows(raw: Row, table: str) -> Iterator[tuple[tuple[str | int, ...], Row]]:
    """The rows of a table with their places, whether there can be several or one."""
    value = raw.get(table)
    if isinstance(value, dict):
        yield (table,), value
    for number, row in enumerate(_tables(value)):
        yield (table, number), row


def _tables(value: Any) -> list[Row]:
    rows = value if isinstance(value, list) else []
    return [row if isinstance(row, dict) else {} for row in rows]
