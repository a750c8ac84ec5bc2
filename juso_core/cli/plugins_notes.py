"""``juso plugins upgrade-notes``: what is enabled here against what is installed, and what the plugin says about it."""

import datetime as dt
from typing import Any

import click
from attrs import asdict

from juso_core.cli.differences_shown import (
    before_as_data,
    case_lines,
    code_as_data,
    difference_lines,
    differences_as_data,
)
from juso_core.cli.output import emit_json
from juso_core.cli.plugin_words import AS_JSON, WHICH, meant, the_instance, unavailable
from juso_core.discovery import Broken, Found, package_path, survey
from juso_core.language.help import Command
from juso_core.language.messages import N_, _
from juso_core.management.changelog import CHANGELOG, Note, notes_since
from juso_core.management.outlook import Code, Outlook, outlook
from juso_core.places import MunicipalityUnavailable
from juso_core.registry import read_structure

__all__ = ["upgrade_notes"]


def _run(municipality: str, since: str | None, as_json: bool) -> None:
    seen = survey()
    instance = the_instance()
    found = meant(municipality, seen, instance)
    structure = read_structure(found)
    if isinstance(structure, Broken):
        raise unavailable(structure)
    if instance is not None:
        ahead = outlook(instance, found, structure, dt.date.today())
    else:
        ahead = Outlook(found, structure, Code.of(found))
    notes = _notes(found, since or _enabled_version(ahead))
    if as_json:
        emit_json(_data(ahead, notes))
    else:
        _show(ahead, notes, instance is not None)


def _enabled_version(ahead: Outlook) -> str | None:
    from packaging.version import InvalidVersion, Version

    version = ahead.before.version if ahead.before else ""
    try:
        return str(Version(version)) if version else None
    except InvalidVersion:
        # Somebody's own way of counting: then all notes are shown.
        return None


def _notes(found: Found, since: str | None) -> tuple[Note, ...] | None:
    folder = package_path(found)
    try:
        return notes_since(folder, since) if folder else None
    except UnicodeDecodeError:
        what, mend = N_("{file} of {distribution} is not UTF-8 text"), N_("install {distribution} again")
        raise MunicipalityUnavailable(what, mend, file=CHANGELOG, distribution=found.distribution) from None
    except ValueError:
        text = _("'{version}' is no version; write one such as 0.2.0", version=since)
        raise click.BadParameter(text, param_hint="--since") from None


def _data(ahead: Outlook, notes: tuple[Note, ...] | None) -> dict[str, Any]:
    found, cases = ahead.found, ahead.cases
    known = cases is not None and (ahead.known or not cases.open)
    return {
        "schema": "juso.upgrade-notes/1",
        "code": found.code,
        "enabled": before_as_data(ahead.before),
        "installed": {
            "distribution": found.distribution,
            "version": found.version,
            "digest": ahead.structure.digest,
        },
        "differences": differences_as_data(ahead.differences),
        **code_as_data(ahead),
        "open_cases": None if cases is None else len(cases.open),
        "touched_cases": list(cases.touched) if cases is not None and known else None,
        "notes": None if notes is None else [asdict(note) for note in notes],
    }


def _show(ahead: Outlook, notes: tuple[Note, ...] | None, in_instance: bool) -> None:
    found = ahead.found
    click.echo(_("{name} ({code}): {distribution} {version}, digest {digest}", name=ahead.structure.name,
                 code=found.code, distribution=found.distribution, version=found.version,
                 digest=ahead.structure.digest[:16]))  # fmt: skip
    if in_instance:
        for line in (*difference_lines(ahead), *case_lines(ahead)):
            click.echo(line)
    else:
        click.echo(_("There is no instance here; make one with: juso init"))
    if notes is None:
        click.echo(_("{distribution} has no notes: there is no {file} in its package",
                     distribution=found.distribution, file=CHANGELOG))  # fmt: skip
    elif not notes:
        click.echo(_("there are no notes on newer versions"))
    for note in notes or ():
        click.echo(f"\n{note.heading}\n")
        click.echo(note.text)


upgrade_notes = Command(
    "upgrade-notes",
    callback=_run,
    help=_(
        "Say in what the installed version of a plugin differs from the enabled one, and show its notes.\n\n"
        "The notes are the sections '## VERSION' of the CHANGELOG.md in its package, those of versions newer than the "
        "enabled one, or than --since. Nothing is changed."
    ),
    params=[
        WHICH,
        click.Option(["--since"], metavar="VERSION", help=_("Show the notes on versions newer than this one.")),
        AS_JSON,
    ],
)
