"""What can be asked of ``juso compare``, once for all of its parts, and how a part gives out what it made."""

import datetime as dt
from pathlib import Path
from typing import Final

import click
from attrs import frozen

from juso_core.language.messages import _

__all__ = ["FORMATS", "Options", "give_out"]

FORMATS: Final = ("text", "json", "csv", "md", "xlsx", "html")


@frozen
class Options:
    """What was asked for.

    ``groups`` and ``dimensions`` narrow the comparison, ``cases`` are the case files of a behaviour; ``full`` adds
    citations. ``encoding`` is that of CSV.
    """

    groups: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    on: dt.date | None = None
    format: str = "text"
    output: Path | None = None
    encoding: str = "utf-8"
    full: bool = False


def give_out(made: str | bytes, options: Options) -> None:
    """Write what was made to ``--output``, as a whole or not at all, or print it."""
    if options.output is None:
        click.echo(made, nl=isinstance(made, str))
        return
    from juso_core.whole_file import write_whole

    if isinstance(made, str):
        made = (made.rstrip("\n") + "\n").encode("utf-8")
    write_whole(options.output, made, for_all=True)
    click.echo(_("written: {file}", file=options.output))
