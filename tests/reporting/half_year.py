"""A half-year that can be counted by hand, and the report of it."""

import datetime as dt
from collections.abc import Iterable

from diaries import SUPPORT, Diary

from juso_core import national, stated
from juso_core.advice import Asked, advise_reporting
from juso_core.citation import Giver
from juso_core.municipality.structure import Structure
from juso_core.reporting.period import half_year_span
from juso_core.reporting.report import Report, indicators_of, make_report

SPAN = half_year_span(2021, 1)


def half_year() -> list[Diary]:
    """Six cases, none with consent, two taken to a 支援会議; four from bases, two from the centre for the elderly."""
    agencies = ("base-east", "base-west", "base-north", "base-east", "houkatsu", "houkatsu")
    diaries = [
        Diary(f"C{number}", dt.date(2021, 4, number), agency).taken_in(dt.date(2021, 4 + number % 4, 20))
        for number, agency in enumerate(agencies, 1)
    ]
    for diary in (diaries[0], diaries[4]):
        diary.conference(dt.date(2021, 8, 20), SUPPORT, meeting="shien-kaigi")
    return diaries


def givers() -> tuple[Asked, ...]:
    return (
        Asked(Giver.STRUCTURE, "structure", "1", {"juso_report": (stated.juso_report,)}),
        Asked(Giver.NATIONAL, "national", "1", {"juso_report": (national.juso_report,)}),
    )


def report_of(town: Structure, diaries: Iterable[Diary], span: tuple[dt.date, dt.date] = SPAN) -> Report:
    heard = advise_reporting(givers(), town.at(span[0]))
    return make_report(town, indicators_of(heard), (diary.history for diary in diaries), *span)
