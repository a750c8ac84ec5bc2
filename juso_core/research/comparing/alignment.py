"""Paths of one case laid side by side: step against step, each row with the step of every municipality that has it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from juso_core.research.durations import Duration
from juso_core.research.numbered import numbered

__all__ = ["AlignedRow", "aligned"]

Path = Mapping[str, Any]
Step = Mapping[str, Any]


@frozen
class AlignedRow:
    """One row: when, what kind of step, at which stage, the number among those of its like; a step or None a path."""

    after: str
    step: str
    stage: str
    number: int
    steps: tuple[Step | None, ...]


def aligned(paths: Sequence[Path]) -> tuple[AlignedRow, ...]:
    """Return the steps of paths (``juso.path/1``) row by row; ``steps`` of a row are in the order of the paths."""
    found = [_by_place(path) for path in paths]
    return tuple(
        AlignedRow(after, step, stage, number, tuple(steps.get((after, step, stage, number)) for steps in found))
        for after, step, stage, number in _order(found)
    )


def _by_place(path: Path) -> dict[Any, Step]:
    return dict(numbered(path["steps"], lambda step: (step["after"], step["step"], step.get("stage", ""))))


def _order(found: Iterable[Mapping[Any, Any]]) -> list[Any]:
    """All places in one order: each after those that come before it in every path, times first."""
    order: list[Any] = []
    for steps in found:
        at = 0
        for place in steps:
            if place in order:
                at = order.index(place) + 1
            else:
                order.insert(at, place)
                at += 1
    return sorted(order, key=lambda place: Duration(place[0]))
