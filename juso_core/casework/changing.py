"""``changed(value, **changes)``: a copy of a frozen value with some fields changed, as ``attrs.evolve`` makes it.

A case is copied at every event, and a simulation makes millions of them. This takes half the time: what a class needs
is worked out once, and its fields are set past ``__init__``. Only for classes whose fields are taken as they come.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import attrs

__all__ = ["changed", "finished"]

T = TypeVar("T")


def changed(value: T, **changes: Any) -> T:
    """Return a copy of an instance of an attrs class with these fields changed; raises TypeError for no such field."""
    cls: Any = type(value)
    read, setters, by_name = _plan(cls)
    copy = object.__new__(cls)
    for set_field, now in zip(setters, read(value), strict=True):
        set_field(copy, now)
    try:
        for name, new in changes.items():
            by_name[name](copy, new)
    except KeyError:
        unknown = ", ".join(sorted(set(changes) - set(by_name)))
        raise TypeError(f"{cls.__name__} has no field {unknown}") from None
    return copy  # type: ignore[no-any-return]


def finished(copy: T, name: str, new: Any) -> T:
    """Set one more field of a copy that was made a moment ago and that nobody else has yet; return it."""
    cls: Any = type(copy)
    _plan(cls)[2][name](copy, new)
    return copy


Setter = Callable[[Any, Any], None]


@cache
def _plan(cls: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[Setter, ...], dict[str, Setter]]:
    """How to read all fields of a class at once, and how to set each."""
    fields = attrs.fields(cls)
    for field in fields:
        if field.converter or field.validator or not field.init or field.name not in getattr(cls, "__slots__", ()):
            raise TypeError(f"{cls.__name__}.{field.name} is more than a plain field; use attrs.evolve")
    setters: dict[str, Setter] = {field.name: getattr(cls, field.name).__set__ for field in fields}
    if len(setters) < 2:
        return (lambda value: tuple(getattr(value, name) for name in setters)), tuple(setters.values()), setters
    return attrgetter(*setters), tuple(setters.values()), setters
