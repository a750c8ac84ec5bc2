"""Signs that nobody reads: they steer a terminal, or turn the direction of what follows.

A text that a plugin had a hand in could hide something behind them, or write over what juso says of it.
"""

import re
from typing import Final

__all__ = ["one_line", "steers", "visible", "without"]

# Ends of lines and tabs may stand in a text of several lines.
_STEERING: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def steers(text: str) -> str | None:
    """Return the first such sign of a text, written out; None where it has none.

    >>> steers("a\\x1b[31m")
    'U+001B'
    """
    found = _STEERING.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def visible(text: str) -> str:
    r"""Return a text with such signs written out, so that they are seen and do nothing.

    >>> visible("a\x1b[31m")
    'a\\u001b[31m'
    """
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def without(text: str) -> str:
    """Return a text without such signs."""
    return _STEERING.sub("", text)


def one_line(text: str) -> str:
    """Return a text as one line without such signs."""
    return " ".join(_STEERING.sub("", _BREAKS.sub(" ", text)).split())
