"""Dimensions of plans: who drafts them, where they are discussed, who decides, who is told, who evaluates.

Each is named with the conditions under which the source names them. A condition is left out only where the routes
together leave nothing out: before and after consent, or every pattern of a plan.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import evolve, frozen

from juso_core.citation import Text
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.structure import Form, Meeting, PlanRoute, Structure
from juso_core.municipality.words import ConsentMoment, PlanKind, PlanPattern, Trait
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import asked, more
from juso_core.research.comparing.values import (
    body_code,
    by_status,
    moment_order,
    name_of,
    named,
    part_code,
    said,
    text_of,
)

__all__ = ["GROUPS", "dimensions"]

_GROUP: Final = "plans"

GROUPS: Final = (Group(_GROUP, Text("支援プラン", "plans")),)

Of = Callable[[Structure], tuple[Value, ...]]
Names = Callable[[PlanRoute], Iterable[str]]
Coded = Callable[[Structure, str], str]


def dimensions() -> Iterator[Dimension]:
    """Yield the dimensions of this group, in the order in which people read them."""
    for kind in PlanKind:
        prefix = "plan" if kind is PlanKind.MAC else f"plan.{kind}"
        yield asked(_GROUP, f"{prefix}.drafter", _by_condition(kind, _drafters, body_code))
        name = (f"{kind.ja}の作成者の立場", f"the {kind.en}'s drafter, by the part in the programme")
        part = _by_condition(kind, _drafters, part_code)
        yield more(_GROUP, f"{prefix}.drafter_part", *name, part, within=f"{prefix}.drafter")
        name = (f"{kind.ja}を協議する会議", f"where the {kind.en} is discussed")
        yield more(_GROUP, f"{prefix}.discussed", *name, _by_condition(kind, _discussed, _kind_code))
        yield asked(_GROUP, f"{prefix}.decider", _by_condition(kind, _decider, body_code))
    yield asked(_GROUP, "plan.report", _told)
    yield asked(_GROUP, "plan.evaluation", _evaluators)


def _drafters(route: PlanRoute) -> Iterable[str]:
    return route.drafters


def _discussed(route: PlanRoute) -> Iterable[str]:
    return route.deliberated_in


def _decider(route: PlanRoute) -> Iterable[str]:
    return (route.decided_by,) if route.decided_by else ()


def _by_condition(kind: PlanKind, names: Names, code: Coded) -> Of:
    """Those named for a kind of plan, each once, with the conditions under which the source names them."""

    def of(structure: Structure) -> tuple[Value, ...]:
        return _each(structure, (route for route in structure.plan_route if kind in route.plan), names, code)

    return of


def _each(structure: Structure, routes: Iterable[PlanRoute], names: Names, code: Coded) -> tuple[Value, ...]:
    """Those whom routes name, each once, with their conditions; apart where it is not in force."""
    found: dict[str, list[PlanRoute]] = {}
    for route in routes:
        for name in names(route):
            found.setdefault(name, []).append(route)
    return tuple(
        said(_conditional(name_of(structure, name), mine), code(structure, name), *mine)
        for name, every in found.items()
        for mine in by_status(every)
    )


@frozen
class _Condition:
    """When a route is taken; what is left empty does not matter."""

    consent: ConsentMoment | None
    pattern: frozenset[PlanPattern]
    only_for: tuple[Trait, ...]

    @property
    def text(self) -> Text:
        parts = [text_of(self.consent)] if self.consent else []
        if self.pattern:
            letters = "・".join(one.value for one in PlanPattern if one in self.pattern)
            parts.append(Text(f"類型{letters}", f"pattern {letters}"))
        parts += [text_of(trait) for trait in self.only_for]
        return Text("・".join(part.ja for part in parts), ", ".join(part.en for part in parts))


_ALWAYS: Final = _Condition(None, frozenset(), ())


def _conditional(name: Text, routes: Iterable[PlanRoute]) -> Text:
    """A name, and under which conditions: none where one of the routes has none."""
    conditions = _conditions(routes)
    if _ALWAYS in conditions:
        return name
    texts = [condition.text for condition in conditions]
    ja, en = "、".join(text.ja for text in texts), "; ".join(text.en for text in texts)
    return Text(f"{name.ja}（{ja}）", f"{name.en} ({en})")


def _conditions(routes: Iterable[PlanRoute]) -> tuple[_Condition, ...]:
    """The conditions of routes as few as they can be said in, before consent first."""
    every = [_Condition(one.consent, frozenset(one.pattern), tuple(sorted(one.only_for))) for one in routes]
    for key, wholly in (("pattern", _any_pattern), ("consent", _any_moment)):
        alike: dict[_Condition, list[Any]] = {}
        for one in every:
            alike.setdefault(_with(one, key, getattr(_ALWAYS, key)), []).append(getattr(one, key))
        every = [_with(rest, key, value) for rest, values in alike.items() for value in wholly(values)]
    return tuple(sorted(every, key=lambda one: moment_order(one.consent)))


def _with(condition: _Condition, key: str, value: Any) -> _Condition:
    return evolve(condition, **{key: value})


def _any_pattern(patterns: Sequence[frozenset[PlanPattern]]) -> Sequence[frozenset[PlanPattern]]:
    """Patterns as one set; an empty one, which is all of them, where nothing is missing."""
    together = frozenset().union(*patterns)
    return [frozenset() if not all(patterns) or together == frozenset(PlanPattern) else together]


def _any_moment(moments: Sequence[ConsentMoment | None]) -> Sequence[ConsentMoment | None]:
    return [None] if None in moments or set(moments) == set(ConsentMoment) else list(dict.fromkeys(moments))


def _kind_code(structure: Structure, name: str) -> str:
    row = structure.ids.get(name)
    return "+".join(sorted(kind.value for kind in row.kinds)) if isinstance(row, Meeting) else IN_WORDS


def _told(structure: Structure) -> tuple[Value, ...]:
    return _each(structure, structure.plan_route, lambda route: filter(None, [route.informed]), body_code)


def _evaluators(structure: Structure) -> tuple[Value, ...]:
    forms = [row for row in QUESTIONS["plan.evaluation"].answered(structure) if isinstance(row, Form)]
    return named(structure, ((name, form) for form in forms for name in form.filled_by))
