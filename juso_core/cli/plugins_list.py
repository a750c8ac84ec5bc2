"""``juso plugins list``: what is installed and what is enabled, by metadata alone; each broken plugin in one line."""

from collections.abc import Iterator
from typing import Any

import click

from juso_core.cli.output import emit_json, screen_width
from juso_core.cli.plugin_words import AS_JSON, as_row, broken_line, is_enabled, problem, the_instance
from juso_core.discovery import Broken, Found, survey
from juso_core.instance import enabled_plugins
from juso_core.language.help import Command
from juso_core.language.messages import _
from juso_core.language.signs import one_line
from juso_core.language.width import table

__all__ = ["list_plugins"]


def _unusable(found: list[Found], rows: list[dict[str, Any]], told: list[Broken]) -> Iterator[Broken]:
    """What is enabled, or tells no name, and cannot be used: looked at closer, still without its code."""
    known = {one.code for one in told}
    for one, row in zip(found, rows, strict=True):
        if one.code not in known and (row["enabled"] or not row["name"]):
            # It brings what reads structures, which a list of names does not need.
            from juso_core.management.plugin_check import usability

            broken = usability(one).broken
            yield from [broken] if broken else []


def _mark(row: dict[str, Any]) -> str:
    return "" if not row["enabled"] else "✓" if row["usable"] else "✗"


def _list(as_json: bool) -> None:
    seen, instance = survey(), the_instance()
    # Of two that claim a code, juso.toml may have chosen one.
    chosen = [one for one in seen.claims if is_enabled(one, instance)]
    found = sorted([*seen.found, *chosen], key=lambda one: one.code)
    rows = [as_row(one, is_enabled(one, instance)) for one in found]
    # What juso.toml lists and cannot be used as listed is said by the instance, not by the metadata.
    listed = enabled_plugins(instance, seen=seen) if instance else ()
    settled = {(one.code, one.distribution) for one in chosen}
    left = [one for one in seen.broken if (one.code, one.distribution) not in settled]
    problems = [*left, *(one for one in listed if isinstance(one, Broken) and one not in seen.broken)]
    problems += _unusable(found, rows, problems)
    for row in rows:
        row["usable"] = row["code"] not in {one.code for one in problems}
    if as_json:
        emit_json(
            {
                "schema": "juso.plugins/1",
                "instance": str(instance.folder) if instance else None,
                "plugins": rows,
                "broken": [problem(one) for one in problems],
            }
        )
        return
    if not rows and not problems:
        click.echo(_("No plugin is installed. Each municipality is a distribution juso-<name>."))
    if rows:
        header = (_("code"), _("name"), _("short name"), _("distribution"), _("version"), _("enabled"))
        columns = ("code", "name", "short_name", "distribution", "version")
        lines = [(*(one_line(r[key] or "-") for key in columns), _mark(r)) for r in rows]
        click.echo(table(lines, header, screen_width()))
    for one in problems:
        click.echo(broken_line(one))
    if instance is None:
        click.echo(_("There is no instance here; make one with: juso init"))


list_plugins = Command("list", callback=_list, help=_("List what is installed and what is enabled."), params=[AS_JSON])
