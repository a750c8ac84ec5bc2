"""The JSON Schemas of case files, expectation files, paths, and what ``juso simulate --check --json`` prints."""

from typing import Any

from juso_core.casework.case import Phase
from juso_core.casework.law import VerdictKind
from juso_core.citation import Giver
from juso_core.municipality.schema import file_schema
from juso_core.municipality.words import ConferenceKind, Level, PlanKind, PlanPattern, Required
from juso_core.research.case_file import SCHEMA as CASE
from juso_core.research.case_file import CaseFile
from juso_core.research.expected import SCHEMA as EXPECTED
from juso_core.research.expected import Expected
from juso_core.research.held import SCHEMA as HELD
from juso_core.research.path import SCHEMA as PATH
from juso_core.research.simulation import Ended
from juso_core.research.summary import KEYS, NONE
from juso_core.research.turns import StepKind

__all__ = ["case_schema", "expected_schema", "held_schema", "path_schema"]

Schema = dict[str, Any]


def case_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a case file."""
    schema = file_schema(CaseFile, CASE)
    schema["properties"]["schema"] = {"const": CASE}
    schema["properties"]["invented"] = {"const": True}
    return schema


def expected_schema() -> Schema:
    """Return the JSON Schema of an expectation file."""
    schema = file_schema(Expected, EXPECTED)
    schema["properties"]["schema"] = {"const": EXPECTED}
    return schema


_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_DURATION: Schema = {"type": "string", "pattern": "^P"}


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _maybe(schema: Schema) -> Schema:
    """A value, or several that unknown facts lead to."""
    listed = {"type": "array", "items": schema, "minItems": 2, "uniqueItems": True}
    return {"anyOf": [schema, _object({"maybe": listed})]}


def _words(kind: Any, *more: str | None) -> Schema:
    return {"enum": [*(word.value for word in kind), *more]}


def _one_or_many(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


def held_schema() -> Schema:
    """Return the JSON Schema of what came of holding paths against the expected ones."""
    code: Schema = {"type": "string", "pattern": "^[0-9]{6}$"}
    held = {"case": _TEXT, "municipality": code, "name": _TEXT, "file": _TEXT}
    elsewhere = {"file": _TEXT, "case": _TEXT, "municipality": _TEXT, "installed": {"type": "boolean"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": HELD,
        **_object(
            {
                "schema": {"const": HELD},
                "held": {"type": "array", "items": _object({**held, "misses": {"type": "array", "items": _miss()}})},
                "not_walked": {"type": "array", "items": _object(elsewhere)},
                "not_held": _TEXTS,
            }
        ),
    }


def _miss() -> Schema:
    return _object(
        {
            "about": _TEXT,
            "key": _TEXT_OR_NULL,
            "step": {"enum": [*(word.value for word in StepKind), None]},
            "stage": _TEXT_OR_NULL,
            "answer": _TEXT_OR_NULL,
            "law": _TEXT_OR_NULL,
            "expected": {},
            "accepted": {"type": "array"},
            "cites": _TEXTS,
            "why": {"anyOf": [{"type": "null"}, _object({"ja": _TEXT, "en": _TEXT})]},
            "line": {"type": ["integer", "null"]},
            "actual": {},
            "no_such_step": {"type": "boolean"},
            "actual_rows": _TEXTS,
            "actual_cites": _TEXTS,
        }
    )


def path_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a path."""
    municipality = _object(
        {
            "code": {"type": "string", "pattern": "^[0-9]{6}$"},
            "name": _TEXT,
            "structure_on": {"type": ["string", "null"], "format": "date"},
            "digest": _TEXT,
            "plugin": _TEXT_OR_NULL,
            "version": _TEXT_OR_NULL,
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": PATH,
        **_object(
            {
                "schema": {"const": PATH},
                "case": _TEXT,
                "title": _object({"ja": _TEXT, "en": _TEXT}),
                "municipality": municipality,
                "cites": {"type": "object", "additionalProperties": _TEXT},
                "steps": {"type": "array", "items": _step()},
                "end": _object({"phase": _maybe(_words(Phase)), "because": _maybe(_words(Ended))}),
                "summary": _summary(),
                "silent": _TEXTS,
                "not_entered": _TEXTS,
                "variants": {"type": "array", "items": _variant()},
                "failures": {
                    "type": "array",
                    "items": _object(dict.fromkeys(("plugin", "hook", "where", "what"), _TEXT)),
                },
            }
        ),
    }


def _step() -> Schema:
    said: Schema = {
        "value": {},
        "label": _TEXT,
        "origin": _maybe(_words(Giver)),
        "cite": _one_or_many(_TEXT),
        "row": _one_or_many(_TEXT),
        "status": _one_or_many(_TEXT),
    }
    each = {"type": "array", "items": _object(said, optional=("origin", "cite", "row", "status")), "minItems": 2}
    answer = _object({**said, "depends_on": _TEXTS, "each": each}, optional=("cite", "status", "depends_on", "each"))
    act = _object(
        {"do": _TEXT, "by": _TEXT, "label": _TEXT, "told": _TEXTS, "events": _TEXTS, "maybe": {"const": True}},
        optional=("maybe",),
    )
    law = _object({"rule": _TEXT, "verdict": _words(VerdictKind), "effect": _TEXT, "basis": _TEXT, "refs": _TEXTS})
    return _object(
        {
            "n": {"type": "integer", "minimum": 1},
            "after": _DURATION,
            "step": _words(StepKind),
            "stage": _TEXT,
            "maybe": {"const": True},
            "depends_on": _TEXTS,
            "subjects": _TEXTS,
            "answers": {"type": "object", "additionalProperties": answer},
            "silent": _TEXTS,
            "acts": {"type": "array", "items": act},
            "law": {"type": "array", "items": law},
            "stopped": _object({"what": _TEXT, "mend": _TEXT}),
            "phase": _maybe(_words(Phase)),
        },
        optional=("stage", "maybe", "depends_on", "subjects", "silent", "stopped"),
    )


def _summary() -> Schema:
    names = _maybe({"type": ["array", "null"], "items": _TEXT})
    by_plan = {word.value: names for word in PlanKind}
    decider = {word.value: _maybe(_TEXT_OR_NULL) for word in PlanKind}
    occasion = {"meeting": _maybe(_words(ConferenceKind, None)), "required": _maybe(_words(Required, None))}
    said: Schema = {
        "mac": _maybe(_words(Level, None)),
        "local_class": _maybe(_TEXT_OR_NULL),
        "conf1": _maybe(_words(ConferenceKind, NONE, None)),
        "convener": names,
        "lead": _maybe(_TEXT_OR_NULL),
        "drafters": _object(by_plan, optional=tuple(by_plan)),
        "decider": _object(decider, optional=tuple(decider)),
        "informed": _object(decider, optional=tuple(decider)),
        "pattern": _maybe(_words(PlanPattern, None)),
        "interruption": _or_null({**occasion, "decided_by": _maybe(_TEXT)}),
        "reopening": _maybe({"enum": ["stated", NONE, None]}),
        "replan": _or_null(occasion),
    }
    return _object({key: said[key] for key in KEYS})


def _or_null(properties: Schema) -> Schema:
    return _maybe({"anyOf": [{"type": "null"}, _object(properties)]})


def _variant() -> Schema:
    return _object(
        {
            "taken": {"type": "object"},
            "steps": {"type": "array", "items": {"type": "integer"}},
            "phase": _words(Phase),
            "because": _words(Ended),
        }
    )
