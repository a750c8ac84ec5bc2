"""``juso doctor``: looks whether everything that juso needs is in order, and says what to do."""

from typing import Any

import click
from attrs import asdict

from juso_core.cli.here import folder_here
from juso_core.cli.output import emit_json
from juso_core.health import Around, Finding, State, findings
from juso_core.health.everything import CHECKS
from juso_core.instance import InstanceError, read
from juso_core.language.help import Command
from juso_core.language.messages import _
from juso_core.language.signs import one_line

__all__ = ["around_here", "doctor"]

_SIGNS = {State.OK: "✓", State.INFO: "·", State.WARNING: "△", State.FAILED: "✗"}


def around_here(deep: bool) -> Around:
    """Return what the checks look at: the instance that the command is about, as far as it can be read."""
    folder = None
    try:
        folder = folder_here()
        return Around(folder=folder, instance=read(folder), deep=deep)
    except InstanceError as error:
        return Around(folder=None if error.missing else folder, trouble=error, deep=deep)


def _run(deep: bool, as_json: bool) -> None:
    found: list[Finding] = []
    for one in findings(CHECKS, around_here(deep)):
        found.append(one)
        if not as_json:
            # Told as it is found: some checks take their time.
            _show(one)
    failed, warned = (sum(1 for one in found if one.state is state) for state in (State.FAILED, State.WARNING))
    if as_json:
        emit_json({"schema": "juso.doctor/1", "checks": [_data(one) for one in found]})
    elif failed or warned:
        click.echo(_("checks that failed: {failed}; warnings: {warned}", failed=failed, warned=warned))
    else:
        click.echo(_("everything is in order"))
    if failed:
        raise click.exceptions.Exit(1)


def _show(one: Finding) -> None:
    # A broken juso.toml is told on several lines.
    first, *others = one.value.splitlines() or [""]
    click.echo(f"{_SIGNS[one.state]} {one.what}: {one_line(first)}")
    for line in others:
        click.echo(f"    {one_line(line)}")
    if one.mend:
        click.echo(f"    → {one_line(one.mend)}")


def _data(one: Finding) -> dict[str, Any]:
    return {**asdict(one), "state": one.state.value}


doctor = Command(
    "doctor",
    callback=_run,
    help=_(
        "Look whether everything that juso needs is in order, and say what to do.\n\n"
        "Python, SQLite, the clock, the terminal, the instance's files and database, plugins, messages. "
        "No plugin's code is run. Ends with 1 when a check failed; a warning is no failure."
    ),
    params=[
        click.Option(["--deep"], is_flag=True, help=_("Check every entry of every case too; that takes long.")),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON.")),
    ],
)
