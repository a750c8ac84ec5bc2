"""What ``juso new`` says when it is done: where the folder is, what to do next, and what is not entered yet."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import click

from juso_core.citation import UNSOURCED
from juso_core.cli.output import emit_json, screen_width
from juso_core.discovery import Found, plain, survey
from juso_core.language.messages import N_, _, current
from juso_core.language.width import table
from juso_core.municipality.questions import Answer, AnswerState, answers
from juso_core.municipality.structure import Structure
from juso_core.scaffold.baking import Baked

__all__ = ["print_result"]

_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    N_("programme and areas"): ("programme", "areas"),
    N_("windows"): ("window",),
    N_("the functions"): ("mac", "outreach", "participation", "community_building"),
    N_("conferences"): ("support_conference", "juso_conference", "conference"),
    N_("plans"): ("plan",),
    N_("consent and forms"): ("consent", "form"),
    N_("end of support"): ("closure", "interruption", "reopening", "post_closure_lead"),
    N_("figures and records"): (),
}


def print_result(baked: Baked, unread: Iterable[str], as_json: bool) -> None:
    """Print what was made, as text or as JSON (``juso.new/1``)."""
    every = answers(baked.structure)
    unread = list(unread)
    if as_json:
        emit_json(_data(baked, every, unread))
        return
    name, code = baked.structure.name, baked.structure.code
    click.echo(
        _("A municipality was made in {folder}: {name} ({code})", folder=_near(baked.folder), name=name, code=code)
    )
    if unread:
        click.echo(_("  left aside: the columns {columns}", columns=", ".join(unread)))
    if waiting := _unsourced(baked.structure):
        click.echo(
            _(
                "  rows whose document nobody has named yet: {count} (they cite {source})",
                count=waiting,
                source=UNSOURCED,
            )
        )
    for one in _claims(baked):
        click.echo(
            _(
                "  {distribution}, which is installed, claims {code} too: only one of them can be used",
                distribution=one.distribution,
                code=code,
            )
        )
    for one in _replaced(baked):
        click.echo(
            _(
                "  {distribution} {version} is installed already: installing this one would replace it",
                distribution=one.distribution,
                version=one.version,
            )
        )
    click.echo("\n" + _("Next:"))
    for line in (
        f'python -m pip install -e "{_near(baked.folder)}"',
        f"juso check {code}",
        f"juso show {code}",
        f"juso simulate --municipality {code}",
    ):
        click.echo(f"  {line}")
    _print_open(every)


def _claims(baked: Baked) -> list[Found]:
    """What is installed under the same code, from elsewhere."""
    return [one for one in survey().found if one.code == baked.structure.code and one.package != baked.package]


def _replaced(baked: Baked) -> list[Found]:
    """What is installed under the same name: installers keep one distribution of a name."""
    name = plain(baked.package)
    return [one for one in survey().found if plain(one.distribution) == name]


def _data(baked: Baked, every: tuple[Answer, ...], unread: list[str]) -> dict[str, Any]:
    return {
        "schema": "juso.new/1",
        "folder": str(baked.folder),
        "code": baked.structure.code,
        "name": baked.structure.name,
        "package": baked.package,
        "claimed_by": [one.distribution for one in _claims(baked)],
        "replaces": [one.distribution for one in _replaced(baked)],
        "entered": [one.question.id for one in every if one.state is not AnswerState.NOT_ENTERED],
        "not_entered": [one.question.id for one in every if one.state is AnswerState.NOT_ENTERED],
        "unsourced_rows": _unsourced(baked.structure),
        "unread_columns": unread,
    }


def _near(folder: Path) -> str:
    """The folder as it is named from here, where it lies below."""
    relative = os.path.relpath(folder) if folder.is_relative_to(Path.cwd()) else str(folder)
    return relative


def _unsourced(structure: Structure) -> int:
    return sum(1 for row in structure.rows() if any(cite.source == UNSOURCED for cite in row.cite))


def _print_open(every: tuple[Answer, ...]) -> None:
    missing = [one.question for one in every if one.state is AnswerState.NOT_ENTERED]
    if not missing:
        return
    click.echo("\n" + _("Not entered yet ({count} of {all} questions); look them up in the documents:",
                        count=len(missing), all=len(every)))  # fmt: skip
    groups: dict[str, list[str]] = {name: [] for name in _GROUPS}
    for question in missing:
        groups[_group(question.id)].append(question.label(current()))
    between = "、" if current() == "ja" else ", "
    rows = [(_(name), len(labels), between.join(labels)) for name, labels in groups.items() if labels]
    click.echo(table(rows, (), screen_width()))


def _group(question_id: str) -> str:
    first = question_id.partition(".")[0]
    return next((name for name, prefixes in _GROUPS.items() if first in prefixes), list(_GROUPS)[-1])
