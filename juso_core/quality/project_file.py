"""What a plugin's ``pyproject.toml`` says: the only place where it is read. A key of a wrong type says nothing.

It imports nothing of juso, so that pytest may read it before anything is measured.
"""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from attrs import frozen

__all__ = ["GROUP", "PROJECT", "ProjectFile", "read_project"]

PROJECT: Final = "pyproject.toml"
GROUP: Final = "juso.v1"
"""The group of entry points in which municipalities are registered."""

_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.!+_-]*")


@frozen
class ProjectFile:
    """A project: its name and version, what it needs, the codes of its municipalities with their packages.

    ``name`` and ``version`` are empty where they are left out; ``wrong`` are the keys that say nothing usable.
    """

    name: str = ""
    version: str = ""
    needs: tuple[str, ...] = ()
    municipalities: tuple[tuple[str, str], ...] = ()
    wrong: tuple[str, ...] = ()


def read_project(folder: Path) -> ProjectFile:
    """Read the ``pyproject.toml`` of a folder; raises OSError or ValueError where there is none that can be read."""
    text = (folder / PROJECT).read_text(encoding="utf-8-sig")
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError(str(error)) from None
    wrong: list[str] = []
    project = _table(data, "project", wrong)
    needs = project.get("dependencies", [])
    if not isinstance(needs, list) or not all(isinstance(one, str) for one in needs):
        wrong.append("dependencies")
        needs = []
    points = _table(_table(project, "entry-points", wrong), GROUP, wrong)
    return ProjectFile(
        name=_text(project, "name", _NAME, wrong),
        version=_text(project, "version", _VERSION, wrong),
        needs=tuple(needs),
        municipalities=tuple((code, package if isinstance(package, str) else "") for code, package in points.items()),
        wrong=tuple(wrong),
    )


def _table(data: dict[str, Any], key: str, wrong: list[str]) -> dict[str, Any]:
    value = data.get(key, {})
    if isinstance(value, dict):
        return value
    wrong.append(key)
    return {}


def _text(project: dict[str, Any], key: str, form: re.Pattern[str], wrong: list[str]) -> str:
    value = project.get(key, "")
    if isinstance(value, str) and (value == "" or form.fullmatch(value)):
        return value
    wrong.append(key)
    return ""
