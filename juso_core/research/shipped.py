"""The folder of cases that a municipality ships: case files, expected paths, walks."""

from pathlib import Path

from juso_core.discovery import Found, package_path

__all__ = ["cases_beside", "cases_folder"]


def cases_folder(found: Found) -> Path | None:
    """Return the folder of cases that a municipality ships; None where it ships none."""
    package = package_path(found)
    return None if package is None else cases_beside(package)


def cases_beside(package: Path) -> Path | None:
    """Return the folder of cases of a package: within it, or in a checkout beside it.

    Beside an installed package lie other people's folders: there only what is within it counts.
    """
    beside = package.parent / "cases"
    places = [package / "cases", *([beside] if (package.parent / "pyproject.toml").is_file() else [])]
    return next((place for place in places if place.is_dir()), None)
