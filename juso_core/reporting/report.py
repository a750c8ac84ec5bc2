"""A report: every indicator of a municipality counted in a period, with its rule in words and what was published.

National indicators and the municipality's own stand side by side and are never mixed: each row says whose it is.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from juso_core.casework.decisions import Indicator, Reporting
from juso_core.casework.record import Recorded
from juso_core.citation import Citation, Giver, Origin, Text
from juso_core.language.era import first_day, last_day
from juso_core.municipality import labels
from juso_core.municipality.structure import CountingRule, Figure, Structure
from juso_core.municipality.words import Unit, Word
from juso_core.reporting.behind import resolver, windows_of
from juso_core.reporting.count import CannotCount, Count, count_all
from juso_core.reporting.wording import rule_in_words

if TYPE_CHECKING:
    from juso_core.advice import Asked

__all__ = ["Published", "Report", "Row", "Whose", "indicators_of", "make_report"]


class Whose(Word):
    """Whose indicator a row is."""

    MUNICIPALITY = "municipality", "市区町村", "municipality"
    NATIONAL = "national", "全国共通", "national"


@frozen(kw_only=True)
class Published:
    """A published figure for the same rule and period, or a range up to ``up_to``; ``amount`` is how it is written.

    ``agrees`` is None where the two cannot be compared.
    """

    id: str
    name: str
    value: float
    up_to: float | None
    amount: str
    unit: Unit
    cites: tuple[Citation, ...]
    agrees: bool | None


@frozen(kw_only=True)
class Row:
    """One indicator. ``value`` is None where it cannot be counted, and then ``problem`` says why.

    ``count`` names the cases that were counted. It is for the own office and stands in no export.
    """

    rule: CountingRule
    name: Text
    origin: Origin
    in_words: Text
    count: Count | None
    problem: Text | None = None
    published: tuple[Published, ...] = ()

    @property
    def id(self) -> str:
        """The id of the counting rule: unique among the rows of one giver."""
        return self.rule.id

    @property
    def whose(self) -> Whose:
        """Whose indicator it is."""
        return Whose.NATIONAL if self.origin.giver is Giver.NATIONAL else Whose.MUNICIPALITY

    @property
    def unit(self) -> Unit:
        """What counts as one."""
        return self.rule.unit

    @property
    def value(self) -> int | None:
        """The number, or None."""
        return self.count.value if self.count else None

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Where the rule stands."""
        return self.rule.cite


@frozen(kw_only=True)
class Report:
    """The counts of one municipality (its code) from ``since`` to ``until``, both included."""

    municipality: str
    name: str
    since: dt.date
    until: dt.date
    rows: tuple[Row, ...]


def indicators_of(heard: "Iterable[tuple[Asked, Reporting]]") -> tuple[tuple[Indicator, Origin], ...]:
    """Return the indicators that givers named (see ``advice.advise_reporting``), each with who named it.

    Where one giver names an id twice, its first one is used.
    """
    found: dict[tuple[Giver, str], tuple[Indicator, Origin]] = {}
    for giver, answer in heard:
        for indicator in answer.indicators or ():
            origin = Origin(giver.giver, giver.name, giver.version, indicator.rule.cite)
            found.setdefault((giver.giver, indicator.id), (indicator, origin))
    return tuple(found.values())


def make_report(
    structure: Structure,
    indicators: Iterable[tuple[Indicator, Origin]],
    histories: Iterable[Sequence[Recorded]],
    since: dt.date,
    until: dt.date,
) -> Report:
    """Count all indicators from ``since`` to ``until``, both included, in one pass over the histories.

    ``structure`` is the whole structure, so that agencies of every day of the period are known; cases of another
    municipality are passed over. Raises ValueError for a period that ends before it begins.
    """
    wanted = tuple(indicators)
    counts = count_all(
        (indicator.rule for indicator, _origin in wanted),
        (history for history in histories if history and history[0].municipality == structure.code),
        since,
        until,
        resolver(structure, since, until),
        windows_of(structure),
    )
    rows = (_row(structure, *one, result, since, until) for one, result in zip(wanted, counts, strict=True))
    return Report(municipality=structure.code, name=structure.name, since=since, until=until, rows=tuple(rows))


def _row(
    structure: Structure,
    indicator: Indicator,
    origin: Origin,
    result: Count | CannotCount,
    since: dt.date,
    until: dt.date,
) -> Row:
    counted = result if isinstance(result, Count) else None
    return Row(
        rule=indicator.rule,
        name=indicator.name,
        origin=origin,
        in_words=rule_in_words(indicator.rule, lambda name, language: labels.label(structure, name, language)),
        count=counted,
        problem=result.why if isinstance(result, CannotCount) else None,
        published=tuple(_published(structure, indicator.rule, origin, counted, since, until)),
    )


def _published(
    structure: Structure,
    rule: CountingRule,
    origin: Origin,
    counted: Count | None,
    since: dt.date,
    until: dt.date,
) -> Iterator[Published]:
    # A figure names a rule of its own file; a rule of another giver may bear the same id by chance.
    if origin.giver is not Giver.STRUCTURE:
        return
    for figure in structure.figure:
        if figure.counting_rule == rule.id and _span(figure) == (since, until):
            comparable = counted is not None and figure.unit is rule.unit
            yield Published(
                id=figure.id,
                name=figure.name,
                value=figure.value,
                up_to=figure.up_to,
                amount=figure.amount,
                unit=figure.unit,
                cites=figure.cite,
                agrees=figure.agrees_with(counted.value) if comparable and counted else None,
            )


def _span(figure: Figure) -> tuple[dt.date, dt.date] | None:
    if figure.since is None or figure.until is None:
        return None
    return first_day(figure.since), last_day(figure.until)
