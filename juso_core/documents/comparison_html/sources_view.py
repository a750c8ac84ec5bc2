"""The documents that the page cites, with the headings that it cites in them."""

from typing import Any

from juso_core.documents.comparison_html.references import References
from juso_core.language.messages import current
from juso_core.research.comparing.model import Column, Matrix

__all__ = ["sources_view"]

View = dict[str, Any]


def sources_view(matrix: Matrix, references: References) -> list[View]:
    """Return the documents of every column; the citations of the matrix join those that have a number already."""
    for column in matrix.columns:
        for dimension in matrix.dimensions:
            for cite in matrix.cell(column.code, dimension.id).cites:
                references.number(column.code, cite)
    return [_column(column, references) for column in matrix.columns]


def _column(column: Column, references: References) -> View:
    documents = []
    for source in column.sources:
        headings = references.of_source(column.code, source.id)
        if headings:
            documents.append(
                {
                    "id": source.id,
                    "title": source.title,
                    "as_of": source.as_of,
                    "publisher": source.publisher or "",
                    "headings": headings,
                }
            )
    return {"id": f"sources-{column.code}", "name": column.label(current()), "sources": documents}
