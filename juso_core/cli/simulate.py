"""``juso simulate``: the same case through several municipalities, step against step."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from juso_core.cli.case_files import case_files
from juso_core.cli.case_shown import case_lines
from juso_core.cli.output import emit_json, screen_width
from juso_core.cli.path_tables import path_lines
from juso_core.cli.setup import cases_folder
from juso_core.cli.simulated import day_named, places
from juso_core.cli.summary_tables import summary_lines
from juso_core.desk import Place
from juso_core.language.help import Command
from juso_core.language.messages import _
from juso_core.registry import Found
from juso_core.research import expected as expectations
from juso_core.research.case_file import CaseFile
from juso_core.research.held import Held
from juso_core.research.misses import misses
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
    as_json: bool,
) -> None:
    cases = case_files(files)
    here = places(municipality, day_named(on))
    walked = _walked(cases, here)
    if check:
        _hold(walked, here, as_json)
    elif as_json:
        _print_json(walked)
    else:
        _print(walked, here, full or len(cases) == 1)


def _walked(cases: Sequence[CaseFile], here: Sequence[tuple[Found, Place]]) -> Iterator[Walked]:
    """Walk case after case, so that one folder needs no more memory than one case."""
    count = len(cases) * len(here)
    if count < _MANY:
        for case in cases:
            yield case, [path_data(simulated(case, place)) for _found, place in here]
        return
    with click.progressbar(range(count), label=_("{count} paths", count=count), file=sys.stderr) as bar:
        for case in cases:
            paths = []
            for _found, place in here:
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


def _hold(walked: Iterator[Walked], here: Sequence[tuple[Found, Place]], as_json: bool) -> None:
    """Hold every path against those that are expected: by the plugin's own files, or by files beside the case file."""
    shipped = {found.code: expectations.read_all(cases_folder(found)) for found, _place in here}
    held: list[Held] = []
    for case, paths in walked:
        beside = expectations.read_all(Path(case.file).parent)
        for (found, _place), path in zip(here, paths, strict=True):
            for one in {one.file: one for one in (*shipped[found.code], *beside)}.values():
                if (one.case, one.municipality) != (case.id, found.code):
                    continue
                held.append(Held(one, path["municipality"]["name"], misses(one, path)))
                if not as_json:
                    click.echo(str(held[-1]))
    failed = [one for one in held if not one]
    if as_json:
        emit_json({"schema": "juso.held/1", "held": [one.data() for one in held]})
    elif held:
        click.echo(_("{count} paths as expected, {failed} not", count=len(held) - len(failed), failed=len(failed)))
    else:
        click.echo(_("nothing is expected of these cases: neither a plugin nor a file beside them says so"), err=True)
    if failed or not held:
        raise click.exceptions.Exit(1)


simulate = Command(
    "simulate",
    callback=_run,
    help=_(
        "Walk invented cases through municipalities, and show the paths side by side.\n\n"
        "CASEFILE is a case file, a folder of them, or the id of a standard case such as V01; without one, all "
        "standard cases. Without --municipality: all that are enabled here; where there is no instance, all that are "
        "installed. Each municipality is taken on the day that its sources describe, unless --on names another."
    ),
    params=[
        click.Argument(["files"], metavar="[CASEFILE]...", nargs=-1),
        click.Option(
            ["--municipality"], multiple=True, metavar="A,B,…", help=_("Codes, names or short names, with commas.")
        ),
        click.Option(["--on"], metavar="DATE", help=_("The day whose structures are used.")),
        click.Option(["--full"], is_flag=True, help=_("All steps, also of several cases.")),
        click.Option(["--check"], is_flag=True, help=_("Hold the paths against the expected ones.")),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON: the list of paths (juso schema path).")),
    ],
)
