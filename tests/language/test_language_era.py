"""和暦, fiscal years and periods."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juso_core.language import use
from juso_core.language.era import (
    era_date,
    first_day,
    fiscal_year,
    fiscal_year_name,
    fiscal_year_span,
    last_day,
    parse_date,
    parse_fiscal_year,
    show_date,
)

# A slow machine is no finding.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# From the day that the calendar agrees to the last that two digits of 令和 can write.
DAYS = st.dates(dt.date(1873, 1, 1), dt.date(2117, 12, 31))
YEARS = st.integers(1873, 2117)
FULL_WIDTH = str.maketrans("0123456789./-RHSTM", "０１２３４５６７８９．／－ＲＨＳＴＭ")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (dt.date(2021, 4, 1), "令和3年4月1日", "R3.4.1"),
        (dt.date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
        (dt.date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
        (dt.date(1989, 1, 8), "平成元年1月8日", "H1.1.8"),
        (dt.date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
        (dt.date(1926, 12, 25), "昭和元年12月25日", "S1.12.25"),
        (dt.date(1926, 12, 24), "大正15年12月24日", "T15.12.24"),
        (dt.date(1912, 7, 30), "大正元年7月30日", "T1.7.30"),
        (dt.date(1912, 7, 29), "明治45年7月29日", "M45.7.29"),
        (dt.date(1873, 1, 1), "明治6年1月1日", "M6.1.1"),
    ],
)
def test_era_date_at_the_edges_of_the_eras(day: dt.date, long: str, short: str) -> None:
    assert era_date(day) == long
    assert era_date(day, short=True) == short


@patient
@given(DAYS, st.booleans(), st.sampled_from(["ja", "en"]))
def test_every_day_can_be_written_and_read_back(day: dt.date, full_width: bool, language: str) -> None:
    use(language)
    written = [
        era_date(day),
        era_date(day, short=True),
        era_date(day, short=True).lower().replace(".", "/"),
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ]
    for text in written:
        assert parse_date(text.translate(FULL_WIDTH) if full_width else text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2021-04-01",
        "2021/4/1",
        "2021.4.1",
        " 2021-4-1\n",
        "令和3年4月1日",
        "令和 3年 4月 1日",
        "令和３年４月１日",
        "令和03年04月01日",
        "令和3年4月1",
        "令和3.4.1",
        "R3.4.1",
        "r3/4/1",
        "Ｒ３．４．１",
        "2021ー04ー01",
        "㋿3年4月1日",
    ],
)
def test_the_ways_to_type_a_date(text: str) -> None:
    assert parse_date(text) == dt.date(2021, 4, 1)


def test_first_year_of_an_era() -> None:
    assert parse_date("令和元年5月1日") == parse_date("R1.5.1") == parse_date("R元.5.1") == dt.date(2019, 5, 1)
    assert parse_date("平成元年1月8日") == dt.date(1989, 1, 8)


@pytest.mark.parametrize("word", ["today", "Today", "今日", "本日"])
def test_today_is_known_only_when_told(word: str) -> None:
    assert parse_date(word, today=dt.date(2024, 2, 29)) == dt.date(2024, 2, 29)
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(word)


@pytest.mark.parametrize(
    ("text", "right", "iso"),
    [
        ("平成31年5月1日", "令和元年5月1日", "2019-05-01"),
        ("H32.4.1", "令和2年4月1日", "2020-04-01"),
        ("令和元年4月30日", "平成31年4月30日", "2019-04-30"),
        ("昭和64年1月8日", "平成元年1月8日", "1989-01-08"),
        ("平成元年1月7日", "昭和64年1月7日", "1989-01-07"),
        ("大正15年12月25日", "昭和元年12月25日", "1926-12-25"),
        ("明治45年7月30日", "大正元年7月30日", "1912-07-30"),
        ("令和0年4月1日", "平成30年4月1日", "2018-04-01"),
    ],
)
def test_day_that_its_era_does_not_have_is_refused_with_the_right_one(text: str, right: str, iso: str) -> None:
    with pytest.raises(ValueError, match="does not exist") as told:
        parse_date(text)
    assert all(part in str(told.value) for part in (text, right, iso))
    assert parse_date(right) == parse_date(iso)


def test_messages_are_japanese_in_japanese() -> None:
    use("ja")
    with pytest.raises(ValueError, match="平成31年5月1日") as told:
        parse_date("平成31年5月1日")
    assert "exist" not in str(told.value)
    assert "令和元年5月1日" in str(told.value)


@pytest.mark.parametrize(("text", "part"), [("2021-02-29", "28"), ("R3.4.31", "30"), ("2021-4-0", "30")])
def test_day_that_its_month_does_not_have_is_refused(text: str, part: str) -> None:
    with pytest.raises(ValueError, match="not in the calendar") as told:
        parse_date(text)
    assert part in str(told.value)


@pytest.mark.parametrize("text", ["2021-13-01", "令和3年0月1日"])
def test_month_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="1 to 12"):
        parse_date(text)


@pytest.mark.parametrize(
    "text", ["", "4月1日", "2021-04", "21-04-01", "令和3年", "X3.4.1", "R2021.4.1", "2021-04-01T00"]
)
def test_what_is_no_date_is_refused_with_the_ways_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2021-04-01"):
        parse_date(text)


@patient
@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_message(text: str) -> None:
    for read in (parse_date, parse_fiscal_year, first_day, last_day):
        try:
            read(text)
        except ValueError as told:
            assert text.strip() in str(told)  # noqa: PT017


def test_lunar_dates_are_not_passed_off_as_the_present_calendar() -> None:
    with pytest.raises(ValueError, match="another calendar"):
        era_date(dt.date(1872, 12, 31))
    with pytest.raises(ValueError, match="'明治5年12月2日'"):
        parse_date("明治5年12月2日")
    assert parse_date("1872-12-31") == dt.date(1872, 12, 31)
    assert show_date(dt.date(1872, 12, 31)) == "1872-12-31"


def test_show_date_tells_both_calendars() -> None:
    assert show_date(dt.date(2021, 4, 1)) == "2021-04-01 (R3.4.1)"
    use("ja")
    assert show_date(dt.date(2021, 4, 1)) == "令和3年4月1日（2021-04-01）"


@pytest.mark.parametrize(
    ("year", "japanese", "english"),
    [
        (2021, "令和3年度", "FY2021 (R3)"),
        (2020, "令和2年度", "FY2020 (R2)"),
        (2019, "令和元年度", "FY2019 (R1)"),
        (2018, "平成30年度", "FY2018 (H30)"),
        (1989, "平成元年度", "FY1989 (H1)"),
        (1988, "昭和63年度", "FY1988 (S63)"),
    ],
)
def test_fiscal_year_name(year: int, japanese: str, english: str) -> None:
    assert fiscal_year_name(year) == english
    use("ja")
    assert fiscal_year_name(year) == japanese


def test_fiscal_year_turns_on_the_first_of_april() -> None:
    assert fiscal_year(dt.date(2022, 3, 31)) == 2021
    assert fiscal_year(dt.date(2022, 4, 1)) == 2022
    assert fiscal_year_span(2021) == (dt.date(2021, 4, 1), dt.date(2022, 3, 31))


@patient
@given(DAYS)
def test_every_day_lies_in_its_fiscal_year(day: dt.date) -> None:
    first, last = fiscal_year_span(fiscal_year(day))
    assert first <= day <= last
    assert fiscal_year(first) == fiscal_year(last) == fiscal_year(day)


@patient
@given(YEARS)
def test_every_fiscal_year_can_be_written_and_read_back(year: int) -> None:
    use("ja")
    name = fiscal_year_name(year)
    for text in (name, name.removesuffix("度").removesuffix("年"), str(year), f"FY{year}", f"fy{year}", f"{year}年度"):
        assert parse_fiscal_year(text) == parse_fiscal_year(text.translate(FULL_WIDTH)) == year
    use("en")
    assert fiscal_year_name(year).startswith(f"FY{year} (")


@pytest.mark.parametrize(
    "text", ["R3", "r3", "R3年度", "令和3", "令和 3年度", "2021", "FY2021", "ＦＹ２０２１", "2021年度"]
)
def test_the_ways_to_type_a_fiscal_year(text: str) -> None:
    assert parse_fiscal_year(text) == 2021


def test_fiscal_year_that_begins_in_one_era_and_ends_in_another_has_both_names() -> None:
    assert parse_fiscal_year("平成31年度") == parse_fiscal_year("令和元年度") == 2019
    assert parse_fiscal_year("大正15年度") == parse_fiscal_year("昭和元年度") == 1926


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("平成32年度", "令和2年度"),
        ("昭和64年度", "平成元年度"),
        ("令和0年度", "平成30年度"),
        ("平成0年度", "昭和63年度"),
    ],
)
def test_fiscal_year_that_its_era_does_not_have_is_refused_with_the_right_one(text: str, right: str) -> None:
    with pytest.raises(ValueError, match="does not exist") as told:
        parse_fiscal_year(text)
    assert right in str(told.value)


@pytest.mark.parametrize("text", ["", "令和3年", "3", "2021-04", "FY21", "0000", "9999", "1872", "度"])
def test_what_is_no_fiscal_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2021"):
        parse_fiscal_year(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-10-21", "2021-10-21", "2021-10-21"),
        ("2014-12", "2014-12-01", "2014-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("FY2021", "2021-04-01", "2022-03-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_period(text: str, first: str, last: str) -> None:
    assert first_day(text).isoformat() == first
    assert last_day(text).isoformat() == last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-00",
        "2021-13",
        "2021-1",
        "2021-02-29",
        "fy2021",
        "FY9999",
        "0000",
        "２０２１",
        "2021/04",
        "2021-04-01 ",
        "R3",
    ],
)
@pytest.mark.parametrize("read", [first_day, last_day])
def test_what_is_no_period_is_refused(text: str, read: object) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match="is not a period; write"):
        read(text)
