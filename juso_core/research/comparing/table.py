"""How a dimension is written down: names of questions are taken from the questions, so that they say the same."""

from collections.abc import Callable, Iterable

from juso_core.citation import Text
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.structure import Row, Structure
from juso_core.research.comparing.model import Dimension, Value

__all__ = ["asked", "more", "nothing", "rows_of"]

Of = Callable[[Structure], tuple[Value, ...]]


def asked(group: str, question: str, of: Of, *, ordered: bool = False) -> Dimension:
    """Return the dimension of a question: it has the question's id and name."""
    one = QUESTIONS[question]
    return Dimension(question, group, Text(one.ja, one.en), question, of, ordered=ordered)


def more(
    group: str, name: str, ja: str, en: str, of: Of, *, within: str | None = None, ordered: bool = False
) -> Dimension:
    """Return a dimension that no question asks; the silence of the question ``within`` is its silence, too."""
    return Dimension(name, group, Text(ja, en), None, of, within=within, ordered=ordered)


def nothing(structure: Structure) -> tuple[Value, ...]:
    """No table holds such a thing; only notes can speak of it."""
    return ()


def rows_of(question: str, kind: type[Row]) -> Callable[[Structure], Iterable[Row]]:
    """Return what finds the rows of one kind that answer a question."""
    return lambda structure: (row for row in QUESTIONS[question].answered(structure) if isinstance(row, kind))
