"""Invented towns that are installed for the time of a test, with cases that they ship themselves."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from juso_core import registry
from juso_core.research.standard_cases import named

__all__ = ["CODES", "case_text", "expectation", "ship", "taken_away"]

CODES = {"juso_reiji": "999997", "juso_mihon": "999989"}
_NAMES = {"juso_reiji": "例示市", "juso_mihon": "見本市"}
_TOWN = (Path(__file__).parent / "office" / "office_town.toml").read_text(encoding="utf-8")


def case_text(case_id: str, like: str = "V06") -> str:
    """The text of a case file: a standard case under another id."""
    return named(like).read_text(encoding="utf-8").replace(f'id = "{like}"', f'id = "{case_id}"')


def expectation(case: str, package: str = "juso_reiji", value: str = "no") -> str:
    """The text of an expectation file: what is said of multi-agency collaboration."""
    head = f'schema = "juso.expected/1"\ncase = "{case}"\nmunicipality = "{CODES[package]}"\n'
    return f'{head}\n[[summary]]\nkey = "mac"\nis = "{value}"\ncite = "plan: 1 (1)"\n'


def ship(site: Path, package: str, files: Mapping[str, str], more: str = "") -> Path:
    """Install an invented town that ships these files, with ``more`` in its structure; return its folder of cases."""
    info, folder = site / f"{package}-0.1.0.dist-info", site / package
    info.mkdir(parents=True)
    (folder / "cases").mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: {package.replace('_', '-')}\nVersion: 0.1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(f"[juso.v1]\n{CODES[package]} = {package}\n", encoding="utf-8")
    town = _TOWN.replace("999997", CODES[package]).replace('name = "例示市"', f'name = "{_NAMES[package]}"')
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "structure.toml").write_text(town + more, encoding="utf-8")
    for name, text in files.items():
        (folder / "cases" / name).write_text(text, encoding="utf-8")
    registry.forget()
    return folder / "cases"


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """A folder for distributions, on Python's path."""
    folder = tmp_path_factory.mktemp("site")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    taken_away()


def taken_away() -> None:
    """Forget the towns that were installed."""
    registry.forget()
    for package in CODES:
        sys.modules.pop(package, None)
