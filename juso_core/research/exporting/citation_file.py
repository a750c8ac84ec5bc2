"""How a data set is cited: ``CITATION.cff``, with the documents that the facts come from.

The file is YAML; every value is written as JSON writes it, which YAML reads alike, so no text can break it.
"""

import json
from collections.abc import Iterable, Iterator

from juso_core import __version__
from juso_core.desk import Place

__all__ = ["citation_cff"]


def citation_cff(places: Iterable[Place], title: str) -> bytes:
    """Return the citation file of a data set about these municipalities."""
    return ("\n".join(_lines(tuple(places), title)) + "\n").encode()


def _lines(places: tuple[Place, ...], title: str) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield "message: " + _text("If you use these data, cite them as below, and the documents that they come from.")
    yield "type: dataset"
    yield "title: " + _text(title)
    yield "version: " + _text(__version__)
    yield "authors:"
    yield "  - name: " + _text("The juso contributors")
    yield "abstract: " + _text(_described(places))
    yield "identifiers:"
    for place in places:
        yield "  - type: other"
        yield "    value: " + _text(f"sha256:{place.structure.digest}")
        yield "    description: " + _text(f"structure of {place.structure.name} ({place.code})")
    yield "references:"
    for place in places:
        for source in place.structure.source:
            yield "  - type: report"
            yield "    title: " + _text(source.title)
            yield "    authors:"
            yield "      - name: " + _text(source.publisher or place.structure.name)
            yield "    notes: " + _text(f"{place.code} {source.id}: as of {source.as_of}")


def _described(places: tuple[Place, ...]) -> str:
    each = (f"{place.structure.name} ({place.code}) as of {place.structure.on}" for place in places)
    return "What published documents say of: " + "; ".join(each)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
