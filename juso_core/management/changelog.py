"""A plugin's own notes: the sections of the ``CHANGELOG.md`` in its package, by version, newest first."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from juso_core.language.signs import without

__all__ = ["CHANGELOG", "Note", "notes", "notes_since"]

CHANGELOG: Final = "CHANGELOG.md"
_HEADING: Final = re.compile(r"##\s+\[?v?(\d[\w.!+-]*)\]?")


@frozen
class Note:
    """What a plugin says about one version of it: the heading's text, and what stands below it."""

    version: str
    heading: str
    text: str


def notes(text: str) -> tuple[Note, ...]:
    """Return the sections ``## 0.2.0 …`` of a changelog in the order of the file; others are nobody's version.

    >>> [note.version for note in notes("# Changes\\n\\n## 0.2.0 (2026-04)\\n\\n- A window.\\n\\n## Older\\n\\nx\\n")]
    ['0.2.0']
    """
    return tuple(_sections(without(text.replace("\r\n", "\n"))))


def _sections(text: str) -> Iterator[Note]:
    for section in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        heading, _newline, body = section.partition("\n")
        if found := _HEADING.match(heading):
            yield Note(found[1], heading.removeprefix("##").strip(), body.strip())


def notes_since(folder: Path, version: str | None) -> tuple[Note, ...] | None:
    """Return the notes in a package that are newer than a version (all, where it is None), newest first.

    None where the package has no changelog; raises OSError, ValueError where it cannot be read, or where ``version``
    is none.
    """
    from packaging.version import InvalidVersion, Version

    def order(text: str) -> Version | None:
        try:
            return Version(text)
        except InvalidVersion:
            return None

    least = Version(version) if version is not None else None
    try:
        text = (folder / CHANGELOG).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    dated = [(when, note) for note in notes(text) if (when := order(note.version)) is not None]
    newer = [pair for pair in dated if least is None or pair[0] > least]
    return tuple(note for _when, note in sorted(newer, key=lambda pair: pair[0], reverse=True))
