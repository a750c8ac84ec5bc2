"""``juso explain plan:999997:meeting.1``: one part of a draft of the plan, with every row and source behind it."""

from collections.abc import Iterator
from typing import Any, Final

import click

from juso_core.cli.output import emit_json
from juso_core.cli.shown import indented
from juso_core.documents.plan_model import Draft, Gap, Part, Table
from juso_core.language.messages import _, current
from juso_core.municipality.problems import did_you_mean
from juso_core.municipality.structure import Row, Structure

__all__ = ["explain_part", "is_part_id"]

SCHEMA: Final = "juso.part/1"
_PLAN: Final = "plan:"


def is_part_id(text: str) -> bool:
    """Whether something is the id of a part of a draft: plan, a municipality, a part, with colons between."""
    return text.startswith(_PLAN) and text.count(":") == 2


def explain_part(text: str, on: str | None, as_json: bool) -> None:
    """Explain one part: what it says, and each row behind it with its citations and the titles of its sources."""
    from juso_core.cli.setup import structure_named
    from juso_core.cli.simulated import day_named
    from juso_core.documents.plan_draft import plan_draft
    from juso_core.research.simulation import described_day

    _kind, named, id = text.split(":")
    whole = structure_named(named)
    draft = plan_draft(whole, day_named(on) or described_day(whole), current())
    parts = {part.id: part for part in draft.parts()}
    if id not in parts:
        hint = did_you_mean(id, parts, _("juso plan-draft --format json lists them all"))
        raise click.UsageError(_("this draft has no part '{id}'", id=id) + f"; {hint}")
    part = parts[id]
    # What is planned for later rests on rows that do not hold on the day yet.
    rows = tuple(row for row in whole.rows() if row.key in part.rows and set(row.cite) <= set(part.cites))
    if as_json:
        emit_json(_data(draft, part, rows))
        return
    for line in _lines(draft, part, rows, whole):
        click.echo(line)


def _said(part: Part) -> Iterator[str]:
    if isinstance(part, Table):
        yield part.caption
        yield from (" | ".join(line.cells) for line in part.lines)
    else:
        yield part.text


def _lines(draft: Draft, part: Part, rows: tuple[Row, ...], structure: Structure) -> Iterator[str]:
    yield f"{_PLAN}{draft.municipality}:{part.id}  {draft.name}  ({draft.on})"
    for text in _said(part):
        yield from indented(text, 1)
    if isinstance(part, Gap):
        yield _("question: {question} ({id})", question=part.question, id=part.id)
    titles = {source.id: source.title for source in structure.source}
    if rows:
        yield _("Rows:")
    for row in rows:
        yield from indented(row.key, 1)
        for cite in row.cite:
            yield from indented(f"← {cite.heading}  ({cite.source}: {titles.get(cite.source, '')})", 3)


def _data(draft: Draft, part: Part, rows: tuple[Row, ...]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": f"{_PLAN}{draft.municipality}:{part.id}",
        "on": draft.on.isoformat(),
        "digest": draft.digest,
        "says": list(_said(part)),
        "rows": [{"key": row.key, "cites": [str(cite) for cite in row.cite]} for row in rows],
        "sources": [
            {"id": one.id, "title": one.title, "as_of": one.as_of, "publisher": one.publisher}
            for one in draft.sources
            if one.id in {cite.source for cite in part.cites}
        ],
    }
