"""What a plugin's project says of itself: names that cannot be, keys of a wrong type, requirements of every kind."""

import importlib.metadata
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from bad_plugins import GOOD_ONE

import juso_core
from juso_core.language.told import ToldError
from juso_core.quality.package_names import TAKEN, wrong_package
from juso_core.quality.subject import NoPlugin, subject_at

NAME = GOOD_ONE.package
STATIC = ("--static", "--json")


def remarks(juso, *where) -> list[dict]:
    _code, out, err = juso("check", *where, *STATIC)
    assert err == ""
    return [remark for one in json.loads(out)["checked"] for remark in one["remarks"]]


def told(juso, *where) -> list[str]:
    return [one["check"] for one in remarks(juso, *where)]


def spoil(project: Path, old: str, new: str) -> None:
    file = project / "pyproject.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


# -- names of packages ----


@pytest.mark.parametrize("name", ["json", "calendar", "attrs", "juso_core", "Juso_Core", "class", "None", "a" * 300])
def test_a_name_that_is_taken_or_cannot_be_is_told_alone(juso, good: Path, name: str) -> None:
    spoil(good, f'"{NAME}"', f'"{name}"')
    if len(name) < 100:
        (good / NAME).rename(good / name)
    assert told(juso, good) == ["S02"]


def test_every_library_that_juso_needs_is_taken() -> None:
    needed = tomllib.loads((Path(juso_core.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    extra = needed["project"]["optional-dependencies"]
    lines = [*needed["project"]["dependencies"], *extra["scaffold"], *extra["tables"], *extra["documents"]]
    wanted = {re.split(r"[<>=\[; ]", line)[0].lower() for line in lines}
    packages = {
        package.partition(".")[0]
        for package, distributions in importlib.metadata.packages_distributions().items()
        if wanted & {one.lower() for one in distributions} and package.isidentifier() and not package.startswith("_")
    }
    assert packages
    assert packages <= TAKEN
    assert all(wrong_package(one) for one in (*packages, *sys.stdlib_module_names))


@pytest.mark.parametrize("name", ["../p/json", "/", "..", "", "a.b", "juso-good", "x/../../p", "\\u001b[31m"])
def test_nothing_is_read_by_a_name_that_is_no_name(juso, good: Path, tmp_path: Path, name: str) -> None:
    """Where the path would lead there is a plugin, and nobody looks at it."""
    other = tmp_path / "p" / "json"
    other.mkdir(parents=True)
    (other / "structure.toml").write_text("code = = 9", encoding="utf-8")
    (other / "plugin.py").write_text("import os\n")
    (other / "exemptions.toml").write_text("= 9")
    spoil(good, f'"{NAME}"', f'"{name}"')
    found = remarks(juso, good)
    assert [one["check"] for one in found] == ["S02"]
    assert found[0]["file"] == "pyproject.toml"


# -- keys of a wrong type ----


@pytest.mark.parametrize(
    ("old", "new", "checks"),
    [
        ('["juso-core>=0.1,<1"]', "5", ["S06"]),
        ('["juso-core>=0.1,<1"]', "[5]", ["S06"]),
        ('name = "juso-good"', 'name = ["x"]', ["S02"]),
        ('name = "juso-good"', 'name = "\\u001b[31m"', ["S02"]),
        ('version = "0.1.0"', "version = 1", ["S02"]),
        (f'"{NAME}"', "5", ["S02"]),
        (f'"{NAME}"', '["x"]', ["S02"]),
    ],
)
def test_a_key_of_a_wrong_type_is_told(juso, good: Path, old: str, new: str, checks: list[str]) -> None:
    spoil(good, old, new)
    assert told(juso, good) == checks


@pytest.mark.parametrize(
    "text", ["project = 5", "[project]\nentry-points = 5", '[project.entry-points]\n"juso.v1" = 5']
)
def test_a_project_of_another_form_registers_nothing(juso, tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    code, out, err = juso("check", f"{tmp_path}/")
    assert (code, out) == (1, "")
    assert "registers no municipality" in err


@pytest.mark.parametrize("text", ["x = " + "[" * 20_000, "\xff"])
def test_a_project_that_nobody_can_read_is_refused(juso, tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text.encode("latin-1"))
    code, _out, err = juso("check", f"{tmp_path}/")
    assert code == 1
    assert "cannot be read" in err


# -- the requirement on juso-core ----


@pytest.mark.parametrize(
    ("needs", "good_enough"),
    [
        ("juso-core>=0.1,<1", True),
        ("juso-core~=0.1", True),
        ("juso-core==0.1.*", True),
        ("Juso_Core >=0.1, <1", True),
        ("juso-core[scaffold]>=0.1,<1; python_version > '3'", True),
        ("juso-core", False),
        ("juso-core>=0.1", False),
        ("juso-core<1", False),
        ("juso-core!=0.2", False),
        ("juso-core>banana<", False),
        ("juso-core-extras>=1,<2", False),
        ("juso-core @ file:///x", False),
    ],
)
def test_bounds_on_both_sides_are_wanted(juso, good: Path, needs: str, good_enough: bool) -> None:
    spoil(good, "juso-core>=0.1,<1", needs)
    assert told(juso, good) == ([] if good_enough else ["S06"])


def test_what_is_no_plugin_is_told_as_everything_is(tmp_path: Path) -> None:
    with pytest.raises(ToldError) as refused:
        subject_at(tmp_path)
    assert isinstance(refused.value, NoPlugin)
    assert str(tmp_path) in str(refused.value)
