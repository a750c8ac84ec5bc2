"""Dimensions of plans: who drafts them, where they are discussed, who decides, who is told, who evaluates."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from juso_core.citation import Text
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.structure import Form, Meeting, PlanRoute, Structure
from juso_core.municipality.words import PlanKind
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import asked, more
from juso_core.research.comparing.values import body_code, merged, name_of, named, part_code, said, text_of

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
        routes = [route for route in structure.plan_route if kind in route.plan]
        found: dict[str, list[PlanRoute]] = {}
        for route in routes:
            for name in names(route):
                found.setdefault(name, []).append(route)
        return tuple(
            said(_conditional(name_of(structure, name), mine, routes), code(structure, name), *mine)
            for name, mine in found.items()
        )

    return of


def _conditional(name: Text, mine: list[PlanRoute], all_routes: list[PlanRoute]) -> Text:
    """A name, and where it is not for every route there is, for which."""
    conditions = [text for route in mine if (text := _condition(route)) is not None]
    if not conditions or (len(mine) == len(all_routes) and len(mine) > 1):
        return name
    unique = list(dict.fromkeys(conditions))
    ja, en = "、".join(text.ja for text in unique), "; ".join(text.en for text in unique)
    return Text(f"{name.ja}（{ja}）", f"{name.en} ({en})")


def _condition(route: PlanRoute) -> Text | None:
    parts = [text_of(route.consent)] if route.consent else []
    if route.pattern:
        letters = "・".join(one.value for one in route.pattern)
        parts.append(Text(f"類型{letters}", f"pattern {letters}"))
    parts += [text_of(trait) for trait in route.only_for]
    if not parts:
        return None
    return Text(" ".join(part.ja for part in parts), " ".join(part.en for part in parts))


def _kind_code(structure: Structure, name: str) -> str:
    row = structure.ids.get(name)
    return "+".join(sorted(kind.value for kind in row.kinds)) if isinstance(row, Meeting) else IN_WORDS


def _told(structure: Structure) -> tuple[Value, ...]:
    routes = [route for route in structure.plan_route if route.informed]
    return merged(
        (_conditional(name_of(structure, route.informed), [route], routes), body_code(structure, route.informed), route)
        for route in routes
        if route.informed
    )


def _evaluators(structure: Structure) -> tuple[Value, ...]:
    forms = [row for row in QUESTIONS["plan.evaluation"].answered(structure) if isinstance(row, Form)]
    return named(structure, ((name, form) for form in forms for name in form.filled_by))
