"""Periods as facts state them, no more precise than their source: "2021-10-21", "2014-12", "2021" or "FY2021"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from juso_core.language.era.dates import last_of_month
from juso_core.language.era.fiscal import fiscal_year_span
from juso_core.language.messages import _

_FORM: Final = re.compile(r"FY(?P<fiscal>[0-9]{4})|(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


def first_day(text: str) -> dt.date:
    """The first day of a period; raises ValueError, with a message for people, for any other text."""
    return _span(text)[0]


def last_day(text: str) -> dt.date:
    """The last day of a period; raises ValueError, with a message for people, for any other text."""
    return _span(text)[1]


def _span(text: str) -> tuple[dt.date, dt.date]:
    form = _FORM.fullmatch(text)
    try:
        if form and form["fiscal"]:
            return fiscal_year_span(int(form["fiscal"]))
        if form and form["day"]:
            day = dt.date.fromisoformat(text)
            return day, day
        if form:
            year = int(form["year"])
            first, last = (int(form["month"]),) * 2 if form["month"] else (1, 12)
            return dt.date(year, first, 1), last_of_month(year, last)
    except ValueError:
        pass  # a month or a day that does not exist is told like any other slip
    raise ValueError(
        _(
            "'{text}' is not a period; write a day 2021-10-21, a month 2014-12, a year 2021 or a fiscal year FY2021",
            text=text,
        )
    )
