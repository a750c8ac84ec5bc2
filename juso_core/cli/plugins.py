"""``juso plugins``: what is installed, what is enabled, and what is wrong with what is not usable."""

import datetime as dt
from typing import Any

import click

from juso_core.casework.rules_care import fields_without_window
from juso_core.cli.output import emit_json, screen_width
from juso_core.cli.setup import enable_loaded, folder_here, installed
from juso_core.finding import find, name_of, short_name
from juso_core.instance import Instance, InstanceError, read
from juso_core.instance import disable as disabled
from juso_core.journal.sql import SqlJournal
from juso_core.language.help import Command
from juso_core.language.messages import N_, _, current
from juso_core.language.width import table
from juso_core.municipality import questions
from juso_core.places import MunicipalityUnavailable
from juso_core.registry import Broken, Found, Loaded, load

__all__ = ["disable", "enable", "info", "list_plugins", "loaded_named"]

_JSON = click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON."))
_WHICH = click.Argument(["municipality"], metavar="MUNICIPALITY")


def loaded_named(name: str) -> Loaded:
    """Return an installed municipality, loaded; raises what is wrong with it as MunicipalityUnavailable."""
    found, broken = installed()
    loaded = load(find(found, name, broken))
    if isinstance(loaded, Broken):
        raise MunicipalityUnavailable(
            N_("{code} cannot be used: {cause}"), N_("{fix}"),
            code=loaded.code, cause=loaded.cause, fix=loaded.fix,
        )  # fmt: skip
    return loaded


def _instance() -> Instance | None:
    """The instance that the command is about; None where there is none at all."""
    try:
        return read(folder_here())
    except InstanceError as error:
        if error.missing:
            return None
        raise


def _list(as_json: bool) -> None:
    found, broken = installed()
    instance = _instance()
    on = {plugin.code: plugin for plugin in instance.plugins} if instance else {}
    rows = [_row(one, on) for one in found]
    problems = [*broken, *_missing(on, found, broken)]
    if as_json:
        emit_json(
            {
                "schema": "juso.plugins/1",
                "instance": str(instance.folder) if instance else None,
                "plugins": rows,
                "broken": [_problem(one) for one in problems],
            }
        )
        return
    if not rows and not problems:
        click.echo(_("No plugin is installed. Each municipality is a distribution juso-<name>."))
    if rows:
        header = (_("code"), _("name"), _("short name"), _("distribution"), _("version"), _("enabled"))
        lines = [
            (r["code"], r["name"] or "-", r["short_name"], r["distribution"], r["version"], "✓" if r["enabled"] else "")
            for r in rows
        ]
        click.echo(table(lines, header, screen_width()))
    for one in problems:
        click.echo(_("! {code} ({distribution} {version}) at {stage}: {cause}", code=one.code,
                     distribution=one.distribution, version=one.version, stage=one.stage.label(current()),
                     cause=one.cause))  # fmt: skip
        click.echo(f"  → {one.fix}")
    if instance is None:
        click.echo(_("There is no instance here; make one with: juso init"))


def _row(one: Found, on: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": name_of(one),
        "short_name": short_name(one.package),
        "distribution": one.distribution,
        "version": one.version,
        "package": one.package,
        "api": one.api,
        "enabled": one.code in on and on[one.code].distribution == one.distribution,
    }


def _missing(on: dict[str, Any], found: tuple[Found, ...], broken: tuple[Broken, ...]) -> list[Broken]:
    """What juso.toml lists and cannot be used as listed; said by the instance, not by the metadata."""
    from juso_core.instance import enabled_plugins

    instance = _instance()
    if instance is None:
        return []
    told = {one.code for one in broken}
    return [one for one in enabled_plugins(instance) if isinstance(one, Broken) and one.code not in told]


def _problem(one: Broken) -> dict[str, str]:
    return {
        "code": one.code,
        "distribution": one.distribution,
        "version": one.version,
        "stage": one.stage.value,
        "cause": one.cause,
        "fix": one.fix,
    }


list_plugins = Command("list", callback=_list, help=_("List what is installed and what is enabled."), params=[_JSON])


def _info(municipality: str, as_json: bool) -> None:
    found, broken = installed()
    one = find(found, municipality, broken)
    loaded = load(one)
    if isinstance(loaded, Broken):
        if as_json:
            emit_json({"schema": "juso.plugin/1", "works": False, **_problem(loaded)})
        else:
            click.echo(f"✗ {loaded.code} {loaded.distribution} {loaded.version}: {loaded.cause}")
            click.echo(f"  → {loaded.fix}")
        raise click.exceptions.Exit(1)
    instance = _instance()
    day = loaded.structure.described_on or dt.date.today()
    structure = loaded.structure.at(day)
    states = [answer.state.value for answer in questions.answers(structure)]
    data = {
        "schema": "juso.plugin/1",
        "works": True,
        **_row(one, {plugin.code: plugin for plugin in instance.plugins} if instance else {}),
        "digest": structure.digest,
        "code_is_asked": loaded.has_plugin,
        "hooks": sorted({hook for giver in loaded.givers()[:1] for hook in giver.hooks}) if loaded.has_plugin else [],
        "described_on": day.isoformat(),
        "facts": sum(1 for _row in loaded.structure.rows()),
        "questions": {state: states.count(state) for state in sorted(set(states))},
        "fields_without_window": [field.value for field in fields_without_window(structure)],
    }
    if as_json:
        emit_json(data)
        return
    click.echo(f"✓ {structure.name} ({one.code})  {one.distribution} {one.version}")
    hooks = ", ".join(data["hooks"]) if loaded.has_plugin else _("none: its structure says everything")
    click.echo(_("  judgements in code: {hooks}", hooks=hooks))
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
    help=_("Say what a plugin is and whether it works. Its code is imported for that."),
    params=[_WHICH, _JSON],
)


def _enable(municipality: str, as_json: bool) -> None:
    loaded = loaded_named(municipality)
    instance = enable_loaded(read(folder_here()), loaded)
    if as_json:
        emit_json(
            {"schema": "juso.enabled/1", "code": loaded.found.code, "plugins": [p.code for p in instance.plugins]}
        )
        return
    click.echo(
        _("enabled: {name} ({code}), {distribution} {version}", name=loaded.structure.name, code=loaded.found.code,
          distribution=loaded.found.distribution, version=loaded.found.version)
    )  # fmt: skip
    for field in fields_without_window(loaded.structure.at(loaded.structure.described_on or dt.date.today())):
        click.echo(_("  △ L23: no window serves {field} (Act 106-4 (2) 1)", field=field.label(current())))


enable = Command("enable", callback=_enable, help=_("Enable a municipality in this instance."), params=[_WHICH, _JSON])


def _disable(municipality: str, as_json: bool) -> None:
    instance = read(folder_here())
    found, broken = installed()
    listed = {plugin.code for plugin in instance.plugins}
    code = municipality if municipality in listed else find(found, municipality, broken).code
    if code not in listed:
        raise MunicipalityUnavailable(
            _("{name} is not enabled here", name=municipality), _("see what is: juso plugins list")
        )
    journal = SqlJournal.open(instance.journal)
    still_open = [row for row in journal.cases(code) if row.phase.value != "closed"]
    journal.close()
    left = disabled(instance, code)
    if as_json:
        emit_json(
            {
                "schema": "juso.disabled/1",
                "code": code,
                "open_cases": len(still_open),
                "plugins": [p.code for p in left.plugins],
            }
        )
        return
    click.echo(_("disabled: {code}", code=code))
    if still_open:
        click.echo(
            _("  {count} of its cases are open: they stay readable, and take no command until it is enabled again",
              count=len(still_open))
        )  # fmt: skip


disable = Command(
    "disable",
    callback=_disable,
    help=_("Disable a municipality in this instance. Its cases stay readable."),
    params=[_WHICH, _JSON],
)
