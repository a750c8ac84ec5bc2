"""Text that Markdown shows as it is, and the lines of its tables."""

from collections.abc import Iterable

__all__ = ["markdown_line", "safe"]


def safe(text: str) -> str:
    r"""Return text that Markdown shows as it is, whatever stands in it.

    >>> safe("a|b <i>")
    'a\\|b &lt;i&gt;'
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{one}" if one in "\\`*_|[]#" else one for one in escaped)


def markdown_line(cells: Iterable[str]) -> str:
    """Return one line of a table; lines within a cell stay lines."""
    return "| " + " | ".join("<br>".join(map(safe, cell.splitlines())) for cell in cells) + " |"
