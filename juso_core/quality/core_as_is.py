"""Whether a plugin's code changes juso itself: functions, classes, constants and words, before and after (S09)."""

import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

__all__ = ["changed", "core_as_it_is"]

_CORE = "juso_core"


def core_as_it_is() -> dict[str, Any]:
    """Return everything that makes up juso as far as it is loaded, by name."""
    return dict(_parts(None))


def changed(before: Mapping[str, Any]) -> list[str]:
    """Return the names of what is no longer what it was."""
    now = dict(_parts({name.partition(":")[0] for name in before}))
    return [name.replace(":", ".") for name, part in before.items() if now.get(name) is not part]


def _parts(only: set[str] | None) -> Iterator[tuple[str, Any]]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == _CORE and (only is None or name in only):
            yield from _of_module(name, module)


def _of_module(name: str, module: Any) -> Iterator[tuple[str, Any]]:
    for own, value in list(vars(module).items()):
        if own.startswith("__"):
            continue
        # What a module keeps for later is no constant, and may change.
        if callable(value) or own.strip("_").isupper():
            yield f"{name}:{own}", value
        if isinstance(value, type) and value.__module__ == name:
            members = (pair for pair in vars(value).items() if callable(pair[1]) or isinstance(pair[1], property))
            yield from ((f"{name}:{own}.{member}", part) for member, part in members)
            yield from _of_words(f"{name}:{own}", value)
        if isinstance(value, dict) and own.strip("_").isupper():
            yield from ((f"{name}:{own}[{key}]", part) for key, part in value.items())


def _of_words(name: str, vocabulary: type) -> Iterator[tuple[str, Any]]:
    """The words of a vocabulary, each with what it holds: its code and its labels."""
    if issubclass(vocabulary, Enum):
        for word, member in vocabulary.__members__.items():
            yield f"{name}.{word}", member
            yield from ((f"{name}.{word}.{own}", part) for own, part in vars(member).items())
