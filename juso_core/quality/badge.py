"""The level of a municipality as a badge: a small SVG that needs no network and no font of its own."""

from typing import Final
from xml.sax.saxutils import escape

from juso_core.language.width import width
from juso_core.quality.checks import Level

__all__ = ["badge"]

_COLOURS: Final = {
    None: "#595959",
    Level.NONE: "#b3261e",
    Level.STRUCTURE: "#8a5200",
    Level.LAWFUL: "#5c6300",
    Level.EXPLAINED: "#00639b",
    Level.PROVEN: "#006e1c",
}
"""Each dark enough for white letters to be read on it (a contrast of 4.5 and more)."""
_LEFT: Final = "juso"
_COLUMN, _MARGIN, _HEIGHT = 6.6, 8, 20


def badge(level: Level | None, language: str) -> str:
    """Return the badge of a level in ``language`` ("ja" or "en"); None is a level that was not computed."""
    right = level.label(language) if level else "?"
    left_width, right_width = (round(width(text) * _COLUMN + 2 * _MARGIN) for text in (_LEFT, right))
    whole = left_width + right_width
    title = escape(f"{_LEFT}: {right}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{_HEIGHT}" role="img" '
        f'aria-label="{title}">\n'
        f"  <title>{title}</title>\n"
        f'  <rect width="{left_width}" height="{_HEIGHT}" fill="#3b3b3b"/>\n'
        f'  <rect x="{left_width}" width="{right_width}" height="{_HEIGHT}" fill="{_COLOURS[level]}"/>\n'
        f'  <g fill="#ffffff" font-family="Verdana, \'Noto Sans JP\', \'Yu Gothic\', sans-serif" font-size="11" '
        f'text-anchor="middle">\n'
        f'    <text x="{left_width / 2}" y="14">{_LEFT}</text>\n'
        f'    <text x="{left_width + right_width / 2}" y="14">{escape(right)}</text>\n'
        f"  </g>\n</svg>\n"
    )
