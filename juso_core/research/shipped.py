"""The folder of cases that a municipality ships: case files, expected paths, walks."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from juso_core.discovery import Found, package_path
from juso_core.municipality.head import head_in

__all__ = ["OwnCase", "case_paths", "cases_beside", "cases_folder", "own_cases"]

_OTHERS = (".expected.toml", ".walk.toml")


@frozen
class OwnCase:
    """A case file that a municipality ships itself: its ``id``, whose it is, and where it lies."""

    id: str
    found: Found
    file: Path


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


def case_paths(folder: Path) -> tuple[Path, ...]:
    """Return the case files in a folder, by name; other formats that lie beside them say what they are."""
    return tuple(path for path in sorted(folder.glob("*.toml")) if _may_be_case(path))


def own_cases(found: Iterable[Found]) -> tuple[OwnCase, ...]:
    """Return the cases that municipalities ship beside their expected paths, by code and by name of the file."""
    return tuple(case for one in sorted(found, key=lambda plugin: plugin.code) for case in _own_cases(one))


def _own_cases(found: Found) -> Iterator[OwnCase]:
    folder = cases_folder(found)
    for path in case_paths(folder) if folder else ():
        called = head_in(path).get("id")
        # A file that cannot be read is still found, by its name: whoever asks for it is told what is wrong in it.
        yield OwnCase(called if isinstance(called, str) else path.stem, found, path)


def _may_be_case(path: Path) -> bool:
    schema = head_in(path).get("schema")
    said_otherwise = isinstance(schema, str) and schema.startswith("juso.") and not schema.startswith("juso.case/")
    return not path.name.endswith(_OTHERS) and not said_otherwise
