"""The helpers of this folder, and the program as people call it, in this process."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from juso_core.cli.main import run  # noqa: E402
from juso_core.language.messages import current, use  # noqa: E402


@frozen
class Ran:
    """What a call of the program came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def juso(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Call the program with these words, in English and in an empty folder."""
    for name in ("JUSO_INSTANCE", "JUSO_BY", "JUSO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    before = current()

    def call(*words: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    yield call
    use(before)
