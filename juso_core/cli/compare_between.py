"""``juso compare MUNICIPALITY --between DATE DATE``: what changed from one day to the other, as sentences."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

import click

from juso_core.citation import Citation, Text
from juso_core.cli.compare_options import Options, give_out
from juso_core.cli.compare_structure import chosen
from juso_core.cli.output import screen_width
from juso_core.cli.shown import show_day
from juso_core.cli.simulated import places
from juso_core.desk import Place
from juso_core.language.messages import _, current
from juso_core.language.width import wrap
from juso_core.municipality import labels
from juso_core.municipality.differences import Change, ChangeKind, as_data, label
from juso_core.municipality.structure import Member, Structure
from juso_core.municipality.words import Status, Word
from juso_core.research.comparing.data import cell_data
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Cell, Dimension
from juso_core.research.comparing.over_time import changed_cells, changed_rows
from juso_core.research.comparing.sentences import says, with_remarks
from juso_core.research.comparing.wording import cites_text

__all__ = ["run"]

SCHEMA: Final = "juso.between/1"
_SIGNS: Final = {ChangeKind.ADDED: "+", ChangeKind.GONE: "-", ChangeKind.CHANGED: "~"}

Changed = tuple[Dimension, Cell, Cell]


def run(named: Sequence[str], days: tuple[dt.date | None, dt.date | None], options: Options) -> None:
    """Show what changed in one municipality between two days."""
    first, last = days
    if first is None or last is None or last <= first:
        raise click.UsageError(_("--between needs two days, the earlier one first"))
    before, after = _only(places(named, first)), _only(places(named, last))
    rows = changed_rows(before.structure, after.structure, last)
    wanted = chosen(options)
    cells = list(changed_cells(matrix_of([before], wanted), matrix_of([after], wanted), after.code))
    if options.format == "json":
        give_out(json.dumps(_data(before, after, rows, cells), ensure_ascii=False, indent=2), options)
        return
    lines: Sequence[str] = list(_lines(before, after, rows, cells))
    if options.format == "text":
        lines = [part for line in lines for part in wrap(line, screen_width())]
    give_out("\n".join(lines), options)


def _only(here: Sequence[tuple[Any, Place]]) -> Place:
    if len(here) != 1:
        raise click.UsageError(_("--between looks at one municipality: name one; there are {count}", count=len(here)))
    return here[0][1]


def _day(place: Place) -> str:
    return show_day(place.structure.on.isoformat()) if place.structure.on else ""


def _lines(before: Place, after: Place, rows: Sequence[Change], cells: Sequence[Changed]) -> Iterator[str]:
    heading = _("{name}: from {first} to {last}", name=after.structure.name, first=_day(before), last=_day(after))
    yield heading
    if described := after.structure.described_on:
        yield _("The sources describe {day}; of other days only what has a beginning or an end in them is known.",
                day=show_day(described.isoformat()))  # fmt: skip
    yield ""
    yield _("Rows that changed: {count}", count=len(rows))
    yield from (f"{_SIGNS[change.kind]} {_row_sentence(change, before, after)}" for change in rows)
    yield ""
    yield _("Cells of the matrix that changed: {count}", count=len(cells))
    for dimension, earlier, later in cells:
        first, second = _day(before), _day(after)
        sentence = _("{about}: {first}: {one}; {second}: {other}.", about=dimension.name.in_language(current()),
                     first=first, one=says(earlier), second=second, other=says(later))  # fmt: skip
        yield f"- {with_remarks(sentence, (first, earlier), (second, later))} ({dimension.id})"


def _row_sentence(change: Change, before: Place, after: Place) -> str:
    name = label(change, before.structure, after.structure, current())
    what = (f"{change.table}.{change.id}" if change.id else change.table) + (f" {name}" if name else "")
    status = getattr(change.row, "status", Status.IN_FORCE)
    if status is not Status.IN_FORCE:
        what += f" [{status.label(current())}]"
    cites = cites_text(_cites(change))
    if change.kind is ChangeKind.ADDED:
        return _("{what}: new, since {since} [{cites}]", what=what, since=change.row.since or "?", cites=cites)
    if change.kind is ChangeKind.GONE:
        return _("{what}: gone, until {until} [{cites}]", what=what, until=change.row.until or "?", cites=cites)
    keys = "; ".join(_key(key, change, before, after) for key in change.keys if key not in ("since", "until", "cite"))
    return _("{what}: changed: {keys} [{cites}]", what=what, keys=keys or _("only its period"), cites=cites)


def _key(key: str, change: Change, before: Place, after: Place) -> str:
    """A key of the file with its values on both days, in people's words."""
    was, now = (
        ", ".join(dict.fromkeys(_said(getattr(row, key), place.structure) for row in rows))
        for rows, place in ((change.before, before), (change.after, after))
    )
    return f"{key}: {was} → {now}"


def _said(value: Any, structure: Structure) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, tuple):
        return "・".join(_said(one, structure) for one in value)
    if isinstance(value, Word):
        return value.label(current())
    if isinstance(value, Member):
        return labels.label(structure, value.who, current())
    if isinstance(value, Text):
        return value.in_language(current())
    return labels.label(structure, value, current()) if isinstance(value, str) else str(value)


def _cites(change: Change) -> tuple[Citation, ...]:
    rows = (*change.before, *change.after)
    return tuple(dict.fromkeys(cite for row in rows for cite in getattr(row, "cite", ())))


def _data(before: Place, after: Place, rows: Sequence[Change], cells: Sequence[Changed]) -> dict[str, Any]:
    days = [place.structure.on.isoformat() if place.structure.on else "" for place in (before, after)]
    return {
        "schema": SCHEMA,
        "municipality": {"code": after.code, "name": after.structure.name, "digest": after.structure.digest},
        "days": days,
        "rows": [{**as_data(change), "cites": [str(cite) for cite in _cites(change)]} for change in rows],
        "cells": [
            {"dimension": dimension.id, "before": cell_data(earlier), "after": cell_data(later)}
            for dimension, earlier, later in cells
        ],
    }
