"""Swimlanes: the paths of one case side by side, a row a step and a lane an organisation, laid out for the template.

Steps that stand beside each other are the same step. A box stands in the lane of whoever acts; its frame says who has
said what it turns on, its lines what the gate found. The line from box to box is the way of the case.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from attrs import frozen

from juso_core.documents.comparison_html.drawing import lines_of
from juso_core.documents.comparison_html.lanes import Lane, lane_of
from juso_core.documents.comparison_html.step_law import Found
from juso_core.documents.comparison_html.step_said import MUNICIPALITY, NATIONAL, NOBODY
from juso_core.language.messages import _, current
from juso_core.municipality.structure import Structure

__all__ = ["AxisRow", "Told", "swimlanes"]

View = dict[str, Any]

LANE: Final = 102
AXIS: Final = 172
_BOX: Final = 94
_HEAD: Final = 13
_TEXT: Final = 11
_LEADING: Final = 14
_GAP: Final = 14
_EDGE: Final = 6
_TIME: Final = 20

_CLASSES: Final = {MUNICIPALITY: "town", NATIONAL: "norm", NOBODY: "open"}


@frozen
class AxisRow:
    """One row: what the step is called, and when, where that is later than the row before."""

    name: str
    when: str = ""


@frozen
class Told:
    """A step as it is drawn: its number, who speaks, what the gate found, and who acts."""

    n: int
    marks: tuple[str, ...]
    found: tuple[Found, ...]
    by: tuple[str, ...]
    called: tuple[str, ...] = ()
    maybe: bool = False


@frozen
class _Grid:
    """Where things stand: the height of the heads, and of each row where it begins and how high it is."""

    head: int
    tops: tuple[int, ...]
    heights: tuple[int, ...]
    times: tuple[int, ...]

    @property
    def height(self) -> int:
        return self.tops[-1] + self.heights[-1] + _GAP if self.tops else self.head


def swimlanes(
    rows: Sequence[AxisRow], paths: Sequence[tuple[Structure, Mapping[int, Told]]], prefix: str, names: Sequence[str]
) -> View:
    """Return the axis and one picture for each path; a path holds the steps by the number of their row."""
    lanes = [_lanes(structure, steps) for structure, steps in paths]
    head = _LEADING * max((len(_head(lane)) for found in lanes for lane in found), default=1) + 8
    grid = _grid(rows, [steps for _structure, steps in paths], head)
    return {
        "axis": _axis(rows, grid, prefix),
        "panels": [
            _panel(structure, steps, found, grid, f"{prefix}-{structure.code}", name)
            for (structure, steps), found, name in zip(paths, lanes, names, strict=True)
        ],
    }


def _lanes(structure: Structure, steps: Mapping[int, Told]) -> list[Lane]:
    """The lanes in the order in which they come up."""
    found: dict[str, Lane] = {}
    for _row, step in sorted(steps.items()):
        for name in step.by:
            lane = lane_of(structure, name)
            found.setdefault(lane.id, lane)
    return list(found.values())


def _head(lane: Lane) -> tuple[str, ...]:
    lines = lines_of(lane.name.in_language(current()), LANE - 8, _TEXT)
    return lines if lane.known else (*lines, _("(body not said)"))


def _grid(rows: Sequence[AxisRow], paths: Sequence[Mapping[int, Told]], head: int) -> _Grid:
    """Each row is as high as the highest box in it, in any of the paths."""
    tops, heights, times, at = [], [], [], head + _GAP
    for number, row in enumerate(rows):
        if row.when:
            times.append(at + 6)
            at += _TIME
        boxes = [len(_box_lines(path[number])) for path in paths if number in path]
        height = max([len(_name_lines(row)), *boxes]) * _LEADING + 8
        tops.append(at)
        heights.append(height)
        at += height + _GAP
    return _Grid(head, tuple(tops), tuple(heights), tuple(times))


def _name_lines(row: AxisRow) -> tuple[str, ...]:
    return tuple(line for part in row.name.split("\n") for line in lines_of(part, AXIS - 12, _HEAD, most=2))


def _box_lines(step: Told) -> tuple[str, ...]:
    lines = [" ".join([str(step.n), *step.marks])]
    lines += ["◇ " + _("some cases")] if step.maybe else []
    lines += dict.fromkeys(found.short for found in step.found)
    return tuple(lines)


def _axis(rows: Sequence[AxisRow], grid: _Grid, prefix: str) -> View:
    return {
        "id": f"{prefix}-axis",
        "width": AXIS,
        "height": grid.height,
        "title": _("Steps, from above to below"),
        "desc": "; ".join(row.name.replace("\n", " ") for row in rows),
        "times": [(y, row.when) for y, row in zip(grid.times, (row for row in rows if row.when), strict=True)],
        "lines": [
            (top + _LEADING * (at + 1), line)
            for row, top in zip(rows, grid.tops, strict=True)
            for at, line in enumerate(_name_lines(row))
        ],
    }


def _panel(
    structure: Structure, steps: Mapping[int, Told], lanes: Sequence[Lane], grid: _Grid, prefix: str, name: str
) -> View:
    order = {lane.id: number for number, lane in enumerate(lanes)}
    boxes: list[View] = []
    across: list[View] = []
    way: list[tuple[int, int, int]] = []
    here = 0
    for row, step in sorted(steps.items()):
        acting = list(dict.fromkeys(order[lane_of(structure, one).id] for one in step.by))
        # Where nobody acts, the case stays where it was.
        lanes_here = acting or [here]
        here, top, height = lanes_here[-1], grid.tops[row], grid.heights[row]
        called = {lane_of(structure, one).id for one in step.called}
        others = [number for lane, number in order.items() if lane in called and number not in lanes_here]
        boxes += [_box(step, lane, top, height, acts=bool(acting)) for lane in lanes_here]
        if len(lanes_here) + len(others) > 1:
            across.append(_across(lanes_here, others, top + height // 2))
        way.append((_middle(here), top, top + height))
    return {
        "id": prefix,
        "name": name,
        "width": max(1, len(lanes)) * LANE + 2 * _EDGE,
        "height": grid.height,
        "head": grid.head,
        "title": _("{name}: the way of the case", name=name),
        "desc": _described(steps, lanes),
        "lanes": [
            {
                "x": _EDGE + number * LANE,
                "middle": _middle(number),
                "known": lane.known,
                "lines": [(_LEADING * (line + 1), text) for line, text in enumerate(_head(lane))],
            }
            for number, lane in enumerate(lanes)
        ],
        "lane_width": LANE,
        "boxes": boxes,
        "across": across,
        "way": _way(way),
        "times": grid.times,
    }


def _middle(lane: int) -> int:
    return _EDGE + lane * LANE + LANE // 2


def _across(lanes: Sequence[int], others: Sequence[int], y: int) -> View:
    """A line over all who act or are called together, with a dot for each who is called."""
    every = [_middle(lane) for lane in (*lanes, *others)]
    return {"path": f"M{min(every)} {y}H{max(every)}", "y": y, "dots": [_middle(lane) for lane in others]}


def _box(step: Told, lane: int, top: int, height: int, acts: bool) -> View:
    strongest = next((mark for mark in _CLASSES if mark in step.marks), None)
    lines = _box_lines(step)
    worst = "refused" if any(found.kind == "refused" for found in step.found) else ""
    first = top + (height - len(lines) * _LEADING) // 2 + _TEXT
    return {
        "x": _middle(lane) - _BOX // 2,
        "y": top,
        "width": _BOX,
        "height": height,
        "class": " ".join(filter(None, (_CLASSES[strongest] if strongest else "deed", worst, "" if acts else "asked"))),
        "middle": _middle(lane),
        "lines": [(first + at * _LEADING, line) for at, line in enumerate(lines)],
    }


def _way(stops: Sequence[tuple[int, int, int]]) -> str:
    """The line from box to box, from below one to above the next."""
    return " ".join(
        f"M{x} {bottom}V{next_top}" if x == next_x else f"M{x} {bottom}V{next_top - 7}H{next_x}V{next_top}"
        for (x, _top, bottom), (next_x, next_top, _bottom) in pairwise(stops)
    )


def _described(steps: Mapping[int, Told], lanes: Sequence[Lane]) -> str:
    names = ("、" if current() == "ja" else ", ").join(lane.name.in_language(current()) for lane in lanes)
    return _("{count} steps; lanes: {names}. Step by step in the table below.", count=len(steps), names=names)
