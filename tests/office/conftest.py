"""Offices to work at; and the helpers of this folder, importable however pytest imports tests."""

import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from office_bench import HACHIOJI, Bench, bench_of, install  # noqa: E402


@pytest.fixture
def site(tmp_path, monkeypatch) -> Path:
    """A folder on the path for packages that a test makes."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


@pytest.fixture
def town(site) -> Bench:
    """The office of the invented town, which has a structure and no plugin."""
    return bench_of(install(site))


@pytest.fixture
def hachioji() -> Bench:
    """The office of 八王子市, with its plugin."""
    return bench_of(HACHIOJI)


@pytest.fixture(params=["town", "hachioji"])
def bench(request) -> Bench:
    """Each of the two offices."""
    return request.getfixturevalue(request.param)
