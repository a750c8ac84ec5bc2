"""The line on which each key and value of a TOML text stands; ``tomllib`` does not tell it.

The scanner only looks where things begin and end. It runs when there is something to complain about, on a text that
``tomllib`` has already accepted.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence

__all__ = ["Place", "find_lines", "line_of", "show"]

Place = tuple[str | int, ...]
"""Where a value stands: keys, and positions in lists from 0. ``("agency", 2, "kind")``."""

# Commas are skipped with the blanks: in a valid text they separate and mean nothing else.
_BLANK = re.compile(r"(?:[\s,]|#[^\n]*)*")
_KEY = re.compile(r"""(?P<quoted>"(?:\\.|[^"\\])*"|'[^']*')|[^\s=.,\[\]{}"'#]+""")
# Up to two quotes may stand before the three that close a text over several lines.
_STRING = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*\'''',
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\n]+")


def find_lines(text: str) -> dict[Place, int]:
    """Return the line, from 1, of every table, key and list element of a valid TOML text.

    A table stands where it is first mentioned; an element of an array of tables at its ``[[header]]``.
    """
    return _Scanner(text).scan()


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of a place; of the nearest thing around it where the place itself is not in the text."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def show(place: Place) -> str:
    """Return a place as people write it.

    >>> show(("agency", 2, "kind"))
    'agency[2].kind'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


class _Scanner:
    """Walks through the text once and notes the line of everything that begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Place, int] = {}
        self._ends = [end.start() for end in re.finditer("\n", text)]
        self._elements: dict[Place, int] = {}

    def scan(self) -> dict[Place, int]:
        table: Place = ()
        self._skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()
        return self.lines

    def _header(self) -> Place:
        line = self._line()
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        keys = self._keys()
        self.at += brackets
        place = (*self._inside(keys[:-1], line), keys[-1])
        self._note(place, line)
        if brackets == 2:
            self._elements[place] = self._elements.get(place, -1) + 1
            place += (self._elements[place],)
            self._note(place, line)
        return place

    def _inside(self, keys: Sequence[str], line: int) -> Place:
        """The table that the keys of a header lead to; an array of tables leads to its newest element."""
        place: Place = ()
        for key in keys:
            place += (key,)
            self._note(place, line)
            if place in self._elements:
                place += (self._elements[place],)
        return place

    def _pair(self, table: Place) -> None:
        line = self._line()
        place = table
        for key in self._keys():
            place += (key,)
            self._note(place, line)
        self.at += 1  # the equals sign
        self._skip()
        self._value(place)

    def _value(self, place: Place) -> None:
        opening = self.text[self.at]
        if opening == "[":
            self._list(place)
        elif opening == "{":
            self._inline_table(place)
        elif opening in "\"'":
            self._pass(_STRING)
        else:
            self._pass(_BARE)

    def _list(self, place: Place) -> None:
        self.at += 1
        number = 0
        self._skip()
        while self.text[self.at] != "]":
            self._note((*place, number), self._line())
            self._value((*place, number))
            number += 1
            self._skip()
        self.at += 1

    def _inline_table(self, place: Place) -> None:
        self.at += 1
        self._skip()
        while self.text[self.at] != "}":
            self._pair(place)
            self._skip()
        self.at += 1

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip()
            key = self._pass(_KEY)
            token = key.group()
            keys.append(tomllib.loads(f"key = {token}")["key"] if key["quoted"] else token)
            self._skip()
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def _note(self, place: Place, line: int) -> None:
        self.lines.setdefault(place, line)

    def _line(self) -> int:
        return bisect_left(self._ends, self.at) + 1

    def _skip(self) -> None:
        self._pass(_BLANK)

    def _pass(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"not a valid TOML text at line {self._line()}")
        self.at = match.end()
        return match
