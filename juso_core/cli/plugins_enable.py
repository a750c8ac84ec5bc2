"""``juso plugins enable``: shows what will be used and in what it differs from before; then puts it on the list."""

import datetime as dt
import sys
from typing import Any

import click

from juso_core.casework.rules_care import fields_without_window
from juso_core.cli.differences_shown import (
    before_as_data,
    case_lines,
    code_as_data,
    difference_lines,
    differences_as_data,
)
from juso_core.cli.here import folder_here
from juso_core.cli.output import emit_json
from juso_core.cli.plugin_words import AS_JSON, IMPORT, WHICH, meant, unavailable
from juso_core.discovery import Found, survey
from juso_core.instance import Instance, read
from juso_core.language.help import Command
from juso_core.language.messages import _, current
from juso_core.management.outlook import Outlook, outlook, put_on_the_list
from juso_core.management.plugin_check import usability
from juso_core.municipality.structure import Structure
from juso_core.static_hooks import code_file

__all__ = ["enable", "usable"]


class AsksFirst(Exception):
    """Enabling touches open cases, or nobody knows whether it does, and nobody is there to be asked."""

    def __init__(self, seen: Outlook) -> None:
        """Keep what was seen."""
        super().__init__(seen.found.code)
        self.seen = seen

    def __str__(self) -> str:
        return _("nothing was changed: {why}", why=_why(self.seen))

    def how_to_mend(self) -> str:
        """What to do about it, in the current language."""
        return _("look at it with --dry-run; where it is meant so, say --yes")


def _why(seen: Outlook) -> str:
    """Why somebody has to say yes."""
    if seen.cases is None:
        return _("the cases could not be counted")
    if not seen.known:
        return _("cases are open, and what was enabled before is not known: {open}", open=len(seen.cases.open))
    return _("open cases are touched: {touched} of {open}", touched=len(seen.cases.touched), open=len(seen.cases.open))


def usable(municipality: str, with_import: bool = False, instance: Instance | None = None) -> tuple[Found, Structure]:
    """Return an installed municipality and its structure; raises what is wrong with it as MunicipalityUnavailable.

    Its code is looked at, and run only with ``with_import``.
    """
    found = meant(municipality, survey(), instance)
    looked = usability(found, with_import)
    if looked.broken is not None:
        raise unavailable(looked.broken)
    assert looked.structure is not None, "what can be used has a structure"
    return found, looked.structure


def _enable(municipality: str, with_import: bool, dry_run: bool, yes: bool, as_json: bool) -> None:
    instance = read(folder_here())
    found, structure = usable(municipality, with_import, instance)
    today = dt.date.today()
    seen = outlook(instance, found, structure, today)
    asks = not (seen.same or seen.harmless or dry_run or yes)
    if not as_json or asks:
        # Whoever is asked sees what about; whoever reads JSON gets that alone.
        _show(seen, with_import, to_error=as_json)
    if asks:
        _ask(seen)
    changed = not (seen.same or dry_run)
    if changed:
        instance = put_on_the_list(instance, found, structure, today)
    if as_json:
        emit_json(_data(seen, instance, changed))
    else:
        _conclude(seen, changed)


def _show(seen: Outlook, with_import: bool, to_error: bool) -> None:
    found, structure = seen.found, seen.structure
    click.echo(_("{name} ({code}): {distribution} {version}, digest {digest}", name=structure.name, code=found.code,
                 distribution=found.distribution, version=found.version, digest=structure.digest[:16]),
               err=to_error)  # fmt: skip
    for line in (*difference_lines(seen), *case_lines(seen)):
        click.echo(line, err=to_error)
    if not with_import and code_file(found) is not None:
        text = _("  its code was not run; to try it: juso plugins check --import {code}", code=found.code)
        click.echo(text, err=to_error)


def _ask(seen: Outlook) -> None:
    if not sys.stdin.isatty():
        raise AsksFirst(seen)
    click.confirm(_("{why}. Enable it?", why=_why(seen)), abort=True, err=True)


def _conclude(seen: Outlook, changed: bool) -> None:
    found, structure = seen.found, seen.structure
    if seen.same:
        click.echo(_("exactly this is enabled already; nothing was changed"))
    elif not changed:
        click.echo(_("nothing was changed (--dry-run)"))
    else:
        click.echo(_("enabled: {name} ({code}), {distribution} {version}", name=structure.name, code=found.code,
                     distribution=found.distribution, version=found.version))  # fmt: skip
    for field in fields_without_window(structure.at(structure.described_on or dt.date.today())):
        click.echo(_("  △ L23: no window serves {field} (Act 106-4 (2) 1)", field=field.label(current())))


def _data(seen: Outlook, instance: Instance, changed: bool) -> dict[str, Any]:
    cases = seen.cases
    known = cases is not None and (seen.known or not cases.open)
    return {
        "schema": "juso.enabled/1",
        "code": seen.found.code,
        "distribution": seen.found.distribution,
        "version": seen.found.version,
        "digest": seen.structure.digest,
        "plugins": [plugin.code for plugin in instance.plugins],
        "before": before_as_data(seen.before),
        "differences": differences_as_data(seen.differences),
        **code_as_data(seen),
        "open_cases": None if cases is None else len(cases.open),
        "touched_cases": list(cases.touched) if cases is not None and known else None,
        "changed": changed,
    }


enable = Command(
    "enable",
    callback=_enable,
    help=_(
        "Enable a municipality in this instance, as it is installed now.\n\n"
        "Shown first: what will be used, in what it differs from what was enabled before, and which open cases that "
        "touches. Where it touches some, it asks; without a terminal it then needs --yes."
    ),
    params=[
        WHICH,
        IMPORT,
        click.Option(["--dry-run"], is_flag=True, help=_("Show what would change, and change nothing.")),
        click.Option(["--yes"], is_flag=True, help=_("Do it without being asked, also where open cases are touched.")),
        AS_JSON,
    ],
)
