"""``juso simulate --list``: the cases that can be called by their id, and whose they are."""

from collections.abc import Iterable
from typing import Any

import click

from juso_core.cli.output import emit_json, screen_width
from juso_core.discovery import Found
from juso_core.finding import name_of
from juso_core.language.messages import _, current
from juso_core.language.signs import one_line
from juso_core.language.width import table
from juso_core.research.known_cases import KnownCase, known_cases

__all__ = ["list_cases"]


def list_cases(found: Iterable[Found], as_json: bool) -> None:
    """Show the standard cases and those that these municipalities ship; one that cannot be used says why."""
    cases = list(known_cases(found))
    names = {one.found: name_of(one.found) or one.found.code for one in cases if one.found}
    if as_json:
        emit_json({"schema": "juso.case-files/1", "cases": [_data(one, names) for one in cases]})
        return
    rows = [(one_line(one.id), _title(one), names[one.found] if one.found else _("standard case")) for one in cases]
    click.echo(table(rows, (_("case"), _("title"), _("municipality")), screen_width()))
    click.echo(_("One of them in municipalities: juso simulate CASE --municipality A,B"))


def _title(one: KnownCase) -> str:
    if one.case is None:
        return _("cannot be used: {why}", why="; ".join(map(str, one.problems)))
    return one.case.name.in_language(current())


def _data(one: KnownCase, names: dict[Found, str]) -> dict[str, Any]:
    """It as JSON, the same in every language but for what is wrong."""
    return {
        "case": one.id,
        "title": {"ja": one.case.title.ja, "en": one.case.title.en} if one.case else None,
        "municipality": one.found.code if one.found else None,
        "name": names[one.found] if one.found else None,
        "file": str(one.file),
        "problems": [str(problem) for problem in one.problems],
    }
