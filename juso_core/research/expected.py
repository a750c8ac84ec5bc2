"""Expected paths: what a municipality's sources say of a case, written by people, and held against a path.

An expectation file (``<case>.expected.toml``, schema ``juso.expected/1``) lists answers one by one: of the summary
(``[[summary]]``) and of single steps (``[[step]]``), each with its citation and, if wished, a sentence on why. ``is``
is the value; ``"silent"`` says that the sources do not answer, ``"none"`` that they say that there is none; ``accept``
lists other values that the sources allow too. What does not fit is told as expected against actual, with the citation.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

import attrs
from attrs import frozen

from juso_core.citation import Citation
from juso_core.language.messages import _, current
from juso_core.municipality import toml_file
from juso_core.municipality.conversion import Refused, convert
from juso_core.municipality.problems import FileErrors, Problem, Slip, did_you_mean
from juso_core.municipality.structure import COMPUTED
from juso_core.research.case_file import Title
from juso_core.research.summary import KEYS
from juso_core.research.turns import StepKind

__all__ = [
    "SCHEMA",
    "SUFFIX",
    "Expected",
    "ExpectedErrors",
    "Miss",
    "files_in",
    "misses",
    "read",
    "read_all",
    "read_text",
]

SCHEMA = "juso.expected/1"
SUFFIX = ".expected.toml"
SILENT = "silent"
_DEEP = ("drafters", "decider", "informed", "interruption", "replan")


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
        if isinstance(value, dict) and (set(value) != {"maybe"} or not isinstance(value["maybe"], list)):
            raise Refused(_("a value is expected here"), _("write {example}", example='{ maybe = ["no", "yes"] }'))
        if not isinstance(value, str | bool | int | list | dict):
            raise Refused(_("a value is expected here"), _("write a word, an id, or a list of them"))
        return cls(_as_null(value))


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


def read(path: str | Path) -> Expected:
    """Read an expectation file; raises ExpectedErrors with everything that is wrong in it."""
    try:
        text = toml_file.text_of(path)
    except FileErrors as errors:
        raise ExpectedErrors(errors.problems) from None
    return read_text(text, str(path))


def read_text(text: str, file: str = "case.expected.toml") -> Expected:
    """Read the text of an expectation file; raises ExpectedErrors."""
    text = toml_file.normalised(text)
    try:
        raw = toml_file.parsed(text, file)
    except FileErrors as errors:
        raise ExpectedErrors(errors.problems) from None
    expected, slips = convert(raw, Expected)
    slips = (*slips, *_check(raw))
    if expected is None or slips:
        raise ExpectedErrors(toml_file.problems(slips, text, file))
    return attrs.evolve(expected, file=file)


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


def _check(raw: Mapping[str, Any]) -> Iterator[Slip]:
    if isinstance(raw.get("schema"), str) and raw["schema"] != SCHEMA:
        what = _("'{schema}' is not an expectation file of this version", schema=raw["schema"])
        yield Slip(("schema",), what, f'schema = "{SCHEMA}"')
    if not raw.get("summary") and not raw.get("step"):
        yield Slip((), _("nothing is expected here"), _("write [[summary]] or [[step]]"))
    for table in ("summary", "step"):
        rows = raw.get(table)
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            if isinstance(row, dict):
                yield from _check_row(table, number, row)


def _check_row(table: str, number: int, row: Mapping[str, Any]) -> Iterator[Slip]:
    place = (table, number)
    key = row.get("key")
    if table == "summary" and isinstance(key, str):
        first, dot, _rest = key.partition(".")
        if first not in KEYS:
            yield Slip((*place, "key"), _("a summary has no '{key}'", key=key), did_you_mean(first, KEYS))
        elif dot and first not in _DEEP:
            yield Slip((*place, "key"), _("'{key}' has nothing below it", key=first))
    if table == "step" and ("answer" in row) == ("law" in row):
        yield Slip(place, _("a step is held to one answer or to one rule of law"), _("write answer = or law ="))
    if "is" in row and row["is"] != SILENT and "cite" not in row and "law" not in row:
        yield Slip((*place, "cite"), _("where the source says this is missing"), _('write cite = "source id: heading"'))


@frozen
class Miss:
    """One expectation that a path does not meet: what was expected, what came out, and on what it rests."""

    about: str
    expected: Any
    accepted: tuple[Any, ...]
    actual: Any
    cites: tuple[Citation, ...]
    why: Title | None = None

    def lines(self) -> tuple[str, ...]:
        """Say it to somebody who does not program."""
        expected = _(" or ").join(_shown(one) for one in (self.expected, *self.accepted))
        found = [
            f"✗ {self.about}",
            "    " + _("expected: {value}", value=expected),
            "    " + _("actual: {value}", value=_shown(self.actual)),
        ]
        if self.why is not None:
            found.append("    " + (self.why.ja if current() == "ja" else self.why.en))
        if self.cites:
            found.append("    " + _("by: {cites}", cites="; ".join(map(str, self.cites))))
        return tuple(found)


_NO_STEP = "no such step"


def misses(expected: Expected, path: Mapping[str, Any]) -> tuple[Miss, ...]:
    """Return every expectation that the path (``juso.path/1``) does not meet, in the order of the file."""
    rows: tuple[Summary | Step, ...] = (*expected.summary, *expected.step)
    return tuple(miss for row in rows for miss in _held(row, path))


def _held(row: Summary | Step, path: Mapping[str, Any]) -> Iterator[Miss]:
    actual = _in_summary(path["summary"], row.key) if isinstance(row, Summary) else _in_steps(path["steps"], row)
    allowed = (row.value.plain, *(one.plain for one in row.accept))
    if not any(_same(actual, one) for one in allowed):
        yield Miss(row.about, allowed[0], allowed[1:], actual, row.cite, row.why)


def _in_summary(summary: Mapping[str, Any], key: str) -> Any:
    first, _dot, rest = key.partition(".")
    value = summary[first]
    if not rest:
        return value
    return value.get(rest) if isinstance(value, Mapping) else value


def _in_steps(steps: Iterable[Mapping[str, Any]], row: Step) -> Any:
    """What the first such step says; whatever the municipality itself does not say there is silent."""
    fitting = [one for one in steps if one["step"] == row.step and row.stage in (None, one.get("stage"))]
    if not fitting:
        return _NO_STEP
    if row.law is not None:
        found = [entry["verdict"] for one in fitting for entry in one["law"] if entry["rule"] == row.law]
        return found[0] if found else None
    answer = fitting[0]["answers"].get(row.answer)
    return None if answer is None or answer["origin"] == "national" else answer["value"]


def _same(actual: Any, expected: Any) -> bool:
    if isinstance(expected, Mapping) and isinstance(actual, Mapping) and "maybe" in actual:
        return sorted(map(str, actual["maybe"])) == sorted(map(str, expected["maybe"]))
    if isinstance(actual, list) and isinstance(expected, str):
        return actual == [expected]
    return bool(actual == expected)


def _shown(value: Any) -> str:
    if value is None:
        return _("silent")
    if value == _NO_STEP:
        return _("the path has no such step")
    if isinstance(value, Mapping) and set(value) == {"maybe"}:
        return _("depends on what is not known: {values}", values=" / ".join(_shown(one) for one in value["maybe"]))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {_shown(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return str(value)
