"""The city's plugin as it is found, its office over a journal in memory, and the demonstration walks."""

import datetime as dt
import itertools
from pathlib import Path

from juso_core.desk import Desk
from juso_core.discovery import Found
from juso_core.journal.memory import MemoryJournal
from juso_core.office import Office
from juso_core.places import Places

CODE = "132012"
FOUND = Found(CODE, "juso-hachioji", "0.1.0", "juso_hachioji", 1)
CASES = Path(__file__).resolve().parents[1] / "cases"
DAY = dt.date(2021, 10, 21)


def new_office() -> tuple[Office, MemoryJournal]:
    """An office of the city, and its journal."""
    journal, numbers = MemoryJournal(), itertools.count(1)
    desk = Desk(
        journal=journal,
        place=Places({CODE: FOUND}.get),
        now=lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        new_id=lambda: f"C{next(numbers)}",
    )
    return Office(desk), journal
