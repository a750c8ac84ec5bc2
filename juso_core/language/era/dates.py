"""Days: written in an era, shown, and read from what a person typed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from juso_core.language.era.eras import ERA_YEAR, era_named, era_of, nth_of, nth_text, plain
from juso_core.language.messages import _, current

_FORM: Final = re.compile(
    rf"(?:{ERA_YEAR}|(?P<year>[0-9]{{4}}))[年./-](?P<month>[0-9]{{1,2}})[月./-](?P<day>[0-9]{{1,2}})日?", re.IGNORECASE
)
_TODAY: Final = ("today", "今日", "本日")


def era_date(d: dt.date, short: bool = False) -> str:
    """A day in its era, the same in either language: 令和3年4月1日, or R3.4.1 when `short`.

    Raises ValueError before 1873-01-01 (see `eras.era_of`).
    """
    era = era_of(d)
    year = era.year_of(d.year)
    return f"{era.letter}{year}.{d.month}.{d.day}" if short else f"{era.name}{nth_text(year)}年{d.month}月{d.day}日"


def show_date(d: dt.date) -> str:
    """A day for people, both ways: 令和3年4月1日（2021-04-01） in Japanese, 2021-04-01 (R3.4.1) in English.

    A day before the era dates, which people may still have typed, is shown as 1872-06-15 only.
    """
    try:
        long, short = era_date(d), era_date(d, short=True)
    except ValueError:
        return d.isoformat()
    return f"{long}（{d.isoformat()}）" if current() == "ja" else f"{d.isoformat()} ({short})"


def parse_date(text: str, today: dt.date | None = None) -> dt.date:
    """The day that a person typed.

    text: 2021-04-01, 2021/4/1, 2021年4月1日, 令和3年4月1日, 令和元年5月1日, R3.4.1, r3/4/1; also in full width.
    today: when given, "today", 今日 and 本日 mean this day. (A date without a year is refused in any case: a guessed
    year would go into a record.)
    Raises ValueError, with a message for people that says what to write, when it is no date, is not in the calendar,
    or does not exist in its era, such as 平成31年5月1日.
    """
    typed = plain(text)
    if today and typed.lower() in _TODAY:
        return today
    form = _FORM.fullmatch(typed)
    if not form:
        raise ValueError(
            _("'{text}' is not a date; write it as 2021-04-01, R3.4.1 or 令和3年4月1日", text=text.strip())
        )
    if form["year"]:
        return _day(text, int(form["year"]), int(form["month"]), int(form["day"]))
    era = era_named(form["era"])
    day = _day(text, era.first_of(nth_of(form["nth"])), int(form["month"]), int(form["day"]))
    if era_of(day, written=text.strip()) != era:
        raise ValueError(
            _(
                "'{text}' does not exist: that day is in another era; write {era} or {iso}",
                text=text.strip(),
                era=era_date(day),
                iso=day.isoformat(),
            )
        )
    return day


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month. Raises ValueError for a year or month that does not exist."""
    return dt.date(year, month, 31 if month == 12 else (dt.date(year, month + 1, 1) - dt.timedelta(days=1)).day)


def _day(text: str, year: int, month: int, day: int) -> dt.date:
    """A day of the calendar, or a ValueError that tells a person which part of `text` is wrong."""
    try:
        last = last_of_month(year, month)
    except ValueError:
        raise ValueError(_("'{text}' is not in the calendar; the months are 1 to 12", text=text.strip())) from None
    if not 1 <= day <= last.day:
        raise ValueError(
            _("'{text}' is not in the calendar; that month has {days} days", text=text.strip(), days=last.day)
        )
    return dt.date(year, month, day)
