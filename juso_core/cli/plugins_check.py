"""``juso plugins check``: whether plugins can be used, one line each, with all that is wrong below it."""

from collections.abc import Iterator
from typing import Any

import click

from juso_core.cli.output import emit_json
from juso_core.cli.plugin_words import AS_JSON, IMPORT, is_enabled, problem, the_instance
from juso_core.discovery import survey
from juso_core.instance import Instance
from juso_core.language.help import Command
from juso_core.language.messages import _, current
from juso_core.language.signs import one_line
from juso_core.management.plugin_check import Usability, entries, named, usability

__all__ = ["check"]


def _check(municipality: tuple[str, ...], with_import: bool, as_json: bool) -> None:
    seen, instance = survey(), the_instance()
    counted = entries(seen, instance)
    wanted = [named(name, counted, seen) for name in municipality] if municipality else counted
    results = [usability(entry, with_import) for entry in dict.fromkeys(wanted)]
    if as_json:
        rows = [_data(one, instance, with_import) for one in results]
        emit_json({"schema": "juso.usable/1", "plugins": rows})
    else:
        for one in results:
            for line in _lines(one, with_import):
                click.echo(line)
        if not results:
            click.echo(_("No plugin is installed. Each municipality is a distribution juso-<name>."))
    if any(one.broken for one in results):
        raise click.exceptions.Exit(1)


def _data(one: Usability, instance: Instance | None, with_import: bool) -> dict[str, Any]:
    broken = problem(one.broken) if one.broken else {}
    return {
        "code": one.entry.code,
        "name": one.name,
        "distribution": one.entry.distribution,
        "version": one.entry.version,
        "enabled": is_enabled(one.entry, instance),
        "works": one.broken is None,
        "stage": broken.get("stage"),
        "causes": broken.get("cause", "").splitlines(),
        "fix": broken.get("fix"),
        "hooks": list(one.hooks),
        "imported": with_import and one.look.file is not None,
    }


def _lines(one: Usability, with_import: bool) -> Iterator[str]:
    which = one_line(" ".join(filter(None, (one.entry.code, one.name, one.entry.distribution, one.entry.version))))
    if one.broken is not None:
        yield f"! {which} · {one.broken.stage.label(current())}"
        yield from (f"    {one_line(line)}" for line in one.broken.cause.splitlines() if line.strip())
        yield f"    → {one_line(one.broken.fix)}"
        return
    yield f"✓ {which}"
    if one.look.file is None:
        yield "    " + _("no code: its structure says everything")
        return
    hooks = ", ".join(one.hooks) or "-"
    yield "    " + (_("hooks: {hooks}; loaded", hooks=hooks) if with_import else
                    _("hooks: {hooks}, as its text says; with --import it is loaded too", hooks=hooks))  # fmt: skip


check = Command(
    "check",
    callback=_check,
    help=_(
        "Say of each plugin whether it can be used, and all that is wrong with it.\n\n"
        "Inside an instance these are the municipalities that are enabled there, elsewhere all that are installed. "
        "Ends with 1 when one cannot be used."
    ),
    params=[click.Argument(["municipality"], metavar="[MUNICIPALITY]...", nargs=-1), IMPORT, AS_JSON],
)
