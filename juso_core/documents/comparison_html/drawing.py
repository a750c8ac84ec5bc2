"""How texts are laid out in pictures: SVG breaks no lines by itself."""

from juso_core.documents.comparison_html.spoken import is_japanese
from juso_core.language.width import wrap

__all__ = ["lines_of", "room"]

_LATIN, _JAPANESE = 0.56, 0.51
"""How wide a half-width column of text is, as a part of the size of the font; a Japanese letter takes two."""


def room(text: str, width: float, size: float) -> int:
    """Return how many half-width columns of a text fit."""
    return max(4, int(width / (size * (_JAPANESE if is_japanese(text) else _LATIN))))


def lines_of(text: str, width: float, size: float, most: int = 4) -> tuple[str, ...]:
    """Return a text in lines that fit; what does not fit into ``most`` lines is cut with a sign."""
    lines = tuple(wrap(text, room(text, width, size)))
    return lines if len(lines) <= most else (*lines[: most - 1], lines[most - 1].rstrip()[:-1] + "…")
