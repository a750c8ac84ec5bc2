"""Where municipalities differ: dimension by dimension, who says what, and who says nothing that could be compared.

Only what sources say is set against each other: a silence agrees with nobody.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from juso_core.language.messages import current
from juso_core.research.comparing.findings import FindingKind, kind_of
from juso_core.research.comparing.model import Cell, Dimension, Matrix
from juso_core.research.comparing.standard import CODE as NATIONAL
from juso_core.research.comparing.wording import cell_lines

__all__ = ["differences_view"]

View = dict[str, Any]


def differences_view(matrix: Matrix) -> View:
    """Return the dimensions in which somebody differs, those in which all who speak say the same, and the rest."""
    differing, same, alone, untold = [], [], [], []
    for dimension in matrix.dimensions:
        cells = [cell for cell in matrix.row(dimension.id) if cell.municipality != NATIONAL]
        speaking = [cell for cell in cells if cell.answered]
        if _differ(speaking, dimension.ordered):
            differing.append(_dimension(matrix, dimension, cells))
        elif len(speaking) == 1:
            alone.append(_named(dimension))
        elif speaking and all(cell.complete for cell in speaking):
            same.append(_dimension(matrix, dimension, cells))
        elif speaking:
            untold.append(_named(dimension))
    return {"differing": differing, "same": same, "alone": alone, "untold": untold}


def _differ(cells: Sequence[Cell], ordered: bool) -> bool:
    """Whether any two differ, as ``kind_of`` has it; two of which neither is all coded never do."""
    complete = {_said(cell, ordered): cell for cell in cells if cell.complete}
    if len(complete) != 1:
        return len(complete) > 1
    (one,) = complete.values()
    return any(kind_of(one, cell, ordered) is FindingKind.DIFFERS for cell in cells if not cell.complete)


def _said(cell: Cell, ordered: bool) -> tuple[str, ...]:
    return cell.codes if ordered else tuple(sorted(cell.codes))


def _named(dimension: Dimension) -> View:
    return {"id": dimension.id, "name": dimension.name.in_language(current())}


def _dimension(matrix: Matrix, dimension: Dimension, cells: Iterable[Cell]) -> View:
    """A dimension with the municipalities grouped by what they say; those who say nothing come last."""
    names = {column.code: column.label(current()) for column in matrix.columns}
    found: dict[tuple[object, ...], list[Cell]] = {}
    for cell in cells:
        alike = (cell.complete and not cell.row_conflicts) or not cell.answered
        key: tuple[object, ...] = (cell.state, _said(cell, dimension.ordered)) if alike else (cell.id,)
        found.setdefault(key, []).append(cell)
    groups = sorted(found.values(), key=lambda group: not group[0].answered)
    return _named(dimension) | {
        "groups": [
            {
                "answered": group[0].answered,
                "texts": list(dict.fromkeys(line for cell in group for line in cell_lines(cell, current()))),
                "who": [{"name": names[cell.municipality], "cell": cell.id} for cell in group],
            }
            for group in groups
        ]
    }
