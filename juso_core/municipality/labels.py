"""How a name of a structure is called where people read it, and the words that a municipality has of its own."""

from collections.abc import Iterator
from typing import Any

from juso_core.citation import Text
from juso_core.municipality.queries import OUTSIDE, function_named, organization_of
from juso_core.municipality.structure import Agency, Organization, Role, Row, Service, Structure
from juso_core.municipality.terms import national_term
from juso_core.municipality.words import BroughtBy, OrganizationKind, Special

__all__ = ["label", "local_term", "rows_with"]

_NAMES = ("name", "local_title", "section", "text")
"""The keys in which a row can use a local term."""


def label(structure: Structure, name: str, language: str) -> str:
    """Return what people read for a name, in ``language`` ("ja" or "en"); an unknown name is shown as it is.

    Names of agencies and meetings are proper names and stay as they are; an agency or a worker of another body than
    the municipality is called with that body, and the municipality by its name.
    """
    row = structure.ids.get(name)
    if isinstance(row, Role):
        return _of_body(structure, row.local_title or row.kind.label(language), _body_of(structure, row))
    if isinstance(row, Service):
        return row.name or _service_label(structure, row, language)
    if isinstance(row, Agency):
        return _with_its_body(structure, row)
    if row is not None:
        return str(getattr(row, "name", name))
    if name == Special.MUNICIPALITY:
        return structure.name
    if name in tuple(Special):
        return Special(name).label(language)
    if (function := function_named(name)) is not None:
        said = function.label(language)
        return f"{said}の実施主体" if language == "ja" else f"operator of {said}"
    outside = name.removeprefix(OUTSIDE)
    if outside != name and outside in tuple(BroughtBy):
        return BroughtBy(outside).label(language)
    return name


def _with_its_body(structure: Structure, agency: Agency) -> str:
    return _of_body(structure, agency.name, organization_of(structure, agency))


def _of_body(structure: Structure, name: str, organization: str | None) -> str:
    body = structure.ids.get(organization or "")
    if not isinstance(body, Organization) or body.kind is OrganizationKind.MUNICIPALITY:
        return name
    whose = "社協" if body.kind is OrganizationKind.SHAKYO else body.name
    return name if whose in name else f"{whose} {name}"


def _body_of(structure: Structure, role: Role) -> str | None:
    """The one organisation to which all agencies of a role belong."""
    rows = (structure.ids.get(name) for name in role.agencies)
    bodies = {
        row.id if isinstance(row, Organization) else organization_of(structure, row)  # type: ignore[arg-type]
        for row in rows
    }
    return bodies.pop() if len(bodies) == 1 else None


def _service_label(structure: Structure, service: Service, language: str) -> str:
    function = service.function.label(language)
    if not service.agencies:
        return function
    separator, form = ("・", "{}（{}）") if language == "ja" else (", ", "{} ({})")
    return form.format(function, separator.join(label(structure, agency, language) for agency in service.agencies))


def local_term(structure: Structure, key: str, language: str) -> str:
    """Return the word of a key of ``terms.TERMS`` here: the local one, or else the national one.

    In English the local word, which has no translation, follows the national one in brackets. Raises KeyError for a
    key that is not in the list.
    """
    national, local = national_term(key, language), structure.terms.get(key)
    if local is None:
        return national
    return local if language == "ja" else f"{national} ({local})"


def rows_with(structure: Structure, term: str) -> Iterator[Row]:
    """Yield the rows in whose name or text a local term stands; ``terms`` has no citation, and these have."""
    return (row for row in structure.rows() if any(term in _plain(getattr(row, key, None)) for key in _NAMES))


def _plain(value: Any) -> str:
    return value.ja if isinstance(value, Text) else value if isinstance(value, str) else ""
