"""The city's plugin as it is found, and the day that its source describes."""

import datetime as dt

from juso_core.discovery import Found

CODE = "292095"
FOUND = Found(CODE, "juso-ikoma", "0.1.0", "juso_ikoma", 1)
DAY = dt.date(2023, 6, 1)
NEXT_YEAR = dt.date(2024, 4, 1)
