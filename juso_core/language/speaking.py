"""Speaks another language for a while: a document has a language of its own, whatever the screen shows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from juso_core.language.messages import current, use

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["speaking"]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Show everything within the block in `language`, "ja" or "en", and then what was shown before."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)
