"""Places in the sources by number, so that a step can name them shortly; the list of sources resolves the numbers."""

from collections.abc import Iterable

from juso_core.citation import Citation
from juso_core.research.comparing.model import Column
from juso_core.research.comparing.standard import CODE as NATIONAL

__all__ = ["References"]


class References:
    """Numbers for the citations of columns; what a municipality's sources do not hold is the national standard's."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._sources = {column.code: {source.id for source in column.sources} for column in columns}
        self._numbers: dict[tuple[str, str], dict[str, int]] = {}
        self._count = 0

    def number(self, code: str, cite: Citation) -> int:
        """Return the number of a place that is cited for a column; the same place has the same number."""
        owner = code if cite.source in self._sources.get(code, ()) else NATIONAL
        headings = self._numbers.setdefault((owner, cite.source), {})
        if cite.heading not in headings:
            self._count += 1
            headings[cite.heading] = self._count
        return headings[cite.heading]

    def of_source(self, code: str, source: str) -> list[tuple[int, str]]:
        """Return the numbers and headings of one document of a column, in the order of the headings."""
        return [(number, heading) for heading, number in sorted(self._numbers.get((code, source), {}).items())]
