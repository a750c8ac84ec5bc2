"""The helpers of this folder, and the program as people call it, in this process."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.called import Ran

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)


@pytest.fixture
def juso(juso: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Call the program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return juso
