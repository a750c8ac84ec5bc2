"""When something happens in a case file: ISO 8601 durations, their order, the ends of months, and their words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from research_cases import durations

from juso_core.language import messages
from juso_core.municipality.conversion import Refused
from juso_core.research.durations import Duration

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2400, 12, 31))
COUNTS = st.tuples(st.integers(0, 50), st.integers(0, 99), st.integers(0, 99), st.integers(0, 999))


def of(counts):
    return Duration("P" + "".join(f"{count}{unit}" for count, unit in zip(counts, "YMWD", strict=True)))


# -- where they lead ----


@pytest.mark.parametrize(
    ("duration", "day", "later"),
    [
        ("P0D", "2024-02-29", "2024-02-29"),
        ("P1D", "2023-12-31", "2024-01-01"),
        ("P10D", "2024-02-20", "2024-03-01"),
        ("P10D", "2023-02-20", "2023-03-02"),
        ("P2W", "2024-04-01", "2024-04-15"),
        ("P1M", "2024-01-31", "2024-02-29"),
        ("P1M", "2023-01-31", "2023-02-28"),
        ("P1M", "2100-01-31", "2100-02-28"),
        ("P1M", "2000-01-31", "2000-02-29"),
        ("P1M", "2024-03-31", "2024-04-30"),
        ("P1M", "2024-12-31", "2025-01-31"),
        ("P11M", "2024-01-15", "2024-12-15"),
        ("P12M", "2024-01-15", "2025-01-15"),
        ("P13M", "2024-12-31", "2026-01-31"),
        ("P1Y", "2024-02-29", "2025-02-28"),
        ("P4Y", "2024-02-29", "2028-02-29"),
        ("P1Y2M3W4D", "2024-04-01", "2025-06-26"),
        # Months first, days after: the end of a month is reached before the days are counted.
        ("P1M1D", "2024-01-31", "2024-03-01"),
        ("P1Y1D", "2024-02-29", "2025-03-01"),
        ("P999Y", "2024-06-01", "3023-06-01"),
    ],
)
def test_a_duration_leads_to_a_day_and_stays_in_the_month_that_it_leads_to(duration, day, later):
    assert Duration(duration).later_than(dt.date.fromisoformat(day)).isoformat() == later


@given(COUNTS, COUNTS, DAYS)
def test_who_waits_longer_comes_no_earlier(counts, more, day):
    longer = tuple(one + other for one, other in zip(counts, more, strict=True))
    assert day <= of(counts).later_than(day) <= of(longer).later_than(day)


@given(COUNTS, DAYS, DAYS)
def test_who_begins_later_ends_no_earlier(counts, one, other):
    first, last = sorted((one, other))
    assert of(counts).later_than(first) <= of(counts).later_than(last)


@given(st.integers(0, 9999), DAYS)
def test_weeks_are_seven_days_and_years_are_twelve_months(count, day):
    assert of((0, 0, count, 0)).later_than(day) == of((0, 0, 0, 7 * count)).later_than(day)
    years = count % 800
    assert of((years, 0, 0, 0)).later_than(day) == of((0, 12 * years, 0, 0)).later_than(day)


@given(st.integers(0, 9999), DAYS)
def test_months_lead_to_the_same_day_of_the_month_or_to_its_last(count, day):
    later = of((0, count, 0, 0)).later_than(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


# -- which is shorter ----


def test_durations_are_ordered_by_where_they_lead_from_one_day():
    texts = ["P0D", "P1D", "P1W", "P10D", "P2W", "P30D", "P1M", "P5W", "P6M", "P364D", "P1Y", "P13M", "P999Y"]
    assert [str(one) for one in sorted(map(Duration, reversed(texts)))] == texts


@pytest.mark.parametrize(("one", "other"), [("P6M", "P6M"), ("P1Y", "P12M"), ("P0D", "P0M"), ("P1W", "P7D")])
def test_of_two_that_lead_to_the_same_day_neither_is_later(one, other):
    one, other = Duration(one), Duration(other)
    assert not one < other
    assert not one > other
    assert one <= other
    assert one >= other


@given(durations(), durations())
def test_of_two_one_is_shorter_or_they_lead_to_the_same_day(one, other):
    one, other = Duration(one), Duration(other)
    start = dt.date(2001, 1, 1)
    days = one.later_than(start), other.later_than(start)
    assert (one < other) == (days[0] < days[1])
    assert (one > other) == (days[0] > days[1])
    assert (one <= other) == (days[0] <= days[1])
    assert (one >= other) == (days[0] >= days[1])


# -- how they are written ----


@given(durations(most=99))
def test_a_duration_is_shown_as_it_is_written(text):
    assert str(Duration.from_file(text)) == text
    assert Duration.from_file(text) == Duration(text)


@pytest.mark.parametrize("text", ["P0D", "P0Y0M0W0D", "P999Y9999M9999W99999D", "P06M", "P1Y5D", "P2M1W"])
def test_every_part_may_be_left_out_but_not_all(text):
    assert Duration.from_file(text).text == text


@pytest.mark.parametrize(
    "value",
    ["", "P", "6M", "p6m", "P6m", "P-6M", "-P6M", "P1.5M", "P6M ", " P6M", "P6M\n", "P1D6M", "P1M1Y", "P6", "P6MD",
     "PT12H", "P1DT12H", "P1Q", "P1000Y", "P10000M", "P100000D", "P1M1M", "P６M", "P1_0D", "半年", 6, 6.0, True, None,
     ["P6M"], {"months": 6}, dt.date(2024, 6, 1)],
)  # fmt: skip
def test_nothing_else_is_a_duration(value):
    with pytest.raises(Refused) as refused:
        Duration.from_file(value)
    assert str(value) in refused.value.what
    assert refused.value.hint == "write a duration such as P10D, P6M or P1Y"


# -- in words ----

WORDS = [
    ("P0D", "at the beginning", "始まり"),
    ("P0Y0M", "at the beginning", "始まり"),
    ("P10D", "10 days later", "10日後"),
    ("P2W", "2 weeks later", "2週間後"),
    ("P6M", "6 months later", "6か月後"),
    ("P3Y", "3 years later", "3年後"),
    ("P2Y3M4W5D", "2 years 3 months 4 weeks 5 days later", "2年 3か月 4週間 5日後"),
    ("P2Y0M5D", "2 years 5 days later", "2年 5日後"),
    ("P06M", "6 months later", "6か月後"),
]


@pytest.fixture
def language():
    before = messages.current()
    yield messages.use
    messages.use(before)


@pytest.mark.parametrize(("duration", "english", "japanese"), WORDS)
def test_a_duration_in_words_in_both_languages(duration, english, japanese, language):
    language("en")
    assert Duration(duration).in_words() == english
    language("ja")
    assert Duration(duration).in_words() == japanese
