"""The city as it is asked; and the helpers of this folder, importable however pytest imports tests."""

import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from setagaya_city import FOUND  # noqa: E402

from juso_core.registry import Loaded, load  # noqa: E402


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The plugin with its structure, and everybody who is asked."""
    found = load(FOUND)
    assert isinstance(found, Loaded), found
    return found


@pytest.fixture(scope="session")
def whole(loaded):
    """The structure of all days."""
    return loaded.structure


@pytest.fixture(scope="session")
def city(whole):
    """The structure of the day that the source describes."""
    return whole.at(whole.described_on)


@pytest.fixture(scope="session")
def givers(loaded):
    """Plugin, structure and national standard, in this order."""
    return loaded.givers()
