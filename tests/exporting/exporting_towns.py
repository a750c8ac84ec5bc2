"""Places to export: the municipalities in the repository, and an invented town whose texts would harm a spreadsheet."""

from functools import lru_cache
from pathlib import Path

from juso_core import hookspecs, national, stated
from juso_core.advice import Asked
from juso_core.casework.setting import setting_of
from juso_core.citation import Giver
from juso_core.desk import Place
from juso_core.municipality.loading import load, load_text
from juso_core.municipality.structure import Structure
from juso_core.research.case_file import CaseFile, read
from juso_core.research.exporting.data_set import DataSet, data_set
from juso_core.research.simulation import described_day
from juso_core.research.standard_cases import standard_cases

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("plugins/*/*/structure.toml"))
OFFICE = (ROOT / "tests/office/office_town.toml").read_text(encoding="utf-8")
PARTS = ("structure", "paths", "matrix")
TRAP = "＝HYPERLINK(1)"
"""What an Excel in Japanese takes for a formula too."""


def place(structure: Structure) -> Place:
    """A municipality without its plugin, on the day that its sources describe."""
    modules = {Giver.STRUCTURE: stated, Giver.NATIONAL: national}
    answers = {
        giver: {hook: (getattr(module, hook),) for hook in hookspecs.RESULTS if hasattr(module, hook)}
        for giver, module in modules.items()
    }
    givers = tuple(Asked(giver, giver.value, "", hooks) for giver, hooks in answers.items())
    day = structure.at(described_day(structure))
    return Place(
        code=day.code, givers=givers, structure=day, setting=setting_of(day), plugin=None, version=None, text=day.text
    )


def town(name: str = TRAP) -> Place:
    """An invented town, with a name for one of its sections."""
    return place(load_text(OFFICE.replace('name = "福祉課"', f'name = "{name}"'), "town.toml"))


@lru_cache
def places() -> tuple[Place, ...]:
    return (*(place(load(file)) for file in FILES), town())


@lru_cache
def cases() -> tuple[CaseFile, ...]:
    """The standard cases: among them one with facts that nobody knows."""
    return tuple(read(path) for path in standard_cases())


@lru_cache
def exported(part: str) -> DataSet:
    return data_set(part, places(), cases() if part == "paths" else ())
