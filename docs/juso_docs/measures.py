"""Parts of the page ``comparison``: the measures of a path, the definition of the distance, and what it leaves out."""

from juso_core.research.comparing.distance import Left
from juso_core.research.comparing.distance_data import DEFINITION
from juso_core.research.comparing.measures import MEASURES
from juso_docs.markdown import by, code, table
from juso_docs.texts import Texts

__all__ = ["PARTS"]


def measures(language: str, texts: Texts) -> str:
    """Return the table of all measures."""
    heads = by(language, "id,指標,単位,数え方", "id,measure,unit,how it is counted").split(",")
    rows = (
        [code(one.id), *(text.in_language(language) for text in (one.name, one.unit, one.definition))]
        for one in MEASURES.values()
    )
    return table(heads, rows)


def definition(language: str, texts: Texts) -> str:
    """Return what a distance is, in the words that stand beside every distance."""
    return "> " + DEFINITION.in_language(language)


def left_out(language: str, texts: Texts) -> str:
    """Return the table of the reasons why a dimension is left out."""
    heads = by(language, "語,意味", "word,what it means").split(",")
    return table(heads, ([code(one.value), one.label(language)] for one in Left))


PARTS = {"comparison.measures": measures, "comparison.definition": definition, "comparison.left_out": left_out}
