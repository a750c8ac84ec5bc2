"""What was made, as the tests look at it."""

import datetime as dt
from pathlib import Path

from juso_core.municipality.loading import load, load_text
from juso_core.municipality.structure import Structure
from juso_core.scaffold.answers import Answers
from juso_core.scaffold.structure_text import structure_text
from juso_core.scaffold.window_list import WindowList

TODAY = dt.date(2026, 6, 1)
NEEDED = ("--code", "999997", "--name", "例示市", "--short", "reiji")


def structure_of(answers: Answers, windows: WindowList | None = None) -> Structure:
    """The structure that answers and windows make; the loader finds nothing wrong in it."""
    return load_text(structure_text(answers, windows, TODAY))


def structure_in(folder: Path) -> Structure:
    """The structure in a folder that was made."""
    (file,) = folder.glob("juso_*/structure.toml")
    return load(file)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
