"""``juso compare --distance``: how far municipalities are from each other and from the national standard."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import click

from juso_core.cli.compare_options import Options, give_out
from juso_core.cli.compare_structure import chosen
from juso_core.cli.output import failure_line, screen_width
from juso_core.desk import Place
from juso_core.language.messages import N_, _, current
from juso_core.language.width import table, wrap
from juso_core.registry import Found
from juso_core.research.comparing.dendrogram import dendrogram_lines
from juso_core.research.comparing.distance import Left, Pair, PartDistance, distance_id
from juso_core.research.comparing.distance_data import DEFINITION, distance_data, trees_of
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Column, Matrix
from juso_core.research.comparing.sensitivity import Sensitivity, sensitivities
from juso_core.research.comparing.sentences import on_other_days
from juso_core.research.comparing.standard import CODE, with_national
from juso_core.research.comparing.wording import status_mark

__all__ = ["distance_lines", "run", "spread", "written"]

_NARROWEST: Final = 14
TOO_LITTLE: Final = N_("too little is said")


def run(here: Sequence[tuple[Found, Place]], options: Options) -> None:
    """Show or write the distances between these municipalities, and to the national standard."""
    if options.format in ("xlsx", "html"):
        raise click.UsageError(
            _("--distance comes as text, json, csv or md; the HTML page holds it too: juso compare --format html")
        )
    if options.cases:
        raise click.UsageError(_("--cases is for --behaviour; distances are of what sources say"))
    made = with_national(matrix_of((place for _found, place in here), chosen(options)))
    for _found, place in here:
        for failure in place.failures:
            click.echo(failure_line(failure), err=True)
    give_out(_formatted(made, options), options)


def _formatted(matrix: Matrix, options: Options) -> str | bytes:
    if options.format == "json":
        import json

        return json.dumps(distance_data(matrix), ensure_ascii=False, indent=2)
    if options.format in ("csv", "md"):
        from juso_core.documents.distance_tables import distance_csv, distance_markdown

        return distance_csv(matrix, options.encoding) if options.format == "csv" else distance_markdown(matrix)
    return "\n".join(distance_lines(matrix, screen_width(), options.full))


def written(distance: float | None) -> str:
    """Return a distance as people read it; that too little is said is not 0."""
    return "–" if distance is None else f"{distance:.2f}"


def distance_lines(matrix: Matrix, width: int, full: bool = False) -> Iterator[str]:
    """Yield the distances as tables, how much they hang on single groups, and the tree of who is near whom."""
    found = sensitivities(matrix)
    names = {column.code: column.label(current()) for column in matrix.columns}
    yield "■ " + _("distance")
    yield from wrap(DEFINITION.in_language(current()), width)
    yield ""
    for line in on_other_days(matrix.columns):
        yield from (*wrap(line, width), "")
    yield from _square(matrix.columns, found, width)
    yield from wrap(_("In brackets: in how many of {count} dimensions both say something that can be compared. "
                      "–: too little is said.", count=len(matrix.dimensions)), width)  # fmt: skip
    yield ""
    yield "■ " + _("how much it depends on what is compared")
    heads = (_("pair"), _("distance"), _("compared"), _("without one group"), _("firm facts only"), _("rank"))
    yield table([_row(one, names) for one in found], heads, width)
    yield from wrap(_("Compared: in how many dimensions, and their share of all. Without one group: the least and the "
                      "most when any one group of dimensions is left out; –: without one of them too little is said. "
                      "Firm facts: what is only planned or proposed is left out. Rank: 1 is the nearest pair, in "
                      "brackets the best and the worst rank of all these. Pairs with the national standard are "
                      "ranked among themselves."), width)  # fmt: skip
    yield ""
    if full:
        yield from _groups(matrix, found, names, width)
    trees = trees_of(matrix, found)
    yield "■ " + _("who is near whom (average linkage)")
    yield from dendrogram_lines(trees, names)
    if len(trees) > 1:
        yield from wrap(_("Trees that stand apart: too little is said to join them."), width)
    yield ""
    yield _("What a distance is made of: juso explain {example}", example=_example(found))


def _square(columns: Sequence[Column], found: Sequence[Sensitivity], width: int) -> Iterator[str]:
    """One half of the square, each municipality against those before it; in as many tables as there is room for."""
    by_id = {one.pair.id: one for one in found}
    room = max(1, width // _NARROWEST - 1)
    against = columns[:-1]
    for start in range(0, len(against), room):
        part = against[start : start + room]
        rows = [
            [column.label(current()), *(_cell(by_id, column, other, columns) for other in part)]
            for column in columns[start + 1 :]
        ]
        yield from table(rows, ("", *(one.label(current()) for one in part)), width).splitlines()
        yield ""


def _cell(by_id: dict[str, Sensitivity], column: Column, other: Column, columns: Sequence[Column]) -> str:
    if columns.index(other) >= columns.index(column):
        return ""
    pair = by_id[distance_id(column.code, other.code)].pair
    return f"{written(pair.overall)} ({pair.compared})"


def _row(one: Sensitivity, names: dict[str, str]) -> list[str]:
    pair = one.pair
    place = "–" if one.rank is None else str(one.rank)
    if one.ranks is not None and one.ranks[0] != one.ranks[1]:
        place += f" ({one.ranks[0]}–{one.ranks[1]})"
    return [
        f"{names[pair.first]}\n{names[pair.second]}",
        written(pair.overall) if pair.overall is not None else _(TOO_LITTLE),
        f"{pair.compared} ({pair.share:.0%})",
        spread(one),
        f"{written(one.firm)} ({one.firm_compared})",
        place,
    ]


def spread(one: Sensitivity) -> str:
    """Return the least and the most without one of the groups; – where without one of them too little is said."""
    found = [] if one.least is None else [f"{written(one.least)}–{written(one.most)}"]
    return "; ".join([*found, *(["–"] if one.hangs_on_one or not found else [])])


def _left_out(pair: Pair) -> str:
    counts = Counter(pair.left.values())
    return ", ".join(f"{why.label(current())} {counts[why]}" for why in Left if counts[why])


def _groups(matrix: Matrix, found: Sequence[Sensitivity], names: dict[str, str], width: int) -> Iterator[str]:
    """Every pair, group by group, with the dimensions of the group."""
    yield "■ " + _("by dimension")
    for one in found:
        yield f"{names[one.pair.first]} | {names[one.pair.second]}  ({one.pair.id})"
        yield from (f"  {line}" for line in wrap(_("left out: {what}", what=_left_out(one.pair)), max(width - 2, 20)))
        for group in matrix.groups:
            parts = [part for part in one.pair.parts if part.dimension.group == group.id]
            if parts:
                told = ", ".join(_of_dimension(part) for part in parts)
                mean = written(one.pair.by_group[group.id])
                first, *rest = wrap(f"{group.name.in_language(current())} {mean}: {told}", max(width - 4, 20))
                yield f"  {first}"
                yield from (f"    {line}" for line in rest)
        yield ""


def _of_dimension(part: PartDistance) -> str:
    """A dimension and its distance, marked where something that is compared is planned, proposed or on trial."""
    marks = "".join(status_mark(status, current()) for status in part.not_in_force)
    return f"{part.dimension.id} {written(part.distance)}{marks}"


def _example(found: Sequence[Sensitivity]) -> str:
    of_two = [one.pair.id for one in found if CODE not in (one.pair.first, one.pair.second)]
    return (of_two or [one.pair.id for one in found] or ["distance:CODE:CODE"])[0]
