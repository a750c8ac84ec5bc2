"""How cases go in several municipalities: the paths of each case side by side, and measured (``juso.behaviour/1``).

Case after case is walked, so that many need no more memory than one.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from juso_core.citation import Text
from juso_core.desk import Place
from juso_core.municipality.words import Status, Word
from juso_core.research.case_file import CaseFile
from juso_core.research.comparing.alignment import AlignedRow, aligned
from juso_core.research.comparing.counted import Counted, Part
from juso_core.research.comparing.measures import MEASURES, Measure, Measured, MeasureKind, measured
from juso_core.research.path import path_data
from juso_core.research.simulation import Simulated, simulate

__all__ = ["SCHEMA", "Behaviour", "behaviour_data", "behaviour_of", "behaviour_schema", "behaviours"]

SCHEMA: Final = "juso.behaviour/1"


@frozen
class Behaviour:
    """One case in several municipalities: the walks, and of each the path as data and its measures, in one order."""

    case: CaseFile
    simulated: tuple[Simulated, ...]
    paths: tuple[dict[str, Any], ...]
    measures: tuple[tuple[Measured, ...], ...]

    @property
    def rows(self) -> tuple[AlignedRow, ...]:
        """The steps laid side by side."""
        return aligned(self.paths)

    def of_measure(self, measure: str) -> tuple[Measured, ...]:
        """Return what one measure comes to, municipality by municipality."""
        at = list(MEASURES).index(measure)
        return tuple(one[at] for one in self.measures)


def behaviour_of(case: CaseFile, places: Iterable[Place]) -> Behaviour:
    """Walk a case through municipalities and measure the paths. Raises what ``simulate`` raises."""
    walked = tuple(simulate(case, place) for place in places)
    return Behaviour(case, walked, tuple(map(path_data, walked)), tuple(map(measured, walked)))


def behaviours(cases: Iterable[CaseFile], places: Sequence[Place]) -> Iterator[Behaviour]:
    """Yield one case after the other."""
    return (behaviour_of(case, places) for case in cases)


def behaviour_data(found: Iterable[Behaviour], places: Sequence[Place]) -> dict[str, Any]:
    """Return behaviour as plain data; step numbers are those of the paths (``juso simulate --json``)."""
    return {
        "schema": SCHEMA,
        "measures": [_measure(one) for one in MEASURES.values()],
        "municipalities": [_place(place) for place in places],
        "cases": [_case(one) for one in found],
    }


def _measure(one: Measure) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": _both(one.name),
        "kind": one.kind.value,
        "unit": _both(one.unit),
        "definition": _both(one.definition),
    }


def _place(place: Place) -> dict[str, Any]:
    structure = place.structure
    return {
        "code": place.code,
        "name": structure.name,
        "name_en": structure.name_en,
        "on": structure.on.isoformat() if structure.on else None,
        "digest": structure.digest,
        "distribution": place.plugin,
        "version": place.version,
    }


def _case(one: Behaviour) -> dict[str, Any]:
    return {
        "case": one.case.id,
        "title": {"ja": one.case.title.ja, "en": one.case.title.en},
        "variants": max((len(walked.ways) for walked in one.simulated), default=0),
        "measures": [_measured(each) for path in one.measures for each in path],
        "aligned": [
            {
                "after": row.after,
                "step": row.step,
                "stage": row.stage or None,
                "steps": [None if step is None else step["n"] for step in row.steps],
            }
            for row in one.rows
        ],
    }


def _measured(one: Measured) -> dict[str, Any]:
    numbers = one.numbers
    return {
        "id": one.id,
        "measure": one.measure.id,
        "municipality": one.municipality,
        "least": numbers[0] if numbers else None,
        "most": numbers[-1] if numbers else None,
        "each": [_counted(each) for each in one.each],
    }


def _counted(one: Counted) -> dict[str, Any]:
    value = list(one.value) if isinstance(one.value, tuple) else one.value
    return {"value": value, "steps": list(one.steps), "parts": [_part(part) for part in one.parts]}


def _part(part: Part) -> dict[str, Any]:
    return {
        "key": part.key,
        "label": _both(part.label),
        "code": part.code or None,
        "giver": part.giver.value if part.giver else None,
        "status": part.status.value if part.status else None,
        "steps": list(part.steps),
    }


def _both(text: Text) -> dict[str, str]:
    return {"ja": text.ja, "en": text.en}


_TEXT: Final[dict[str, Any]] = {"type": "string"}
_MAYBE: Final[dict[str, Any]] = {"type": ["string", "null"]}
_STEPS: Final[dict[str, Any]] = {"type": "array", "items": {"type": "integer", "minimum": 1}}
_NUMBER: Final[dict[str, Any]] = {"type": ["number", "null"], "minimum": 0}
_CODE: Final[dict[str, Any]] = {"type": "string", "pattern": "^[0-9]{6}$"}


def behaviour_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of behaviour."""
    both = _object({"ja": _TEXT, "en": _TEXT})
    measure = {"id": _TEXT, "name": both, "kind": _words(MeasureKind), "unit": both, "definition": both}
    place = {"code": _CODE, "name": _TEXT, "name_en": _MAYBE, "on": _MAYBE, "digest": _TEXT}
    place |= {"distribution": _MAYBE, "version": _MAYBE}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **_object(
            {
                "schema": {"const": SCHEMA},
                "measures": _list(_object(measure)),
                "municipalities": _list(_object(place)),
                "cases": _list(_case_schema(both)),
            }
        ),
    }


def _case_schema(both: dict[str, Any]) -> dict[str, Any]:
    giver = {"enum": ["plugin", "structure", "national", "actor", None]}
    status = {"enum": [*(one.value for one in Status if one is not Status.IN_FORCE), None]}
    part = _object({"key": _TEXT, "label": both, "code": _MAYBE, "giver": giver, "status": status, "steps": _STEPS})
    value = {"anyOf": [_NUMBER, _list(_TEXT)]}
    each = _object({"value": value, "steps": _STEPS, "parts": _list(part)})
    measured_one = {"id": {"type": "string", "pattern": "^path:"}, "measure": _TEXT, "municipality": _CODE}
    measured_one |= {"least": _NUMBER, "most": _NUMBER, "each": _list(each)}
    step = {"type": ["integer", "null"], "minimum": 1}
    row = _object({"after": _TEXT, "step": _TEXT, "stage": _MAYBE, "steps": _list(step)})
    return _object(
        {
            "case": _TEXT,
            "title": both,
            "variants": {"type": "integer", "minimum": 1},
            "measures": _list(_object(measured_one)),
            "aligned": _list(row),
        }
    )


def _words(kind: type[Word]) -> dict[str, Any]:
    return {"enum": [word.value for word in kind]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
