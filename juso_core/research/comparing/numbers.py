"""Dimensions of what is counted, what is published, whom priority is given to, and what things are called."""

from collections.abc import Callable, Iterator
from typing import Final

from juso_core.citation import Text
from juso_core.municipality import labels
from juso_core.municipality.structure import CountingRule, Figure, Row, Structure
from juso_core.municipality.terms import TERMS
from juso_core.municipality.words import Unit
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import asked, more, nothing
from juso_core.research.comparing.values import merged, said, same_text, text_of

__all__ = ["GROUPS", "dimensions"]

_NUMBERS: Final = "numbers"
_TERMS: Final = "terms"

GROUPS: Final = (
    Group(_NUMBERS, Text("重点対象と実績", "priorities and figures")),
    Group(_TERMS, Text("呼び名", "local terms")),
)

_SEVERAL: Final = {
    Unit.CASE: "cases",
    Unit.PERSON: "people",
    Unit.HOUSEHOLD: "households",
    Unit.CONTACT: "contacts",
    Unit.SESSION: "sessions",
    Unit.PLAN: "plans",
    Unit.PLACE: "places",
    Unit.STAFF: "members of staff",
}
"""What is counted, in English, where there is not just one; a percentage has no plural."""


def dimensions() -> Iterator[Dimension]:
    """Yield the dimensions of these groups, in the order in which people read them."""
    yield asked(_NUMBERS, "priority", _priorities)
    yield asked(_NUMBERS, "counting_rules", _rules)
    yield asked(_NUMBERS, "figures", _figures)
    yield asked(_NUMBERS, "records", nothing)
    yield asked(_NUMBERS, "retention", nothing)
    for key, national in TERMS.items():
        ja, en = f"「{national.ja}」の呼び名", f"local term for: {national.en}"
        yield more(_TERMS, f"term.{key}", ja, en, _term(key))


def _priorities(structure: Structure) -> tuple[Value, ...]:
    return merged((_dated(text_of(row.target), row), row.target.value, row) for row in structure.priority)


def _dated(text: Text, row: Row) -> Text:
    """A text with the period of its row; priorities and figures of all days are kept on each."""
    if row.since is None and row.until is None:
        return text
    period = row.since if row.since == row.until else f"{row.since or ''}～{row.until or ''}"
    return Text(f"{text.ja}（{period}）", f"{text.en} ({period})")


def _rules(structure: Structure) -> tuple[Value, ...]:
    return tuple(
        said(Text(rule.name, rule.name_en or rule.name), _rule_code(rule), rule) for rule in structure.counting_rule
    )


def _rule_code(rule: CountingRule) -> str:
    """What is counted and in which unit; what narrows it is named, but for agencies, which are local."""
    narrowed = [f"{rule.counts.value}/{rule.unit.value}"]
    narrowed += [f"to:{kind.value}" for kind in rule.taken_to]
    narrowed += ["no_conference"] if rule.without_conference else []
    narrowed += ["received_from"] if rule.received_from else []
    for key in ("consent", "plan"):
        if getattr(rule, key) is not None:
            narrowed.append(f"{key}={str(getattr(rule, key)).lower()}")
    return ",".join(narrowed)


def _figures(structure: Structure) -> tuple[Value, ...]:
    return tuple(said(_figure_text(row), IN_WORDS, row) for row in structure.figure)


def _figure_text(row: Figure) -> Text:
    value = row.amount
    unit = row.unit.en if value == "1" else _SEVERAL.get(row.unit, row.unit.en)
    ja, en = ("", "") if row.unit is Unit.OTHER else (f" {row.unit.ja}", f" {unit}")
    return _dated(Text(f"{row.name} {value}{ja}", f"{row.name}: {value}{en}"), row)


def _term(key: str) -> Callable[[Structure], tuple[Value, ...]]:
    """The local word, a name and no answer to compare. The structure cites none: the first row that uses it does."""

    def of(structure: Structure) -> tuple[Value, ...]:
        term = structure.terms.get(key)
        if term is None:
            return ()
        used = next(labels.rows_with(structure, term), None)
        return () if used is None else (said(same_text(term), IN_WORDS, used),)

    return of
