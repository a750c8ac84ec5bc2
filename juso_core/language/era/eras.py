"""The eras: a table of law, and the year that an era gives to a day."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Final, NamedTuple

from juso_core.language.messages import _


class Era(NamedTuple):
    """One era: its name, the letter that forms use for it, and its first day."""

    name: str
    letter: str
    start: dt.date

    def first_of(self, year: int) -> int:
        """The year of the present calendar that is the `year`th of this era."""
        return self.start.year + year - 1

    def year_of(self, year: int) -> int:
        """Which year of this era a year of the present calendar is, counted from 1."""
        return year - self.start.year + 1


# Newest first. Taisho and Showa began on the day of their proclamation, Heisei and Reiwa on the day that a cabinet
# order names (昭和64年政令第1号, 平成31年政令第143号).
ERAS: Final = (
    Era("令和", "R", dt.date(2019, 5, 1)),
    Era("平成", "H", dt.date(1989, 1, 8)),
    Era("昭和", "S", dt.date(1926, 12, 25)),
    Era("大正", "T", dt.date(1912, 7, 30)),
    Era("明治", "M", dt.date(1868, 1, 25)),
)

# 明治5年太政官布告第337号: months and days agree with the present calendar from this day only.
CALENDAR_START: Final = dt.date(1873, 1, 1)

# How an era and its year are written, as a regular expression with the groups "era" and "nth".
ERA_YEAR: Final = rf"(?P<era>{'|'.join(name for era in ERAS for name in era[:2])})(?P<nth>元|[0-9]{{1,2}})"

# The Japanese input methods give one of these where a hyphen is meant.
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−ー"), "-")


def era_of(day: dt.date, written: str = "") -> Era:
    """The era of a day.

    written: how a person wrote that day, for the message.
    Raises ValueError before 1873, when the era's months and days are not those of the present calendar.
    """
    if day < CALENDAR_START:
        raise ValueError(
            _(
                "'{date}': era dates before 1873-01-01 (明治6年1月1日) follow another calendar; "
                "write a date such as 1872-06-15",
                date=written or day.isoformat(),
            )
        )
    return next(era for era in ERAS if day >= era.start)


def era_named(name: str) -> Era:
    """The era with this name or letter (either case); the name is known to be one."""
    return next(era for era in ERAS if name.upper() in (era.name, era.letter))


def nth_of(written: str) -> int:
    """The number of an era year: 元 is 1."""
    return 1 if written == "元" else int(written)


def nth_text(year: int) -> str:
    """The number of an era year as it is written in Japanese: 1 is 元."""
    return "元" if year == 1 else str(year)


def plain(text: str) -> str:
    """What a person typed, without its blanks, with half-width letters, digits and signs, and with one kind of dash."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_DASHES)
