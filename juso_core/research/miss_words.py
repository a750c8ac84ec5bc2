"""Tells what a path does not meet to somebody who does not program: in words, each code and id in brackets."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from juso_core.casework.flow import RULES
from juso_core.casework.law import VerdictKind
from juso_core.language.messages import _, current
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import ConferenceKind, PlanKind, PlanPattern, Word
from juso_core.research.case_file import Title
from juso_core.research.expected import Step, Summary
from juso_core.research.expected_checks import STAGES
from juso_core.research.explain import show_value
from juso_core.research.misses import NO_STEP, Miss
from juso_core.research.summary import is_maybe
from juso_core.research.wording import FIELDS, SUMMARY

__all__ = ["miss_lines"]

_WORDS: Mapping[str, type[Word]] = {"conf1": ConferenceKind, "pattern": PlanPattern, "law": VerdictKind}
_NAMES: Mapping[str, str] = {**FIELDS, **SUMMARY, "decided_by": SUMMARY["decider"]}
_MEETING_KEYS = ("interruption", "replan")


def miss_lines(miss: Miss, structure: Structure | None = None) -> tuple[str, ...]:
    """Return the lines of a miss; without the structure, ids stay without their names."""
    field = _field(miss.row)
    expected = _(" or ").join(_shown(field, one, structure) for one in (miss.expected, *miss.accepted))
    return (
        f"✗ {_head(miss.row)} [{miss.about}]",
        "    " + _("expected: {value}", value=expected),
        *("        " + line for line in _why(miss.why, map(str, miss.cites))),
        *((f"        {miss.file}:{miss.line}",) if miss.file and miss.line else ()),
        "    " + _("actual: {value}", value=_shown(field, miss.actual, structure)),
        *("        " + line for line in _why(None, miss.said.cites)),
        *(("        " + _("said by: {rows}", rows="; ".join(miss.said.rows)),) if miss.said.rows else ()),
    )


def _why(why: Title | None, cites: Iterable[str]) -> Iterator[str]:
    if why is not None:
        yield why.ja if current() == "ja" else why.en
    if listed := "; ".join(cites):
        yield _("by: {cites}", cites=listed)


def _head(row: Summary | Step) -> str:
    """What it is about in words: the key of the summary, or the step with its stage and its answer or rule."""
    if isinstance(row, Summary):
        first, _dot, rest = row.key.partition(".")
        return _joined(_name(first), PlanKind(rest).label(current()) if rest in tuple(PlanKind) else _name(rest))
    stage = next((word.label(current()) for word in STAGES.get(row.step, ()) if word == row.stage), row.stage)
    return _joined(row.step.label(current()), stage, _rule(row.law) if row.law else _name(row.answer))


def _rule(law: str) -> str:
    """A rule with the article or heading on which it rests."""
    basis = next((_(rule.basis) for rule in RULES if rule.id == law), "")
    return f"{law} ({basis})" if basis else law


def _joined(*parts: str | None) -> str:
    return (" ・ " if current() == "ja" else ", ").join(part for part in parts if part)


def _name(key: str | None) -> str:
    word = _NAMES.get(key or "")
    return _(word) if word else key or ""


def _field(row: Summary | Step) -> str:
    """The field by which the values of a row are read."""
    if isinstance(row, Step):
        return "law" if row.law else row.answer or ""
    first, _dot, rest = row.key.partition(".")
    if first in _MEETING_KEYS:
        return "kind" if rest == "meeting" else rest
    return first


def _shown(field: str, value: Any, structure: Structure | None) -> str:
    if value is None:
        return _("silent")
    if is_maybe(value):
        every = " / ".join(_shown(field, one, structure) for one in value["maybe"])
        return _("depends on what is not known: {values}", values=every)
    if isinstance(value, Mapping):
        return ", ".join(f"{_below(key)}: {_shown(_kind(key, field), one, structure)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(field, one, structure) for one in value) or "-"
    if isinstance(value, str) and value == NO_STEP:
        return _("the path has no such step")
    code = str(value).lower() if isinstance(value, bool) else str(value)
    word = _word(field, value, structure)
    return code if word == code else f"{word} ({code})"


def _below(key: str) -> str:
    return PlanKind(key).label(current()) if key in tuple(PlanKind) else _name(key)


def _kind(key: str, field: str) -> str:
    """The field by which a value within a table is read."""
    if key in tuple(PlanKind):
        return field
    return "kind" if key == "meeting" else key


def _word(field: str, value: Any, structure: Structure | None) -> str:
    if value == "none":
        return _("none")
    if value == "stated":
        return _("stated")
    words = _WORDS.get(field)
    if words is not None and value in tuple(words):
        return words(value).label(current())
    return show_value(field, value, structure)
