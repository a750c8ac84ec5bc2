"""The standard case files, which every municipality can be walked with; they lie beside this module."""

from pathlib import Path

__all__ = ["FOLDER", "named", "standard_cases"]

FOLDER = Path(__file__).with_name("cases")
"""Where the standard case files lie, in a checkout and in an installed juso alike."""


def standard_cases() -> tuple[Path, ...]:
    """Return the standard case files, by id."""
    return tuple(sorted(FOLDER.glob("*.toml")))


def named(case_id: str) -> Path | None:
    """Return the standard case file with that id; None where there is none."""
    return next((path for path in standard_cases() if path.stem.lower() == case_id.lower()), None)
