"""Drafts to look at: of every municipality in the repository and of invented towns, in both languages."""

import datetime as dt
from pathlib import Path

from juso_core.documents.plan_draft import plan_draft
from juso_core.documents.plan_model import Draft
from juso_core.municipality.loading import load
from juso_core.municipality.structure import Structure
from juso_core.research.simulation import described_day

ROOT = Path(__file__).resolve().parents[2]
TOWNS = (ROOT / "tests/municipality/example_town.toml", ROOT / "tests/office/office_town.toml")
FILES = (*sorted(ROOT.glob("plugins/*/*/structure.toml")), *TOWNS)
LANGUAGES = ("ja", "en")


def structure_of(file: Path) -> Structure:
    return load(file)


def draft_of(file: Path, language: str = "ja", on: dt.date | None = None) -> Draft:
    structure = structure_of(file)
    return plan_draft(structure, on or described_day(structure), language)
