"""Published figures as bars, only where they can stand beside each other: the same unit and the same stated period."""

from collections.abc import Sequence
from typing import Any, Final

from attrs import frozen

from juso_core.desk import Place
from juso_core.documents.comparison_html.drawing import lines_of
from juso_core.language.messages import _, current
from juso_core.municipality.structure import Figure
from juso_core.municipality.words import Unit

__all__ = ["figures_view"]

View = dict[str, Any]

_LABEL: Final = 330
_BARS: Final = 300
WIDTH: Final = _LABEL + _BARS + 90
_SIZE: Final = 12
_LEADING: Final = 15


@frozen
class _Bar:
    name: str
    code: str
    row: Figure


def figures_view(places: Sequence[Place], names: Sequence[str]) -> list[View]:
    """Return a chart for each unit and period of which two figures or more are published."""
    alike: dict[tuple[Unit, str, str], list[_Bar]] = {}
    for place, name in zip(places, names, strict=True):
        for row in place.structure.figure:
            if row.unit is not Unit.OTHER and (row.since or row.until):
                key = (row.unit, row.since or "", row.until or "")
                alike.setdefault(key, []).append(_Bar(name, place.code, row))
    ordered = sorted(alike.items(), key=lambda one: (one[0][1], one[0][2], one[0][0].value))
    return [_chart(number, *key, bars) for number, (key, bars) in enumerate(ordered, 1) if len(bars) > 1]


def _length(bar: _Bar) -> float:
    return abs(bar.row.value if bar.row.up_to is None else bar.row.up_to)


def _period(since: str, until: str) -> str:
    return since if since == until else f"{since}–{until}"


def _chart(number: int, unit: Unit, since: str, until: str, bars: Sequence[_Bar]) -> View:
    most = max(map(_length, bars)) or 1
    period = _period(since, until)
    drawn, top = [], 6
    for bar in bars:
        lines = lines_of(f"{bar.name} {bar.row.name}", _LABEL - 12, _SIZE, most=3)
        height = len(lines) * _LEADING + 6
        drawn.append(
            {
                "lines": [(top + _LEADING * (at + 1) - 2, line) for at, line in enumerate(lines)],
                "x": _LABEL,
                "y": top + (height - 16) // 2,
                "width": round(_BARS * _length(bar) / most, 1),
                "value": bar.row.amount,
                "middle": top + height // 2 + 4,
                "municipality": bar.name,
                "name": bar.row.name,
                "cites": [str(cite) for cite in bar.row.cite],
                "row": bar.row.key,
                "cell": f"{bar.code}:figures",
            }
        )
        top += height + 4
    return {
        "id": f"figures-{number}",
        "title": _("Figures ({unit}), {period}", unit=unit.label(current()), period=period),
        "desc": "; ".join(f"{bar['municipality']} {bar['name']}: {bar['value']}" for bar in drawn),
        "width": WIDTH,
        "height": top,
        "axis": _LABEL,
        "bars": drawn,
    }
