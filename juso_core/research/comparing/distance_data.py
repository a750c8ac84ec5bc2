"""Distances as plain data (``juso.distance/1``), the same in every language, and their JSON Schema."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from juso_core.citation import Text
from juso_core.municipality.words import Status
from juso_core.research.comparing.distance import (
    DIMENSIONS_NEEDED,
    GROUPS_NEEDED,
    Left,
    Pair,
    PartDistance,
    statuses_of,
)
from juso_core.research.comparing.linkage import Cluster, linked, tree_data
from juso_core.research.comparing.model import Cell, Column, Matrix
from juso_core.research.comparing.sensitivity import Sensitivity, sensitivities
from juso_core.research.comparing.standard import CODE as NATIONAL

__all__ = ["DEFINITION", "SCHEMA", "distance_data", "distance_schema", "trees_of"]

SCHEMA: Final = "juso.distance/1"

DEFINITION: Final = Text(
    "双方の出典が述べ、符号で比べられる項目だけを比べる。記載なし、未入力、文章だけの記載、出典の中の食い違い（根拠の行についてのものを含む）は除き、"
    "一致とも相違とも数えない。一つの項目の距離は、符号の集合では「1−共通の数÷いずれかにある数」、"
    "順序に意味のある項目では同じ順序で共通する数による同じ式、一つずつの数値では「差÷大きい方」。"
    f"全体の距離は、分類ごとの平均を、さらに平均したもの。{DIMENSIONS_NEEDED}項目、{GROUPS_NEEDED}分類に満たないときは全体の距離を出さない。",
    "Only dimensions count of which both sources say something that codes can compare. What is silent, not entered, "
    "said in words only, or contradicted within a source, be it only about a row that a cell comes from, is left out: "
    "it is neither agreement nor difference. In a dimension the distance is 1 − (what both say ÷ what either says) for "
    "sets of codes, the same with what both say in the same order where the order counts, and the difference ÷ the "
    "larger for two numbers. The overall distance is the mean over the groups of the mean over their dimensions; below "
    f"{DIMENSIONS_NEEDED} dimensions or {GROUPS_NEEDED} groups there is none.",
)
"""What the numbers mean, in both languages; shown wherever they are."""


def trees_of(matrix: Matrix, found: Iterable[Sensitivity]) -> tuple[Cluster, ...]:
    """Return the trees of average linkage over the pairs of municipalities that have an overall distance.

    The national standard is not in them: who is near whom does not depend on how much it says.
    """
    known = {
        frozenset((one.pair.first, one.pair.second)): one.pair.overall for one in found if one.pair.overall is not None
    }
    return linked((column.code for column in matrix.columns if column.code != NATIONAL), known)


def distance_data(matrix: Matrix) -> dict[str, Any]:
    """Return the distances of every two columns of a matrix as plain data."""
    found = sensitivities(matrix)
    return {
        "schema": SCHEMA,
        "definition": {"ja": DEFINITION.ja, "en": DEFINITION.en},
        "needed": {"dimensions": DIMENSIONS_NEEDED, "groups": GROUPS_NEEDED},
        "municipalities": [_column(column) for column in matrix.columns],
        "pairs": [_pair(one) for one in found],
        "trees": [tree_data(tree) for tree in trees_of(matrix, found)],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "code": column.code,
        "name": column.name,
        "name_en": column.name_en,
        "on": column.on.isoformat(),
        "digest": column.digest,
        "distribution": column.distribution,
        "version": column.version,
    }


def _pair(one: Sensitivity) -> dict[str, Any]:
    pair: Pair = one.pair
    left = Counter(pair.left.values())
    return {
        "id": pair.id,
        "first": pair.first,
        "second": pair.second,
        "overall": pair.overall,
        "compared": pair.compared,
        "share": pair.share,
        "groups": pair.by_group,
        "left_out": {why.value: left[why] for why in Left},
        "parts": [_part(part) for part in pair.parts],
        "sensitivity": {
            "least": one.least,
            "most": one.most,
            "without": dict(one.without),
            "firm": one.firm,
            "firm_compared": one.firm_compared,
            "rank": one.rank,
            "ranks": None if one.ranks is None else list(one.ranks),
        },
    }


def _part(part: PartDistance) -> dict[str, Any]:
    return {
        "dimension": part.dimension.id,
        "group": part.dimension.group,
        "distance": part.distance,
        "cells": [_cell(part.first), _cell(part.second)],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"id": cell.id, "codes": list(cell.codes), "statuses": [status.value for status in statuses_of(cell)]}


_TEXT: Final[dict[str, Any]] = {"type": "string"}
_MAYBE: Final[dict[str, Any]] = {"type": ["string", "null"]}
_COUNT: Final[dict[str, Any]] = {"type": "integer", "minimum": 0}
_UNIT: Final[dict[str, Any]] = {"type": "number", "minimum": 0, "maximum": 1}
_UNIT_OR_NONE: Final[dict[str, Any]] = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_CODE: Final[dict[str, Any]] = {"type": "string", "pattern": "^([0-9]{6}|national)$"}


def distance_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of distances."""
    column = {"code": _CODE, "name": _TEXT, "name_en": _MAYBE, "on": {"type": "string", "format": "date"}}
    column |= {"digest": _TEXT, "distribution": _TEXT, "version": _TEXT}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **_object(
            {
                "schema": {"const": SCHEMA},
                "definition": _object({"ja": _TEXT, "en": _TEXT}),
                "needed": _object({"dimensions": _COUNT, "groups": _COUNT}),
                "municipalities": _list(_object(column)),
                "pairs": _list(_pair_schema()),
                "trees": _list({"$ref": "#/$defs/tree"}),
            }
        ),
        "$defs": {"tree": _tree_schema()},
    }


def _pair_schema() -> dict[str, Any]:
    statuses = _list({"enum": [one.value for one in Status]})
    cell = _object({"id": _TEXT, "codes": _list(_TEXT), "statuses": statuses})
    part = _object({"dimension": _TEXT, "group": _TEXT, "distance": _UNIT, "cells": _list(cell)})
    ranks = {"anyOf": [{"type": "null"}, {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}]}
    sensitivity = {
        "least": _UNIT_OR_NONE,
        "most": _UNIT_OR_NONE,
        "without": {"type": "object", "additionalProperties": _UNIT_OR_NONE},
        "firm": _UNIT_OR_NONE,
        "firm_compared": _COUNT,
        "rank": {"type": ["integer", "null"], "minimum": 1},
        "ranks": ranks,
    }
    return _object(
        {
            "id": {"type": "string", "pattern": "^distance:"},
            "first": _CODE,
            "second": _CODE,
            "overall": _UNIT_OR_NONE,
            "compared": _COUNT,
            "share": _UNIT,
            "groups": {"type": "object", "additionalProperties": _UNIT},
            "left_out": _object({why.value: _COUNT for why in Left}),
            "parts": _list(part),
            "sensitivity": _object(sensitivity),
        }
    )


def _tree_schema() -> dict[str, Any]:
    parts = {"type": "array", "items": {"$ref": "#/$defs/tree"}, "minItems": 2, "maxItems": 2}
    return {"anyOf": [_object({"code": _CODE}), _object({"height": _UNIT, "parts": parts})]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
