"""``juso simulate``: the same case through several municipalities, step against step."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from juso_core.casework.record import Failure
from juso_core.cli.case_files import case_files
from juso_core.cli.case_shown import case_lines
from juso_core.cli.everything_shipped import Going, everything_shipped
from juso_core.cli.held_paths import hold_paths
from juso_core.cli.output import failure_line, screen_width
from juso_core.cli.path_tables import path_lines
from juso_core.cli.setup import installed
from juso_core.cli.simulated import day_named, places, plugins_named, tell_left_out
from juso_core.cli.summary_tables import summary_lines
from juso_core.desk import Place
from juso_core.language.help import Command
from juso_core.language.messages import _
from juso_core.registry import Found
from juso_core.research.case_file import CaseFile
from juso_core.research.path import path_data
from juso_core.research.simulation import simulate as simulated

__all__ = ["simulate"]

_MANY = 8
"""From so many paths on, progress is shown."""

Walked = tuple[CaseFile, list[dict[str, Any]]]


def _run(
    files: tuple[str, ...],
    municipality: tuple[str, ...],
    on: str | None,
    full: bool,
    check: bool,
    listing: bool,
    as_json: bool,
) -> None:
    if listing:
        _list(municipality, bool(files or on or full or check), as_json)
        return
    here = places(municipality, day_named(on))
    everything = check and not files
    going = everything_shipped(here) if everything else tuple((case, here) for case in case_files(files, here))
    failures: dict[Failure, None] = {}
    walked = _noting_failures(_walked(going), failures)
    as_expected = True
    if check:
        as_expected = hold_paths(going, walked, here, everything, as_json)
    elif as_json:
        _print_json(walked)
    else:
        _print(walked, here, full or len(going) == 1)
    for failure in failures:
        click.echo(failure_line(failure), err=True)
    if check and (failures or not as_expected):
        raise click.exceptions.Exit(1)


def _list(municipality: tuple[str, ...], more: bool, as_json: bool) -> None:
    if more:
        raise click.UsageError(_("--list goes with --municipality and --json alone"))
    from juso_core.cli.case_list import list_cases

    found, broken = installed()
    named = plugins_named(municipality)
    for record in () if named else broken:
        tell_left_out(record)
    list_cases(named or found, as_json)


def _noting_failures(walked: Iterator[Walked], failures: dict[Failure, None]) -> Iterator[Walked]:
    """Keep who failed to answer on the way: a path that lacks a judgement must not look like any other."""
    for case, paths in walked:
        failures.update((Failure(**failure), None) for path in paths for failure in path["failures"])
        yield case, paths


def _walked(going: Sequence[Going]) -> Iterator[Walked]:
    """Walk case after case, so that one folder needs no more memory than one case."""
    count = sum(len(through) for _case, through in going)
    if count < _MANY:
        for case, through in going:
            yield case, [path_data(simulated(case, place)) for _found, place in through]
        return
    with click.progressbar(range(count), label=_("{count} paths", count=count), file=sys.stderr) as bar:
        for case, through in going:
            paths = []
            for _found, place in through:
                paths.append(path_data(simulated(case, place)))
                bar.update(1)
            yield case, paths


def _print_json(walked: Iterator[Walked]) -> None:
    """One list, written path by path."""
    first = True
    for _case, paths in walked:
        for path in paths:
            text = json.dumps(path, ensure_ascii=False, indent=2)
            click.echo(("[\n" if first else ",\n") + text, nl=False)
            first = False
    click.echo("[]" if first else "\n]")


def _print(walked: Iterator[Walked], here: Sequence[tuple[Found, Place]], full: bool) -> None:
    width, structures = screen_width(), [place.structure for _found, place in here]
    for case, paths in walked:
        for line in case_lines(case, width):
            click.echo(line)
        click.echo()
        if full:
            for line in path_lines(paths, width):
                click.echo(line)
            click.echo()
        for line in summary_lines(paths, structures, width):
            click.echo(line)
    click.echo(_("Each step with its sources: juso explain CASEFILE --municipality MUNICIPALITY"))


simulate = Command(
    "simulate",
    callback=_run,
    help=_(
        "Walk invented cases through municipalities, and show the paths side by side.\n\n"
        "CASE is a case file, a folder of them, or the id of a case: of a standard one such as V01, or of one that a "
        "municipality ships itself. Without one: all standard cases; with --check also the own cases of each "
        "municipality, in that one. --list shows which cases there are. Without --municipality: all that are enabled "
        "here; where there is no instance, all that are installed. Each municipality is taken on the day that its "
        "sources describe, unless --on names another."
    ),
    params=[
        click.Argument(["files"], metavar="[CASE]...", nargs=-1),
        click.Option(
            ["--municipality"], multiple=True, metavar="A,B,…", help=_("Codes, names or short names, with commas.")
        ),
        click.Option(["--on"], metavar="DATE", help=_("The day whose structures are used.")),
        click.Option(["--full"], is_flag=True, help=_("All steps, also of several cases.")),
        click.Option(["--check"], is_flag=True, help=_("Hold the paths against the expected ones.")),
        click.Option(["--list", "listing"], is_flag=True, help=_("List the cases that can be called by their id.")),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON: the list of paths (juso schema path).")),
    ],
)
