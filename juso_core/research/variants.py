"""All that a case file with unknown facts can mean: one variant for each way in which they can turn out."""

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

import attrs
from attrs import frozen

from juso_core.casework.facts import Assessment, Consultation, Cooperation, HouseholdMember, Responsibility
from juso_core.language.messages import _
from juso_core.municipality.conversion import Unknown
from juso_core.municipality.words import Trait
from juso_core.research.case_file import CaseFile

__all__ = ["MOST", "TooManyVariants", "Variant", "count", "variants"]

MOST = 5_000
"""A case with more variants than this is not expanded."""

EVERY: dict[str, tuple[Any, ...]] = {
    "complaint_clear": (True, False),
    "responsibility": tuple(Responsibility),
    # One agency is alone and two are several; a third is for whoever counts further.
    "agencies_needed": (1, 2, 3),
    "household_issue": (True, False),
    "cooperation": tuple(Cooperation),
}
"""The values that an unknown finding is tried with."""


class TooManyVariants(Exception):
    """A case file leaves so much open that its variants cannot all be walked."""

    def __init__(self, case: CaseFile, number: int) -> None:
        """Keep the case and the number of its variants."""
        self.case, self.number = case, number
        super().__init__(case.id)

    def __str__(self) -> str:
        file = self.case.file or self.case.id
        return _("{file}: so much is unknown that the case can mean {count} things", file=file, count=self.number)

    def how_to_mend(self) -> str:
        """What to do about it."""
        return _("settle some of the facts: at most {most} can be walked", most=MOST)


@frozen
class Variant:
    """One thing that a case can mean: how its unknown facts are taken, and what follows from that.

    ``taken`` names each unknown fact (``responsibility``, or ``woman: hikikomori``) with the value it has here.
    """

    taken: tuple[tuple[str, Any], ...]
    consultation: Consultation
    assessment: Assessment


def count(case: CaseFile) -> int:
    """Return how many variants a case has."""
    return prod(len(values) for _name, values in _unknown(case))


def variants(case: CaseFile) -> Iterator[Variant]:
    """Yield every variant of a case, in a fixed order; raises TooManyVariants before the first."""
    unknown = _unknown(case)
    if (number := count(case)) > MOST:
        raise TooManyVariants(case, number)
    known = {a.name: getattr(case.assessment, a.name) for a in attrs.fields(type(case.assessment))}
    known["wants"] = frozenset(case.assessment.wants)
    for values in product(*(values for _name, values in unknown)):
        taken = tuple(zip((name for name, _values in unknown), values, strict=True))
        found = {name: value for name, value in taken if isinstance(name, str)}
        traits = {name for name, value in taken if not isinstance(name, str) and value}
        yield Variant(
            tuple((name if isinstance(name, str) else f"{name[0]}: {name[1]}", value) for name, value in taken),
            case.consulted(_members(case, traits)),
            Assessment(**{**known, **found}),
        )


_Name = str | tuple[str, Trait]


def _unknown(case: CaseFile) -> list[tuple[_Name, tuple[Any, ...]]]:
    found: list[tuple[_Name, tuple[Any, ...]]] = [
        (name, values) for name, values in EVERY.items() if getattr(case.assessment, name) is Unknown.UNKNOWN
    ]
    traits = ((member.ref, trait) for member in case.member for trait in dict.fromkeys(member.maybe_traits))
    return [*found, *((name, (True, False)) for name in traits)]


def _members(case: CaseFile, maybe: set[Any]) -> tuple[HouseholdMember, ...]:
    return tuple(
        HouseholdMember(
            ref=one.ref,
            relation=one.relation,
            age=one.age.band if one.age else None,
            traits=(*one.traits, *(trait for trait in dict.fromkeys(one.maybe_traits) if (one.ref, trait) in maybe)),
            consent=one.consent,
        )
        for one in case.member
    )
