"""What commands need around them: the open instance, municipalities by the names that people use, labels."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from juso_core.casework.record import Failure
from juso_core.cli.here import folder_here
from juso_core.cli.output import failure_line
from juso_core.finding import UnknownMunicipality, find, name_of
from juso_core.instance import create, enabled_plugins
from juso_core.journal.sql import SqlJournal
from juso_core.language.messages import N_, current
from juso_core.management.outlook import put_on_the_list
from juso_core.municipality import labels
from juso_core.municipality.structure import Structure
from juso_core.office import Office
from juso_core.opening import Opened, open_office
from juso_core.places import MunicipalityUnavailable, unavailable
from juso_core.registry import Broken, Found, load, read_structure, survey
from juso_core.reporting.report import Report, indicators_of, make_report
from juso_core.research.shipped import cases_folder
from juso_core.research.walks import DEMO_FILE, Demo, read_demo

__all__ = ["Here", "demo_here", "folder_here", "installed", "open_here", "structure_named", "with_demo"]


class Here:
    """The open instance as commands use it."""

    def __init__(self, opened: Opened) -> None:
        """Keep what was opened."""
        self.opened = opened
        self.office: Office = opened.office
        self.kept_structure = lru_cache(maxsize=64)(self.office.kept_structure)

    def code(self, name: str | None) -> str:
        """Return the code of a municipality by code, name or short name; of the only enabled one when None."""
        listed = enabled_plugins(self.opened.instance)
        enabled = [plugin for plugin in listed if isinstance(plugin, Found)]
        if name is not None:
            return self._named(enabled, listed, name)
        if len(enabled) == 1:
            return enabled[0].code
        if len(listed) == 1 and isinstance(listed[0], Broken):
            raise unavailable(listed[0])
        if not enabled:
            raise MunicipalityUnavailable(
                N_("no municipality is enabled here"), N_("enable one with: juso plugins enable MUNICIPALITY")
            )
        raise MunicipalityUnavailable(
            N_("several municipalities are enabled here: {names}"),
            N_("name one with: --municipality"),
            names=", ".join(f"{one.code} {name_of(one) or ''}".strip() for one in enabled),
        )

    def _named(self, enabled: list[Found], listed: tuple[Found | Broken, ...], name: str) -> str:
        """The code of an enabled municipality; for one that is installed, or listed and broken, say what it lacks."""
        try:
            return find(enabled, name).code
        except UnknownMunicipality:
            code = find(installed()[0], name, installed()[1]).code if name not in {one.code for one in listed} else name
        # Whoever asks for the place is told why it cannot be used.
        self.opened.places.loaded(code)
        return code

    def structure_of_case(self, case_id: str) -> Structure | None:
        """Return the structure that the last step of a case rested on, as of that day."""
        for recorded in reversed(self.office.history(case_id)):
            if recorded.basis and recorded.basis.digest:
                whole = self.kept_structure(recorded.basis.digest)
                return whole.at(recorded.on) if whole else None
        return None

    def name(self, code: str) -> str:
        """Return the name of a municipality, or its code where its structure cannot be read any more."""
        try:
            return self.opened.places.loaded(code)[0].structure.name
        except MunicipalityUnavailable:
            return code

    def label(self, code: str, name: str, on: dt.date) -> str:
        """Return what people read for an id in a municipality on a day."""
        try:
            return labels.label(self.opened.places(code, on).structure, name, current())
        except MunicipalityUnavailable:
            return name

    def labeller(self, data: Mapping[str, Any]) -> Callable[[str], str]:
        """Return what turns the ids of a command's case into what people read."""
        last = self.office.history(str(data["case_id"]))[-1]
        return lambda name: self.label(last.municipality, name, last.on)

    def report(self, code: str, since: dt.date, until: dt.date) -> Report:
        """Count a period, by what is counted at its end."""
        failures: list[Failure] = []
        indicators = indicators_of(self.office.indicators(code, until, failures))
        for failure in failures:
            click.echo(failure_line(failure), err=True)
        return make_report(
            self.opened.places.loaded(code)[0].structure,
            indicators,
            self.office.histories(code),
            since,
            until,
        )


@contextmanager
def open_here() -> Iterator[Here]:
    """Open the instance that the command is about."""
    with open_office(folder_here()) as opened:
        yield Here(opened)


def installed() -> tuple[tuple[Found, ...], tuple[Broken, ...]]:
    """Return the plugins that are installed, and those that are broken, by metadata alone."""
    seen = survey()
    return seen.found, seen.broken


def structure_named(name: str) -> Structure:
    """Return the structure of an installed municipality by code, name or short name, without importing its plugin."""
    found, broken = installed()
    structure = read_structure(find(found, name, broken))
    if isinstance(structure, Broken):
        raise unavailable(structure)
    return structure


@contextmanager
def demo_here(name: str | None, folder: Path) -> Iterator[tuple[Here, str, Demo]]:
    """Make an instance in a fresh folder for one municipality's demo, and open it."""
    found = _demo_of(name)
    cases = cases_folder(found)
    assert cases is not None, "a municipality with a demo has a folder of cases"
    demo = read_demo(cases)
    loaded = load(found)
    if isinstance(loaded, Broken):
        raise unavailable(loaded)
    instance = create(folder)
    SqlJournal.create(instance.journal).close()
    put_on_the_list(instance, found, loaded.structure, dt.date.today())
    with open_office(folder) as opened:
        yield Here(opened), found.code, demo


def with_demo() -> tuple[Found, ...]:
    """Return the installed municipalities that ship a demo, by code; the first is walked where none is named."""
    return tuple(sorted(filter(_ships_demo, installed()[0]), key=lambda one: one.code))


def _ships_demo(one: Found) -> bool:
    cases = cases_folder(one)
    return cases is not None and (cases / DEMO_FILE).is_file()


def _demo_of(name: str | None) -> Found:
    found, broken = installed()
    possible = with_demo() if name is None else filter(_ships_demo, (find(found, name, broken),))
    for one in possible:
        return one
    raise MunicipalityUnavailable(
        N_("no installed municipality ships cases for a demo") if not name else N_("{name} ships no cases for a demo"),
        N_("see what is installed with: juso plugins list"),
        name=name or "",
    )
