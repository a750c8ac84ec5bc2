"""Two municipalities, dimension by dimension: what differs, what is the same, and what cannot be told.

Only what both say can differ or be the same. Where one is silent, that is said as such; where both are, nothing is
found at all. What a source says in words only, or of whose body it says nothing, is left to the reader.
"""

from collections.abc import Iterator

from attrs import frozen

from juso_core.municipality.questions import AnswerState
from juso_core.municipality.words import Word
from juso_core.research.comparing.model import Cell, Dimension, Matrix

__all__ = ["Finding", "FindingKind", "findings", "kind_of"]


class FindingKind(Word):
    """How the cells of two columns stand to each other."""

    DIFFERS = "differs", "異なる", "differs"
    SAME = "same", "同じ", "same"
    UNTOLD = "untold", "符号では比べられない", "cannot be told by codes"
    ONE_SIDED = "one_sided", "一方だけに記載", "only one says something"
    NEITHER = "neither", "どちらにも記載なし", "neither says anything"


@frozen
class Finding:
    """How two municipalities stand to each other in one dimension."""

    dimension: Dimension
    kind: FindingKind
    first: Cell
    second: Cell

    @property
    def conflicting(self) -> bool:
        """Whether one of the two sources disagrees with itself: then what is found is to be read with care."""
        return self.first.conflicting or self.second.conflicting


def findings(matrix: Matrix, first: str, second: str) -> Iterator[Finding]:
    """Yield how two columns stand to each other, for every dimension, in order."""
    for dimension in matrix.dimensions:
        one, other = matrix.cell(first, dimension.id), matrix.cell(second, dimension.id)
        yield Finding(dimension, kind_of(one, other, dimension.ordered), one, other)


def kind_of(one: Cell, other: Cell, ordered: bool = False) -> FindingKind:
    """Return how two cells of a dimension stand to each other.

    That there is none, and that there is something, differ. A code that only one of them has is a difference if all
    that the other says is coded, since the other then says something else.
    """
    if not (one.answered and other.answered):
        return FindingKind.ONE_SIDED if one.answered or other.answered else FindingKind.NEITHER
    if AnswerState.NONE in (one.state, other.state) and one.state is not other.state:
        return FindingKind.DIFFERS
    if one.complete and other.complete:
        same = _compared(one, ordered) == _compared(other, ordered)
        return FindingKind.SAME if same else FindingKind.DIFFERS
    if (one.complete and set(other.codes) - set(one.codes)) or (other.complete and set(one.codes) - set(other.codes)):
        return FindingKind.DIFFERS
    return FindingKind.UNTOLD


def _compared(cell: Cell, ordered: bool) -> object:
    return cell.codes if ordered else frozenset(cell.codes)
