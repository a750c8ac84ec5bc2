"""The program as people call it, with or without somebody at the terminal; and the helpers of this folder."""

import io
import json
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

    @property
    def data(self) -> dict:
        """What it printed, as JSON."""
        return json.loads(self.out)


class Typed(io.StringIO):
    """Somebody at a terminal who types these lines."""

    def isatty(self) -> bool:
        return True


Juso = Callable[..., Ran]


@pytest.fixture
def juso(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Juso:
    """Call ``juso new`` in an empty folder; ``typed`` is what somebody types, and without it nobody is there."""
    for name in ("JUSO_INSTANCE", "JUSO_BY", "JUSO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    # Wide enough that no line of a table is broken.
    monkeypatch.setenv("COLUMNS", "500")
    monkeypatch.chdir(tmp_path)
    before = current()

    def call(*words: object, typed: list[str] | None = None) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Typed("".join(f"{t}\n" for t in typed)))
        with pytest.raises(SystemExit) as ended:
            run(["new", *(str(word) for word in words)])
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    yield call
    use(before)


@pytest.fixture(autouse=True)
def english():
    """Messages in English, whatever language a test before used."""
    before = current()
    use("en")
    yield
    use(before)
