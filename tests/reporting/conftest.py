"""The invented town of these tests, and its helpers importable however pytest imports tests."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from juso_core.language import current, use
from juso_core.municipality.loading import load
from juso_core.municipality.structure import Structure

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


@pytest.fixture(scope="session")
def counted_town() -> Structure:
    return load(HERE / "counted_town.toml")


@pytest.fixture(autouse=True)
def language_is_put_back() -> Iterator[None]:
    before = current()
    use("en")
    yield
    use(before)
