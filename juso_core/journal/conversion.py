"""Between the classes of casework and plain data, strictly: nothing is guessed, nothing is left out.

What is written as a text, a number or a list is read only as that; every field must be there, and no other.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from juso_core.casework.events import EVENTS, Event
from juso_core.casework.record import Recorded

__all__ = ["Plain", "structure", "unstructure"]

Plain = dict[str, Any]


def structure(entry: Plain) -> Recorded:
    """Return an entry; its event stands there as a pair of name and fields. Raises whatever is wrong first."""
    return _CONVERTER.structure(entry, Recorded)


def unstructure(recorded: Recorded) -> Plain:
    """Return the fields of an entry, its event and its basis as plain data.

    Raises TypeError, ValueError or AttributeError for a value that is not of the type of its field: it would be
    written, and could never be read again.
    """
    return _WRITE[Recorded](recorded)


def _plain(value: Any) -> Any:
    """Return a value of no fixed type as plain data; raises TypeError for what JSON cannot hold."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return str.__str__(value)
        case list() | tuple():
            return [_plain(one) for one in value]
        case Mapping():
            return {str.__str__(key): _plain(one) for key, one in value.items()}
    raise TypeError(f"{type(value).__name__} is not plain data")


def _exactly(kind: type) -> Callable[..., Any]:
    def hook(value: Any, _type: Any = None) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected")
        return value

    return hook


def _read_collection(cls: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    make, element = get_origin(cls), get_args(cls)[0]
    read = converter.get_structure_hook(element)

    def hook(value: Any, _type: Any) -> Any:
        if type(value) is not list:
            raise TypeError("list expected")
        return make([read(one, element) for one in value])

    return hook


def _writer(kind: Any, converter: Converter) -> Callable[[Any], Any]:
    """Return what writes a value of that type. cattrs would write words and what may be None without a look at them."""
    if kind is Any:
        return _plain
    if get_origin(kind) is UnionType:
        one, none = get_args(kind)
        assert none is NoneType, f"{kind} cannot be read back"
        write = _writer(one, converter)
        return lambda value: None if value is None else write(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _write_word(kind)
    return converter.get_unstructure_hook(kind)


def _write_collection(cls: Any, converter: Converter) -> Callable[[Any], list[Any]]:
    kind, write = get_origin(cls), _writer(get_args(cls)[0], converter)

    def hook(value: Any) -> list[Any]:
        # A text, too, is something to go through.
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected")
        plain = [write(one) for one in value]
        return plain if kind is tuple else sorted(plain)

    return hook


def _write_mapping(cls: Any, converter: Converter) -> Callable[[Any], Plain]:
    key, value = (_writer(one, converter) for one in get_args(cls))
    return lambda table: {key(k): value(v) for k, v in table.items()}


def _write_word(cls: type[StrEnum]) -> Callable[[Any], str]:
    codes = {str.__str__(word) for word in cls}

    def hook(word: Any) -> str:
        if (code := str.__str__(word)) not in codes:
            raise ValueError(f"{code!r} is no {cls.__name__}")
        return code

    return hook


def _read_row(cls: type[attrs.AttrsInstance], converter: Converter) -> Callable[[Any, Any], Any]:
    read = make_dict_structure_fn(cls, converter, _cattrs_detailed_validation=False)
    keys = {a.name for a in attrs.fields(cls)}

    def hook(value: Any, _type: Any) -> Any:
        if value.keys() != keys:
            raise KeyError(*sorted(value.keys() ^ keys))
        return read(value, cls)

    return hook


def _write_row(cls: type[attrs.AttrsInstance], converter: Converter) -> Callable[[Any], Plain]:
    hooks = {a.name: override(unstruct_hook=_writer(a.type, converter)) for a in attrs.fields(cls)}
    return make_dict_unstructure_fn(cls, converter, **hooks)  # type: ignore[arg-type]


def _read_event(value: tuple[str, Plain], _type: Any) -> Event:
    name, plain = value
    event: Event = _CONVERTER.structure(plain, EVENTS[name])
    return event


def _write_event(event: Event) -> Plain:
    return _WRITE[type(event)](event)


def _made_of(*origins: type) -> Callable[[Any], bool]:
    return lambda cls: get_origin(cls) in origins


def _converter() -> Converter:
    converter = Converter(detailed_validation=False)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    for kind in (int, bool):
        converter.register_unstructure_hook(kind, _exactly(kind))
    converter.register_unstructure_hook(str, str.__str__)  # which refuses what is no text
    converter.register_structure_hook(dt.date, lambda text, _type: dt.date.fromisoformat(text))
    converter.register_unstructure_hook(dt.date, lambda day: _DAY(day).isoformat())
    # The strict hook for str would also take words.
    converter.register_structure_hook(StrEnum, lambda code, word: word(code))
    converter.register_structure_hook_factory(_made_of(tuple, frozenset), _read_collection)
    converter.register_unstructure_hook_factory(_made_of(tuple, frozenset), _write_collection)
    converter.register_unstructure_hook_factory(_made_of(Mapping), _write_mapping)
    converter.register_structure_hook_factory(attrs.has, _read_row)
    converter.register_unstructure_hook_factory(attrs.has, _write_row)
    # By identity: the hook of a class would also take its subclasses.
    converter.register_structure_hook_func(lambda cls: cls is Event, _read_event)
    converter.register_unstructure_hook_func(lambda cls: cls is Event, _write_event)
    return converter


_DAY = _exactly(dt.date)
_CONVERTER = _converter()
_WRITE: dict[type, Callable[[Any], Plain]] = {
    kind: _CONVERTER.get_unstructure_hook(kind) for kind in (*EVENTS.values(), Recorded)
}
