"""The helpers of this folder, an invented town that is installed, the program in this process."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.called import Ran

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from exporting_towns import OFFICE  # noqa: E402

from juso_core import registry  # noqa: E402


@pytest.fixture
def juso(juso: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Call the program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return juso


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the invented town is installed."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture
def reiji(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An invented town that is installed for the time of a test; its code."""
    info, package = site / "juso_reiji-0.1.0.dist-info", site / "juso_reiji"
    info.mkdir()
    package.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.4\nName: juso-reiji\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[juso.v1]\n999997 = juso_reiji\n", encoding="utf-8")
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "structure.toml").write_text(OFFICE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    registry.forget()
    yield "999997"
    registry.forget()
    sys.modules.pop("juso_reiji", None)
