"""``juso compare --diff A B``: in what two municipalities differ, as sentences with both citations."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

import click

from juso_core.cli.compare_options import Options, give_out
from juso_core.cli.compare_structure import chosen
from juso_core.cli.output import screen_width
from juso_core.desk import Place
from juso_core.language.messages import _, current
from juso_core.language.width import wrap
from juso_core.registry import Found
from juso_core.research.comparing.data import cell_data
from juso_core.research.comparing.findings import Finding, FindingKind, findings
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Matrix
from juso_core.research.comparing.sentences import finding_sentence, on_other_days
from juso_core.research.comparing.wording import sources_of

__all__ = ["run"]

SCHEMA: Final = "juso.diff/1"


def run(here: Sequence[tuple[Found, Place]], options: Options) -> None:
    """Show in what two municipalities differ."""
    if len(here) != 2:
        raise click.UsageError(_("--diff compares two municipalities: name two; there are {count}", count=len(here)))
    matrix = matrix_of((place for _found, place in here), chosen(options))
    found = list(findings(matrix, *(column.code for column in matrix.columns)))
    if options.format == "json":
        give_out(json.dumps(_data(matrix, found), ensure_ascii=False, indent=2), options)
        return
    lines = list(_lines(matrix, found, options))
    if options.format == "text":
        lines = [part for line in lines for part in wrap(line, screen_width())]
    give_out("\n".join(lines), options)


def _lines(matrix: Matrix, found: list[Finding], options: Options) -> Iterator[str]:
    """Differences first; what is the same, and what neither says, only in numbers unless all is asked for."""
    first, second = (column.label(current()) for column in matrix.columns)
    counts = Counter(one.kind for one in found)
    heading = "## " if options.format == "md" else ""
    for line in on_other_days(matrix.columns):
        yield from (line, "")
    for kind in FindingKind:
        if counts[kind]:
            yield f"{heading}{kind.label(current())}: {counts[kind]}"
        if kind in (FindingKind.SAME, FindingKind.NEITHER) and not options.full:
            continue
        for one in found:
            if one.kind is kind and kind is not FindingKind.NEITHER:
                yield f"- {finding_sentence(one, first, second)} ({one.dimension.id})"
            elif one.kind is kind:
                yield f"- {one.dimension.name.in_language(current())} ({one.dimension.id})"
        if counts[kind]:
            yield ""
    yield f"{heading}{_('Sources')}"
    names = {column.code: column.label(current()) for column in matrix.columns}
    yield from (f"- {names[code]}  {one.id}: {one.title} ({one.as_of})" for code, one in sources_of(matrix))


def _data(matrix: Matrix, found: list[Finding]) -> dict[str, Any]:
    counts = Counter(one.kind for one in found)
    return {
        "schema": SCHEMA,
        "municipalities": [
            {"code": one.code, "name": one.name, "on": one.on.isoformat(), "digest": one.digest}
            for one in matrix.columns
        ],
        "counts": {kind.value: counts[kind] for kind in FindingKind},
        "findings": [
            {
                "dimension": one.dimension.id,
                "name": {"ja": one.dimension.name.ja, "en": one.dimension.name.en},
                "kind": one.kind.value,
                "conflict": one.conflicting,
                "cells": [cell_data(one.first), cell_data(one.second)],
            }
            for one in found
        ],
    }
