"""The colours of the page, and which of them stand on which: text has to be read, lines have to be seen.

Colour never says anything alone: every sign has a letter, a shape or a pattern too.
"""

from typing import Final

__all__ = ["COLOURS", "GRAPHICS", "TEXT", "contrast", "custom_properties"]

COLOURS: Final = {
    "ink": "#1c2024",
    "paper": "#ffffff",
    "soft": "#f4f6f8",
    "head": "#e6ecf2",
    "quiet": "#4b5563",
    "line": "#6b7280",
    "link": "#0b4f8a",
    "focus": "#a34700",
    "town": "#d3e5f5",
    "town-edge": "#0b4f8a",
    "norm": "#fdf0cf",
    "norm-edge": "#7a4b00",
    "refused": "#9b1c1c",
    "near": "#f1f7f4",
    "middle": "#dcebe4",
    "far": "#c3dcd0",
    "bar": "#2f6f9f",
    "target": "#fff1b8",
}

TEXT: Final = (
    *((ink, paper) for ink in ("ink", "quiet", "link") for paper in ("paper", "soft", "head", "target")),
    *(("ink", paper) for paper in ("town", "norm", "near", "middle", "far")),
    *(("refused", paper) for paper in ("paper", "soft", "town", "norm")),
    ("quiet", "near"),
    ("quiet", "middle"),
    ("quiet", "far"),
)
"""What is read on what: at least 4.5 to 1."""

GRAPHICS: Final = (
    ("line", "paper"),
    ("line", "soft"),
    ("focus", "paper"),
    ("focus", "head"),
    ("town-edge", "paper"),
    ("town-edge", "town"),
    ("norm-edge", "paper"),
    ("norm-edge", "norm"),
    ("bar", "paper"),
)
"""Which lines and shapes are seen on what: at least 3 to 1."""


def custom_properties() -> str:
    """Return the colours as CSS, for ``var(--ink)`` and so on."""
    return ":root { " + " ".join(f"--{name}: {colour};" for name, colour in COLOURS.items()) + " }\n"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by their names, as WCAG 2 defines it: 1 to 21."""
    lighter, darker = sorted((_luminance(COLOURS[one]), _luminance(COLOURS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
