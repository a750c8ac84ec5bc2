"""``juso demo``: the cases that an invented town ships are walked, one is told, all are counted, and files are left."""

import re
from pathlib import Path

import pytest

from juso_core.cli import setup
from tests.shipping import CODES, ship

REIJI, MIHON = CODES["juso_reiji"], CODES["juso_mihon"]

WALK = """schema = "juso.walk/1"
id = "{id}"
invented = true
title = {{ ja = "架空の世帯", en = "an invented household" }}

[[step]]
do = "receive"
on = "2024-06-01"
by = "houkatsu"
[step.consultation]
approached = "field_window"
field = "elderly"
brought_by = "family"
topics = ["housing*"]
person = "son"

[[step.consultation.members]]
ref = "son"
age = 56
"""
TAKEN_IN = """
[[step]]
do = "assess"
on = "2024-06-02"
by = "houkatsu"
assessment = { responsibility = "unclear" }

[[step]]
do = "refer"
on = "2024-06-03"
by = "houkatsu"

[[step]]
do = "answer"
on = "2024-06-04"
by = "shakyo"
accept = true

# He has not consented: no 重層的支援会議 names him.
[[step]]
do = "call"
on = "2024-06-05"
by = "shakyo"
kind = "juso_conference"
identified = ["son"]
refused = ["L06"]
"""
DEMO = """schema = "juso.demo/1"
walks = ["taken.walk.toml", "received.walk.toml"]
tell = "taken.walk.toml"
since = "2024-04"
until = "2024-09"
"""
FILES = {
    "demo.toml": DEMO,
    "taken.walk.toml": WALK.format(id="taken") + TAKEN_IN,
    "received.walk.toml": WALK.format(id="received"),
}
PUBLISHED = """
[[counting_rule]]
id = "came"
name = "相談"
name_en = "consultations of the town"
counts = "consultation"
cite = "plan: 5"

[[counting_rule]]
id = "taken"
name = "多機関協働"
name_en = "cases taken in"
counts = "mac_case"
cite = "plan: 5"
"""
FIGURE = """
[[figure]]
id = "{rule}-figure"
name = "{rule}"
value = {value}
unit = "case"
counting_rule = "{rule}"
about = "mac"
since = "2024-04"
until = "2024-09"
cite = "plan: 5"
"""


@pytest.fixture
def ships(site: Path, monkeypatch: pytest.MonkeyPatch):
    """Installs invented towns with what they ship; no other municipality is installed."""
    found = setup.installed
    monkeypatch.setattr(setup, "installed", lambda: (tuple(o for o in found()[0] if o.code in CODES.values()), ()))
    return lambda package, files, more="": ship(site, package, files, more)


@pytest.fixture
def reiji(ships) -> None:
    """An invented town with a demo and published figures: one of them is what is counted, the other is not."""
    ships("juso_reiji", FILES, PUBLISHED + FIGURE.format(rule="came", value=2) + FIGURE.format(rule="taken", value=3))


def test_demo_walks_tells_counts_and_leaves_files(juso, reiji, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    ended = juso("demo", "--folder", folder, "--json")
    assert ended.code == 0, ended.err
    data = ended.data
    figures = [(row["id"], row["value"], one["value"], one["agrees"])
               for row in data["report"]["rows"] for one in row["published"]]  # fmt: skip
    assert figures == [("came", 2, 2, True), ("taken", 1, 3, False)]
    told, other = data["cases"]
    assert (told["walk"], told["case"], told["phase"]) == ("taken", data["told"]["case"], "preconsent")
    assert (other["walk"], other["phase"], other["refusals"]) == ("received", "consulted", [])
    assert [verdict["rule"] for refusal in told["refusals"] for verdict in refusal["law"]] == ["L06"]
    assert all((folder / name).stat().st_size for name in data["files"])
    again = juso("demo", "--folder", folder)
    assert again.code == 1
    assert "already" in again.err
    listed = juso("case", "list", "--instance", folder, "--json").data["cases"]
    assert len(listed) == 2


def test_demo_shows_what_is_counted_beside_the_published_figures(juso, reiji, tmp_path: Path) -> None:
    ended = juso("demo", "--folder", tmp_path / "a", "--lang", "en")
    assert ended.code == 0, ended.err
    counted = ended.out.partition("beside the published figures")[2]
    assert re.search(r"^consultations of the town +2 +2 +✓$", counted, re.MULTILINE)
    assert re.search(r"^cases taken in +1 +3 +✗$", counted, re.MULTILINE)


def test_a_demo_without_published_figures_shows_all_that_is_counted(juso, ships, tmp_path: Path) -> None:
    ships("juso_reiji", FILES)
    ended = juso("demo", "--folder", tmp_path / "a", "--lang", "en")
    assert ended.code == 0, ended.err
    assert "beside the published figures" not in ended.out
    counted = ended.out.partition("No figures are published for this period")[2]
    assert re.search(r"^national +consultations received +2 +case$", counted, re.MULTILINE)
    assert re.search(r"^national +support decisions +0 ", counted, re.MULTILINE)


def test_demo_speaks_japanese(juso, reiji, tmp_path: Path) -> None:
    ended = juso("demo", "--folder", tmp_path / "a", "--municipality", "例示市", "--lang", "ja")
    assert ended.code == 0, ended.err
    assert "多機関協働" in ended.out
    assert "架空の世帯" in ended.out
    path = (tmp_path / "a" / "path.txt").read_text(encoding="utf-8")
    assert "高齢者の窓口" in path
    assert "L06" in path


def test_the_first_demo_by_code_is_walked_and_the_others_are_named(juso, ships, tmp_path: Path) -> None:
    assert MIHON < REIJI
    for package in ("juso_reiji", "juso_mihon"):
        ships(package, FILES)
    ended = juso("demo", "--folder", tmp_path / "a")
    assert ended.code == 0, ended.err
    assert ended.out.splitlines()[0].startswith(f"見本市 ({MIHON})")
    assert ended.out.splitlines()[-1].endswith("Others that ship a demo: reiji; name one with: --municipality")
    named = juso("demo", "--folder", tmp_path / "b", "--municipality", REIJI)
    assert named.out.splitlines()[0].startswith(f"例示市 ({REIJI})")
    assert "Others that ship a demo" not in named.out


def test_who_ships_no_demo_is_passed_over_and_refused_by_name(juso, ships, tmp_path: Path) -> None:
    ships("juso_mihon", {})
    refused = juso("demo", "--folder", tmp_path / "a")
    assert refused.code == 1
    assert "no installed municipality ships cases for a demo" in refused.err
    ships("juso_reiji", FILES)
    ended = juso("demo", "--folder", tmp_path / "b")
    assert ended.out.splitlines()[0].startswith(f"例示市 ({REIJI})")
    assert "Others" not in ended.out
    by_name = juso("demo", "--folder", tmp_path / "c", "--municipality", "見本市")
    assert by_name.code == 1
    assert "ships no cases for a demo" in by_name.err
    assert not (tmp_path / "c").exists()


def test_the_demo_of_the_readme_is_that_of_hachioji(juso, tmp_path: Path) -> None:
    """Whose cases the README says are walked, and that all figures come out as published."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert "walks the invented cases that 八王子市's plugin ships" in re.sub(r"\s+", " ", readme)
    ended = juso("demo", "--folder", tmp_path / "a")
    assert ended.code == 0, ended.err
    assert ended.out.splitlines()[0].startswith("八王子市 (132012)")
    counted = ended.out.partition("beside the published figures")[2]
    assert counted.count("✓")
    assert "✗" not in counted
