"""Whether the texts of a file are what they look like: no sign in them steers a terminal or turns their direction."""

from collections.abc import Iterator, Mapping
from typing import Any

from juso_core.language.messages import _
from juso_core.language.signs import steers
from juso_core.municipality.lines import Place
from juso_core.municipality.problems import Slip

__all__ = ["check_signs"]


def check_signs(tables: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield a slip for every text and key of the tables in which such a sign stands."""
    yield from _in_value((), tables)


def _in_value(place: Place, value: Any) -> Iterator[Slip]:
    if isinstance(value, str):
        yield from _in_text(place, value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _in_text((*place, key), key)
            yield from _in_value((*place, key), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _in_value((*place, number), inner)


def _in_text(place: Place, text: str) -> Iterator[Slip]:
    if sign := steers(text):
        what = _("there is a sign in this text that cannot be seen: {sign}", sign=sign)
        yield Slip(place, what, _("type the text anew; it steers the terminal, or turns the direction of what follows"))
