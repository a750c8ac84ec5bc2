"""Answers and windows as rows of a structure, each with its citation. Nothing is added that nobody said."""

import datetime as dt
from typing import Any, Final

from juso_core.citation import UNSOURCED
from juso_core.municipality.words import AgencyKind, Function, OrganizationKind
from juso_core.scaffold.answers import Answers, OperatorAnswer, ProgrammeAnswer
from juso_core.scaffold.columns import SHAKYO, kind_by_name, kind_of_body, plain
from juso_core.scaffold.ids import Ids, id_from
from juso_core.scaffold.window_list import FIXED_IDS, Window, WindowAgency, WindowList
from juso_core.scaffold.wrong import wrong_text

__all__ = ["PLAN", "UNSOURCED_TITLE", "Row", "facts"]

Row = dict[str, Any]
"""A row by its keys, in the order in which they are written; what is None or empty is not."""

PLAN: Final = "plan"
"""The id of the source that the answers name."""

UNSOURCED_TITLE: Final = "出典をまだ確かめていない入力（juso new）"

_SERVICE_IDS: Final = {
    Function.COMPREHENSIVE_CONSULTATION: "consultation",
    Function.MULTI_AGENCY_COLLABORATION: "mac",
    Function.OUTREACH: "outreach",
    Function.PARTICIPATION_SUPPORT: "participation",
    Function.COMMUNITY_BUILDING: "community-building",
    Function.SUPPORT_PLANNING: "support-planning",
}
_AREA_LAYER: Final = "圏域"
_LIST: Final = "一覧"


def facts(answers: Answers, windows: WindowList | None, today: dt.date) -> dict[str, list[Row]]:
    """Return the rows of each table that answers and windows fill."""
    return _Facts(answers, windows or WindowList()).made(today)


class _Facts:
    """Puts the rows together; bodies and agencies are the same wherever they are named."""

    def __init__(self, answers: Answers, windows: WindowList) -> None:
        self.answers, self.windows = answers, windows
        own = [window.id for window in windows.windows if window.id]
        self.ids = Ids([*FIXED_IDS, *own])
        self.bodies: dict[tuple[OrganizationKind, str], Row] = {}
        self.agencies: dict[tuple[str, str | None], Row] = {}
        self.areas: dict[str, Row] = {}
        self.layers = self._layers()

    def made(self, today: dt.date) -> dict[str, list[Row]]:
        """Return the rows by table. Those of the list come first, since they say more of an agency."""
        listed = {agency.name: self._listed_agency(agency) for agency in self.windows.agencies}
        windows = [self._window(window, listed) for window in self.windows.windows]
        programme = self._programme()
        operators = [self._operated(one) for one in self.answers.operator]
        rows = {
            "programme": programme,
            "layer": self.layers,
            "area": list(self.areas.values()),
            "organization": list(self.bodies.values()),
            "agency": list(self.agencies.values()),
            "service": [*windows, *operators],
        }
        return {"source": self._sources(rows, today), **rows}

    def _sources(self, rows: dict[str, list[Row]], today: dt.date) -> list[Row]:
        """The named document, and the stand-in where something rests on it or no other is there."""
        named = self.answers.source
        found: list[Row] = []
        if named is not None and named.title:
            found.append({"id": PLAN, "title": named.title, "publisher": named.publisher, "as_of": named.as_of})
        cited = [cite for table in rows.values() for row in table for cite in row["cite"]]
        if not found or any(cite.startswith(f"{UNSOURCED}:") for cite in cited):
            found.append({"id": UNSOURCED, "title": UNSOURCED_TITLE, "as_of": today.isoformat()})
        return found

    def _cite(self, heading: str | None, otherwise: str) -> list[str]:
        """Where a fact stands; without a heading, which question or row it answers."""
        named = self.answers.source is not None and self.answers.source.title
        return [f"{PLAN}: {heading}" if heading and named else f"{UNSOURCED}: {heading or otherwise}"]

    def _programme(self) -> list[Row]:
        said = self.answers.programme
        if said in (None, ProgrammeAnswer()):
            return []
        assert said is not None
        cite = self._cite(said.heading, "事業の段階")
        city = self._body(OrganizationKind.MUNICIPALITY, "", cite) if said.section else ""
        row = {
            "stage": said.stage,
            "since": said.since,
            "described_on": said.described_on,
            "mac_setting_pattern": said.mac_setting_pattern,
            "section": self._agency(said.section, city, cite) if said.section else None,
            "cite": cite,
        }
        return [row]

    def _layers(self) -> list[Row]:
        """The layers as answered; areas of the list belong to the lowest, or below the whole to one of their own."""
        rows = [
            {
                "id": self.ids.take(id_from(one.name, "layer")),
                "name": one.name,
                "order": order,
                "count": one.count,
                "cite": self._cite(one.heading, "圏域"),
            }
            for order, one in enumerate(self.answers.layer, 1)
        ]
        with_area = next((agency for agency in self.windows.agencies if agency.area), None)
        only_the_whole = len(rows) == 1 and rows[0]["count"] in (None, 1)
        if with_area is not None and (not rows or only_the_whole):
            cite = self._cite(with_area.heading, self._row_of_list(with_area.row))
            rows.append({"id": self.ids.take(_AREA_LAYER), "name": _AREA_LAYER, "order": 2, "cite": cite})
        return rows

    def _row_of_list(self, row: int) -> str:
        # A file may be called what no text can hold: a name that is no UTF-8, or with signs that nobody sees.
        name = _LIST if wrong_text(self.windows.file) else self.windows.file
        return f"{name}、{row}行目"

    def _listed_agency(self, agency: WindowAgency) -> str:
        cite = self._cite(agency.heading, self._row_of_list(agency.row))
        body = self._body_written(agency.operator, cite) if agency.operator else None
        area = self._area(agency.area, cite) if agency.area else None
        row: Row = {"id": self.ids.take(id_from(agency.name, "agency")), "name": agency.name, "kind": agency.kind}
        row |= {"organization": body, "area": area, "cite": cite}
        self.agencies[agency.name, body] = row
        return str(row["id"])

    def _area(self, name: str, cite: list[str]) -> str:
        if name not in self.areas:
            layer = self.layers[-1]["id"]
            row = {"id": self.ids.take(id_from(name, "area")), "name": name, "layer": layer, "cite": cite}
            self.areas[name] = row
        return str(self.areas[name]["id"])

    def _window(self, window: Window, listed: dict[str, str]) -> Row:
        headings = window.headings or (None,)
        cite = [one for heading in headings for one in self._cite(heading, self._row_of_list(window.row))]
        return {
            "id": window.id or self.ids.take("window-" + id_from(window.name, "x").removeprefix("window-")),
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

    def _operated(self, said: OperatorAnswer) -> Row:
        cite = self._cite(said.heading, f"{said.function.ja}の実施主体")
        body = self._body(said.kind, said.name or "", cite)
        return {
            "id": _SERVICE_IDS[said.function],
            "function": said.function,
            "agencies": [self._agency(said.section, body, cite) if said.section else body],
            "operation_form": said.form,
            "cite": cite,
        }

    def _body_written(self, name: str, cite: list[str]) -> str:
        """The body that the list means; 社協 alone is the one that an answer names."""
        kind = kind_of_body(name, [self.answers.name or ""])
        named = {one.name for one in self.answers.operator if one.kind is kind and one.name}
        if plain(name) in SHAKYO and len(named) == 1:
            name = named.pop()
        return self._body(kind, name, cite)

    def _body(self, kind: OrganizationKind, name: str, cite: list[str]) -> str:
        municipal = kind is OrganizationKind.MUNICIPALITY
        key = (kind, "" if municipal else name)
        if key not in self.bodies:
            first_shakyo = kind is OrganizationKind.SHAKYO and all(one is not kind for one, _name in self.bodies)
            own = "city" if municipal else "shakyo" if first_shakyo else self.ids.take(id_from(name, "body"))
            shown = self.answers.name if municipal else name
            self.bodies[key] = {"id": own, "kind": kind, "name": shown, "cite": cite}
        return str(self.bodies[key]["id"])

    def _agency(self, name: str, body: str, cite: list[str]) -> str:
        """The section of a body: one that the list has, too, where it says nothing else of who runs it."""
        row = self.agencies.get((name, body)) or self.agencies.get((name, None))
        if row is None:
            row = {
                "id": self.ids.take(id_from(name, "agency")),
                "name": name,
                "kind": kind_by_name(name) or AgencyKind.SECTION,
            }
            row |= {"organization": body, "cite": cite}
            self.agencies[name, body] = row
        elif row.get("organization") is None:
            row["organization"] = body
        return str(row["id"])
