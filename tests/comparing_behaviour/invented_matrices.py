"""Invented matrices: columns and dimensions that say whatever a test wants, without any structure."""

import datetime as dt
from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from juso_core.citation import Citation, Text
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.words import Status
from juso_core.research.comparing.model import IN_WORDS, Cell, Column, Dimension, Group, Matrix, Value

CITE = Citation("plan", "1")
SAYS_NOTHING = (AnswerState.SILENT, AnswerState.NOT_ENTERED)


def value(code: str, status: Status | None = None) -> Value:
    return Value(Text(code, code), code, ("service.mac",), (CITE,), status)


def dimension(number: int, groups: int = 4, ordered: bool = False) -> Dimension:
    return Dimension(
        f"d{number}", f"g{number % groups}", Text("次元", "dimension"), None, lambda s: (), ordered=ordered
    )


def column(code: str) -> Column:
    return Column(code, f"町{code}", f"Town {code}", dt.date(2024, 4, 1), "digest", "juso-town", "1")


def matrix(said: Mapping[str, Sequence[Cell]], ordered: Sequence[bool] = ()) -> Matrix:
    """A matrix of columns by code; each gives one cell a dimension, in order."""
    count = len(next(iter(said.values())))
    dimensions = tuple(dimension(n, ordered=bool(ordered and ordered[n])) for n in range(count))
    cells = {
        (code, one.id): Cell(code, one.id, cell.state, cell.values)
        for code, row in said.items()
        for one, cell in zip(dimensions, row, strict=True)
    }
    groups = tuple(Group(name, Text(name, name)) for name in sorted({one.group for one in dimensions}))
    return Matrix(tuple(map(column, said)), dimensions, cells, groups)


def cell(*codes: str, state: AnswerState = AnswerState.STATED, status: Status | None = None) -> Cell:
    return Cell("", "", state, tuple(value(code, status) for code in codes))


SILENT = cell(state=AnswerState.SILENT)
NONE = cell(state=AnswerState.NONE)

codes = st.sampled_from(["municipality", "shakyo", "other", "outsourced", "3", "20", "25"])
statuses = st.sampled_from([None, None, Status.TRIAL, Status.PLANNED, Status.PROPOSED])
stated = st.lists(st.builds(value, codes, statuses), min_size=1, max_size=3, unique_by=lambda one: one.code).map(
    lambda values: Cell("", "", AnswerState.STATED, tuple(values))
)
in_words = st.just(cell(IN_WORDS))
conflicts = st.just(cell("municipality", "shakyo", state=AnswerState.CONFLICT))
others = st.sampled_from([SILENT, NONE, cell(state=AnswerState.NOT_ENTERED)])
cells = st.one_of(stated, stated, stated, others, in_words, conflicts)


@st.composite
def matrices(draw: st.DrawFn, least: int = 2, most: int = 4) -> Matrix:
    """A matrix of a few municipalities and up to a dozen dimensions in four groups."""
    count = draw(st.integers(6, 12))
    towns = draw(st.integers(least, most))
    ordered = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    row = st.lists(cells, min_size=count, max_size=count)
    return matrix({f"99999{n}": draw(row) for n in range(towns)}, ordered)
