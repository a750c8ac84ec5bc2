"""The JSON Schema of ``structure.toml`` and of other files, made from the classes that they are read into.

Editors complete keys and words with it and explain them. What needs more than one row to judge, such as whether a
name exists, only the reader of the file checks.
"""

import datetime as dt
import inspect
import re
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import attrs

from juso_core.citation import Citation
from juso_core.municipality.consistency import APPLICANTS
from juso_core.municipality.conversion import Unknown, required_keys
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.structure import Structure
from juso_core.municipality.terms import TERMS
from juso_core.municipality.words import Word

__all__ = ["file_schema", "structure_schema"]

Schema = dict[str, Any]


def _one_or_more(schema: Schema) -> Schema:
    """A list, which may be written without its brackets where it has one element."""
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PERIOD = {
    "type": "string",
    "pattern": "^(FY[0-9]{4}|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)$",
    "description": "a day 2021-10-21, a month 2014-12, a year 2021 or a fiscal year FY2021",
}
_SPECIAL: dict[str, Schema] = {
    "code": {"type": "string", "pattern": "^[0-9]{6}$"},
    "silent": _one_or_more({"enum": list(QUESTIONS)}),
    "terms": {
        "type": "object",
        "properties": {key: {"type": "string", "description": f"{text.ja} / {text.en}"} for key, text in TERMS.items()},
        "additionalProperties": False,
    },
    "since": _PERIOD,
    "until": _PERIOD,
    "as_of": _PERIOD,
    "checked": _PERIOD,
    "rule": {"type": "string", "pattern": "^L[0-9]{2}$"},
    "applicant": {"enum": list(APPLICANTS)},
}
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    # TOML has dates; where a TOML file is checked as JSON, they arrive as text.
    dt.date: {"type": "string", "format": "date"},
    Citation: {"type": "string", "pattern": r"^[^:]*[^:\s][^:]*:.*\S", "description": "source id: heading"},
}


def structure_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of ``structure.toml``."""
    return file_schema(Structure, "structure.toml")


def file_schema(cls: type, title: str) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a file that is read into a class."""
    definitions: dict[str, Schema] = {}
    top = _table(cls, definitions)
    return {"$schema": _DRAFT, "title": title, **top, "$defs": definitions}


def _table(cls: type, definitions: dict[str, Schema]) -> Schema:
    required = required_keys(cls)
    fields = [a for a in attrs.fields(cls) if a.metadata.get("key", a.name)]
    properties = {a.metadata.get("key", a.name): _property(cls, a, definitions) for a in fields}
    return {
        "description": _said(cls),
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _property(cls: type, attribute: "attrs.Attribute[Any]", definitions: dict[str, Schema]) -> Schema:
    schema = dict(_SPECIAL.get(attribute.name) or _value(attribute.type, definitions))
    if attribute.default is attrs.NOTHING and get_origin(attribute.type) is tuple:
        schema["minItems"] = 1
    check = getattr(attribute.validator, "validator", attribute.validator)  # inside optional(), or itself
    if allowed := getattr(check, "options", None):
        schema = {"enum": list(allowed)}
    if sentence := _sentence_about(cls, attribute.name):
        schema["description"] = sentence
    return schema


def _value(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if get_origin(kind) is UnionType and Unknown in get_args(kind):
        (known,) = (one for one in get_args(kind) if one is not Unknown)
        return {"anyOf": [_value(known, definitions), {"const": Unknown.UNKNOWN.value}]}
    if get_origin(kind) is UnionType:
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
    if hasattr(kind, "file_schema"):
        return dict(kind.file_schema)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) is tuple:
        element = get_args(kind)[0]
        schema = _value(element, definitions)
        tables = attrs.has(element) and element is not Citation and not hasattr(element, "file_schema")
        return {"type": "array", "items": schema} if tables else _one_or_more(schema)
    if kind.__name__ not in definitions:
        is_word = issubclass(kind, Word)
        definitions[kind.__name__] = _words(kind) if is_word else _table(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _words(vocabulary: type[Word]) -> Schema:
    listed = "\n".join(f"{word.value}: {word.ja} / {word.en}" for word in vocabulary)
    return {"description": f"{_said(vocabulary)}\n\n{listed}", "enum": [word.value for word in vocabulary]}


def _said(cls: type) -> str:
    return " ".join(inspect.cleandoc(cls.__doc__ or "").split())


def _sentence_about(cls: type, name: str) -> str:
    """The sentence of a docstring, of the class or of those that it builds on, in which a key is explained."""
    for one in cls.__mro__:
        for sentence in re.split(r"(?<=[.;])\s+", _said(one)):
            if f"``{name}``" in sentence:
                return sentence.rstrip(";")
    return ""
