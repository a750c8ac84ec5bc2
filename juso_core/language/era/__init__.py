"""Dates as Japanese offices write them: 和暦 (era dates), 年度 (fiscal years), and the periods that facts state.

No library that needs no compiler knows the Japanese calendar, so the table of eras is kept here.
"""

from juso_core.language.era.dates import era_date, parse_date, show_date
from juso_core.language.era.fiscal import fiscal_year, fiscal_year_name, fiscal_year_span, parse_fiscal_year
from juso_core.language.era.periods import first_day, last_day

__all__ = [
    "era_date",
    "first_day",
    "fiscal_year",
    "fiscal_year_name",
    "fiscal_year_span",
    "last_day",
    "parse_date",
    "parse_fiscal_year",
    "show_date",
]
