"""Words and days of a draft, in the language of the document."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from juso_core.language.era import era_date, fiscal_year_name
from juso_core.language.speaking import speaking

__all__ = ["ROW_WORDS", "day_shown", "period"]

ROW_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "programme": ("事業", "programme"),
    "layer": ("圏域の層", "layer of areas"),
    "area": ("圏域", "area"),
    "organization": ("団体", "body"),
    "agency": ("機関", "agency"),
    "service": ("支援の事業", "service"),
    "role": ("職員", "staff"),
    "meeting": ("会議", "conference"),
    "plan_route": ("プランの流れ", "way of a plan"),
    "form": ("様式", "sheet"),
    "priority": ("重点とする対象", "priority group"),
    "counting_rule": ("数え方", "counting rule"),
    "figure": ("公表された数", "published figure"),
    "note": ("補足", "remark"),
}
"""What people read for the tables of a structure, in Japanese and English."""

_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")


def day_shown(day: dt.date, language: str) -> str:
    """A day as a document writes it: 令和3年4月1日, or 2021-04-01."""
    return era_date(day) if language == "ja" else day.isoformat()


def period(text: str, language: str) -> str:
    """A period, no more precise than its source: 令和3年度, 令和3年4月, 2021年."""
    if text.startswith("FY"):
        with speaking(language):
            return fiscal_year_name(int(text[2:]))
    if language != "ja":
        return text
    if month := _MONTH.fullmatch(text):
        first = era_date(dt.date(int(month[1]), int(month[2]), 1))
        return first.removesuffix("1日")
    return era_date(dt.date.fromisoformat(text)) if len(text) == len("2021-04-01") else f"{text}年"
