"""What the gate needs to know of a municipality, taken from its structure."""

from types import MappingProxyType

from juso_core.casework.decisions import operator_not_named
from juso_core.casework.law import Setting
from juso_core.municipality import queries
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Function, Special

__all__ = ["setting_of"]


def setting_of(structure: Structure) -> Setting:
    """Return the setting of a structure of a day.

    What the source does not say to belong to the municipality does not: an agency without a stated organisation
    cannot convene a 支援会議 or take a 支援決定.
    """
    function = Function.MULTI_AGENCY_COLLABORATION
    operators = {operator_not_named(function), *queries.operators(structure, function)}
    services = queries.services(structure, function)
    operators.update(service.id for service in services)
    operators.update(role.id for role in structure.role if role.agencies and operators.issuperset(role.agencies))
    if services and all(queries.is_municipal(structure, service.id) for service in services):
        # Where every operator is the municipality's own, whoever attends for the municipality stands for them.
        operators.add(Special.MUNICIPALITY.value)
    # Of a body that attends, its agency attends.
    operators.update(
        body.id for body in structure.organization if operators.intersection(queries.agencies_of(structure, body.id))
    )
    offices = {office.id for office in queries.welfare_offices(structure)}
    return Setting(
        municipal=frozenset(
            {Special.MUNICIPALITY.value, *(name for name in structure.ids if queries.is_municipal(structure, name))}
        ),
        operators=frozenset(operators),
        welfare_offices=frozenset({Special.WELFARE_OFFICE.value, *offices}),
        departs=MappingProxyType({rule: note.cite for rule, note in queries.departures(structure).items()}),
    )
