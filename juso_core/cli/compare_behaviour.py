"""``juso compare --behaviour``: which paths cases take in municipalities, side by side, and what they measure."""

import itertools
import sys
from collections.abc import Iterator, Sequence
from typing import Final

import click

from juso_core.casework.record import Failure
from juso_core.cli.case_files import case_files
from juso_core.cli.compare_options import Options, give_out
from juso_core.cli.output import failure_line, screen_width
from juso_core.cli.path_tables import path_lines
from juso_core.desk import Place
from juso_core.language.messages import _, current
from juso_core.language.width import table, wrap
from juso_core.registry import Found
from juso_core.research.case_file import CaseFile
from juso_core.research.comparing.behaviour import Behaviour, behaviour_data, behaviour_of
from juso_core.research.comparing.matrix import column_of
from juso_core.research.comparing.measures import MEASURES
from juso_core.research.comparing.sentences import on_other_days

__all__ = ["behaviour_lines", "run"]

_NARROWEST: Final = 20
_MANY: Final = 8
"""From so many paths on, progress is shown."""


def run(here: Sequence[tuple[Found, Place]], options: Options) -> None:
    """Show or write how cases go in these municipalities, and what the paths measure."""
    if options.format in ("xlsx", "html"):
        raise click.UsageError(
            _("--behaviour comes as text, json, csv or md; the HTML page holds it too: juso compare --format html")
        )
    if options.groups or options.dimensions:
        raise click.UsageError(_("--group and --dimension narrow what sources say, not how cases go"))
    cases = case_files(options.cases, here)
    places = [place for _found, place in here]
    found = list(_walked(cases, places))
    failures = (Failure(**one) for each in found for path in each.paths for one in path["failures"])
    for failure in dict.fromkeys(failures):
        click.echo(failure_line(failure), err=True)
    give_out(_formatted(found, places, options), options)


def _walked(cases: Sequence[CaseFile], places: Sequence[Place]) -> Iterator[Behaviour]:
    if len(cases) * len(places) < _MANY:
        yield from (behaviour_of(case, places) for case in cases)
        return
    label = _("{count} paths", count=len(cases) * len(places))
    with click.progressbar(cases, label=label, file=sys.stderr) as bar:
        yield from (behaviour_of(case, places) for case in bar)


def _formatted(found: Sequence[Behaviour], places: Sequence[Place], options: Options) -> str | bytes:
    if options.format == "json":
        import json

        return json.dumps(behaviour_data(found, places), ensure_ascii=False, indent=2)
    if options.format in ("csv", "md"):
        from juso_core.documents.behaviour_tables import behaviour_csv, behaviour_markdown

        if options.format == "csv":
            return behaviour_csv(found, places, options.encoding)
        return behaviour_markdown(found, places)
    full = options.full or len(found) == 1
    width = screen_width()
    lines = itertools.chain.from_iterable(behaviour_lines(one, places, width, full) for one in found)
    other_days = [part for line in on_other_days(map(column_of, places)) for part in (*wrap(line, width), "")]
    return "\n".join([*other_days, *lines, *_legend(found, places, width, options.full)])


def behaviour_lines(one: Behaviour, places: Sequence[Place], width: int, steps: bool) -> Iterator[str]:
    """Yield one case: with ``steps`` the paths step by step, and the measures, each with one column a municipality."""
    title = one.case.title.ja if current() == "ja" else one.case.title.en
    yield f"■ {one.case.id}  {title}"
    if steps:
        yield from path_lines(one.paths, width)
        yield ""
    room = max(1, (width - 26) // _NARROWEST)
    for start in range(0, len(places), room):
        rows = [
            [measure.name.in_language(current()), *(each.shown(current()) for each in shown[start : start + room])]
            for measure in MEASURES.values()
            for shown in [one.of_measure(measure.id)]
        ]
        heads = [_("measure"), *(place.structure.name for place in places[start : start + room])]
        yield from table((row for row in rows if any(row[1:])), heads, width).splitlines()
        yield ""


def _legend(found: Sequence[Behaviour], places: Sequence[Place], width: int, full: bool) -> Iterator[str]:
    yield from wrap(_("2–5: it depends on what is not known in the case. –: nobody says so. An empty cell: the path "
                      "never came to it."), width)  # fmt: skip
    if full:
        yield from _definitions(width)
    else:
        yield _("All steps, and how each measure is defined: --full")
    if found and places:
        example = found[0].of_measure("handoffs")[0].id
        yield _("What a number was counted from: juso explain {example}", example=example)


def _definitions(width: int) -> Iterator[str]:
    for one in MEASURES.values():
        language = current()
        text = f"{one.name.in_language(language)} ({one.id}): {one.definition.in_language(language)}"
        first, *rest = wrap(text, max(width - 4, 20))
        yield first
        yield from (f"    {line}" for line in rest)
