"""Fiscal years, their halves, and other periods."""

import datetime as dt

import pytest

from juso_core.language import use
from juso_core.language.era import fiscal_year_name, fiscal_year_span
from juso_core.reporting.period import half_year_span, named_fiscal_year, parse_period, period_name

FIRST = (dt.date(2021, 4, 1), dt.date(2021, 9, 30))
SECOND = (dt.date(2021, 10, 1), dt.date(2022, 3, 31))
SPRING = (dt.date(2021, 4, 1), dt.date(2021, 6, 30))


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("R3", fiscal_year_span(2021)),
        ("令和３年度", fiscal_year_span(2021)),
        ("FY2021", fiscal_year_span(2021)),
        ("H2", fiscal_year_span(1990)),
        ("R3H1", FIRST),
        ("H2H2", half_year_span(1990, 2)),
        ("令和3年度 上半期", FIRST),
        ("2021h2", SECOND),
        ("令和3年度下期", SECOND),
        ("2021-04-01..2021-06-30", SPRING),
        ("2021-04..2021-06", SPRING),
        ("R3.4.1..R3.6.30", SPRING),
        ("令和3年4月1日～令和3年6月30日", SPRING),
        ("令和3年4月1日から令和3年6月30日まで", SPRING),
        ("2021/4/1 〜 2021/6/30", SPRING),
        ("FY2020..FY2021", (dt.date(2020, 4, 1), dt.date(2022, 3, 31))),
    ],
)
def test_what_people_type_is_read(typed: str, span: tuple[dt.date, dt.date]) -> None:
    assert parse_period(typed) == span


@pytest.mark.parametrize("typed", ["", "H1..", "..", "soon", "R3H3", "2021-13..2021-14", "2021-04", "上半期"])
def test_anything_else_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not a|calendar"):
        parse_period(typed)


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        parse_period("2021-06..2021-04")
    with pytest.raises(ValueError, match="half 3"):
        half_year_span(2021, 3)


@pytest.mark.parametrize("year", [1988, 1989, 2018, 2019, 2021])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_fiscal_years_are_called_as_everywhere_else(year: int, language: str) -> None:
    use(language)
    assert period_name(*fiscal_year_span(year)).in_language(language) == fiscal_year_name(year)


def test_names_of_other_periods() -> None:
    assert period_name(*FIRST).ja == "令和3年度上半期"
    assert period_name(*SECOND).en == "FY2021 (R3), second half"
    assert period_name(*SPRING).ja == "令和3年度（令和3年4月1日から令和3年6月30日まで）"
    assert period_name(dt.date(2021, 3, 1), dt.date(2021, 4, 30)).en == "2021-03-01 to 2021-04-30"
    assert (named_fiscal_year(*FIRST), named_fiscal_year(dt.date(2021, 3, 1), FIRST[1])) == (2021, None)
