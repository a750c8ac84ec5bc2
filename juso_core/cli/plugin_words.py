"""What the commands of ``juso plugins`` have in common: their options, how a broken plugin is told, plain data."""

from typing import TYPE_CHECKING, Any, Final

import click

from juso_core.cli.here import folder_here
from juso_core.discovery import Broken, Found, Survey, plain
from juso_core.finding import find, name_of, plain_name, short_name
from juso_core.instance import Instance, InstanceError, read
from juso_core.language.messages import _, current
from juso_core.language.signs import one_line

if TYPE_CHECKING:
    from juso_core.places import MunicipalityUnavailable

__all__ = ["AS_JSON", "IMPORT", "WHICH", "as_row", "broken_line", "cause_in_short", "is_enabled", "meant", "problem",
           "the_instance", "unavailable"]  # fmt: skip

AS_JSON: Final = click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON."))
WHICH: Final = click.Argument(["municipality"], metavar="MUNICIPALITY")
IMPORT: Final = click.Option(
    ["--import", "with_import"], is_flag=True, help=_("Load its code too, as the office does; otherwise none is run.")
)


def the_instance() -> Instance | None:
    """Return the instance that the command is about; None where there is none at all."""
    try:
        return read(folder_here())
    except InstanceError as error:
        if error.missing:
            return None
        raise


def is_enabled(entry: Found | Broken, instance: Instance | None) -> bool:
    """Return whether a distribution is on the list of an instance for its code."""
    listed = instance.plugins if instance else ()
    return any(one.code == entry.code and plain(one.distribution) == plain(entry.distribution) for one in listed)


def meant(name: str, seen: Survey, instance: Instance | None) -> Found:
    """Return the installed plugin that people call so; raises UnknownMunicipality.

    Where several distributions claim one code, the name of a distribution says which, or the list of the instance.
    """
    for one in seen.claims:
        if plain_name(name) in map(plain_name, (one.distribution, one.package, short_name(one.package))):
            return one
    chosen = [one for one in seen.claims if is_enabled(one, instance)]
    return find((*seen.found, *chosen), name, seen.broken)


def as_row(one: Found, enabled: bool) -> dict[str, Any]:
    """Return an installed plugin as plain data."""
    return {
        "code": one.code,
        "name": name_of(one),
        "short_name": short_name(one.package),
        "distribution": one.distribution,
        "version": one.version,
        "package": one.package,
        "api": one.api,
        "enabled": enabled,
    }


def problem(one: Broken) -> dict[str, str]:
    """Return what is wrong with a plugin as plain data, whole."""
    return {
        "code": one.code,
        "distribution": one.distribution,
        "version": one.version,
        "stage": one.stage.value,
        "cause": one.cause,
        "fix": one.fix,
    }


def broken_line(one: Broken) -> str:
    """Return what is wrong with a plugin in one line; of a cause with several lines the first."""
    which = one_line(" ".join(filter(None, (one.code, one.distribution, one.version))))
    return f"! {which} · {one.stage.label(current())}: {cause_in_short(one)} → {one_line(one.fix)}"


def cause_in_short(one: Broken) -> str:
    """Return why a plugin cannot be used in one line: of several the first, and how to see the others."""
    lines = [line for line in one.cause.splitlines() if line.strip()]
    first = one_line(lines[0] if lines else "")
    if len(lines) < 2:
        return first
    return f"{first} " + _("(and {count} more: juso plugins check {code})", count=len(lines) - 1,
                           code=one.code or one.distribution)  # fmt: skip


def unavailable(broken: Broken) -> "MunicipalityUnavailable":
    """Return the error that a plugin cannot be used."""
    # It brings all that an office needs, and a list of plugins needs none of it.
    from juso_core import places

    return places.unavailable(broken)
