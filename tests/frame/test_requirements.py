"""The lists of what is installed agree with one another."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = sorted(
    path for path in (ROOT / "plugins").iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
)


def lines(name: str) -> list[str]:
    """The lines of a requirements file that say something."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def project(folder: Path) -> dict:
    """The [project] table of a distribution."""
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plain(requirement: str) -> str:
    """The name of a distribution as an index compares it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def test_requirements_list_the_core_and_every_plugin():
    assert lines("requirements.txt") == [
        "-e .[scaffold,documents,dev]",
        *(f"-e ./plugins/{path.name}" for path in PLUGINS),
    ]


def test_constraints_are_exact_and_name_no_place():
    for line in lines("constraints.txt"):
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+( ?; .+)?", line), line


def test_constraints_pin_every_dependency():
    pinned = {plain(line) for line in lines("constraints.txt")}
    extras = project(ROOT)["optional-dependencies"].values()
    wanted = [*project(ROOT)["dependencies"], *(name for extra in extras for name in extra)]
    for plugin in PLUGINS:
        wanted += [name for name in project(plugin).get("dependencies", []) if plain(name) != "juso-core"]
    # colorama is needed on Windows only, so that a list made elsewhere easily loses it.
    assert {plain(name) for name in [*wanted, "colorama"]} - pinned == set()


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda path: path.name)
def test_plugin_has_an_entry_point(folder):
    told = project(folder)
    entry_points = told["entry-points"]["juso.v1"]
    assert told["name"] == f"juso-{folder.name}"
    assert entry_points
    for code, package in entry_points.items():
        assert re.fullmatch(r"\d{6}", code)
        assert (folder / package / "__init__.py").is_file()
