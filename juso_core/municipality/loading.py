"""Reads ``structure.toml``. Everything that is wrong is told at once, each with its line and a hint.

A municipality's staff write this file by hand. They get all their slips in one list, sorted by line, and never a
traceback.
"""

import hashlib
from pathlib import Path

import attrs

from juso_core.municipality import toml_file
from juso_core.municipality.consistency import check_consistency
from juso_core.municipality.contradictions import check_contradictions
from juso_core.municipality.conversion import convert
from juso_core.municipality.plain_text import check_signs
from juso_core.municipality.problems import Problem, StructureErrors
from juso_core.municipality.raw import RawFile
from juso_core.municipality.references import check_references
from juso_core.municipality.structure import Structure

__all__ = ["Problem", "StructureErrors", "digest", "load", "load_text"]


def load(path: str | Path) -> Structure:
    """Return the structure that a file describes.

    Raises StructureErrors, with every problem in it, when the file cannot be read or is not a structure.
    """
    return load_text(toml_file.text_of(path, StructureErrors), str(path))


def load_text(text: str, file: str = "structure.toml") -> Structure:
    """Return the structure that a TOML text describes; ``file`` is the name that problems show.

    Raises StructureErrors, with every problem in it, when the text is not a structure.
    """
    text = toml_file.normalised(text)
    raw = toml_file.parsed(text, file, StructureErrors)
    structure, slips = convert(raw, Structure)
    tables = RawFile.of(raw)
    slips = (
        *slips,
        *check_references(tables),
        *check_consistency(tables),
        *check_contradictions(tables),
        *check_signs(raw),
    )
    if structure is None or slips:
        raise StructureErrors(toml_file.problems(slips, text, file))
    return attrs.evolve(structure, digest=digest(text), text=text)


def digest(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, the same whether its lines end as on Windows or elsewhere."""
    return hashlib.sha256(toml_file.normalised(text).encode()).hexdigest()
