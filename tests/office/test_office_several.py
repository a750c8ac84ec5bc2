"""Several municipalities in one database and one process; windows of earlier days; plugins that change or go.

The municipalities are those in ``plugins/``: what is walked here is taken from their structures.
"""

import datetime as dt
import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest
from attrs import evolve, frozen
from office_bench import NONE, ROLES_UNCLEAR, day, install

from juso_core.casework.facts import Consultation, HouseholdMember
from juso_core.casework.law import Actor
from juso_core.casework.refusal import RefusedByFlow
from juso_core.desk import Desk
from juso_core.discovery import Found, package_path, survey
from juso_core.journal.sql import SqlJournal
from juso_core.municipality import queries
from juso_core.municipality.queries import agencies_of
from juso_core.municipality.structure import Service
from juso_core.municipality.words import Approached, BroughtBy, Field, Function, Special, Topic, Trait
from juso_core.office import Office
from juso_core.places import MunicipalityUnavailable, Places
from juso_core.reporting.report import indicators_of, make_report
from juso_core.research.explain import explain, step_data

FOUND = {found.code: found for found in survey().found}
SON = HouseholdMember("son", consent=NONE, traits=(Trait.HIKIKOMORI,))
CASE = Consultation(
    approached=Approached.FIELD_WINDOW,
    field=Field.ELDERLY,
    brought_by=BroughtBy.CARE_MANAGER,
    topics=(Topic.ELDERLY_CARE,),
    person="son",
    members=(SON,),
)


@frozen
class Database:
    """An office of several municipalities over one SQLite database."""

    office: Office
    journal: SqlJournal

    def explained(self, case: str) -> list[dict]:
        kept = explain(self.office.history(case), self.office.kept_structure)
        return [{**step_data(step), "at": None} for step in kept]

    def counted(self, code: str) -> dict[str, int]:
        place = self.office.desk.place(code, day(9))
        indicators = indicators_of(self.office.indicators(code, day(9), []))
        report = make_report(place.structure, indicators, self.office.histories(code), day(0), day(9))
        return {row.id: row.value for row in report.rows}


@pytest.fixture
def database(tmp_path: Path):
    """Makes databases with some municipalities enabled; ids of cases are the same in each."""
    opened = []

    def make(found: Iterable[Found], file: str = "juso.db", create: bool = True) -> Database:
        where = tmp_path / file
        journal = SqlJournal.create(where) if create else SqlJournal.open(where)
        opened.append(journal)
        numbers = itertools.count(len(journal.cases()) + 1)
        desk = Desk(
            journal=journal,
            place=Places({one.code: one for one in found}.get),
            now=lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            new_id=lambda: f"C{next(numbers)}",
        )
        return Database(Office(desk), journal)

    yield make
    for journal in opened:
        journal.close()


NOBODY_NAMED = {"131148"}
"""Whose source names no agency at the window of the field (中野区): there, another of its windows receives."""


def advised_window(database: Database, code: str) -> Service:
    """The window that is advised for the case."""
    structure = database.office.desk.place(code, day(0)).structure
    return queries.windows_for(structure, CASE.approached, CASE.field)[0]


def window_of(database: Database, code: str) -> Actor:
    """Who receives: the first agency of the advised window, or of another where that window names none."""
    structure = database.office.desk.place(code, day(0)).structure
    windows = queries.windows(structure) if code in NOBODY_NAMED else (advised_window(database, code),)
    return Actor(next(name for window in windows for one in window.agencies for name in agencies_of(structure, one)))


def mac_of(database: Database, code: str) -> Actor:
    structure = database.office.desk.place(code, day(0)).structure
    named = queries.operators(structure, Function.MULTI_AGENCY_COLLABORATION)
    return Actor(named[0] if named else Special.MUNICIPALITY.value)


STEPS = (
    lambda office, case, window, mac: office.assess(case, ROLES_UNCLEAR, window, day(1)),
    lambda office, case, window, mac: office.refer(case, window, day(2)),
    lambda office, case, window, mac: office.answer(case, mac, day(3), accept=True),
    lambda office, case, window, mac: office.call(case, mac, day(4)),
)


def test_the_advised_window_receives_wherever_it_names_somebody(database):
    here = database(FOUND.values())
    assert {code for code in FOUND if not advised_window(here, code).agencies} == NOBODY_NAMED
    for code in FOUND:
        window = advised_window(here, code)
        done = here.office.receive(code, CASE, window_of(here, code), day(0))
        assert done.case.window == window.id
        named = agencies_of(here.office.desk.place(code, day(0)).structure, window.id)
        assert (done.case.agency in named) is (code not in NOBODY_NAMED)


def test_municipalities_in_one_database_do_not_touch_each_other(database):
    """Step by step in turn in one database, or each alone in its own: every entry is the same."""
    together = database(FOUND.values())
    cases = {code: together.office.receive(code, CASE, window_of(together, code), day(0)).case.id for code in FOUND}
    for step in STEPS:
        for code, case in cases.items():
            step(together.office, case, window_of(together, code), mac_of(together, code))
    for code, case in cases.items():
        alone = database([FOUND[code]], f"{code}.db")
        own = alone.office.receive(code, CASE, window_of(alone, code), day(0)).case.id
        for step in STEPS:
            step(alone.office, own, window_of(alone, code), mac_of(alone, code))
        assert together.explained(case) == alone.explained(own)
        assert [evolve(r, case_id="", municipality=code) for r in together.office.history(case)] == [
            evolve(r, case_id="") for r in alone.office.history(own)
        ]
        assert together.counted(code) == alone.counted(code)
    assert together.journal.verify() == ()


def test_an_agency_of_one_municipality_is_nobody_in_another(database):
    here = database(FOUND.values())
    names = {code: set(here.office.desk.place(code, day(0)).structure.ids) for code in FOUND}
    for code in FOUND:
        others = set().union(*(ids for other, ids in names.items() if other != code)) - names[code]
        for agency in sorted(others)[:5]:
            with pytest.raises(RefusedByFlow):
                here.office.receive(code, CASE, Actor(agency), day(0))
    assert here.journal.cases() == ()


def test_each_municipality_counts_only_its_own_cases(database):
    here = database(FOUND.values())
    for number, code in enumerate(FOUND, 1):
        for _ in range(number):
            here.office.receive(code, CASE, window_of(here, code), day(0))
    for number, code in enumerate(FOUND, 1):
        assert here.counted(code)["consultations"] == number
        assert len(here.office.cases(code)) == number


# -- days -----------------------------------------------------------------------------------------------------------

SETAGAYA = "131121"
BEFORE, AFTER = dt.date(2022, 3, 31), dt.date(2022, 4, 1)


def at_target_window(office: Office, by: str, on: dt.date):
    return office.receive(SETAGAYA, evolve(CASE, approached=Approached.TARGET_WINDOW, field=None), Actor(by), on)


def test_an_earlier_day_has_the_earlier_windows(database):
    here = database(FOUND.values())
    assert at_target_window(here.office, "anshin", BEFORE).case.window is None
    assert at_target_window(here.office, "plathome", AFTER).case.window == "window-hikikomori"


def without_window(tmp_path: Path) -> Found:
    """The next version of the plugin, which has dropped the window, its conferences and routes."""
    folder = package_path(FOUND[SETAGAYA])
    assert folder is not None
    blocks = (folder / "structure.toml").read_text(encoding="utf-8").split("\n\n")
    kept = [block for block in blocks if "window-hikikomori" not in block]
    assert len(kept) < len(blocks)
    found = install(tmp_path, "\n\n".join(kept))
    return evolve(found, code=SETAGAYA, distribution="juso-setagaya", version="0.2.0")


def test_a_case_stays_explainable_after_the_plugin_drops_its_window(database, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    first = database(FOUND.values())
    case = at_target_window(first.office, "plathome", AFTER).case.id
    before = first.explained(case)
    assert before[0]["advice"]["window"]["label"] == "ひきこもり相談窓口"

    later = database([without_window(tmp_path)], create=False)
    assert "window-hikikomori" not in later.office.desk.place(SETAGAYA, AFTER).structure.ids
    assert later.explained(case) == before
    done = later.office.assess(case, ROLES_UNCLEAR, Actor("plathome"), dt.date(2022, 4, 2))
    assert done.recorded[0].basis.version == "0.2.0"
    assert later.explained(case)[:1] == before
    assert len(later.explained(case)) == 2
    assert later.journal.verify() == ()


def test_a_case_stays_explainable_and_readable_after_the_plugin_is_uninstalled(database):
    first = database(FOUND.values())
    case = at_target_window(first.office, "plathome", AFTER).case.id
    before = first.explained(case)
    gone = database([found for code, found in FOUND.items() if code != SETAGAYA], create=False)
    assert gone.explained(case) == before
    assert gone.office.case(case).window == "window-hikikomori"
    assert [index.case_id for index in gone.office.cases(SETAGAYA)] == [case]
    with pytest.raises(MunicipalityUnavailable):
        gone.office.assess(case, ROLES_UNCLEAR, Actor("plathome"), dt.date(2022, 4, 2))
