"""When something happens in a case file, as an ISO 8601 duration in years, months, weeks and days."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from functools import total_ordering
from typing import Any, ClassVar, Self

from attrs import frozen

from juso_core.language.messages import N_, _
from juso_core.municipality.conversion import Refused

__all__ = ["Duration"]

_FORM = re.compile(r"P(?=[0-9])(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?")


@total_ordering
@frozen(order=False, eq=False)
class Duration:
    """A duration such as ``P6M``; which of two is shorter is told by where they lead from one and the same day.

    So ``P1Y`` and ``P12M`` are the same.

    >>> Duration("P1M").later_than(dt.date(2024, 1, 31))
    datetime.date(2024, 2, 29)
    """

    file_schema: ClassVar[dict[str, str]] = {
        "type": "string",
        "pattern": "^P(?=[0-9])([0-9]{1,3}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?$",
        "description": "ISO 8601 duration after the case's beginning: P0D, P10D, P2W, P6M, P1Y",
    }

    text: str

    def __attrs_post_init__(self) -> None:
        if not _FORM.fullmatch(self.text):
            raise ValueError(self.text)

    @classmethod
    def from_file(cls, value: Any) -> Self:
        """Read a duration as a file writes it; raises Refused for anything else."""
        try:
            return cls(value)
        except (TypeError, ValueError):
            raise Refused(
                _("'{value}' is not how long after the beginning", value=value),
                _("write a duration such as P10D, P6M or P1Y"),
            ) from None

    def later_than(self, day: dt.date) -> dt.date:
        """Return the day that is so much later; the last day of a month where that month has no such day."""
        years, months, weeks, days = (count for count, _one, _several in self._parts())
        month = day.year * 12 + day.month - 1 + years * 12 + months
        year, month = divmod(month, 12)
        last = calendar.monthrange(min(year, dt.MAXYEAR), month + 1)[1]
        moved = day.replace(year=min(year, dt.MAXYEAR), month=month + 1, day=min(day.day, last))
        return moved + dt.timedelta(days=7 * weeks + days)

    def in_words(self) -> str:
        """Return when it is, in the current language."""
        parts = [_(one if count == 1 else several, count=count) for count, one, several in self._parts() if count]
        return _("{time} later", time=" ".join(parts)) if parts else _("at the beginning")

    def _parts(self) -> Iterator[tuple[int, str, str]]:
        """How many of each unit, and what one and several of it are called."""
        match = _FORM.fullmatch(self.text)
        assert match is not None, "checked when it was made"
        for number, (one, several) in zip(match.groups(), _UNITS, strict=True):
            yield int(number or 0), one, several

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and self.later_than(_START) == other.later_than(_START)

    def __hash__(self) -> int:
        return hash(self.later_than(_START))

    def __lt__(self, other: "Duration") -> bool:
        return self.later_than(_START) < other.later_than(_START)

    def __str__(self) -> str:
        return self.text


_UNITS = (
    (N_("1 year"), N_("{count} years")),
    (N_("1 month"), N_("{count} months")),
    (N_("1 week"), N_("{count} weeks")),
    (N_("1 day"), N_("{count} days")),
)
_START = dt.date(2001, 1, 1)
"""Any day will do to compare two durations by; this one begins a year without a leap day."""
