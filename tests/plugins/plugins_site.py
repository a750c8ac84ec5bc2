"""Distributions as an installer leaves them, and cases in an office."""

import datetime as dt
import importlib
import json
import shutil
from pathlib import Path
from typing import Any

from attrs import frozen

from juso_core.casework.facts import (
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    HouseholdMember,
    PlanContent,
    Responsibility,
)
from juso_core.casework.law import Actor
from juso_core.municipality.words import Approached, BroughtBy, Consent, Field, Includes, PlanKind, Topic
from juso_core.opening import open_office

CODE = "999997"
TOWN = (Path(__file__).parents[1] / "office" / "office_town.toml").read_text(encoding="utf-8")
POISON = "raise RuntimeError('imported')\n"
JUDGEMENT = """\
from juso_core.hookspecs import hookimpl


@hookimpl
def juso_escalate(case, stage):
    return None
"""


@frozen
class Ran:
    """What a call of the program came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


class Site:
    """A folder where distributions are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.packages: set[str] = set()

    def town(self, **more: Any) -> Path:
        """Install the invented town, juso-reiji; return its package."""
        return self.install("juso_reiji", CODE, **more)

    def install(
        self,
        package: str,
        code: str,
        *,
        version: str = "0.1.0",
        structure: str | None = TOWN,
        plugin: str | None = None,
        changelog: str | bytes | None = None,
        requires: str | None = None,
        group: str = "juso.v1",
    ) -> Path:
        """Install a distribution in the place of one of that name; return its package."""
        self.remove(package)
        self.packages.add(package)
        info = self.folder / f"{package}-{version}.dist-info"
        info.mkdir()
        heads = f"Metadata-Version: 2.4\nName: {package.replace('_', '-')}\nVersion: {version}\n"
        needs = f"Requires-Dist: {requires}\n" if requires else ""
        (info / "METADATA").write_text(heads + needs + "\nWhat it is.\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[{group}]\n{code} = {package}\n", encoding="utf-8")
        folder = self.folder / package
        folder.mkdir()
        (folder / "__init__.py").write_text("" if plugin is None else POISON if plugin == POISON else "")
        if structure is not None:
            text = structure.replace(f'code = "{CODE}"', f'code = "{code}"')
            (folder / "structure.toml").write_text(text, encoding="utf-8")
        if plugin is not None:
            (folder / "plugin.py").write_text(plugin, encoding="utf-8")
        if changelog is not None:
            (folder / "CHANGELOG.md").write_bytes(changelog if isinstance(changelog, bytes) else changelog.encode())
        importlib.invalidate_caches()
        return folder

    def remove(self, package: str) -> None:
        """Take a distribution away."""
        for path in [*self.folder.glob(f"{package}-*.dist-info"), self.folder / package]:
            shutil.rmtree(path, ignore_errors=True)
        importlib.invalidate_caches()


def receive(folder: Path, agency: str = "houkatsu", field: Field = Field.ELDERLY) -> str:
    """Receive a consultation at an agency; return the case's id."""
    member = HouseholdMember("p1", consent=Consents(Consent.GIVEN, Consent.GIVEN))
    found = Consultation(
        approached=Approached.FIELD_WINDOW,
        brought_by=BroughtBy.FAMILY,
        person="p1",
        members=(member,),
        field=field,
        topics=(Topic.HOUSING,),
    )
    with open_office(folder) as opened:
        return opened.office.receive(CODE, found, Actor(agency), dt.date(2024, 6, 1)).case.id


def draft(folder: Path) -> str:
    """Take a case to a plan that is being drafted after consent; return the case's id."""
    case, day = receive(folder), dt.date(2024, 6, 2)
    found = Assessment(
        complaint_clear=False,
        responsibility=Responsibility.UNCLEAR,
        agencies_needed=3,
        household_issue=True,
        cooperation=Cooperation.FAILS,
    )
    with open_office(folder) as opened:
        office, mac = opened.office, Actor("shakyo")
        office.assess(case, found, Actor("houkatsu"), day)
        office.refer(case, Actor("houkatsu"), day, explained=True, agreed=True)
        office.answer(case, mac, day, accept=True)
        office.apply(case, mac, day)
        office.assess(case, found, mac, day, form_1_2=True)
        office.draft(case, PlanContent(PlanKind.MAC, {Includes.OTHER}), mac, day)
    return case
