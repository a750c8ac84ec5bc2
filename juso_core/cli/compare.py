"""``juso compare``: what municipalities' sources say side by side, how cases go in them, how far apart they are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from juso_core.cli.compare_options import FORMATS, Options
from juso_core.language.help import Command
from juso_core.language.messages import _

__all__ = ["compare"]

_BYTES = ("xlsx",)
"""These are no text for a screen."""


def _run(named: tuple[str, ...], between: tuple[str, str] | None, **asked: Any) -> None:
    options = _options(asked)
    part = _part(asked, between, options)
    from juso_core.cli.simulated import day_named, places

    if between:
        from juso_core.cli.compare_between import run as run_between

        run_between(named, (day_named(between[0]), day_named(between[1])), options)
        return
    _runner(part, options)(places(named, options.on), options)


def _runner(part: str | None, options: Options) -> Callable[..., None]:
    """What compares in this way; only that is imported."""
    if part == "behaviour":
        from juso_core.cli.compare_behaviour import run as behaviour

        return behaviour
    if part == "distance":
        from juso_core.cli.compare_distance import run as distance

        return distance
    if part == "diff":
        from juso_core.cli.compare_diff import run as diff

        return diff
    if options.format == "html":
        from juso_core.cli.compare_html import run as html

        return html
    from juso_core.cli.compare_structure import run as structure

    return structure


def _options(asked: dict[str, Any]) -> Options:
    from juso_core.cli.simulated import day_named

    if asked["as_json"] and asked["format"] not in (None, "json"):
        raise click.UsageError(_("--json and --format {format} exclude each other", format=asked["format"]))
    output = Path(asked["output"]) if asked["output"] else None
    chosen = "json" if asked["as_json"] else asked["format"] or _by_suffix(output)
    if chosen in _BYTES and output is None:
        raise click.UsageError(_("--format {format} needs a file: --output FILE", format=chosen))
    return Options(
        groups=_words(asked["group"]),
        dimensions=_words(asked["dimension"]),
        cases=asked["cases"],
        on=day_named(asked["on"]),
        format=chosen,
        output=output,
        encoding=asked["encoding"],
        full=asked["full"],
    )


def _by_suffix(output: Path | None) -> str:
    """The format that the file's name says."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    return suffix if suffix in FORMATS else "text"


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for text in given for word in text.split(",") if word.strip())


def _part(asked: dict[str, Any], between: object, options: Options) -> str | None:
    """The part of the comparison that is asked for; None is the matrix of what the sources say."""
    parts = [name for name in ("behaviour", "distance", "diff") if asked[name]] + (["between"] if between else [])
    if len(parts) > 1:
        which = ", ".join(f"--{name}" for name in parts)
        raise click.UsageError(_("ask for one of these at a time: {options}", options=which))
    if options.cases and parts != ["behaviour"] and options.format != "html":
        raise click.UsageError(_("--cases goes with --behaviour, or with --format html"))
    if between and options.on:
        raise click.UsageError(_("--between names its own days; leave --on out"))
    if parts and parts[0] in ("diff", "between") and options.format not in ("text", "json", "md"):
        raise click.UsageError(_("--{part} comes as text, json or md", part=parts[0]))
    return parts[0] if parts else None


compare = Command(
    "compare",
    callback=_run,
    help=_(
        "Compare municipalities: what their sources say, side by side, each cell with its citations.\n\n"
        "MUNICIPALITY is a code, a name or a short name. Without one: all that are enabled here; where there is no "
        "instance, all that are installed. Each is taken on the day that its sources describe, unless --on names "
        "another. Where a source is silent, the cell says so: two silences are no agreement. Where a cell comes from: "
        "juso explain CODE:DIMENSION."
    ),
    params=[
        click.Argument(["named"], metavar="[MUNICIPALITY]...", nargs=-1),
        click.Option(["--on"], metavar="DATE", help=_("The day whose structures are used.")),
        click.Option(["--group"], multiple=True, metavar="G,H,…", help=_("Only these groups of dimensions.")),
        click.Option(["--dimension"], multiple=True, metavar="D,E,…", help=_("Only these dimensions.")),
        click.Option(["--diff"], is_flag=True, help=_("Two municipalities: their differences as sentences.")),
        click.Option(
            ["--between"], nargs=2, metavar="DATE DATE", help=_("One municipality: what changed between two days.")
        ),
        click.Option(["--behaviour"], is_flag=True, help=_("Compare the paths that case files take.")),
        click.Option(
            ["--cases"],
            multiple=True,
            metavar="CASEFILE",
            help=_("Case files, folders or ids; without: the standard cases."),
        ),
        click.Option(["--distance"], is_flag=True, help=_("How far apart they are, and from the national standard.")),
        click.Option(["--full"], is_flag=True, help=_("With all citations.")),
        click.Option(
            ["--format"],
            type=click.Choice(FORMATS),
            help=_("By default as the ending of --output says, or text."),
        ),
        click.Option(["--output"], type=click.Path(dir_okay=False), metavar="FILE", help=_("Write to this file.")),
        click.Option(
            ["--encoding"],
            type=click.Choice(["utf-8", "cp932"]),
            default="utf-8",
            help=_("Of the CSV: UTF-8 with a mark that Excel reads, or cp932."),
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON: the same as --format json.")),
    ],
)
