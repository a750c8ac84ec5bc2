"""Turns the tables of a TOML text into values of a class, and what cattrs collects on the way into slips.

Nothing is guessed: text is text, a number is a number, a word is a word of its vocabulary. Only a list of one may be
written without its brackets. A class that is written in a form of its own has ``from_file``: it takes the plain value
and raises ``Refused``. Where a fact may be ``Unknown``, a question mark stands for it.
"""

import datetime as dt
import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache, partial
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.cols import list_structure_factory, mapping_structure_factory
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from juso_core.citation import Citation
from juso_core.language.messages import _
from juso_core.municipality.lines import Place
from juso_core.municipality.problems import Slip, did_you_mean, nearest
from juso_core.municipality.words import Word

__all__ = ["Refused", "Unknown", "as_meant", "convert", "known_keys", "required_keys"]

Hook = Callable[[Any, Any], Any]
T = TypeVar("T")


class Unknown(Enum):
    """What is not known, and said to be so."""

    UNKNOWN = "?"


def convert(raw: Mapping[str, Any], cls: type[T]) -> tuple[T | None, tuple[Slip, ...]]:
    """Return the value of that class, or None and every slip that keeps the tables from being one."""
    try:
        return _converter().structure(raw, cls), ()
    except (ClassValidationError, IterableValidationError) as errors:
        return None, tuple(_slips(errors, ()))


def known_keys(cls: type) -> tuple[str, ...]:
    """Return the keys that a file may state for a class of the structure."""
    return tuple(_key(a) for a in attrs.fields(cls) if _key(a))


def required_keys(cls: type) -> tuple[str, ...]:
    """Return the keys that a file must state for a class of the structure."""
    return tuple(_key(a) for a in attrs.fields(cls) if a.default is attrs.NOTHING)


def _key(attribute: "attrs.Attribute[Any]") -> str:
    """The key of a field in a file: its name, unless its metadata say otherwise; empty where a file cannot state it."""
    key: str = attribute.metadata.get("key", attribute.name)
    return key


def as_meant(raw: Mapping[str, Any], cls: type) -> dict[str, Any]:
    """Return tables with each misspelt key as the one that was meant: one mistake is then complained of once."""
    fields = {_key(a): a for a in attrs.fields(cls) if _key(a)}
    meant: dict[str, Any] = {}
    for key, value in raw.items():
        near = key if key in fields else nearest(key, [name for name in fields if name not in raw])
        name = near if near and near not in meant else key
        meant[name] = _value_as_meant(value, fields[name].type) if name in fields else value
    return meant


def _value_as_meant(value: Any, kind: Any) -> Any:
    inner = [one for one in get_args(kind) if _is_table(one)] or ([kind] if _is_table(kind) else [])
    if inner and isinstance(value, dict):
        return as_meant(value, inner[0])
    if inner and isinstance(value, list):
        return [as_meant(one, inner[0]) if isinstance(one, dict) else one for one in value]
    return value


class Refused(ValueError):
    """A value that does not fit: what is wrong, and a hint."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for hook_type, hook in (
        (str, _exactly(str)),
        (int, _exactly(int)),
        (bool, _exactly(bool)),
        (dt.date, _exactly(dt.date)),
        (float, _number),
        (Word, _word),
        (Citation, _citation),
    ):
        converter.register_structure_hook(hook_type, hook)
    converter.register_structure_hook_func(
        lambda cls: hasattr(cls, "from_file"), _half_width(lambda value, cls: cls.from_file(value))
    )
    for fits, factory in (
        (_is_table, _table),
        (_made_of(tuple), _list),
        (_made_of(dict), _mapping),
        (_may_be_unknown, _known),
    ):
        converter.register_structure_hook_factory(fits, partial(factory, converter))
    return converter


def _is_table(cls: Any) -> bool:
    return attrs.has(cls) and cls is not Citation and not hasattr(cls, "from_file")


def _may_be_unknown(cls: Any) -> bool:
    return get_origin(cls) is UnionType and Unknown in get_args(cls)


def _known(converter: Converter, cls: Any) -> Hook:
    """Read a fact that may be unknown: a question mark, or a value of the other type."""
    (kind,) = (one for one in get_args(cls) if one is not Unknown)

    def hook(value: Any, _type: Any) -> Any:
        return Unknown.UNKNOWN if value == Unknown.UNKNOWN.value else converter.structure(value, kind)

    return _half_width(hook)


def _half_width(read: Hook) -> Hook:
    """Read a value; where nothing but its full-width signs keeps it from being right, say how it is written."""

    def hook(value: Any, cls: Any) -> Any:
        try:
            return read(value, cls)
        except Refused as refused:
            narrow = unicodedata.normalize("NFKC", value) if isinstance(value, str) else value
            if narrow == value or not _reads(read, narrow, cls):
                raise
            raise Refused(refused.what, _("did you mean '{near}'?", near=narrow)) from None

    return hook


def _reads(read: Hook, value: Any, cls: Any) -> bool:
    try:
        read(value, cls)
    except Refused:
        return False
    return True


def _made_of(origin: object) -> Callable[[Any], bool]:
    return lambda cls: get_origin(cls) is origin


def _exactly(kind: type) -> Hook:
    def hook(value: Any, _type: Any) -> Any:
        # A date and time is a date to Python, and true is a number; neither is meant here.
        if type(value) is not kind:
            raise _expected(kind, value)
        return value

    return hook


def _number(value: Any, _type: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise _expected(float, value)
    return float(value)


def _word(value: Any, cls: type[Word]) -> Word:
    words = [word.value for word in cls]
    if type(value) is not str:
        raise _expected(str, value)
    if value not in words:
        raise Refused(_("'{value}' is not a word that can stand here", value=value), did_you_mean(value, words))
    return cls(value)


def _citation(value: Any, _type: Any) -> Citation:
    if type(value) is not str:
        raise _expected(str, value)
    try:
        return Citation.parse(value)
    except ValueError:
        raise Refused(
            _("'{value}' does not say where the fact stands", value=value), _('write "source id: heading"')
        ) from None


def _table(converter: Converter, cls: type) -> Hook:
    overrides = {a.name: _override(a, converter) for a in attrs.fields(cls) if _has_check(a) or "key" in a.metadata}
    read: Hook = make_dict_structure_fn(cls, converter, **overrides)

    def hook(value: Any, _type: Any) -> Any:
        if not isinstance(value, dict):
            example = ", ".join(f"{name} = ..." for name in required_keys(cls))
            raise Refused(_expected(dict, value).what, _("write {example}", example=f"{{ {example} }}"))
        return read(value, cls)

    return hook


def _override(attribute: "attrs.Attribute[Any]", converter: Converter) -> Any:
    if not _key(attribute):
        return override(omit=True)
    hook = _checked(attribute, converter) if _has_check(attribute) else None
    return override(struct_hook=hook, rename=attribute.metadata.get("key"))


def _list(converter: Converter, cls: Any) -> Hook:
    read: Hook = list_structure_factory(cls, converter)
    tables = _is_table(get_args(cls)[0])

    def hook(value: Any, _type: Any) -> tuple[Any, ...]:
        if isinstance(value, dict) and tables:
            raise Refused(_("this is one table, and a list of them is needed"), _("write [[ ]] with double brackets"))
        if isinstance(value, str) and not tables:
            value = [value]
        if not isinstance(value, list):
            raise _expected(list, value)
        return tuple(read(value, cls))

    return hook


def _mapping(converter: Converter, cls: Any) -> Hook:
    read: Hook = mapping_structure_factory(cls, converter)

    def hook(value: Any, _type: Any) -> Any:
        if not isinstance(value, dict):
            raise _expected(dict, value)
        return read(value, cls)

    return hook


def _has_check(attribute: "attrs.Attribute[Any]") -> bool:
    return attribute.validator is not None or _must_not_be_empty(attribute)


def _must_not_be_empty(attribute: "attrs.Attribute[Any]") -> bool:
    return attribute.default is attrs.NOTHING and get_origin(attribute.type) is tuple


def _checked(attribute: "attrs.Attribute[Any]", converter: Converter) -> Hook:
    """Read a field and apply its own rule at once: attrs would apply it only when all the rest of the row is right."""
    read = converter.get_structure_hook(attribute.type)

    def hook(value: Any, _type: Any) -> Any:
        result = read(value, attribute.type)
        if _must_not_be_empty(attribute) and not result:
            raise Refused(_("at least one is needed here"))
        try:
            if attribute.validator is not None:
                attribute.validator(None, attribute, result)
        except ValueError as error:
            allowed = error.args[2] if len(error.args) > 2 else ()
            hint = did_you_mean(str(value), map(str, allowed)) if allowed else ""
            raise Refused(_("{value} cannot stand here", value=value), hint) from None
        return result

    return hook


def _expected(kind: type, value: object) -> Refused:
    return Refused(_("{expected} is needed here, not {found}", expected=_named(kind), found=_named(type(value))))


def _named(kind: type) -> str:
    names = {
        str: _('a text in "quotes"'),
        int: _("a whole number"),
        float: _("a number"),
        bool: _("true or false"),
        dt.date: _("a date such as 2024-04-01, without quotes"),
        list: _("a list in [brackets]"),
        dict: _("a table"),
    }
    return names.get(kind, _("a date with a time of day"))


def _slips(error: Exception, place: Place) -> Iterator[Slip]:
    match error:
        case ClassValidationError():
            yield from _slips_of_table(error, place)
        case IterableValidationError():
            for inner, note in error.group_exceptions()[0]:
                yield from _slips(inner, (*place, note.index))
        case Refused():
            yield Slip(place, error.what, error.hint)
        case _:
            yield Slip(place, str(error))


def _slips_of_table(error: ClassValidationError, place: Place) -> Iterator[Slip]:
    noted, others = error.group_exceptions()
    missing = [_key_named(error.cl, note.name) for inner, note in noted if isinstance(inner, KeyError)]
    for other in others:
        if not isinstance(other, ForbiddenExtraKeysError):
            yield from _slips(other, place)
            continue
        for key in sorted(other.extra_fields):
            meant = nearest(key, missing)
            # One misspelt key is one mistake, not an unknown key and a missing one.
            missing = [name for name in missing if name != meant]
            hint = did_you_mean(key, [meant] if meant else known_keys(error.cl))
            yield Slip((*place, key), _("there is no key '{key}' here", key=key), hint)
    for name in missing:
        yield Slip((*place, name), _("the key '{key}' is missing", key=name))
    for inner, note in noted:
        if not isinstance(inner, KeyError):
            yield from _slips(inner, (*place, _key_named(error.cl, note.name)))


def _key_named(cls: Any, name: str) -> str:
    attribute = attrs.fields_dict(cls).get(name)
    return name if attribute is None else _key(attribute)
