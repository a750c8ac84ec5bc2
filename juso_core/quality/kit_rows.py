"""What the conformance kit tests of every row of a structure."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
import pytest

from juso_core.language.era import first_day, last_day
from juso_core.municipality import labels
from juso_core.municipality.structure import Row, Structure

__all__ = ["row_tests"]


def row_tests(structure: Structure) -> dict[str, Any]:
    """Return the test of every row: its source, its names in both languages, the days on which it holds."""
    rows = list(structure.rows())
    names = [f"{row.key}-{number}" for number, row in enumerate(rows)]

    @pytest.mark.parametrize("row", rows, ids=names)
    def test_row(self: Any, row: Row) -> None:
        """Every row has its source, its name in both languages, and holds on its days only."""
        whole: Structure = self.kit.structure
        assert {cite.source for cite in row.cite} <= {source.id for source in whole.source}
        own = getattr(row, "id", None)
        if own:
            assert all(labels.label(whole, own, language).strip() for language in ("ja", "en"))
        for day, holds in _edges(row):
            assert row.holds_on(day) is holds, f"{row.key}: {day}"
            if row.table not in ("figure", "note", "priority"):
                assert (_same(row) in map(_same, getattr(whole.at(day), row.table))) is holds, f"{row.key}: {day}"

    # Without any row there is nothing to test, and nothing to skip.
    return {"test_row": test_row} if rows else {}


def _same(row: Row) -> Row:
    """A row but for the agencies in it: of those a structure keeps only the ones of the day."""
    return attrs.evolve(row, agencies=()) if hasattr(row, "agencies") else row  # type: ignore[call-arg]


def _edges(row: Row) -> Iterable[tuple[dt.date, bool]]:
    one = dt.timedelta(days=1)
    if row.since:
        yield first_day(row.since) - one, False
        yield first_day(row.since), True
    if row.until:
        if row.since or row.status.value in ("in_force", "trial"):
            yield last_day(row.until), True
        yield last_day(row.until) + one, False
