"""``juso plugins info``: what a plugin is, by its structure and the text of its code."""

import datetime as dt
from typing import Any

import click

from juso_core.casework.rules_care import fields_without_window
from juso_core.cli.output import emit_json
from juso_core.cli.plugin_words import (
    AS_JSON,
    IMPORT,
    WHICH,
    as_row,
    broken_line,
    is_enabled,
    meant,
    problem,
    the_instance,
)
from juso_core.discovery import Broken, survey
from juso_core.instance import enabled_plugins
from juso_core.language.help import Command
from juso_core.language.messages import _, current
from juso_core.management.plugin_check import Usability, usability
from juso_core.municipality import questions
from juso_core.municipality.structure import Structure

__all__ = ["info"]


def _info(municipality: str, with_import: bool, as_json: bool) -> None:
    instance = the_instance()
    found = meant(municipality, survey(), instance)
    looked = usability(found, with_import)
    if looked.broken is not None or looked.structure is None:
        _cannot_be_used(looked.broken, as_json)
        raise click.exceptions.Exit(1)
    structure = looked.structure.at(looked.structure.described_on or dt.date.today())
    data = {
        "schema": "juso.plugin/1",
        "works": True,
        **as_row(found, is_enabled(found, instance)),
        **_contents(looked, structure),
    }
    listed = enabled_plugins(instance) if instance else ()
    otherwise = [one for one in listed if isinstance(one, Broken) and one.code == found.code]
    data["used_here"] = bool(data["enabled"]) and not otherwise
    if as_json:
        emit_json(data)
        return
    _show(data, looked, structure)
    for one in otherwise:
        click.echo(broken_line(one))


def _cannot_be_used(broken: Broken | None, as_json: bool) -> None:
    if broken is None:
        return
    if as_json:
        emit_json({"schema": "juso.plugin/1", "works": False, **problem(broken)})
        return
    click.echo(f"✗ {broken.code} {broken.distribution} {broken.version}: {broken.cause}")
    click.echo(f"  → {broken.fix}")


def _contents(looked: Usability, structure: Structure) -> dict[str, Any]:
    states = [answer.state.value for answer in questions.answers(structure)]
    loaded = looked.loaded
    return {
        "digest": structure.digest,
        "code_is_asked": loaded.has_plugin if loaded else looked.look.file is not None,
        "imported": loaded is not None,
        "hooks": sorted(looked.hooks),
        "described_on": structure.on.isoformat() if structure.on else None,
        "facts": sum(1 for _row in (looked.structure or structure).rows()),
        "questions": {state: states.count(state) for state in sorted(set(states))},
        "fields_without_window": [field.value for field in fields_without_window(structure)],
    }


def _show(data: dict[str, Any], looked: Usability, structure: Structure) -> None:
    click.echo(f"✓ {structure.name} ({structure.code})  {data['distribution']} {data['version']}")
    hooks = ", ".join(data["hooks"]) or "-" if data["code_is_asked"] else _("none: its structure says everything")
    click.echo(_("  judgements in code: {hooks}", hooks=hooks))
    if data["code_is_asked"] and not data["imported"]:
        click.echo(_("  its code was not run; to try it: juso plugins check --import {code}", code=structure.code))
    click.echo(_("  facts: {count}, describing {day}", count=data["facts"], day=data["described_on"]))
    words = {state.value: state.label(current()) for state in questions.AnswerState}
    counts = ", ".join(f"{words[state]} {count}" for state, count in data["questions"].items())
    click.echo(_("  questions: {counts}", counts=counts))
    for field in fields_without_window(structure):
        click.echo(_("  △ L23: no window serves {field} (Act 106-4 (2) 1)", field=field.label(current())))
    click.echo(_("  digest of the structure: {digest}", digest=structure.digest[:16]))
    click.echo(_("  enabled here: {answer}", answer=_("yes") if data["enabled"] else _("no")))


info = Command(
    "info",
    callback=_info,
    help=_("Say what a plugin is, by its structure and the text of its code; nothing of it is run."),
    params=[WHICH, IMPORT, AS_JSON],
)
