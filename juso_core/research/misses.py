"""What a path does not meet of what is expected of it, as data: expected against actual, and on what each rests."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from juso_core.citation import Citation
from juso_core.research.case_file import Title
from juso_core.research.expected import Expected, Step, Summary
from juso_core.research.summary import BY_PLAN, is_maybe, maybe

__all__ = ["NO_STEP", "Miss", "Said", "misses", "own"]

NO_STEP = "no such step"
"""What comes out where the path has no such step."""


@frozen
class Said:
    """On what rests what came out: the rows (or the plugin) that said it, and the places in their sources."""

    rows: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@frozen
class Miss:
    """One expectation that a path does not meet: the row of the file, what came out, and on what that rests."""

    row: Summary | Step
    actual: Any
    said: Said = Said()
    file: str = ""
    line: int | None = None

    @property
    def about(self) -> str:
        """What it is about, as people find it in the path."""
        return self.row.about

    @property
    def expected(self) -> Any:
        """The value that is expected before all others."""
        return self.row.value.plain

    @property
    def accepted(self) -> tuple[Any, ...]:
        """The other values that are as expected."""
        return tuple(one.plain for one in self.row.accept)

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Where the sources state what is expected."""
        return self.row.cite

    @property
    def why(self) -> Title | None:
        """Why the sources are read so."""
        return self.row.why

    def data(self) -> dict[str, Any]:
        """Return it as JSON-able data (part of ``juso.held/1``); nothing in it depends on the language."""
        row = self.row
        step = None if isinstance(row, Summary) else row
        no_step = isinstance(self.actual, str) and self.actual == NO_STEP
        return {
            "about": self.about,
            "key": row.key if isinstance(row, Summary) else None,
            "step": step.step.value if step else None,
            "stage": step.stage if step else None,
            "answer": step.answer if step else None,
            "law": step.law if step else None,
            "expected": self.expected,
            "accepted": list(self.accepted),
            "cites": [str(cite) for cite in self.cites],
            "why": {"ja": self.why.ja, "en": self.why.en} if self.why else None,
            "line": self.line,
            "actual": None if no_step else self.actual,
            "no_such_step": no_step,
            "actual_rows": list(self.said.rows),
            "actual_cites": list(self.said.cites),
        }


def misses(expected: Expected, path: Mapping[str, Any]) -> tuple[Miss, ...]:
    """Return every expectation that the path (``juso.path/1``) does not meet, in the order of the file."""
    found = []
    for place, row in expected.rows():
        actual = _in_summary(path["summary"], row.key) if isinstance(row, Summary) else _in_steps(path["steps"], row)
        if not any(_same(actual, one.plain) for one in (row.value, *row.accept)):
            found.append(Miss(row, actual, _said(row, actual, path), expected.file, expected.line(place)))
    return tuple(found)


def _in_summary(summary: Mapping[str, Any], key: str) -> Any:
    first, _dot, rest = key.partition(".")
    value = summary[first]
    if not rest:
        return value
    if is_maybe(value):
        return maybe(one.get(rest) if isinstance(one, Mapping) else one for one in value["maybe"])
    return value.get(rest) if isinstance(value, Mapping) else value


def _in_steps(steps: Iterable[Mapping[str, Any]], row: Step) -> Any:
    """What the first such step says; whatever the municipality itself does not say there is silent."""
    fitting = [one for one in steps if one["step"] == row.step and row.stage in (None, one.get("stage"))]
    if not fitting:
        return NO_STEP
    if row.law is not None:
        found = [entry["verdict"] for one in fitting for entry in one["law"] if entry["rule"] == row.law]
        return found[0] if found else None
    return own(fitting[0]["answers"].get(row.answer))


def own(answer: Mapping[str, Any] | None) -> Any:
    """Return what the municipality itself answers: in variants in which only the national standard does, nothing."""
    said = []
    for one in (answer or {}).get("each") or [answer or {}]:
        origin = one.get("origin")
        givers = set(origin["maybe"] if is_maybe(origin) else [origin])
        said += [one["value"]] if givers - _NOT_OWN else []
        said += [None] if givers & _NOT_OWN else []
    return maybe(said)


_NOT_OWN = {None, "national"}


def _same(actual: Any, expected: Any) -> bool:
    if isinstance(expected, Mapping) and isinstance(actual, Mapping) and "maybe" in actual:
        return sorted(map(str, actual["maybe"])) == sorted(map(str, expected["maybe"]))
    if isinstance(actual, list) and isinstance(expected, str):
        return actual == [expected]
    return bool(actual == expected)


# -- on what rests what came out ----

_WINDOW = (("start", "escalate"), "at_window")
_FROM: Mapping[str, tuple[tuple[tuple[str, ...], str | None], str]] = {
    "mac": (_WINDOW, "mac"),
    "local_class": (_WINDOW, "local_class"),
    "conf1": ((("convene",), None), "kind"),
    "convener": ((("convene",), None), "convener"),
    "lead": ((("convene",), None), "lead"),
    **{f"{occasion}.{key}": ((("convene",), occasion), field)
       for occasion in ("interruption", "replan") for key, field in (("meeting", "kind"), ("required", "required"))},
}  # fmt: skip
"""The answer that a key of the summary repeats: of which steps, at which stage, which field."""


def _said(row: Summary | Step, actual: Any, path: Mapping[str, Any]) -> Said:
    """Return the rows and citations of the answer that the value is from; nothing where no answer has that value."""
    if actual is None:
        return Said()
    if isinstance(row, Step):
        kinds: tuple[str, ...] = (row.step.value,)
        stage, field = row.stage, row.answer
    else:
        first, _dot, rest = row.key.partition(".")
        if first in BY_PLAN:
            kinds, stage, field = ("approve",), rest, first
        elif row.key in _FROM:
            (kinds, stage), field = _FROM[row.key]
        else:
            return Said()
    for step in path["steps"]:
        answer = step["answers"].get(field)
        if step["step"] in kinds and stage in (None, step.get("stage")) and answer and answer["value"] == actual:
            cites = path.get("cites", {})
            return Said(_listed(answer.get("row")), tuple(cites.get(one, one) for one in _listed(answer.get("cite"))))
    return Said()


def _listed(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)
