"""Municipalities to make pages of: those in the repository, an invented town, and as many towns as are wanted.

All are asked by their structures and the national standard alone, so that no plugin has to be installed.
"""

from collections.abc import Iterator

import attrs
from comparing_towns import CODES, installed_places, place, town_place, whole
from simulated_towns import STANDARDS

from juso_core.desk import Place
from juso_core.municipality.structure import Structure
from juso_core.research.simulation import described_day


def asked(one: Place) -> Place:
    return attrs.evolve(one, givers=STANDARDS)


def installed() -> list[Place]:
    return [asked(one) for one in installed_places()]


def town(**changed: object) -> Place:
    """The invented town; what is named of its structure is changed."""
    one = asked(town_place())
    return attrs.evolve(one, structure=attrs.evolve(one.structure, **changed))


def town_of(text: str) -> Place:
    return asked(town_place(text=text))


def invented(count: int) -> Iterator[Place]:
    """Towns with the structures of those in the repository under invented codes and names."""
    shorts = list(CODES)
    for number in range(count):
        yield _renamed(whole(shorts[number % len(shorts)]), number)


def _renamed(structure: Structure, number: int) -> Place:
    named = attrs.evolve(structure, code=f"99{number:04d}", name=f"例示{number}市", name_en=f"Reiji {number}")
    return asked(place(named, described_day(named)))
