"""The core names no municipality: what is local lives in the plugins."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STRUCTURES = sorted(ROOT.glob("plugins/*/*/structure.toml"))


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda path: path.parent.name)
def test_the_core_has_no_name_of_a_municipality(structure: Path) -> None:
    facts = tomllib.loads(structure.read_text(encoding="utf-8"))
    words = (facts["code"], facts["name"], facts["name"][:-1], structure.parent.name.removeprefix("juso_"))
    for module in (ROOT / "juso_core").rglob("*.py"):
        text = module.read_text(encoding="utf-8").lower()
        assert [word for word in words if word in text] == [], module
