"""Fiscal years (年度): from 1 April to 31 March, called by the year in which they begin."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from juso_core.language.era.eras import CALENDAR_START, ERA_YEAR, Era, era_named, era_of, nth_of, nth_text, plain
from juso_core.language.messages import _, current

_FORM: Final = re.compile(rf"(?:{ERA_YEAR}|(?:FY)?(?P<year>[0-9]{{4}}))(?:年度)?", re.IGNORECASE)


def fiscal_year(d: dt.date) -> int:
    """The fiscal year of a day, as the year in which it begins: 2021 for 2022-03-31."""
    return d.year - (d.month < 4)


def fiscal_year_span(y: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of the fiscal year that begins in `y`.

    Raises ValueError for a year that the calendar does not reach.
    """
    return dt.date(y, 4, 1), dt.date(y + 1, 3, 31)


def fiscal_year_name(y: int) -> str:
    """The fiscal year that begins in `y`, for people: 令和3年度 in Japanese, FY2021 (R3) in English.

    A year in which the era changed is called by the new one: 2019 is 令和元年度.
    Raises ValueError before 1873.
    """
    era = _naming_era(y)
    return _japanese_name(y) if current() == "ja" else f"FY{y} ({era.letter}{era.year_of(y)})"


def parse_fiscal_year(text: str) -> int:
    """The fiscal year that a person typed, as the year in which it begins.

    text: 2021, FY2021, 2021年度, 令和3年度, 令和元年度, R3; also in full width. 平成31年度 is 2019, like 令和元年度:
    it began in Heisei.
    Raises ValueError, with a message for people that says what to write, when it is no fiscal year, or does not exist
    in its era, such as 平成32年度.
    """
    form = _FORM.fullmatch(plain(text))
    if not form:
        raise _unreadable(text)
    if form["year"]:
        year = int(form["year"])
        if not CALENDAR_START.year <= year < dt.MAXYEAR:
            raise _unreadable(text)
        return year
    era = era_named(form["era"])
    year = era.first_of(nth_of(form["nth"]))
    if era not in (era_of(dt.date(year, 4, 1), written=text.strip()), _naming_era(year)):
        raise ValueError(
            _(
                "'{text}' does not exist: that year is in another era; write {name} or FY{year}",
                text=text.strip(),
                name=_japanese_name(year),
                year=year,
            )
        )
    return year


def _naming_era(y: int) -> Era:
    # By the last day of the calendar year, not of the fiscal year: 1988 is 昭和63年度 although Heisei began within it.
    return era_of(dt.date(y, 12, 31), written=str(y))


def _japanese_name(y: int) -> str:
    era = _naming_era(y)
    return f"{era.name}{nth_text(era.year_of(y))}年度"


def _unreadable(text: str) -> ValueError:
    return ValueError(_("'{text}' is not a fiscal year; write it as 2021, R3 or 令和3年度", text=text.strip()))
