"""Bakes the folder of a new municipality from the template: as a whole and loadable, or not at all.

Only the template that comes with juso is used, without a network, and nothing is written outside the new folder.
"""

import datetime as dt
import importlib.util
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from attrs import frozen

import juso_core
from juso_core.language.messages import N_
from juso_core.municipality.loading import load, load_text
from juso_core.municipality.structure import Structure
from juso_core.scaffold.answers import Answers, VendorAnswer
from juso_core.scaffold.problems import ScaffoldRefused, needs_extra
from juso_core.scaffold.structure_text import structure_text
from juso_core.scaffold.toml_text import toml_value
from juso_core.scaffold.window_list import WindowList
from juso_core.scaffold.wrong import TEMPLATE_MARKS

__all__ = ["Baked", "bake", "check_libraries", "folder_for", "template"]

_NAME: Final = "municipality"
_JUDGEMENT: Final = "plugin.py"
_FILL_IN: Final = "# Take the # away, and fill in the licence (as SPDX writes it) and who made this."
_LICENSE: Final = '#license = "Apache-2.0"'
_AUTHORS: Final = '#authors = [{ name = "..." }]'


@frozen
class Baked:
    """What was made: the folder, and the structure in it."""

    folder: Path
    package: str
    structure: Structure


def check_libraries() -> None:
    """Raise ScaffoldRefused where the library that bakes is not installed."""
    if importlib.util.find_spec("cookiecutter") is None:
        raise needs_extra()


def template() -> Path:
    """Return where the template lies: inside an installed juso, or beside it in a checkout."""
    package = Path(juso_core.__file__).parent
    inside, beside = package / "_templates" / _NAME, package.parent / "templates" / _NAME
    return inside if inside.is_dir() else beside


def folder_for(answers: Answers, output: str | Path | None = None) -> Path:
    """Return the folder that is to be made; raises ScaffoldRefused where something is there or nothing can be."""
    folder = Path(os.path.abspath(output if output is not None else f"juso-{answers.short}"))
    # The whole path goes through the template's engine.
    if any(mark in str(folder) for mark in TEMPLATE_MARKS):
        raise ScaffoldRefused(
            N_("the path {folder} contains an instruction in templates, such as {mark}"),
            N_("name another folder with --output"),
            folder=str(folder),
            mark="{{",
        )
    if os.path.lexists(folder):
        raise ScaffoldRefused(
            N_("{folder} is there already, and nothing is overwritten"),
            N_("name another folder with --output"),
            folder=str(folder),
        )
    if not folder.parent.is_dir():
        raise ScaffoldRefused(
            N_("there is no folder {folder} in which the new one could be made"),
            N_("make it first, or name another with --output"),
            folder=str(folder.parent),
        )
    return folder


def bake(answers: Answers, windows: WindowList | None, folder: Path, today: dt.date, judgement: bool = False) -> Baked:
    """Make the folder; raises ScaffoldRefused or OSError, and then nothing is left behind."""
    text = structure_text(answers, windows, today)
    load_text(text)
    # Beside the new folder, since only within one file system a folder takes its place at once.
    with _beside(folder) as work:
        made = _rendered(Path(work), _context(answers, text))
        if not judgement:
            (made / answers.package / _JUDGEMENT).unlink()
        structure = _looked_at(made, answers)
        if os.path.lexists(folder):
            folder_for(answers, folder)
        made.rename(folder)
    return Baked(folder, answers.package, structure)


@contextmanager
def _beside(folder: Path) -> Iterator[str]:
    """A folder for the work; what cannot be made is told by the name that was asked for, and not by this one's."""
    try:
        work = tempfile.TemporaryDirectory(prefix=".juso-new-", dir=folder.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None
    with work as name:
        yield name


def _context(answers: Answers, text: str) -> dict[str, Any]:
    assert answers.name is not None
    return {
        "folder": f"juso-{answers.short}",
        "package": answers.package,
        "short": answers.short,
        "code": answers.code,
        "name": answers.name,
        "heading_en": answers.name_en or answers.name,
        "name_in_python": answers.name.replace("\\", "\\\\").replace('"', '\\"'),
        "name_in_toml": toml_value(answers.name)[1:-1],
        "core": juso_core.__version__,
        "vendor": _vendor(answers.vendor or VendorAnswer()),
        "structure": text,
    }


def _vendor(said: VendorAnswer) -> str:
    """The lines of who made it and under which licence, to be filled in where nobody said so."""
    lines = [
        f"license = {toml_value(said.license)}" if said.license else _LICENSE,
        f"authors = [{{ name = {toml_value(said.name)} }}]" if said.name else _AUTHORS,
    ]
    return "\n".join(lines if said.license and said.name else [_FILL_IN, *lines])


def _rendered(work: Path, context: dict[str, Any]) -> Path:
    """Render a copy of the template: an installer may have compiled the Python in the original."""
    check_libraries()
    from cookiecutter.generate import generate_files  # type: ignore[import-untyped]

    source = work / "template"
    shutil.copytree(template(), source, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    # The values go straight into the files: cookiecutter asks nothing, reads no settings and keeps no replay.
    made = generate_files(
        repo_dir=str(source), context={"cookiecutter": context}, output_dir=str(work / "made"), accept_hooks=False
    )
    return Path(made)


def _looked_at(folder: Path, answers: Answers) -> Structure:
    """The structure as it lies there; raises where the folder is not what it must be."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    structure = load(folder / answers.package / "structure.toml")
    claimed = project["entry-points"]["juso.v1"]
    if claimed != {structure.code: answers.package} or structure.name != answers.name:
        raise ValueError(f"the template made something else: {claimed}, {structure.name!r}")
    return structure
