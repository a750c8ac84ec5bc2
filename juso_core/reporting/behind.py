"""Who stands behind an id of a structure: what ``received_from`` needs to match "the bases" with each base."""

import datetime as dt
from functools import cache

from juso_core.municipality import queries
from juso_core.municipality.structure import Organization, Structure
from juso_core.reporting.count import Resolve

__all__ = ["resolver", "windows_of"]


def resolver(structure: Structure, since: dt.date, until: dt.date) -> Resolve:
    """Return what expands an id into itself and the agencies behind it, on the first or the last day of the period.

    A service or role stands for its agencies, an organisation for those that belong to it, and each of them for the
    agencies that lie within it. Organisations change in April: an agency that closed in the period still counts.
    """
    days = [structure.at(day) for day in dict.fromkeys((since, until))]

    @cache
    def resolve(name: str) -> frozenset[str]:
        return frozenset({name}).union(*(_behind(day, name) for day in days))

    return resolve


def _behind(structure: Structure, name: str) -> frozenset[str]:
    found = set(queries.agencies_of(structure, name))
    if isinstance(structure.ids.get(name), Organization):
        # What lies within one of its agencies may be another body's; the query has looked at that already.
        return frozenset(found)
    while within := {row.id for row in structure.agency if row.within in found} - found:
        found |= within
    return frozenset(found)


def windows_of(structure: Structure) -> frozenset[str]:
    """Return the ids of all windows, whenever they were open."""
    return frozenset(window.id for window in queries.windows(structure))
