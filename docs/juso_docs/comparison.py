"""The page ``comparison``: every dimension of the matrix by group, and what the states of a cell mean."""

from juso_core.municipality.questions import AnswerState
from juso_core.research.comparing.dimensions import DIMENSIONS, GROUPS
from juso_core.research.comparing.findings import FindingKind
from juso_core.research.comparing.model import Dimension
from juso_docs.markdown import NOTHING, anchor, by, code, table
from juso_docs.texts import Texts

__all__ = ["PARTS"]


def dimensions(language: str, texts: Texts) -> str:
    """Return a table of the dimensions of each group."""
    heads = by(language, "id,比べること,問い", "id,what is compared,question").split(",")
    parts = []
    for group in GROUPS:
        rows = [_row(one, language) for one in DIMENSIONS.values() if one.group == group.id]
        title = f"{anchor(f'group-{group.id}')}\n### {group.name.in_language(language)} (`{group.id}`)"
        parts.append(f"{title}\n\n{table(heads, rows)}")
    return "\n\n".join(parts)


def _row(one: Dimension, language: str) -> list[str]:
    asked = code(one.question) if one.question else NOTHING
    if one.within:
        asked = by(language, f"{code(one.within)} に含む", f"within {code(one.within)}")
    return [code(one.id), one.name.in_language(language), asked]


def states(language: str, texts: Texts) -> str:
    """Return the table of the states that a cell can have."""
    heads = by(language, "状態,意味,値", "state,what it means,values").split(",")
    return table(heads, ([code(one.value), one.label(language), _values(one, language)] for one in AnswerState))


def _values(state: AnswerState, language: str) -> str:
    if state in (AnswerState.SILENT, AnswerState.NOT_ENTERED, AnswerState.NO_ROW):
        return by(language, "ない", "none")
    if state is AnswerState.NONE:
        return by(language, "注記に出典がある", "a note cites it")
    if state is AnswerState.CONFLICT:
        return by(language, "すべて載せ、注記に出典がある", "all of them, and a note cites it")
    return by(language, "行または注記に出典がある", "rows or notes cite it")


def kinds(language: str, texts: Texts) -> str:
    """Return the table of how two cells can stand to each other."""
    heads = by(language, "語,意味", "word,what it means").split(",")
    return table(heads, ([code(one.value), one.label(language)] for one in FindingKind))


PARTS = {"comparison.dimensions": dimensions, "comparison.states": states, "comparison.kinds": kinds}
