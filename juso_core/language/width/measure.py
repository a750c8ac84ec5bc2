"""How wide a text is shown, and a text brought to a width."""

from __future__ import annotations

from unicodedata import category, east_asian_width


def width(text: str) -> int:
    """The columns that `text` takes on a screen of fixed width.

    Full-width characters take two; combining marks, variation selectors and control characters none; every other
    character one, also those of ambiguous width. Escape codes for colours are not known here: measure, then colour.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(columns_of, text))


def columns_of(character: str) -> int:
    """The columns of one character: 0, 1 or 2."""
    if character.isascii():
        return int(character.isprintable())
    # The marks come first: the combining voiced sound mark is "wide" by its east asian width.
    if category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1


def pad(text: str, columns: int) -> str:
    """`text` filled with blanks on its right to `columns`; a wider one is left as it is."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """`text` in at most `columns`; what is cut off is shown by … as the last character. Nothing for no columns."""
    if width(text) <= columns:
        return text
    kept, free = "", columns - 1
    for character in text:
        free -= columns_of(character)
        if free < 0:
            break
        kept += character
    return f"{kept}…" if columns > 0 else ""
