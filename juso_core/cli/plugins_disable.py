"""``juso plugins disable``: takes a municipality off the list, also one that is no longer installed."""

from collections.abc import Iterator

import click

from juso_core.cli.here import folder_here
from juso_core.cli.output import emit_json
from juso_core.cli.plugin_words import AS_JSON, WHICH
from juso_core.discovery import survey
from juso_core.finding import UnknownMunicipality, find, plain_name, short_name
from juso_core.instance import Enabled, Instance, read
from juso_core.instance import disable as disabled
from juso_core.journal import Journal, JournalError
from juso_core.language.help import Command
from juso_core.language.messages import N_, _
from juso_core.management.outlook import journal_of
from juso_core.management.touched import open_cases
from juso_core.municipality.head import head_of
from juso_core.places import MunicipalityUnavailable

__all__ = ["disable"]

_MOST = 10


def _disable(municipality: str, as_json: bool) -> None:
    instance = read(folder_here())
    with journal_of(instance) as (journal, trouble):
        one = _listed(instance, municipality, journal)
        cases: tuple[str, ...] | None = None
        try:
            cases = open_cases(journal, one.code) if journal is not None else None
        except JournalError as error:
            trouble = error
    left = disabled(instance, one.code)
    if as_json:
        emit_json(
            {
                "schema": "juso.disabled/1",
                "code": one.code,
                "open_cases": None if cases is None else len(cases),
                "plugins": [plugin.code for plugin in left.plugins],
            }
        )
        return
    click.echo(_("disabled: {code}", code=one.code))
    if cases:
        click.echo(
            _("  {count} of its cases are open: they stay readable, and take no command until it is enabled again",
              count=len(cases))
        )  # fmt: skip
        click.echo("    " + ", ".join(cases[:_MOST]) + (" …" if len(cases) > _MOST else ""))
    if trouble is not None:
        click.echo(_("  the cases could not be counted: {why}", why=trouble))
        click.echo(f"    → {trouble.how_to_mend()}")


def _listed(instance: Instance, name: str, journal: Journal | None) -> Enabled:
    """Return the line of the list that is meant, by whatever its municipality is or was called."""
    for one in instance.plugins:
        if plain_name(name) in map(plain_name, _called(one, journal)):
            return one
    seen = survey()
    try:
        code = find((*seen.found, *seen.claims), name, seen.broken).code
    except UnknownMunicipality:
        code = ""
    for one in instance.plugins:
        if one.code == code:
            return one
    raise MunicipalityUnavailable(
        N_("{name} is not enabled here"),
        N_("enabled are: {codes}") if instance.plugins else N_("see what is: juso plugins list"),
        name=name,
        codes=", ".join(f"{one.code} ({one.distribution})" for one in instance.plugins),
    )


def _called(one: Enabled, journal: Journal | None) -> Iterator[str]:
    yield from (one.code, one.distribution, short_name(one.distribution.replace("-", "_")))
    try:
        text = journal.structure(one.digest) if journal is not None else None
    except JournalError:
        return
    name = head_of(text or "").get("name")
    if isinstance(name, str):
        yield from (name, name[:-1]) if name[-1:] in "市区町村" else (name,)


disable = Command(
    "disable",
    callback=_disable,
    help=_("Disable a municipality in this instance. Its cases stay readable."),
    params=[WHICH, AS_JSON],
)
