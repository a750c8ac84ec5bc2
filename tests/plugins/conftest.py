"""Distributions on disk, the program in this process, and an office in which cases are open."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from plugins_site import Ran, Site  # noqa: E402

from juso_core import registry  # noqa: E402
from juso_core.cli.main import run  # noqa: E402
from juso_core.language.messages import current, use  # noqa: E402


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A folder for distributions, on Python's path."""
    made = Site(tmp_path / "site")
    monkeypatch.syspath_prepend(str(made.folder))
    yield made
    registry.forget()
    for name in [name for name in sys.modules if name.partition(".")[0] in made.packages]:
        del sys.modules[name]


@pytest.fixture
def juso(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[..., Ran]]:
    """Call the program with these words, in English and in an empty folder."""
    for name in ("JUSO_INSTANCE", "JUSO_BY", "JUSO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    monkeypatch.chdir(nowhere)
    before = current()

    def call(*words: object) -> Ran:
        # Each call of the program is a process of its own.
        registry.forget()
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    yield call
    use(before)


@pytest.fixture
def office(juso: Callable[..., Ran], site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance with the invented town enabled, as the current folder."""
    site.town()
    folder = tmp_path / "office"
    made = juso("init", folder, "--municipality", "reiji")
    assert made.code == 0, made.err
    monkeypatch.chdir(folder)
    return folder
