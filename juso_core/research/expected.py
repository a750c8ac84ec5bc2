"""Expected paths: what a municipality's sources say of a case, written by people, and held against a path.

An expectation file (``<case>.expected.toml``, schema ``juso.expected/1``) lists answers one by one: of the summary
(``[[summary]]``) and of single steps (``[[step]]``), each with its citation and, if wished, a sentence on why. ``is``
is the value; ``"silent"`` says that the sources do not answer, ``"none"`` that they say that there is none; ``accept``
lists other values that the sources allow too. ``misses`` holds such a file against a path.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, Self

import attrs
from attrs import frozen

from juso_core.citation import Citation
from juso_core.language.messages import _
from juso_core.municipality import toml_file
from juso_core.municipality.conversion import Refused
from juso_core.municipality.lines import Place, find_lines, line_of
from juso_core.municipality.problems import FileErrors, Problem
from juso_core.municipality.structure import COMPUTED
from juso_core.research.case_file import Title
from juso_core.research.expected_checks import SCHEMA, SILENT, check
from juso_core.research.turns import StepKind

__all__ = [
    "SCHEMA",
    "SUFFIX",
    "Expected",
    "ExpectedErrors",
    "Step",
    "Summary",
    "files_in",
    "read",
    "read_all",
    "read_text",
]

SUFFIX = ".expected.toml"


class ExpectedErrors(FileErrors):
    """An expectation file cannot be used; ``problems`` are all the reasons."""


@frozen
class Value:
    """What is expected: a word or id, a list of them, true or false, a number, or ``{ maybe = [ … ] }``."""

    file_schema: ClassVar[dict[str, Any]] = {
        "anyOf": [
            {"type": ["string", "boolean", "integer"]},
            {"type": "array", "items": {"type": "string"}},
            {
                "type": "object",
                "properties": {"maybe": {"type": "array", "minItems": 2}},
                "required": ["maybe"],
                "additionalProperties": False,
            },
        ]
    }

    plain: Any

    @classmethod
    def from_file(cls, value: Any) -> Self:
        """Read a value; raises Refused for a table that is not ``{ maybe = [ … ] }``."""
        if isinstance(value, dict) and not _is_maybe(value):
            raise Refused(_("a value is expected here"), _("write {example}", example='{ maybe = ["no", "yes"] }'))
        if (isinstance(value, list) and not _texts(value)) or not isinstance(value, str | bool | int | list | dict):
            raise Refused(_("a value is expected here"), _("write a word, an id, or a list of them"))
        return cls(_as_null(value))


def _is_maybe(value: dict[str, Any]) -> bool:
    """Whether it is ``{ maybe = [ … ] }`` with two values or more."""
    every = value.get("maybe")
    if set(value) != {"maybe"} or not isinstance(every, list) or len(every) < 2:
        return False
    return all(isinstance(one, str | bool | int) or _texts(one) for one in every)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _as_null(value: Any) -> Any:
    """``silent`` stands for what a path has as null; TOML has no such value."""
    if value == SILENT:
        return None
    if isinstance(value, dict):
        return {"maybe": [_as_null(one) for one in value["maybe"]]}
    return value


@frozen(kw_only=True)
class Summary:
    """What the summary must say: ``key`` (``mac``, ``drafters.mac``), the value, and where the source says it."""

    key: str
    value: Value = attrs.field(metadata={"key": "is"})
    accept: tuple[Value, ...] = ()
    cite: tuple[Citation, ...] = ()
    why: Title | None = None

    @property
    def about(self) -> str:
        """What it is about, as people find it in the path."""
        return self.key


@frozen(kw_only=True)
class Step:
    """What a step must say: which step, at which ``stage``, and either one ``answer`` or a rule of ``law``.

    With ``law``, ``is`` is what that rule did: ok, narrowed, warning or refused.
    """

    step: StepKind
    stage: str | None = None
    answer: str | None = None
    law: str | None = None
    value: Value = attrs.field(metadata={"key": "is"})
    accept: tuple[Value, ...] = ()
    cite: tuple[Citation, ...] = ()
    why: Title | None = None

    @property
    def about(self) -> str:
        """What it is about, as people find it in the path."""
        return ".".join(part for part in (self.step.value, self.stage, self.answer or self.law) if part)


@frozen(kw_only=True)
class Expected:
    """What the sources of a municipality say of a case."""

    schema: str
    case: str
    municipality: str
    summary: tuple[Summary, ...] = ()
    step: tuple[Step, ...] = ()
    file: str = attrs.field(default="", eq=False, metadata=COMPUTED)
    text: str = attrs.field(default="", eq=False, repr=False, metadata=COMPUTED)

    def rows(self) -> Iterator[tuple[Place, Summary | Step]]:
        """Yield every row with its place in the file, in the order in which they are told."""
        yield from ((("summary", number), one) for number, one in enumerate(self.summary))
        yield from ((("step", number), one) for number, one in enumerate(self.step))

    def line(self, place: Place) -> int | None:
        """Return the line of a place in the file, where that is known."""
        return line_of(find_lines(self.text), place) if self.text else None


def read(path: str | Path) -> Expected:
    """Read an expectation file; raises ExpectedErrors with everything that is wrong in it."""
    return read_text(toml_file.text_of(path, ExpectedErrors), str(path))


def read_text(text: str, file: str = "case.expected.toml") -> Expected:
    """Read the text of an expectation file; raises ExpectedErrors."""
    expected = toml_file.read_as(text, file, Expected, check, ExpectedErrors)
    return attrs.evolve(expected, file=file, text=toml_file.normalised(text))


def files_in(folder: Path) -> list[Path]:
    """Return the expectation files in a folder, by name."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def read_all(folder: Path | None) -> tuple[Expected, ...]:
    """Read every expectation file in a folder; raises ExpectedErrors with everything that is wrong in any of them."""
    found: list[Expected] = []
    problems: list[Problem] = []
    for file in files_in(folder) if folder else ():
        try:
            found.append(read(file))
        except ExpectedErrors as errors:
            problems += errors.problems
    if problems:
        raise ExpectedErrors(problems)
    return tuple(found)
