"""Periods as people write them in Japan, as the form that structures state: FY2026, 2026-03, 2026-03-31."""

from collections.abc import Callable

from juso_core.language.era import first_day, parse_date, parse_fiscal_year

__all__ = ["as_period"]


def as_period(text: str) -> str:
    """Return a period in the form of structures; a text that is none as it is, to be told by whoever checks it.

    >>> as_period("令和8年度"), as_period("R8.3"), as_period("令和8年4月1日"), as_period("FY2026")
    ('FY2026', '2026-03', '2026-04-01', 'FY2026')
    """
    if _reads(first_day, text):
        return text
    if _reads(parse_fiscal_year, text):
        return f"FY{parse_fiscal_year(text)}"
    if _reads(parse_date, text):
        return parse_date(text).isoformat()
    for with_day in (f"{text}.1", f"{text}1日"):
        if _reads(parse_date, with_day):
            return parse_date(with_day).strftime("%Y-%m")
    return text


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
