"""Small pieces of Markdown, and types as people read them."""

import datetime as dt
from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from juso_core.citation import Citation, Text
from juso_core.municipality.words import Word

__all__ = [
    "LANGUAGES",
    "NOTHING",
    "anchor",
    "by",
    "code",
    "codes",
    "is_word",
    "listed",
    "parts_of",
    "plain_type",
    "python_type",
    "table",
    "word_link",
]

LANGUAGES = ("ja", "en")
NOTHING = "–"


def by(language: str, ja: str, en: str) -> str:
    """Return the text of a language."""
    return ja if language == "ja" else en


def code(text: object) -> str:
    """Return a text as code; a list in it keeps its bars."""
    return f"`{text}`"


def codes(texts: Iterable[object]) -> str:
    """Return several codes in a row, or a dash."""
    return ", ".join(map(code, texts)) or NOTHING


def anchor(name: str) -> str:
    """Return a place that links of both languages can lead to."""
    return f'<a id="{name}"></a>'


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join((text or NOTHING).split()).replace("|", "\\|")


def is_word(kind: Any) -> bool:
    """Whether a type is a closed vocabulary."""
    return isinstance(kind, type) and issubclass(kind, Word)


def word_link(kind: type[Word]) -> str:
    """Return a link to a vocabulary in the glossary."""
    return f"[{kind.__name__}](glossary.md#{kind.__name__.lower()})"


def parts_of(kind: Any) -> tuple[Any, bool, bool]:
    """Return what a type is at heart, whether there are many of it, and whether it may be absent."""
    optional = False
    if get_origin(kind) in (Union, UnionType):
        rest = [one for one in get_args(kind) if one is not NoneType]
        kind, optional = rest[0], len(rest) < len(get_args(kind))
    many = get_origin(kind) in (tuple, frozenset, list)
    return (get_args(kind)[0] if many else kind), many, optional


def python_type(kind: Any) -> str:
    """Return a type as it stands in the code: ``tuple[str, ...] | None``.

    >>> python_type(tuple[str, ...] | None)
    'tuple[str, ...] | None'
    """
    if kind is NoneType:
        return "None"
    if kind is Ellipsis:
        return "..."
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return " | ".join(map(python_type, get_args(kind)))
    if origin is not None:
        return f"{origin.__name__}[{', '.join(map(python_type, get_args(kind)))}]"
    if kind is dt.date:
        return "dt.date"
    return str(getattr(kind, "__name__", kind))


_PLAIN = {
    str: ("文字", "text"),
    int: ("整数", "whole number"),
    float: ("数", "number"),
    bool: ("`true` / `false`", "`true` / `false`"),
    dt.date: ("日付", "date"),
    Citation: ("出典", "citation"),
    Text: ("`{ ja, en }`", "`{ ja, en }`"),
}


def listed(said: str, language: str) -> str:
    """Return how a list of such things is called."""
    return by(language, f"並び：{said}", f"list: {said}")


def plain_type(kind: Any, language: str) -> str:
    """Return a type as somebody reads it who writes a file by hand."""
    heart, many, _optional = parts_of(kind)
    if is_word(heart):
        said = by(language, "語：", "word of ") + word_link(heart)
    elif heart in _PLAIN:
        said = by(language, *_PLAIN[heart])
    elif attrs.has(heart):
        said = by(language, "表：", "table ") + f"[{heart.__name__}](#table-{heart.__name__.lower()})"
    else:
        said = code(python_type(heart))
    return listed(said, language) if many else said
