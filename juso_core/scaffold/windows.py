"""Reads the list of windows that a city has already, from .xlsx or .csv.

Rows with the same name of a window are one window: their fields, agencies and headings are put together, and how it
is run and when it is open must agree. Rows with the same agency are one agency: what kind it is, who runs it and its
area must agree. Left empty in one row is no disagreement. A row whose window begins with （例） is an example.
Everything that is wrong is told at once.
"""

from pathlib import Path

from attrs import evolve, field, frozen

from juso_core.language.messages import _
from juso_core.municipality.problems import did_you_mean, nearest
from juso_core.scaffold.columns import BY_KEY, COLUMNS, is_body, kind_by_name
from juso_core.scaffold.ids import FIXED_IDS
from juso_core.scaffold.problems import CellProblem, raise_if_any
from juso_core.scaffold.table_file import Sheet, read_sheets
from juso_core.scaffold.window_headings import Headings, find_headings
from juso_core.scaffold.window_list import Window, WindowAgency, WindowList
from juso_core.scaffold.window_rows import WindowRow

__all__ = ["read_windows"]


def read_windows(path: str | Path) -> WindowList:
    """Return what a list of windows says; raises AnswerErrors with everything that is wrong in it."""
    path = Path(path)
    sheets = read_sheets(path)
    headings = find_headings(sheets)
    if headings is None:
        what = _("no row of headings is there; 窓口の名称 and 分野 are needed")
        raise_if_any([CellProblem(path.name, 0, "", what, _near(sheets))])
    assert headings is not None
    return _Reader(path.name, headings).read()


def _near(sheets: tuple[Sheet, ...]) -> str:
    """What to do about a table whose headings were not recognised."""
    known = [name for column in COLUMNS for name in (column.heading, *column.others)]
    cells = [cell.text for sheet in sheets for _number, row in sheet.rows[:3] for cell in row if cell.text]
    near = next((found for cell in cells if (found := nearest(cell, known))), None)
    if near is not None:
        return _("did you mean '{near}'?", near=near)
    return _("a template is written by: juso new --template-xlsx FILE")


@frozen
class _Reader:
    """Reads the rows below the headings and collects what is wrong on the way."""

    file: str
    headings: Headings
    problems: list[CellProblem] = field(factory=list)
    windows: dict[str, Window] = field(factory=dict)
    agencies: dict[str, WindowAgency] = field(factory=dict)

    def read(self) -> WindowList:
        """Return the list; raises AnswerErrors."""
        self._check_headings()
        raise_if_any(self.problems)
        for number, cells in self.headings.sheet.rows:
            if number > self.headings.row:
                places = self.headings.places.items()
                self._take(WindowRow(number, {key: cells[n] for key, n in places if n < len(cells)}, self._tell))
        self._take_kinds()
        self._check_ids()
        if not self.windows and not self.problems:
            self._tell(self.headings.row, "", _("below the headings stands no window"))
        raise_if_any(self.problems)
        return WindowList(self.file, tuple(self.windows.values()), tuple(self.agencies.values()), self.headings.unread)

    def _tell(self, row: int, column: str, what: str, hint: str = "") -> None:
        self.problems.append(CellProblem(self.file, row, column, what, hint, self.headings.sheet.name))

    def _check_headings(self) -> None:
        for heading in self.headings.twice:
            self._tell(self.headings.row, heading, _("this column is there twice"))
        for column in COLUMNS:
            if column.needed and column.key not in self.headings.places:
                what = _("the column {column} is missing", column=column.heading)
                near = nearest(column.heading, self.headings.unread)
                self._tell(self.headings.row, "", what, did_you_mean(column.heading, [near]) if near else "")

    def _take(self, row: WindowRow) -> None:
        if row.is_nothing():
            return
        if (agency := row.agency()) is not None:
            earlier = self.agencies.get(agency.name)
            self.agencies[agency.name] = row.joined_agency(earlier, agency) if earlier else agency
        if (window := row.window()) is not None:
            before = self.windows.get(window.name)
            self.windows[window.name] = row.joined_window(before, window) if before else window

    def _take_kinds(self) -> None:
        """What no row says of an agency, its name may say."""
        for name, agency in self.agencies.items():
            kind = agency.kind or kind_by_name(name)
            self.agencies[name] = evolve(agency, kind=kind)
            if kind is None:
                what = _("the name '{name}' does not say what kind of agency it is", name=name)
                hint = _("write 課, センター, 拠点 or チーム")
                if is_body(name):
                    hint = _("leave 担当機関 empty and write it under 運営法人")
                self._tell(agency.row, BY_KEY["agency_kind"].heading, what, hint)

    def _check_ids(self) -> None:
        seen = set(FIXED_IDS)
        named: list[tuple[str, Window | WindowAgency]] = [
            *(("id", window) for window in self.windows.values()),
            *(("agency_id", agency) for agency in self.agencies.values()),
        ]
        for key, one in named:
            if one.id and one.id in seen:
                what = _("the id '{id}' is taken already", id=one.id)
                self._tell(one.row, BY_KEY[key].heading, what, _("choose another id"))
            seen.add(one.id)
