"""``juso plan-draft MUNICIPALITY``: a draft of its implementation plan (Act 106-5), each part with its sources."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juso_core.language.help import Command
from juso_core.language.messages import _, current

if TYPE_CHECKING:
    from juso_core.documents.plan_model import Draft

__all__ = ["plan_draft"]

_FORMATS = ("docx", "html", "json")


def _run(
    municipality: str | None,
    format: str | None,
    output: str | None,
    template: str | None,
    starter: str | None,
    on: str | None,
) -> None:
    if starter:
        _starter(Path(starter), municipality, output or template)
        return
    if municipality is None:
        raise click.UsageError(_("{name} is missing", name="MUNICIPALITY"))
    chosen = format or _by_suffix(output)
    if template and chosen != "docx":
        raise click.UsageError(_("--template is for --format docx"))
    draft = _draft(municipality, on)
    path = Path(output or f"plan-draft-{draft.municipality}.{chosen}")
    from juso_core.documents.new_file import write_new

    write_new(path, _made(draft, chosen, template))
    click.echo(_("written: {file}", file=path))
    if draft.gaps:
        click.echo(_("open questions: {count}; the draft lists them at its end", count=len(draft.gaps)))


def _by_suffix(output: str | None) -> str:
    """The format that the file's name says; a Word document otherwise."""
    suffix = Path(output).suffix.lower().removeprefix(".") if output else ""
    return suffix if suffix in _FORMATS else "docx"


def _draft(municipality: str, on: str | None) -> "Draft":
    from juso_core.cli.setup import structure_named
    from juso_core.cli.simulated import day_named
    from juso_core.documents.plan_draft import plan_draft as drafted
    from juso_core.research.simulation import described_day

    structure = structure_named(municipality)
    return drafted(structure, day_named(on) or described_day(structure), _language())


def _language() -> str:
    """The language of the document: Japanese, as its readers are, unless the caller asked for another."""
    root = click.get_current_context().find_root()
    asked = root.get_parameter_source("lang")
    return current() if asked is click.core.ParameterSource.COMMANDLINE else "ja"


def _made(draft: "Draft", format: str, template: str | None) -> bytes:
    if template:
        from juso_core.documents.plan_template import filled

        return filled(draft, Path(template))
    if format == "docx":
        from juso_core.documents.plan_docx import as_docx

        return as_docx(draft)
    if format == "html":
        from juso_core.documents.plan_html import as_html

        return as_html(draft).encode()
    from juso_core.documents.plan_layout import laid_out

    return json.dumps({"schema": "juso.plan-draft/1", **laid_out(draft)}, ensure_ascii=False, indent=2).encode()


def _starter(path: Path, *others: str | None) -> None:
    if any(others):
        raise click.UsageError(_("--starter goes alone: it writes a template to begin from"))
    from juso_core.documents.new_file import write_new
    from juso_core.documents.plan_template import starter

    write_new(path, starter())
    click.echo(_("written: {file}", file=path))


plan_draft = Command(
    "plan-draft",
    callback=_run,
    help=_(
        "Draft the implementation plan of Act 106-5 from a municipality's facts.\n\n"
        "Every part names the rows and sources that it rests on; what the sources leave open is listed as gaps to "
        "fill. Nothing is made up, and the national standard fills no gap. The document is in Japanese unless --lang "
        "says otherwise."
    ),
    params=[
        click.Argument(["municipality"], metavar="MUNICIPALITY", required=False),
        click.Option(
            ["--format"], type=click.Choice(_FORMATS), help=_("By default as the ending of --output says, or docx.")
        ),
        click.Option(["--output"], type=click.Path(dir_okay=False), metavar="FILE", help=_("Write to this file.")),
        click.Option(
            ["--template"],
            type=click.Path(exists=True, dir_okay=False),
            metavar="FILE.docx",
            help=_("Fill this Word template."),
        ),
        click.Option(
            ["--starter"],
            type=click.Path(dir_okay=False),
            metavar="FILE.docx",
            help=_("Write a Word template with all tags, to begin from."),
        ),
        click.Option(["--on"], metavar="DATE", help=_("The day; the one that the sources describe when left out.")),
    ],
)
