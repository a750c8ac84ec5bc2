"""The invented town that the tests of this folder walk through."""

from pathlib import Path

import pytest

from juso_core.municipality.loading import load
from juso_core.municipality.structure import Structure


@pytest.fixture(scope="session")
def town_file() -> Path:
    return Path(__file__).with_name("example_town.toml")


@pytest.fixture(scope="session")
def town_text(town_file: Path) -> str:
    return town_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def town(town_file: Path) -> Structure:
    return load(town_file)
