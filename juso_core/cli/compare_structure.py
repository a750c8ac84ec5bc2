"""The matrix on the screen, or in the format that is asked for."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from juso_core.cli.compare_options import Options, give_out
from juso_core.cli.output import failure_line, screen_width
from juso_core.desk import Place
from juso_core.language.messages import _, current
from juso_core.language.width import table, wrap
from juso_core.municipality.problems import did_you_mean
from juso_core.registry import Found
from juso_core.research.comparing.dimensions import DIMENSIONS, GROUPS
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Cell, Column, Dimension, Matrix
from juso_core.research.comparing.sentences import on_other_days
from juso_core.research.comparing.wording import cell_lines, cites_text, sources_of

__all__ = ["chosen", "matrix_lines", "run"]

_NARROWEST: Final = 24
"""So many columns of the screen a municipality needs at least; those that do not fit come in tables of their own."""


def run(here: Sequence[tuple[Found, Place]], options: Options) -> None:
    """Show or write the matrix of these municipalities."""
    made = matrix_of((place for _found, place in here), chosen(options))
    for _found, place in here:
        for failure in place.failures:
            click.echo(failure_line(failure), err=True)
    give_out(_formatted(made, options), options)


def chosen(options: Options) -> tuple[Dimension, ...]:
    """Return the dimensions that are asked for; raises UsageError for what is none, with what may be meant."""
    groups = [group.id for group in GROUPS]
    wrong = [_("there is no group '{name}'", name=one) + f"; {did_you_mean(one, groups)}"
             for one in options.groups if one not in groups]  # fmt: skip
    listed = _("juso compare --json lists them all")
    wrong += [_("there is no dimension '{name}'", name=one) + f"; {did_you_mean(one, DIMENSIONS, listed)}"
              for one in options.dimensions if one not in DIMENSIONS]  # fmt: skip
    if wrong:
        raise click.UsageError("\n".join(wrong))
    if not options.groups and not options.dimensions:
        return tuple(DIMENSIONS.values())
    return tuple(d for d in DIMENSIONS.values() if d.group in options.groups or d.id in options.dimensions)


def _formatted(matrix: Matrix, options: Options) -> str | bytes:
    if options.format == "json":
        import json

        from juso_core.research.comparing.data import matrix_data

        return json.dumps(matrix_data(matrix), ensure_ascii=False, indent=2)
    if options.format == "csv":
        from juso_core.documents.matrix_tables import matrix_csv

        return matrix_csv(matrix, options.encoding)
    if options.format == "md":
        from juso_core.documents.matrix_tables import matrix_markdown

        return matrix_markdown(matrix, cites=options.full)
    if options.format == "xlsx":
        from juso_core.documents.matrix_workbook import matrix_workbook

        return matrix_workbook(matrix)
    return "\n".join(matrix_lines(matrix, screen_width(), options.full))


def matrix_lines(matrix: Matrix, width: int, cites: bool) -> Iterator[str]:
    """Yield the matrix as tables by group, of as many municipalities side by side as the screen has room for."""
    for line in on_other_days(matrix.columns):
        yield from (*wrap(line, width), "")
    room = max(1, width // _NARROWEST - 1)
    for group in matrix.groups:
        yield f"■ {group.name.in_language(current())} ({group.id})"
        for start in range(0, len(matrix.columns), room):
            part = matrix.columns[start : start + room]
            rows = [_row(matrix, one, part, cites) for one in matrix.of_group(group.id)]
            yield table(rows, (_("what is compared"), *map(_head, part)), width)
            yield ""
    yield _("Sources:")
    names = {column.code: column.label(current()) for column in matrix.columns}
    for code, source in sources_of(matrix):
        yield from wrap(f"  {names[code]}  {source.id}: {source.title} ({source.as_of})", width)
    told = _("Where a cell comes from: juso explain CODE:DIMENSION, such as juso explain {cell}", cell=_example(matrix))
    yield from wrap(told, width)


def _head(column: Column) -> str:
    return f"{column.label(current())}\n{column.code}\n{column.on.isoformat()}"


def _row(matrix: Matrix, dimension: Dimension, columns: Sequence[Column], cites: bool) -> list[str]:
    name = f"{dimension.name.in_language(current())}\n{dimension.id}"
    return [name, *(_cell(matrix.cell(column.code, dimension.id), cites) for column in columns)]


def _cell(cell: Cell, cites: bool) -> str:
    lines = list(cell_lines(cell, current()))
    if cites and cell.cites:
        lines.append(f"[{cites_text(cell.cites)}]")
    return "\n".join(lines)


def _example(matrix: Matrix) -> str:
    """A cell that says something, where there is one."""
    cells = [cell for one in matrix.dimensions for cell in matrix.row(one.id)]
    return next((cell.id for cell in cells if cell.answered), cells[0].id)
