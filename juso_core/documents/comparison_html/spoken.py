"""Texts on their way into the page: nothing invisible gets through; in an English page, Japanese is marked as such."""

import re
from typing import Any, Final

from juso_core.documents.needed import needed

__all__ = ["cleaned", "is_japanese", "spoken"]

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters, and those that turn the direction of what follows: they could make a text read otherwise."""

_LETTER: Final = "[\u2460-\u2473\u2160-\u217f\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
_JAPANESE: Final = re.compile(f"{_LETTER}(?:[^A-Za-z]*{_LETTER})?")
"""Japanese, with the digits and signs that stand between: one mark for a whole list of names."""


def cleaned(text: Any) -> Any:
    """Return a text with a visible sign for what cannot be seen; what is no text stays as it is."""
    if not isinstance(text, str) or not _INVISIBLE.search(text):
        return text
    return type(text)(_INVISIBLE.sub("\ufffd", text))


def is_japanese(text: str) -> bool:
    """Whether there is Japanese in a text."""
    return _JAPANESE.search(text) is not None


def spoken(text: str, language: str) -> Any:
    """Return a text as HTML, escaped; in a page of another language its Japanese is marked for screen readers."""
    markup = needed("markupsafe")
    text = cleaned(text)
    if language == "ja" or not is_japanese(text):
        return markup.escape(text)
    made, at = markup.Markup(), 0
    for found in _JAPANESE.finditer(text):
        made += markup.escape(text[at : found.start()])
        made += markup.Markup('<span lang="ja">{}</span>').format(found.group())
        at = found.end()
    return made + markup.escape(text[at:])
