"""The program as people call it, in this process: what it prints, and its exit code."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.called import Ran
from tests.shipping import site  # noqa: F401  (a fixture)

Juso = Callable[..., Ran]


@pytest.fixture
def office(juso: Juso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance with 八王子市 enabled, and its folder as the current one."""
    folder = tmp_path / "office"
    assert juso("init", folder, "--municipality", "hachioji").code == 0
    monkeypatch.chdir(folder)
    monkeypatch.setenv("JUSO_BY", "anshin")
    return folder


RECEIVE = (
    "case", "receive", "--approached", "field_window", "--field", "elderly", "--brought-by", "care_manager",
    "--topic", "elderly_care*", "--topic", "hikikomori_nonattendance", "--person", "son",
    "--member", "son::56:hikikomori", "--member", "mother:mother:84", "--name", "son=架空一郎",
)  # fmt: skip


@pytest.fixture
def received(juso: Juso, office: Path) -> str:
    """The id of a case that has been received on 2024-05-11."""
    done = juso(*RECEIVE, "--on", "令和6年5月11日", "--json")
    assert done.code == 0, done.err
    case: str = done.data["case"]
    return case


@pytest.fixture
def referred(juso: Juso, received: str) -> str:
    """The id of a case that multi-agency collaboration has taken in."""
    steps = (
        ("assess", "--responsibility", "unclear", "--agencies-needed", "2", "--household-issue",
         "--cooperation", "fails", "--on", "2024-05-12"),
        ("refer", "--on", "2024-05-13"),
        ("answer", "--accept", "--by", "sasaeai", "--on", "2024-05-14"),
    )  # fmt: skip
    for name, *words in steps:
        done = juso("case", name, received, *words)
        assert done.code == 0, done.err
    return received
