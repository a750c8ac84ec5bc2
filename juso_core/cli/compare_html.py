"""``juso compare --format html``: the comparison as one file to look at."""

import sys
from collections.abc import Iterator, Sequence

import click

from juso_core.casework.record import Failure
from juso_core.cli.case_files import case_files
from juso_core.cli.compare_options import Options, give_out
from juso_core.cli.compare_structure import chosen
from juso_core.cli.output import failure_line
from juso_core.desk import Place
from juso_core.documents.comparison_html import comparison_page
from juso_core.documents.needed import needed
from juso_core.language.messages import _
from juso_core.registry import Found
from juso_core.research.case_file import CaseFile
from juso_core.research.comparing.behaviour import Behaviour, behaviour_of
from juso_core.research.comparing.matrix import matrix_of

__all__ = ["run"]

_MANY = 8
"""From so many paths on, progress is shown."""


def run(here: Sequence[tuple[Found, Place]], options: Options) -> None:
    """Write the page of these municipalities and of the case files, or of the standard cases."""
    needed("jinja2")
    cases = case_files(options.cases, here)
    places = [place for _found, place in here]
    failures: dict[Failure, None] = {failure: None for place in places for failure in place.failures}
    matrix = matrix_of(places, chosen(options))
    page = comparison_page(matrix, places, _noting(_walked(cases, places), failures))
    for failure in failures:
        click.echo(failure_line(failure), err=True)
    give_out(page, options)


def _walked(cases: Sequence[CaseFile], places: Sequence[Place]) -> Iterator[Behaviour]:
    count = len(cases) * len(places)
    if count < _MANY:
        yield from (behaviour_of(case, places) for case in cases)
        return
    with click.progressbar(cases, label=_("{count} paths", count=count), file=sys.stderr) as bar:
        yield from (behaviour_of(case, places) for case in bar)


def _noting(found: Iterator[Behaviour], failures: dict[Failure, None]) -> Iterator[Behaviour]:
    """Keep who failed to answer on the way: a path that lacks a judgement must not look like any other."""
    for one in found:
        failures.update((Failure(**failure), None) for path in one.paths for failure in path["failures"])
        yield one
