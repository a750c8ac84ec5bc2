"""``juso show MUNICIPALITY [TABLE]``: what its sources say, row by row with citations, and where they are silent."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import click
from attrs import fields

from juso_core.advice import plain
from juso_core.casework.rules_care import fields_without_window
from juso_core.cli.output import emit_json, screen_width
from juso_core.cli.plugin_words import the_instance
from juso_core.cli.setup import structure_named
from juso_core.discovery import Broken
from juso_core.instance import enabled_plugins
from juso_core.language.era import parse_date, show_date
from juso_core.language.help import Command
from juso_core.language.messages import _, current
from juso_core.language.width import pad, table, width, wrap
from juso_core.municipality import labels, questions
from juso_core.municipality.problems import did_you_mean
from juso_core.municipality.structure import TABLES, Row, Structure
from juso_core.municipality.words import Word

__all__ = ["show"]

_QUESTIONS = "questions"
_SOURCES = "source"
_LAST = ("cite", "status", "since", "until")


def _run(municipality: str, table_name: str | None, on: str | None, as_json: bool) -> None:
    whole = structure_named(municipality)
    try:
        day = parse_date(on) if on else whole.described_on or dt.date.today()
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--on") from None
    structure = whole.at(day)
    known = (*TABLES, _SOURCES, _QUESTIONS)
    if table_name and table_name not in known:
        raise click.BadParameter(
            _("no such table: {name}", name=table_name) + "; " + did_you_mean(table_name, known), param_hint="TABLE"
        )
    _remark_on_listed(structure.code)
    if as_json:
        emit_json(_data(structure, day, table_name))
        return
    click.echo(f"{structure.name} ({structure.code})  " + _("as of {day}", day=show_date(day)))
    if table_name is None:
        _overview(structure)
    elif table_name == _QUESTIONS:
        _show_questions(structure)
    elif table_name == _SOURCES:
        click.echo(table([(s.id, s.title, s.publisher or "", s.as_of) for s in structure.source],
                         ("id", _("title"), _("publisher"), _("as of")), screen_width()))  # fmt: skip
    else:
        _show_rows(structure, getattr(structure, table_name), table_name)


def _remark_on_listed(code: str) -> None:
    """Say so where an instance lists another version than the installed one, which is shown."""
    instance = the_instance()
    for one in enabled_plugins(instance) if instance else ():
        if isinstance(one, Broken) and one.code == code:
            click.echo(_("! what is installed is shown; the instance here does not use it: {cause}", cause=one.cause),
                       err=True)  # fmt: skip


def _overview(structure: Structure) -> None:
    rows = [(name, str(len(getattr(structure, name)))) for name in TABLES if getattr(structure, name)]
    click.echo(table(rows, (_("table"), _("rows")), screen_width()))
    _show_questions(structure, ("silent", "not_entered", "conflict"))
    missing = fields_without_window(structure)
    if missing:
        click.echo(
            "△ L23 "
            + _("no window serves: {fields} (Act 106-4 (2) 1)", fields=", ".join(f.label(current()) for f in missing))
        )
    click.echo(_("Rows with citations: juso show {code} TABLE; all questions: juso show {code} questions",
                 code=structure.code))  # fmt: skip


def _show_questions(structure: Structure, states: Iterable[str] = ()) -> None:
    language = current()
    for state in states or ("stated", "none", "conflict", "silent", "not_entered"):
        found = [a for a in questions.answers(structure) if a.state.value == state]
        if not found:
            continue
        click.echo(f"\n{found[0].state.label(language)} ({len(found)})")
        for answer in found:
            question = answer.question
            cites = "; ".join(dict.fromkeys(str(cite) for row in answer.rows for cite in row.cite))
            text = question.ja if language == "ja" else question.en
            click.echo(f"  {question.id}: {text}" + (f"  [{cites}]" if cites else ""))


def _show_rows(structure: Structure, rows: tuple[Row, ...], name: str) -> None:
    if not rows:
        click.echo(_("No rows in {table} on this day.", table=name))
        return
    names = [a.name for a in fields(type(rows[0])) if a.name not in _LAST]
    used = [one for one in (*names, *_LAST) if any(_said(row, one) for row in rows)]
    lines = [[_cell(structure, getattr(row, one), one) if _said(row, one) else "" for one in used] for row in rows]
    if _natural_width(used, lines) <= screen_width():
        click.echo(table(lines, used, screen_width()))
        return
    for line in lines:
        click.echo("\n".join(_record(used, line)))


def _natural_width(header: list[str], lines: list[list[str]]) -> int:
    columns = zip(header, *lines, strict=True)
    return sum(max(map(width, column)) + 2 for column in columns)


def _record(header: list[str], line: list[str]) -> Iterator[str]:
    """A row that is too wide for a table: one line a key, long values wrapped below themselves."""
    first = max(map(width, header)) + 2
    for key, value in zip(header, line, strict=True):
        if value:
            head, *rest = wrap(value, screen_width() - first)
            yield pad(key, first) + head
            yield from (" " * first + more for more in rest)
    yield ""


def _said(row: Row, name: str) -> bool:
    """Whether a row says something there: what is left out stands as its default, and says nothing."""
    value = getattr(row, name)
    default = next(a.default for a in fields(type(row)) if a.name == name)
    return bool(value != () and value != default)


def _cell(structure: Structure, value: Any, name: str) -> str:
    language = current()
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, Word):
        return value.label(language)
    if name == "cite":
        return "; ".join(str(cite) for cite in value)
    if isinstance(value, tuple):
        return ", ".join(_cell(structure, one, name) for one in value)
    if hasattr(value, "who"):
        only = ", ".join(one.label(language) for one in (*value.at, *value.topics))
        return labels.label(structure, value.who, language) + (f" ({only})" if only else "")
    if hasattr(value, "in_language"):
        return str(value.in_language(language))
    if isinstance(value, str) and name not in ("id", "name") and (value in structure.ids or value.startswith("@")):
        return labels.label(structure, value, language)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _data(structure: Structure, day: dt.date, table_name: str | None) -> dict[str, Any]:
    names = (table_name,) if table_name else (_SOURCES, *TABLES, _QUESTIONS)
    data: dict[str, Any] = {
        "schema": "juso.structure/1",
        "code": structure.code,
        "name": structure.name,
        "on": day.isoformat(),
        "digest": structure.digest,
    }
    for name in names:
        if name == _QUESTIONS:
            data[name] = [
                {"question": a.question.id, "state": a.state.value, "rows": [row.key for row in a.rows]}
                for a in questions.answers(structure)
            ]
        else:
            data[name] = [plain(row) for row in getattr(structure, name)]
    return data


show = Command(
    "show",
    callback=_run,
    help=_(
        "Show what a municipality's sources say, and where they are silent.\n\n"
        "Without TABLE: how many facts there are and what is not known. Tables: {tables}.",
        tables=", ".join((*TABLES, _SOURCES, _QUESTIONS)),
    ),
    params=[
        click.Argument(["municipality"], metavar="MUNICIPALITY"),
        click.Argument(["table_name"], metavar="[TABLE]", required=False),
        click.Option(["--on"], metavar="DATE", help=_("The day; the one that the sources describe when left out.")),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON.")),
    ],
)
