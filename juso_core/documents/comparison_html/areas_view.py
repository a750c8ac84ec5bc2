"""The layers of areas of each municipality as bands: each layer divided into as many parts as it has areas."""

from collections.abc import Sequence
from typing import Any, Final

from juso_core.desk import Place
from juso_core.language.messages import _, current
from juso_core.municipality.structure import Layer, Structure

__all__ = ["areas_view"]

View = dict[str, Any]

WIDTH: Final = 640
_BAND: Final = 26
_STEP: Final = 58
_MOST: Final = 80
"""So many areas are drawn apart; of more, the band says the number only."""


def areas_view(places: Sequence[Place], names: Sequence[str]) -> list[View]:
    """Return the layers of every municipality; where there is none, the cell of the matrix says why."""
    return [_areas(place.structure, name) for place, name in zip(places, names, strict=True)]


def _areas(structure: Structure, name: str) -> View:
    layers = sorted(structure.layer, key=lambda layer: layer.order)
    bands = [_band(structure, layer, at) for at, layer in enumerate(layers)]
    return {
        "id": f"areas-{structure.code}",
        "name": name,
        "cell": f"{structure.code}:areas",
        "width": WIDTH,
        "height": len(bands) * _STEP + 4,
        "title": _("{name}: layers of areas", name=name),
        "desc": "; ".join(band["label"] for band in bands),
        "bands": bands,
    }


def _band(structure: Structure, layer: Layer, at: int) -> View:
    top = at * _STEP + 22
    count = layer.count
    drawn = count if count is not None and count <= _MOST else None
    named = [area.name for area in structure.area if area.layer == layer.id]
    return {
        "id": f"areas-{structure.code}-{layer.id}",
        "label": _labelled(layer),
        "name": layer.name,
        "count": _("number not said") if count is None else f"{count:,}",
        "top": top,
        "height": _BAND,
        "known": count is not None,
        "cuts": [round(WIDTH * part / drawn, 1) for part in range(1, drawn)] if drawn else [],
        "areas": named,
        "cites": [str(cite) for cite in layer.cite],
        "row": layer.key,
    }


def _labelled(layer: Layer) -> str:
    count = _("number not said") if layer.count is None else f"{layer.count:,}"
    return f"{layer.name}（{count}）" if current() == "ja" else f"{layer.name} ({count})"
