"""What a path does not meet of what is expected of it, told as expected against actual, with the citation."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from juso_core.citation import Citation
from juso_core.language.messages import _, current
from juso_core.research.case_file import Title
from juso_core.research.expected import Expected, Step, Summary
from juso_core.research.summary import maybe

__all__ = ["Miss", "misses"]


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
    if isinstance(value, Mapping) and set(value) == {"maybe"}:
        return maybe(one.get(rest) if isinstance(one, Mapping) else one for one in value["maybe"])
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
    if isinstance(value, bool):
        return "true" if value else "false"
    if value == _NO_STEP:
        return _("the path has no such step")
    if isinstance(value, Mapping) and set(value) == {"maybe"}:
        return _("depends on what is not known: {values}", values=" / ".join(_shown(one) for one in value["maybe"]))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {_shown(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return str(value)
