"""Makes real distributions on disk, as an installer leaves them, one for each thing that can be wrong with them."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from juso_core import registry
from juso_core.casework.case import Case
from juso_core.casework.facts import Consultation, HouseholdMember
from juso_core.municipality.code import check_digit
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import Approached, BroughtBy

STRUCTURE = """
code = "{code}"
name = "{name}"

[[source]]
id = "plan"
title = "{name} 実施計画"
as_of = "2024-03"

[[organization]]
id = "city"
kind = "municipality"
name = "{name}"
cite = "plan: 1"

[[agency]]
id = "fukushi"
name = "福祉課"
kind = "section"
organization = "city"
cite = "plan: 1"

[[agency]]
id = "houkatsu"
name = "地域包括支援センター"
kind = "centre"
cite = "plan: 1"

[[service]]
id = "window-elderly"
function = "comprehensive_consultation"
fields = ["elderly"]
agencies = ["houkatsu"]
cite = "plan: 2"

[[form]]
id = "uketsuke"
name = "受付票"
use = ["intake"]
cite = "plan: 3"

[[meeting]]
id = "shien-kaigi"
name = "支援会議"
kinds = ["support_conference"]
convener = "fukushi"
cite = "plan: 4"
"""

PLUGIN = """
from juso_core.casework.decisions import Escalation, Reason
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.words import Level


@hookimpl
def juso_escalate(case, stage):
    return Escalation(
        local_class="{name}",
        because=(Reason(Text("分類する。", "It is classed."), "plan: 2"),),
    )
"""


def invented(number: int) -> str:
    """The code of an invented municipality."""
    five = f"99{number:03}"
    return five + check_digit(five)


class Site:
    """A folder where distributions are installed, on Python's path or not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []

    def install(
        self,
        package: str,
        code: str,
        *,
        name: str = "例示市",
        distribution: str | None = None,
        version: str = "0.1.0",
        group: str = "juso.v1",
        value: str | None = None,
        entry_points: str | bytes | None = None,
        structure: str | None = STRUCTURE,
        plugin: str | None = None,
        init: str | None = "",
    ) -> str:
        """Install a distribution; ``None`` leaves a file out. Returns the distribution's name."""
        distribution = distribution or package.replace("_", "-")
        info = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")
        if entry_points is None:
            entry_points = f"[{group}]\n{code} = {package if value is None else value}\n"
        if isinstance(entry_points, str):
            entry_points = entry_points.encode()
        (info / "entry_points.txt").write_bytes(entry_points)
        folder = self.folder / package
        folder.mkdir(exist_ok=True)
        if init is not None:
            (folder / "__init__.py").write_text(init)
        if structure is not None:
            (folder / "structure.toml").write_text(structure.format(code=code, name=name), encoding="utf-8")
        if plugin is not None:
            text = plugin.replace("{name}", name)
            (folder / "plugin.py").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        self.made.append(package)
        return distribution


@pytest.fixture
def new_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Site]]:
    """Make folders for distributions; ``on_path=False`` for one where Python does not look."""
    sites: list[Site] = []

    def make(name: str = "site", *, on_path: bool = True) -> Site:
        site = Site(tmp_path / name)
        site.folder.mkdir()
        if on_path:
            monkeypatch.syspath_prepend(str(site.folder))
        sites.append(site)
        return site

    yield make
    registry.forget()
    for package in (package for site in sites for package in site.made):
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]


@pytest.fixture
def site(new_site: Callable[..., Site]) -> Site:
    """A folder for distributions, on Python's path."""
    return new_site()


@pytest.fixture(scope="session")
def town():
    """The structure of the example town on a day."""
    return load_text(STRUCTURE.format(code=invented(1), name="例示市")).at(dt.date(2024, 4, 1))


@pytest.fixture(scope="session")
def case():
    """A case of a household of two."""
    members = (HouseholdMember("p1"), HouseholdMember("p2"))
    consultation = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, person="p1", members=members
    )
    return Case(id="C1", municipality=invented(1), consultation=consultation, members=members, agency="houkatsu")
