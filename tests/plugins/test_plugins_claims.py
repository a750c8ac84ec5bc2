"""Two distributions claim one municipality: what is said to be done about it can be done."""

from pathlib import Path

import pytest
from plugins_site import CODE, Site


@pytest.fixture
def rivals(site: Site) -> Site:
    site.town()
    site.install("juso_reijib", CODE, version="3.1")
    return site


def test_what_the_fix_says_chooses_one(juso, rivals: Site, tmp_path: Path, monkeypatch) -> None:
    office = tmp_path / "office"
    assert juso("init", office).code == 0
    monkeypatch.chdir(office)
    refused = juso("plugins", "enable", CODE)
    assert refused.code == 1
    command = next(line for line in refused.err.splitlines() if "juso plugins enable juso-" in line)
    word = command.rpartition("juso plugins enable ")[2].split()[0]
    done = juso("plugins", "enable", word)
    assert done.code == 0, done.err
    assert f'distribution = "{word}"' in (office / "juso.toml").read_text()
    assert juso("plugins", "check").code == 0
    listed = juso("plugins", "list", "--json").data
    assert [(one["distribution"], one["enabled"]) for one in listed["plugins"] if one["code"] == CODE] == [(word, True)]
    assert {one["distribution"] for one in listed["broken"]} == {"juso-reiji", "juso-reijib"} - {word}


@pytest.mark.parametrize("name", ["juso-reijib", "juso_reijib", "reijib"])
def test_the_one_that_is_named_is_meant(juso, rivals: Site, name: str) -> None:
    data = juso("plugins", "info", name, "--json").data
    assert (data["distribution"], data["version"]) == ("juso-reijib", "3.1")


def test_what_was_chosen_is_meant_by_the_code_from_then_on(juso, rivals: Site, tmp_path: Path, monkeypatch) -> None:
    office = tmp_path / "office"
    assert juso("init", office, "--municipality", "juso-reijib").code == 0
    monkeypatch.chdir(office)
    rivals.install("juso_reijib", CODE, version="3.2")
    for words in (("enable", CODE, "--dry-run"), ("upgrade-notes", CODE), ("info", "例示市")):
        ran = juso("plugins", *words)
        assert ran.code == 0, ran.err
        assert "juso-reijib 3.2" in ran.out
