"""A table in plain text, for a screen of fixed width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from juso_core.language.width.breaking import narrowest, wrap
from juso_core.language.width.measure import pad, width

_GAP: Final = "  "


def table(rows: Iterable[Sequence[object]], header: Sequence[object] = (), max_width: int | None = None) -> str:
    """The rows as lines of text, their columns aligned, without a line break at the end; empty when there is nothing.

    rows: cells of any kind, shown by str(); a short row is filled with empty cells, a line break in a cell stays.
    header: the titles of the columns, underlined; none when empty.
    max_width: the columns of the screen; None for no limit. A wider table has its widest columns wrapped, but no word
    broken: where the words alone are wider, so is the table, still aligned.
    """
    cells = [[str(cell).replace("\t", " ") for cell in row] for row in ([header] if header else []) + list(rows)]
    count = max(map(len, cells), default=0)
    if not count:
        return ""
    filled = [row + [""] * (count - len(row)) for row in cells]
    columns = list(zip(*filled, strict=True))
    widths = [max(max(map(width, cell.splitlines()), default=0) for cell in column) for column in columns]
    gaps = len(_GAP) * (count - 1)
    # Where all fits, nobody asks how narrow it could be: a long list takes its time.
    if max_width is not None and sum(widths) + gaps > max_width:
        least = [min(natural, max(map(narrowest, column))) for natural, column in zip(widths, columns, strict=True)]
        widths = _shrunk(widths, least, max_width - gaps)
    lines = [_lines(row, widths) for row in filled]
    if header:
        # Not a ruled line of box characters: those are of ambiguous width.
        lines[0].append(_GAP.join("-" * wide for wide in widths))
    return "\n".join(line for row in lines for line in row)


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [_cell(cell, columns) for cell, columns in zip(row, widths, strict=True)]
    height = max(map(len, wrapped))
    filled = [lines + [""] * (height - len(lines)) for lines in wrapped]
    return [_GAP.join(map(pad, line, widths)).rstrip() for line in zip(*filled, strict=True)]


def _cell(cell: str, columns: int) -> list[str]:
    lines = cell.splitlines() or [""]
    return lines if len(lines) == 1 and width(lines[0]) <= columns else wrap(cell, columns)


def _shrunk(widths: Sequence[int], least: Sequence[int], available: int) -> list[int]:
    """The widths, the widest taken down again and again until all fit or none can be narrower."""
    result = list(widths)
    while sum(result) > available:
        wider = [column for column, columns in enumerate(result) if columns > least[column]]
        if not wider:
            break
        result[max(wider, key=result.__getitem__)] -= 1
    return result
