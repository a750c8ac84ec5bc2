"""The lanes of a path: one for each organisation that acts; who belongs to none that is named has one of its own."""

from attrs import frozen

from juso_core.citation import Text
from juso_core.municipality import queries
from juso_core.municipality.structure import Agency, Organization, Structure
from juso_core.municipality.words import OrganizationKind, Special
from juso_core.research.comparing.values import body_of, name_of

__all__ = ["Lane", "lane_of"]

_MUNICIPALITY = Special.MUNICIPALITY.value


@frozen
class Lane:
    """An organisation; or, where no source says to which somebody belongs (``known`` is false), that somebody."""

    id: str
    name: Text
    known: bool = True


def lane_of(structure: Structure, name: str) -> Lane:
    """Return the lane of somebody who acts, by an id of the structure or an ``@`` word."""
    row = structure.ids.get(name)
    if name == _MUNICIPALITY:
        return _of_body(structure, None)
    if isinstance(row, Organization):
        return _of_body(structure, row)
    bodies = {_body(structure, agency) for agency in queries.agencies_of(structure, name)}
    if len(bodies) == 1 and None not in bodies:
        return _of_body(structure, bodies.pop())
    return Lane(name, name_of(structure, name), known=False)


def _body(structure: Structure, agency: str) -> Organization | None:
    row = structure.ids.get(agency)
    return body_of(structure, row) if isinstance(row, Agency) else None


def _of_body(structure: Structure, body: Organization | None) -> Lane:
    """The municipality is one lane, whether it is named by its row or by the word for it."""
    if body is None or body.kind is OrganizationKind.MUNICIPALITY:
        return Lane(_MUNICIPALITY, name_of(structure, _MUNICIPALITY))
    return Lane(body.id, name_of(structure, body.id))
