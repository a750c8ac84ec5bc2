"""Answers and windows as rows of a structure, each with its citation. Nothing is added that nobody said."""

import datetime as dt
from typing import Any, Final

from juso_core.language.messages import _, current
from juso_core.municipality.problems import Problem, did_you_mean
from juso_core.municipality.words import AgencyKind, Function, OrganizationKind
from juso_core.scaffold.answers import Answers, OperatorAnswer, ProgrammeAnswer
from juso_core.scaffold.citing import Citing
from juso_core.scaffold.columns import SHAKYO, kind_by_name, kind_of_body, plain
from juso_core.scaffold.ids import Row, choose_id, give_ids, linked
from juso_core.scaffold.problems import OptionProblem, raise_if_any
from juso_core.scaffold.window_list import Window, WindowAgency, WindowList
from juso_core.scaffold.wrong import wrong_text

__all__ = ["facts"]

Key = tuple[OrganizationKind, str]

_AREA_LAYER: Final = "圏域"
_LIST: Final = "一覧"


def facts(answers: Answers, windows: WindowList | None, today: dt.date) -> dict[str, list[Row]]:
    """Return the rows of each table that answers and windows fill; raises AnswerErrors where they contradict."""
    return _Facts(answers, windows or WindowList()).made(today)


class _Facts:
    """Puts the rows together; bodies and agencies are the same wherever they are named.

    Rows point to one another as rows, and get their ids when all are there.
    """

    def __init__(self, answers: Answers, windows: WindowList) -> None:
        self.answers, self.windows = answers, windows
        self.citing = Citing(answers.source)
        self.problems: list[Problem] = []
        self.bodies: dict[Key, Row] = {}
        self.agencies: dict[tuple[str, Key | None], Row] = {}
        self.areas: dict[str, Row] = {}
        self.layers = self._layers()

    def made(self, today: dt.date) -> dict[str, list[Row]]:
        """Return the rows by table. Those of the list come first, since they say more of an agency."""
        listed = {agency.name: self._listed_agency(agency) for agency in self.windows.agencies}
        windows = [self._window(window, listed) for window in self.windows.windows]
        programme = self._programme()
        operators = self._operators()
        rows = {
            "programme": programme,
            "layer": self.layers,
            "area": list(self.areas.values()),
            "organization": list(self.bodies.values()),
            "agency": list(self.agencies.values()),
            "service": [*windows, *operators],
        }
        raise_if_any([*self.problems, *self.citing.problems, *give_ids(rows)])
        return {"source": self.citing.rows((row for table in rows.values() for row in table), today), **linked(rows)}

    def _programme(self) -> list[Row]:
        said = self.answers.programme
        if said in (None, ProgrammeAnswer()):
            return []
        assert said is not None
        cite = self.citing.cite(said.heading, "事業の段階")
        section: Row | None = None
        if said.section:
            section = self._agency(said.section, self._body(OrganizationKind.MUNICIPALITY, "", cite), cite)
            self.problems += choose_id(section, said.section_id)
        row = {
            "stage": said.stage,
            "since": said.since,
            "described_on": said.described_on,
            "mac_setting_pattern": said.mac_setting_pattern,
            "section": section,
            "cite": cite,
        }
        return [row]

    def _layers(self) -> list[Row]:
        """The layers as answered; areas of the list belong to the lowest, or below the whole to one of their own."""
        rows: list[Row] = [
            {
                "id": one.id,
                "name": one.name,
                "order": order,
                "count": one.count,
                "cite": self.citing.cite(one.heading, "圏域"),
            }
            for order, one in enumerate(self.answers.layer, 1)
        ]
        with_area = next((agency for agency in self.windows.agencies if agency.area), None)
        only_the_whole = len(rows) == 1 and rows[0]["count"] in (None, 1)
        if with_area is not None and (not rows or only_the_whole):
            cite = self.citing.cite(with_area.heading, self._row_of_list(with_area.row))
            rows.append({"id": None, "name": _AREA_LAYER, "order": 2, "cite": cite})
        return rows

    def _row_of_list(self, row: int) -> str:
        # A file may be called what no text can hold: a name that is no UTF-8, or with signs that nobody sees.
        name = _LIST if wrong_text(self.windows.file) else self.windows.file
        return f"{name}、{row}行目"

    def _listed_agency(self, agency: WindowAgency) -> Row:
        cite = self.citing.cite(agency.heading, self._row_of_list(agency.row))
        body = self._body_written(agency.operator, cite) if agency.operator else None
        row = _agency_row(agency.name, agency.kind, body, cite)
        row |= {"id": agency.id or None, "area": self._area(agency.area, cite) if agency.area else None}
        self.agencies[agency.name, _key(body) if body else None] = row
        return row

    def _area(self, name: str, cite: list[str]) -> Row:
        if name not in self.areas:
            self.areas[name] = {"id": None, "name": name, "layer": self.layers[-1], "cite": cite}
        return self.areas[name]

    def _window(self, window: Window, listed: dict[str, Row]) -> Row:
        headings = window.headings or (None,)
        cite = [one for heading in headings for one in self.citing.cite(heading, self._row_of_list(window.row))]
        return {
            "id": window.id or None,
            "function": Function.COMPREHENSIVE_CONSULTATION,
            "name": window.name,
            "agencies": [
                *(listed[name] for name in window.agencies),
                *(self._body_written(name, cite) for name in window.bodies),
            ],
            "operation_form": window.form,
            "fields": list(window.fields),
            "any_field": window.any_field or None,
            "open": window.open,
            "cite": cite,
        }

    def _operators(self) -> list[Row]:
        """A row for each function; several operators are one row where form and heading are the same, else several."""
        rows: list[tuple[str | None, Row]] = []
        for said in self.answers.operator:
            cite = self.citing.cite(said.heading, f"{said.function.ja}の実施主体")
            agency = self._operator(said, cite)
            row = next((row for heading, row in rows if heading == said.heading and _fits(row, said)), None)
            if row is None:
                row = {"id": None, "function": said.function, "agencies": [], "together": None}
                row |= {"operation_form": said.form, "cite": cite}
                rows.append((said.heading, row))
            row["agencies"].append(agency)
            row["id"], row["together"] = row["id"] or said.id, row["together"] or said.together
        for _heading, row in rows:
            if row["together"] and len(row["agencies"]) == 1:
                what = _(
                    "together is said of {function}, and only one operator is there",
                    function=row["function"].label(current()),
                )
                self._wrong("together", what, _("give those of one row the same form and heading"))
        return [row for _heading, row in rows]

    def _operator(self, said: OperatorAnswer, cite: list[str]) -> Row:
        """Who runs a function: a body, or a section of it."""
        body = self._body(said.kind, said.name or "", cite)
        self.problems += choose_id(body, said.body_id)
        if not said.section:
            return body
        row = self._agency(said.section, body, cite)
        self.problems += choose_id(row, said.section_id)
        self._add(row, "per", self._layer(said.per))
        self._add(row, "count", said.count)
        return row

    def _layer(self, name: str | None) -> Row | None:
        found = next((row for row in self.layers if name in (row["name"], row["id"])), None) if name else None
        if name and found is None:
            what = _("there is no layer '{name}' in the answers", name=name)
            self._wrong("per", what, did_you_mean(name, [row["name"] for row in self.layers]))
        return found

    def _add(self, row: Row, key: str, value: Any) -> None:
        """Put to an agency what an answer says of it."""
        if value is not None and row[key] not in (None, value):
            what = _("{key} of '{name}' is said twice, and not the same", key=key, name=row["name"])
            self._wrong(key, what, _("write the same in both, or give them different names"))
        row[key] = value if row[key] is None else row[key]

    def _wrong(self, key: str, what: str, hint: str) -> None:
        self.problems.append(OptionProblem.of(key, what, hint))

    def _body_written(self, name: str, cite: list[str]) -> Row:
        """The body that the list means; 社協 alone is the one that an answer names."""
        kind = kind_of_body(name, [self.answers.name or ""])
        named = {one.name for one in self.answers.operator if one.kind is kind and one.name}
        if plain(name) in SHAKYO and len(named) == 1:
            name = named.pop()
        return self._body(kind, name, cite)

    def _body(self, kind: OrganizationKind, name: str, cite: list[str]) -> Row:
        municipal = kind is OrganizationKind.MUNICIPALITY
        key = (kind, "" if municipal else name)
        if key not in self.bodies:
            shown = self.answers.name if municipal else name
            self.bodies[key] = {"id": None, "kind": kind, "name": shown, "cite": cite}
        return self.bodies[key]

    def _agency(self, name: str, body: Row, cite: list[str]) -> Row:
        """The section of a body: one that the list has, too, where it says nothing else of who runs it."""
        row = self.agencies.get((name, _key(body))) or self.agencies.get((name, None))
        if row is None:
            row = _agency_row(name, kind_by_name(name) or AgencyKind.SECTION, body, cite)
            self.agencies[name, _key(body)] = row
        row["organization"] = row["organization"] or body
        return row


def _key(body: Row) -> Key:
    return body["kind"], body["name"]


def _agency_row(name: str, kind: AgencyKind | None, body: Row | None, cite: list[str]) -> Row:
    """An agency of which nothing else is said."""
    row: Row = {"id": None, "name": name, "kind": kind, "organization": body}
    return row | {"per": None, "count": None, "area": None, "cite": cite}


def _fits(row: Row, said: OperatorAnswer) -> bool:
    """Whether an operator belongs to a row: of the same function and form, and with no other id or way to act."""
    same = row["function"] is said.function and row["operation_form"] is said.form
    others = ((row["id"], said.id), (row["together"], said.together))
    return same and all(one is None or other is None or one == other for one, other in others)
