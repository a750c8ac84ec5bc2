"""Tables as TOML texts in the many layouts in which TOML can say the same, where things stand in them, and damage."""

import copy
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

Tables = dict[str, Any]
Place = tuple[str | int, ...]


@frozen
class Written:
    """A TOML text, and the line of every key and element in it."""

    text: str
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def written(tables: Tables, layout: Random) -> Written:
    """Write tables in one of the many ways in which TOML can say the same."""
    writer = _Writer(layout)
    writer.file(tables)
    return Written(writer.text, writer.lines)


class _Writer:
    def __init__(self, layout: Random) -> None:
        self.layout = layout
        self.text = ""
        self.lines: dict[Place, int] = {}

    def perhaps(self) -> bool:
        return self.layout.random() < 0.5

    def shuffled(self, items: Iterable[Any]) -> list[Any]:
        found = list(items)
        self.layout.shuffle(found)
        return found

    def note(self, place: Place) -> None:
        self.lines.setdefault(place, self.text.count("\n") + 1)

    def file(self, tables: Tables) -> None:
        plain, sections, names = [], {}, []
        for key, value in self.shuffled(tables.items()):
            rows = [value] if isinstance(value, dict) else value
            tabular = isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)
            if tabular and self.perhaps():
                sections[key] = iter(list(enumerate(rows)))
                names += [key] * len(rows)
            else:
                plain.append((key, value))
        for key, value in plain:
            self.pair((), key, value)
        # The rows of one table keep their order; other tables may stand between them.
        for key in self.shuffled(names):
            number, row = next(sections[key])
            self.note((key,))
            several = isinstance(tables[key], list)
            place = (key, number) if several else (key,)
            self.note(place)
            self.text += f"[[{_key(key)}]]\n" if several else f"[{_key(key)}]\n"
            for name, value in self.shuffled(row.items()):
                self.pair(place, name, value)

    def pair(self, inside: Place, key: str, value: Any) -> None:
        if self.perhaps() and self.perhaps():
            self.text += "# ［架空］ = [\n\n"
        place = (*inside, key)
        if isinstance(value, dict) and value and self.perhaps():
            for name, one in self.shuffled(value.items()):
                self.note(place)
                self.note((*place, name))
                self.text += f"{_key(key)} . {_key(name)} = "
                self.value((*place, name), one)
                self.text += "\n"
            return
        self.note(place)
        self.text += f"{_key(key)} = "
        self.value(place, value)
        self.text += "\n"

    def value(self, place: Place, value: Any) -> None:
        if isinstance(value, dict):
            self.text += "{ "
            for number, (key, one) in enumerate(self.shuffled(value.items())):
                self.text += ", " if number else ""
                self.note((*place, key))
                self.text += f"{_key(key)} = "
                self.value((*place, key), one)
            self.text += " }"
        elif isinstance(value, list):
            gap = "\n" if self.perhaps() else " "
            self.text += "["
            for number, one in enumerate(value):
                self.text += gap
                self.note((*place, number))
                self.value((*place, number), one)
                self.text += ","
            self.text += gap + "]"
        else:
            self.text += self.plain(value)

    def plain(self, value: Any) -> str:
        if isinstance(value, str):
            literal = self.perhaps() and "'" not in value and value.isprintable()
            return f"'{value}'" if literal else json.dumps(value, ensure_ascii=False)
        if isinstance(value, bool):
            return "true" if value else "false"
        return value.isoformat() if isinstance(value, dt.date) else repr(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


LAYOUTS = st.integers(0, 2**32).map(Random)


# -- damage ----


def places(value: Any, inside: Place = ()) -> Iterator[Place]:
    """Every key and element in tables."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in pairs:
        yield (*inside, key)
        yield from places(one, (*inside, key))


def at(tables: Any, place: Place) -> Any:
    """What stands at a place."""
    for part in place:
        tables = tables[part]
    return tables


def changed(tables: Tables, place: Place, change: Callable[[Any, Any], None]) -> Tables:
    """A copy, with ``change(what surrounds the place, its last part)`` done to it."""
    damaged = copy.deepcopy(tables)
    change(at(damaged, place[:-1]), place[-1])
    return damaged
