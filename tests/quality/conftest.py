"""Make the helpers of this folder importable however pytest imports tests; its plugins are for these tests only."""

import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

collect_ignore = ["good"]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A copy of the good plugin's project, to be changed."""
    from bad_plugins import GOOD_ONE

    return GOOD_ONE.write(tmp_path)


@pytest.fixture
def juso(capsys, monkeypatch):
    """Call the program with these words; returns its exit code, what it printed, and its error output."""
    from juso_core.cli.main import run
    from juso_core.language.messages import current, use

    for name in ("JUSO_INSTANCE", "JUSO_BY", "JUSO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    before = current()

    def call(*words):
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    yield call
    use(before)
