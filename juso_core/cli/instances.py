"""``juso init``: an instance is a folder with juso.toml and the journal's database."""

import datetime as dt
from pathlib import Path

import click

from juso_core.cli.output import emit_json
from juso_core.language.help import Command
from juso_core.language.messages import _

__all__ = ["init"]


def _run(folder: str, municipality: tuple[str, ...], as_json: bool) -> None:
    from juso_core.cli.plugins_enable import usable
    from juso_core.instance import create
    from juso_core.journal.sql import SqlJournal
    from juso_core.management.outlook import put_on_the_list

    wanted = [usable(name) for name in municipality]
    instance = create(Path(folder))
    SqlJournal.create(instance.journal).close()
    for found, structure in wanted:
        instance = put_on_the_list(instance, found, structure, dt.date.today())
    if as_json:
        emit_json(
            {
                "schema": "juso.instance/1",
                "folder": str(instance.folder),
                "database": instance.database,
                "plugins": [plugin.code for plugin in instance.plugins],
            }
        )
        return
    click.echo(_("An instance was made in {folder}.", folder=folder))
    for found, structure in wanted:
        click.echo(_("  enabled: {name} ({code})", name=structure.name, code=found.code))
    if not wanted:
        click.echo(_("Enable a municipality with: juso --instance {folder} plugins enable MUNICIPALITY", folder=folder))
    click.echo(
        _("Protect the folder: its database holds what identifies people, and is not encrypted in this release.")
    )


init = Command(
    "init",
    callback=_run,
    help=_(
        "Make an instance: a folder with juso.toml and the journal's database.\n\n"
        "FOLDER is this one when left out. An instance that is there already is not touched."
    ),
    params=[
        click.Argument(["folder"], default=".", type=click.Path(), metavar="[FOLDER]"),
        click.Option(["--municipality"], multiple=True, metavar="NAME", help=_("Enable this one at once (several).")),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON.")),
    ],
)
