"""What is wrong in a file that people write by hand, said so that whoever wrote it can mend it."""

import difflib
import unicodedata
from collections.abc import Iterable

from attrs import field, frozen

from juso_core.language.messages import _
from juso_core.language.signs import visible
from juso_core.municipality.lines import Place

__all__ = ["FileErrors", "Problem", "Slip", "StructureErrors", "did_you_mean", "it_can_be", "nearest"]


@frozen
class Problem:
    """One thing that is wrong: the file, the line, the path of the value, what is wrong, and a hint if there is one.

    ``path`` counts rows from 0 (``agency[2].kind``) and is empty where the file as a whole is meant; ``line`` is 0
    where there is no file that could have one. Signs that steer a terminal are written out where the file is quoted.
    """

    file: str
    line: int
    path: str = field(converter=visible)
    what: str = field(converter=visible)
    hint: str = field(default="", converter=visible)

    def __str__(self) -> str:
        where = self.file + (f":{self.line}: " if self.line else ": ") + (f"{self.path}: " if self.path else "")
        return where + self.what + (f"; {self.hint}" if self.hint else "")


class FileErrors(Exception):
    """A file, or one of several, cannot be used; ``problems`` are all the reasons, file by file, sorted by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, in the order of the files and of their lines."""
        problems = tuple(problems)
        files = {file: number for number, file in enumerate(dict.fromkeys(problem.file for problem in problems))}
        self.problems = tuple(sorted(problems, key=lambda problem: (files[problem.file], problem.line)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class StructureErrors(FileErrors):
    """A structure file cannot be used."""


@frozen
class Slip:
    """A problem whose line is not known yet."""

    place: Place
    what: str
    hint: str = ""


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of ``words`` that was probably meant; None when nothing is near.

    Capitals, full-width letters and ``-`` for ``_`` count as no difference. A slip of one or two letters is near; a
    word that begins differently must be nearer than that, since it is more likely another word.
    """
    plain, word = {_plain(known): known for known in words}, _plain(word)
    for near in difflib.get_close_matches(word, plain, n=5, cutoff=_NEAR):
        if near[0] == word[0] or difflib.SequenceMatcher(None, near, word).ratio() >= _NEARER:
            return plain[near]
    return None


_NEAR, _NEARER = 0.66, 0.85


def did_you_mean(word: str, words: Iterable[str], otherwise: str | None = None) -> str:
    """Return a hint: the word that was probably meant; where none is near, ``otherwise``, or else all the words."""
    words = list(words)
    near = nearest(word, words)
    if near is not None:
        return _("did you mean '{near}'?", near=near)
    if otherwise is not None:
        return otherwise
    return it_can_be(words) if words else ""


def it_can_be(words: Iterable[str]) -> str:
    """Return a hint that lists what is possible."""
    return _("it can be: {words}", words=", ".join(words))


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("-", "_")
