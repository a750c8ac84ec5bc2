"""The municipalities as they are compared, an invented town among the installed, the program in this process."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.called import Ran

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from comparing_towns import installed_places, town_text  # noqa: E402

from juso_core import registry  # noqa: E402
from juso_core.research.comparing.matrix import matrix_of  # noqa: E402
from juso_core.research.comparing.model import Matrix  # noqa: E402


@pytest.fixture(scope="session")
def matrix() -> Matrix:
    """The matrix of the municipalities that lie in the repository, each on its day."""
    return matrix_of(installed_places())


@pytest.fixture
def juso(juso: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Call the program in an empty folder, on a screen of 120 columns."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    return juso


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An invented town that is installed for the time of a test; its code."""
    site = tmp_path / "site"
    info, package = site / "juso_reiji-0.1.0.dist-info", site / "juso_reiji"
    info.mkdir(parents=True)
    package.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.4\nName: juso-reiji\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[juso.v1]\n999997 = juso_reiji\n", encoding="utf-8")
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "structure.toml").write_text(town_text(), encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    registry.forget()
    yield "999997"
    registry.forget()
    sys.modules.pop("juso_reiji", None)
