"""What is checked: one municipality's plugin, installed or as a folder that nobody has installed yet.

A folder is a plugin's project (with ``pyproject.toml``), its package, or the ``structure.toml`` in it. Nothing of it is
imported here.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

from attrs import frozen

from juso_core.discovery import API, STRUCTURE, Found, package_path
from juso_core.language.messages import N_
from juso_core.language.signs import visible
from juso_core.language.told import ToldError
from juso_core.municipality.head import head_in
from juso_core.quality.package_names import can_be_a_folder
from juso_core.quality.project_file import GROUP, PROJECT, ProjectFile, read_project
from juso_core.research.shipped import cases_beside

__all__ = ["PROJECT", "NoPlugin", "Subject", "importable", "subject_at", "subject_of"]


class NoPlugin(ToldError):
    """A path at which there is no municipality's plugin: which, why, and what to do."""


@frozen
class Subject:
    """A plugin to be checked: what it claims to be, the folder of its package, and that of its project if there is one.

    ``project`` is None for an installed plugin; ``project_file`` is what its ``pyproject.toml`` says.
    """

    found: Found
    package: Path
    project: Path | None = None
    project_file: ProjectFile | None = None

    @property
    def structure_file(self) -> Path:
        """Where its structure has to lie."""
        return self.package / STRUCTURE

    @property
    def cases(self) -> Path | None:
        """Its folder of cases."""
        beside = cases_beside(self.package)
        if beside is None and self.project is not None and (self.project / "cases").is_dir():
            # The package lies below src.
            return self.project / "cases"
        return beside

    def shown(self, path: Path) -> str:
        """Return a file as people know it: from the project's folder on, or from the package's."""
        base = self.project or self.package.parent
        return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name


def subject_of(found: Found) -> Subject:
    """Return an installed plugin as a subject; raises NoPlugin where its package is gone."""
    package = package_path(found)
    if package is None:
        raise NoPlugin(
            N_("the package '{package}' of {distribution} is not there"),
            N_("install {distribution} again"),
            package=found.package,
            distribution=found.distribution,
        )
    project = package.parent if (package.parent / PROJECT).is_file() else None
    return Subject(found, package, project, _read(project) if project else None)


def subject_at(path: Path) -> tuple[Subject, ...]:
    """Return the plugins that a folder or file holds, mostly one; raises NoPlugin."""
    # Asked so, since a name that is too long is none of a file, and no error.
    if not os.path.exists(path):
        raise NoPlugin(N_("there is no {path}"), N_("name a folder, or an installed municipality"), path=str(path))
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    above_src = (folder.parent.parent,) if folder.parent.name == "src" else ()
    for place in (folder, folder.parent, *above_src):
        if (place / PROJECT).is_file():
            return _of_project(place, folder)
    if (folder / STRUCTURE).is_file():
        return (Subject(Found(_code_in(folder / STRUCTURE), folder.name, "0", folder.name, API, ""), folder),)
    raise NoPlugin(
        N_("there is no plugin in {path}: neither {project} nor {structure}"),
        N_("name the folder of a plugin's project; juso new makes one"),
        path=str(path),
        project=PROJECT,
        structure=STRUCTURE,
    )


def _of_project(project: Path, asked: Path) -> tuple[Subject, ...]:
    said = _read(project)
    if not said.municipalities:
        raise NoPlugin(
            N_('{path} registers no municipality: [project.entry-points."{group}"] is missing'),
            N_("write the code and the package there: {example}"),
            path=str(project / PROJECT),
            group=GROUP,
            example='999997 = "juso_example"',
        )
    subjects = [
        Subject(
            Found(
                visible(code),
                visible(said.name or project.name),
                visible(said.version or "0"),
                visible(package),
                API,
                str(project),
            ),
            _package_in(project, package),
            project,
            said,
        )
        for code, package in said.municipalities
    ]
    return tuple(one for one in subjects if one.package == asked) or tuple(subjects)


def _package_in(project: Path, package: str) -> Path:
    """The folder of a package in a project: at its top, or below ``src``; for a name that can be none, none at all."""
    if not can_be_a_folder(package):
        return project / f"'{quote(package, safe='')[:40]}'"
    inside_src = project / "src" / package
    return inside_src if inside_src.is_dir() else project / package


def _read(project: Path) -> ProjectFile:
    try:
        return read_project(project)
    except (OSError, ValueError) as error:
        raise NoPlugin(
            N_("{path} cannot be read: {why}"), N_("mend the file"), path=str(project / PROJECT), why=str(error)
        ) from None


def _code_in(structure: Path) -> str:
    return visible(str(head_in(structure).get("code", "")))


@contextmanager
def importable(subject: Subject) -> Iterator[bool]:
    """Let a plugin be found and imported from its folder, as long as this lasts; yields whether that was needed."""
    place = str(subject.package.parent)
    if package_path(subject.found) == subject.package:
        yield False
        return
    # Another plugin of that name may be installed, and imported already.
    others = _take_out(subject.found.package)
    sys.path.insert(0, place)
    try:
        yield True
    finally:
        sys.path.remove(place)
        _take_out(subject.found.package)
        sys.modules.update(others)


def _take_out(package: str) -> dict[str, ModuleType]:
    """Take a package and what lies in it out of the modules that are imported."""
    names = [name for name in sys.modules if name.partition(".")[0] == package]
    return {name: sys.modules.pop(name) for name in names}
