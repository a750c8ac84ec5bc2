"""What pytest offers to the tests of a municipality's plugin: fixtures, and helper modules beside the tests.

The municipality is the one in whose project the test lies: the entry point in the nearest ``pyproject.toml`` names its
package. Tests elsewhere are left alone.
"""

import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from juso_core.quality.project_file import PROJECT, read_project

__all__ = ["city", "givers", "loaded", "pytest_pycollect_makemodule", "whole"]


@cache
def _project_of(folder: Path) -> tuple[Path, str] | None:
    """The project of a plugin in which a folder lies, with the package of its (first) municipality."""
    for place in (folder, *folder.parents):
        if (place / PROJECT).is_file():
            try:
                registered = read_project(place).municipalities
            except (OSError, ValueError):
                return None
            return (place, registered[0][1]) if registered else None
    return None


def pytest_pycollect_makemodule(module_path: Path) -> None:
    """Let the tests of a plugin import helpers that lie beside them, however pytest imports tests."""
    folder = module_path.parent
    if _project_of(folder) and str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


@pytest.fixture(scope="module")
def loaded(request: pytest.FixtureRequest) -> Any:
    """The plugin with its structure, and everybody who is asked (``registry.Loaded``)."""
    from juso_core.quality.kit import Kit, subject_for
    from juso_core.quality.subject import NoPlugin

    project = _project_of(request.path.parent)
    if project is None:
        pytest.fail("this test lies in no plugin's project", pytrace=False)
    try:
        return Kit(subject_for(project[1], request.path)).trial.loaded
    except NoPlugin as missing:
        pytest.fail(f"{missing}; {missing.how_to_mend()}", pytrace=False)


@pytest.fixture(scope="module")
def whole(loaded: Any) -> Any:
    """The structure of all days."""
    return loaded.structure


@pytest.fixture(scope="module")
def city(whole: Any) -> Any:
    """The structure of the day that the sources describe."""
    from juso_core.research.simulation import described_day

    return whole.at(described_day(whole))


@pytest.fixture(scope="module")
def givers(loaded: Any) -> Any:
    """Who is asked, in order: the plugin where there is code, the structure, the national standard."""
    return loaded.givers()
