"""``juso export structure | paths | matrix``: tidy tables for other tools, with a dictionary and how to cite them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juso_core.language.help import Command
from juso_core.language.messages import _

if TYPE_CHECKING:
    from juso_core.research.exporting.data_set import DataSet

__all__ = ["export"]

_PARTS = ("structure", "paths", "matrix")


def _run(
    part: str,
    named: tuple[str, ...],
    output: str | None,
    table: str | None,
    format: str,
    encoding: str,
    on: str | None,
    cases: tuple[str, ...],
) -> None:
    if (output is None) == (table is None):
        raise click.UsageError(_("name a folder with --output, or one table with --table to print it"))
    if cases and part != "paths":
        raise click.UsageError(_("--cases is for paths only"))
    if format == "jsonl" and encoding != "utf-8":
        raise click.UsageError(_("JSON Lines are always UTF-8; leave --encoding out"))
    if output:
        _refuse_existing(Path(output))
    if table:
        _known(part, table)
    made = _made(part, named, on, cases)
    if table:
        _print(made, table, format, encoding)
        return
    assert output is not None
    from juso_core.documents.new_file import write_new_folder

    files = made.files(format, encoding)
    write_new_folder(Path(output), files)
    click.echo(_("written: {folder} ({count} files)", folder=output, count=len(files)))


def _refuse_existing(path: Path) -> None:
    """Told before all cases are walked, not afterwards."""
    from juso_core.documents.new_file import refuse_existing

    refuse_existing(path)


def _known(part: str, table: str) -> None:
    from juso_core.municipality.problems import did_you_mean
    from juso_core.research.exporting.data_set import tables_of

    names = [one.name for one in tables_of(part)]
    if table not in names:
        raise click.BadParameter(
            _("no such table: {name}", name=table) + "; " + did_you_mean(table, names, ", ".join(names)),
            param_hint="--table",
        )


def _made(part: str, named: tuple[str, ...], on: str | None, cases: tuple[str, ...]) -> "DataSet":
    from juso_core.casework.record import Failure
    from juso_core.cli.case_files import case_files
    from juso_core.cli.output import failure_line
    from juso_core.cli.simulated import day_named, places
    from juso_core.research.exporting.data_set import data_set

    here = places(named, day_named(on))
    made = data_set(part, [place for _found, place in here], case_files(cases, here) if part == "paths" else ())
    told = dict.fromkeys(failure for _found, place in here for failure in place.failures)
    for line in made.lines.get("failures", ()):
        told[Failure(line["plugin"], line["hook"], line["where"], line["what"])] = None
    for failure in told:
        click.echo(failure_line(failure), err=True)
    return made


def _print(made: "DataSet", name: str, format: str, encoding: str) -> None:
    from juso_core.research.exporting.writing import as_csv, as_jsonl

    table, lines = made.table(name)
    data = as_jsonl(table, lines) if format == "jsonl" else as_csv(table, lines, encoding)
    # A mark at the beginning is for files; in a pipe it would stand before the first column's name.
    sys.stdout.buffer.write(data.removeprefix(b"\xef\xbb\xbf"))
    sys.stdout.buffer.flush()


export = Command(
    "export",
    callback=_run,
    help=_(
        "Export facts, paths or the comparison as tidy tables.\n\n"
        "PART is structure (what the sources say), paths (what case files take) or matrix (the comparison). The "
        "folder holds CSV or JSON Lines, a dictionary of every column, and how to cite the data. MUNICIPALITY is a "
        "code, a name or a short name; without one: all that are enabled here, or all that are installed. A text that "
        "a spreadsheet would take for a formula begins with an apostrophe in CSV."
    ),
    params=[
        click.Argument(["part"], type=click.Choice(_PARTS), metavar="PART"),
        click.Argument(["named"], metavar="[MUNICIPALITY]...", nargs=-1),
        click.Option(
            ["--output"], type=click.Path(), metavar="DIR", help=_("The folder to make; it must not be there yet.")
        ),
        click.Option(["--table"], metavar="NAME", help=_("Print this one table instead.")),
        click.Option(["--format"], type=click.Choice(["csv", "jsonl"]), default="csv", help=_("CSV or JSON Lines.")),
        click.Option(
            ["--encoding"],
            type=click.Choice(["utf-8", "cp932"]),
            default="utf-8",
            help=_("Of the CSV: UTF-8 with a mark that Excel reads, or cp932."),
        ),
        click.Option(["--on"], metavar="DATE", help=_("The day whose structures are used.")),
        click.Option(
            ["--cases"],
            multiple=True,
            metavar="CASEFILE",
            help=_("Case files, folders or ids; without: the standard cases."),
        ),
    ],
)
