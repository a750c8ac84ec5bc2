"""``juso report``: the counts of a fiscal year or another period, as a table, JSON or CSV."""

import datetime as dt
from pathlib import Path

import click

from juso_core.cli.output import emit_json, screen_width
from juso_core.cli.setup import open_here
from juso_core.language.era import first_day, fiscal_year, fiscal_year_span, last_day, parse_date, parse_fiscal_year
from juso_core.language.help import Command
from juso_core.language.messages import _
from juso_core.reporting.csv_file import as_csv
from juso_core.reporting.output import as_json, as_text

__all__ = ["report"]


def _run(
    municipality: str | None,
    year: str | None,
    since: str | None,
    until: str | None,
    minimum: int | None,
    csv_file: str | None,
    encoding: str,
    rules: bool,
    to_json: bool,
) -> None:
    first, last = _period(year, since, until)
    with open_here() as here:
        made = here.report(here.code(municipality), first, last)
        if csv_file:
            Path(csv_file).write_bytes(as_csv(made, encoding=encoding, minimum=minimum))
            if not to_json:
                click.echo(_("written: {file}", file=csv_file))
        if to_json:
            emit_json(as_json(made, minimum=minimum))
        elif not csv_file:
            click.echo(as_text(made, minimum=minimum, rules=rules, max_width=screen_width()))


def _period(year: str | None, since: str | None, until: str | None) -> tuple[dt.date, dt.date]:
    if year and (since or until):
        raise click.UsageError(_("name a fiscal year, or --from and --to, not both"))
    if bool(since) != bool(until):
        raise click.UsageError(_("--from and --to go together"))
    if since and until:
        first, last = _day(since, "--from", first_day), _day(until, "--to", last_day)
        if last < first:
            raise click.UsageError(_("--to is before --from"))
        return first, last
    try:
        return fiscal_year_span(parse_fiscal_year(year) if year else fiscal_year(dt.date.today()))
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--year") from None


def _day(text: str, option: str, of_period: object) -> dt.date:
    """A day, or a month or year of which the first or last day is meant."""
    for read in (of_period, parse_date):
        try:
            day: dt.date = read(text)  # type: ignore[operator]
        except ValueError as problem:
            why = problem
        else:
            return day
    raise click.BadParameter(str(why), param_hint=option)


report = Command(
    "report",
    callback=_run,
    help=_(
        "Count a fiscal year or another period: the national set, and the municipality's own by its counting rules.\n\n"
        "Published figures of the same period stand beside the counts."
    ),
    params=[
        click.Option(["--municipality"], metavar="NAME", help=_("Which one, where several are enabled.")),
        click.Option(["--year"], metavar="YEAR", help=_("Fiscal year: 2021, R3, 令和3年度; this one when left out.")),
        click.Option(["--from", "since"], metavar="DATE", help=_("First day (or month) of the period.")),
        click.Option(["--to", "until"], metavar="DATE", help=_("Last day (or month) of the period.")),
        click.Option(
            ["--suppress-below", "minimum"],
            type=click.IntRange(min=1),
            metavar="N",
            help=_("Hide counts below this number."),
        ),
        click.Option(["--csv", "csv_file"], type=click.Path(dir_okay=False), help=_("Write CSV to this file.")),
        click.Option(
            ["--encoding"],
            type=click.Choice(["utf-8", "cp932"]),
            default="utf-8",
            help=_("Of the CSV: UTF-8 with a mark that Excel reads, or cp932."),
        ),
        click.Option(["--rules"], is_flag=True, help=_("Add how each count is made, with its source.")),
        click.Option(["--json", "to_json"], is_flag=True, help=_("Print JSON.")),
    ],
)
