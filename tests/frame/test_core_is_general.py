"""The core names no municipality: its name, what things are called there and who acts there live in the plugins."""

import tomllib
from pathlib import Path

import pytest

from juso_core.municipality import words
from juso_core.municipality.terms import TERMS

ROOT = Path(__file__).parents[2]
STRUCTURES = sorted(ROOT.glob("plugins/*/*/structure.toml"))
CORE = {path: path.read_text(encoding="utf-8").lower() for path in (ROOT / "juso_core").rglob("*.py")}
LABELS = [text.ja for text in TERMS.values()]
LABELS += [word.ja for kind in vars(words).values() if isinstance(kind, type) and issubclass(kind, words.Word)
           for word in kind]  # fmt: skip
# Shorter names, such as 福祉課, are common words.
LONG = 6


def facts_of(structure: Path) -> dict:
    return tomllib.loads(structure.read_text(encoding="utf-8"))


def local_words(facts: dict) -> set[str]:
    """What agencies, meetings, services, workers and things are called there, where the nation says otherwise."""
    tables = ("agency", "meeting", "service", "form")
    names = [row["name"] for table in tables for row in facts.get(table, []) if row.get("name")]
    names += [row["local_title"] for row in facts.get("role", []) if row.get("local_title")]
    names += list(facts.get("terms", {}).values())
    return {n for n in names if len(n) >= LONG and not any(n.removesuffix("事業") in label for label in LABELS)}


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda path: path.parent.name)
def test_the_core_has_no_name_of_a_municipality(structure: Path) -> None:
    facts = facts_of(structure)
    names = (facts["code"], facts["name"], facts["name"][:-1], structure.parent.name.removeprefix("juso_"))
    for module, text in CORE.items():
        assert [name for name in names if name in text] == [], module


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda path: path.parent.name)
def test_the_core_has_no_term_of_a_municipality(structure: Path) -> None:
    local = local_words(facts_of(structure))
    assert len(local) > 5, "the test looks at something"
    for module, text in CORE.items():
        assert [name for name in local if name.lower() in text] == [], module


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda path: path.parent.name)
def test_the_core_cites_no_source_of_a_municipality(structure: Path) -> None:
    """Its rules are those of the Act and the manual; one general rule of the casebook is cited beside them."""
    for source in facts_of(structure)["source"]:
        for module, text in CORE.items():
            assert source["title"].lower() not in text, module
            if source["id"] not in ("casebook", "plan"):
                assert f'"{source["id"]}: ' not in text, module
