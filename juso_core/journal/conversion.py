"""Between the classes of casework and plain data, strictly: nothing is guessed, nothing is left out.

What is written as a text, a number or a list is read only as that; every field must be there, and no other.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from juso_core.casework.events import EVENTS, Event
from juso_core.casework.record import Basis, Recorded

__all__ = ["Plain", "structure", "unstructure"]

Plain = dict[str, Any]


def structure(entry: Plain) -> Recorded:
    """Return an entry; its event stands there as a pair of name and fields. Raises whatever is wrong first."""
    return _CONVERTER.structure(entry, Recorded)


def unstructure(value: Event | Basis) -> Plain:
    """Return the fields of an event or a basis as plain data."""
    return _WRITE[type(value)](value)


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


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    def hook(value: Any, _type: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} expected")
        return value

    return hook


def _collection(cls: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    make, element = get_origin(cls), get_args(cls)[0]
    read = converter.get_structure_hook(element)

    def hook(value: Any, _type: Any) -> Any:
        if type(value) is not list:
            raise TypeError("list expected")
        return make([read(one, element) for one in value])

    return hook


def _row(cls: type[attrs.AttrsInstance], converter: Converter) -> Callable[[Any, Any], Any]:
    read = make_dict_structure_fn(cls, converter, _cattrs_detailed_validation=False)
    keys = {a.name for a in attrs.fields(cls)}

    def hook(value: Any, _type: Any) -> Any:
        if value.keys() != keys:
            raise KeyError(*sorted(value.keys() ^ keys))
        return read(value, cls)

    return hook


def _written(cls: type[attrs.AttrsInstance], converter: Converter) -> Callable[[Any], Plain]:
    free = {a.name: override(unstruct_hook=_plain) for a in attrs.fields(cls) if a.type is Any}
    return make_dict_unstructure_fn(cls, converter, **free)  # type: ignore[arg-type]


def _event(value: tuple[str, Plain], _type: Any) -> Event:
    name, plain = value
    event: Event = _CONVERTER.structure(plain, EVENTS[name])
    return event


def _made_of(*origins: type) -> Callable[[Any], bool]:
    return lambda cls: get_origin(cls) in origins


def _converter() -> Converter:
    converter = Converter(detailed_validation=False)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(dt.date, lambda text, _type: dt.date.fromisoformat(text))
    # A strict hook for str would also take words.
    converter.register_structure_hook(StrEnum, lambda code, word: word(code))
    converter.register_unstructure_hook(StrEnum, str.__str__)
    converter.register_unstructure_hook_func(_made_of(Mapping), _plain)
    converter.register_unstructure_hook_func(_made_of(frozenset), lambda many: sorted(_plain(tuple(many))))
    converter.register_structure_hook_factory(_made_of(tuple, frozenset), _collection)
    converter.register_structure_hook_factory(attrs.has, _row)
    converter.register_unstructure_hook_factory(attrs.has, _written)
    # By identity: the hook of a class would also take its subclasses.
    converter.register_structure_hook_func(lambda cls: cls is Event, _event)
    return converter


_CONVERTER = _converter()
_WRITE: dict[type, Callable[[Any], Plain]] = {
    kind: _CONVERTER.get_unstructure_hook(kind) for kind in (*EVENTS.values(), Basis)
}
