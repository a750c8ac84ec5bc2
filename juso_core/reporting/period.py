"""The periods that are reported on: fiscal years, their halves, and any other from one day to another."""

import datetime as dt
import re
import unicodedata
from typing import Final

from juso_core.citation import Text
from juso_core.language.era import era_date, first_day, fiscal_year, fiscal_year_span, last_day, parse_date
from juso_core.language.era import parse_fiscal_year as parse_year
from juso_core.language.messages import _

__all__ = ["half_year_span", "named_fiscal_year", "parse_period", "period_name"]

_HALF: Final = re.compile(r"(?P<year>.+?)(?:(?P<first>上半期|上期|前期|H1)|(?:下半期|下期|後期|H2))", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\.\.|~|〜|から")


def half_year_span(year: int, half: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of half 1 (April to September) or 2 (October to March) of a fiscal year.

    Raises ValueError for any other half.
    """
    if half not in (1, 2):
        raise ValueError(_("a fiscal year has the halves 1 and 2; there is no half {half}", half=half))
    if half == 1:
        return dt.date(year, 4, 1), dt.date(year, 9, 30)
    return dt.date(year, 10, 1), dt.date(year + 1, 3, 31)


def named_fiscal_year(since: dt.date, until: dt.date) -> int | None:
    """The fiscal year in which a period lies as a whole; None when it reaches over an end of March."""
    year = fiscal_year(since)
    return year if year == fiscal_year(until) else None


def period_name(since: dt.date, until: dt.date) -> Text:
    """What a period is called: a fiscal year or half of one by name, any other by its days too.

    >>> period_name(*half_year_span(2021, 1))
    Text(ja='令和3年度上半期', en='FY2021 (R3), first half')
    """
    year = fiscal_year(since)
    # A fiscal year bears the name of the era at the end of the calendar year in which it begins.
    naming = dt.date(year, 12, 31)
    ja = era_date(naming).partition("年")[0] + "年度"
    en = f"FY{year} ({era_date(naming, short=True).partition('.')[0]})"
    match (since, until):
        case span if span == fiscal_year_span(year):
            return Text(ja, en)
        case span if span == half_year_span(year, 1):
            return Text(ja + "上半期", en + ", first half")
        case span if span == half_year_span(year, 2):
            return Text(ja + "下半期", en + ", second half")
    days = Text(f"{era_date(since)}から{era_date(until)}まで", f"{since.isoformat()} to {until.isoformat()}")
    return days if named_fiscal_year(since, until) is None else Text(f"{ja}（{days.ja}）", f"{en}, {days.en}")


def parse_period(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of the period that a person typed.

    text: a fiscal year (2021, FY2021, R3, 令和3年度), half of one (令和3年度上半期, R3H1, FY2021H2), or from one day,
    month or fiscal year to another (2021-04-01..2021-06-30, R3.4.1～R3.6.30, 2021-04..2021-06).
    Raises ValueError, with a message for people, for anything else and for a period that ends before it begins.
    """
    typed = "".join(unicodedata.normalize("NFKC", text).split())
    ends = _BETWEEN.split(typed.removesuffix("まで"))
    if len(ends) == 2 and all(ends):
        since, until = _end(ends[0], last=False), _end(ends[1], last=True)
        if until < since:
            raise ValueError(_("'{text}' ends before it begins", text=text.strip()))
        return since, until
    if half := _HALF.fullmatch(typed):
        return half_year_span(parse_year(half["year"]), 1 if half["first"] else 2)
    try:
        return fiscal_year_span(parse_year(typed))
    except ValueError:
        raise ValueError(
            _(
                "'{text}' is not a period; write a fiscal year R3, half of one R3H1 or 令和3年度上半期, "
                "or from one day to another 2021-04-01..2021-06-30",
                text=text.strip(),
            )
        ) from None


def _end(text: str, last: bool) -> dt.date:
    try:
        return last_day(text) if last else first_day(text)
    except ValueError:
        return parse_date(text)
