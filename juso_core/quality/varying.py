"""More questions than a few cases bring up: each question again with one thing changed, every value of it in turn.

A judgement has branches; a hook that fails for an urgent matter alone is found only by asking about one. Of what an
assessment finds also every two values come together: a branch may need an urgent matter that is stalled.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from typing import Any

from attrs import evolve, fields, frozen

from juso_core.casework.case import Case
from juso_core.casework.facts import (
    AgeBand,
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    HouseholdMember,
    PlanContent,
    Responsibility,
)
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    Consent,
    Field,
    Includes,
    Occasion,
    PlanKind,
    Topic,
    Trait,
)
from juso_core.quality.probes import Asking

__all__ = ["varied"]

_TRUTH = (None, True, False)
_WANTS = (
    frozenset[Includes](),
    frozenset({Includes.OUTREACH}),
    frozenset({Includes.PARTICIPATION}),
    frozenset(Includes),
)
_FINDINGS: dict[str, tuple[Any, ...]] = {
    "complaint_clear": _TRUTH,
    "responsibility": (None, *Responsibility),
    "agencies_needed": (None, 0, 1, 2, 3),
    "household_issue": _TRUTH,
    "cooperation": (None, *Cooperation),
    "wants": _WANTS,
    "urgent": (True, False),
    "stalled": (True, False),
}
_OF_EACH = 3
"""So many questions of each kind are changed: the first ones, which differ most."""


@frozen
class _Kind:
    """What tells questions apart before anything is changed."""

    hook: str
    stage: str


def varied(questions: Iterable[Asking]) -> Iterator[Asking]:
    """Yield the first questions of each kind with one thing changed."""
    seen: dict[_Kind, int] = {}
    for one in questions:
        kind = _Kind(one.hook, str(one.arguments.get("stage") or one.arguments.get("occasion") or ""))
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= _OF_EACH:
            for change in _CHANGES.get(one.hook, ()):
                yield from (Asking(one.hook, {**one.arguments, **new}) for new in change(one.arguments))
        if seen[kind] == 1 and "case" in one.arguments:
            yield from (Asking(one.hook, {**one.arguments, **new}) for new in _pairs(one.arguments))


def _consultations(arguments: Any) -> Iterator[dict[str, Any]]:
    consultation: Consultation = arguments["consultation"]
    structure: Structure = arguments["municipality"]
    for approached, field in product(Approached, (None, *Field)):
        yield {"consultation": evolve(consultation, approached=approached, field=field)}
    for brought_by in BroughtBy:
        yield {"consultation": evolve(consultation, brought_by=brought_by)}
    for topic in Topic:
        yield {"consultation": evolve(consultation, topics=(topic,), worst=None)}
        yield {"consultation": evolve(consultation, topics=(topic,), worst=topic)}
    yield {"consultation": evolve(consultation, topics=(), worst=None)}
    for area in (None, *(area.id for area in structure.area)):
        yield {"consultation": evolve(consultation, area=area)}
    for members in _households(consultation.members, consultation.person):
        yield {"consultation": evolve(consultation, members=members)}


def _cases(arguments: Any) -> Iterator[dict[str, Any]]:
    case: Case = arguments["case"]
    yield {"case": evolve(case, assessment=None)}
    assessment = case.assessment or Assessment()
    for name, values in _FINDINGS.items():
        for value in values:
            yield {"case": evolve(case, assessment=evolve(assessment, **{name: value}))}
    for members in _households(case.members, case.consultation.person):
        yield {"case": evolve(case, members=members, consultation=evolve(case.consultation, members=members))}


def _pairs(arguments: Any) -> Iterator[dict[str, Any]]:
    """The case with two findings changed; what is changed alone is asked elsewhere."""
    case: Case = arguments["case"]
    assessment = case.assessment or Assessment()
    others = {
        name: [value for value in values if value != getattr(assessment, name)] for name, values in _FINDINGS.items()
    }
    for one, two in combinations(others, 2):
        for first, second in product(others[one], others[two]):
            yield {"case": evolve(case, assessment=evolve(assessment, **{one: first, two: second}))}


def _households(members: tuple[HouseholdMember, ...], person: str) -> Iterator[tuple[HouseholdMember, ...]]:
    """The household with the person changed, and the person alone."""
    first = next((member for member in members if member.ref == person), None)
    if first is None:
        return
    yield (first,)
    changed = [
        *(evolve(first, traits=(trait,)) for trait in Trait),
        evolve(first, traits=()),
        *(evolve(first, age=age) for age in (None, *AgeBand)),
        *(evolve(first, consent=Consents(use, share)) for use, share in product(Consent, Consent)),
    ]
    for one in changed:
        yield tuple(one if member.ref == person else member for member in members)


def _subjects(arguments: Any) -> Iterator[dict[str, Any]]:
    """A conference about members of the household as it is then."""
    for new in _cases(arguments):
        there = new["case"].refs
        yield {**new, "subjects": tuple(ref for ref in arguments["subjects"] if ref in there) or there[:1]}


def _occasions(arguments: Any) -> Iterator[dict[str, Any]]:
    for occasion, plan in product(Occasion, (None, *_plan_contents())):
        yield {"occasion": occasion, "plan": plan}


def _plans(_arguments: Any) -> Iterator[dict[str, Any]]:
    for plan in _plan_contents():
        yield {"plan": plan}


def _plan_contents() -> Iterator[PlanContent]:
    for kind, includes in product(PlanKind, _WANTS):
        yield PlanContent(kind, {*includes, Includes.OTHER} if kind is PlanKind.MAC else includes)


_CHANGES: dict[str, tuple[Callable[[Any], Iterator[dict[str, Any]]], ...]] = {
    "juso_intake": (_consultations,),
    "juso_escalate": (_cases,),
    "juso_convene": (_subjects, _occasions),
    "juso_approve": (_cases, _plans),
}
assert set(_FINDINGS) == {a.name for a in fields(Assessment)}, "every finding is varied"
