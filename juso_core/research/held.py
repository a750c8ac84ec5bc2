"""Holds expected paths against what comes out: for the tests of a municipality, and for ``juso simulate --check``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from juso_core.desk import Place
from juso_core.language.messages import _
from juso_core.municipality.structure import Structure
from juso_core.registry import Broken, Found
from juso_core.research.case_file import CaseFile
from juso_core.research.case_file import read as read_case
from juso_core.research.expected import SUFFIX, Expected, read
from juso_core.research.expected_names import check_names
from juso_core.research.miss_words import miss_lines
from juso_core.research.misses import Miss, misses
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import named

__all__ = ["SCHEMA", "Held", "case_of", "held", "hold", "hold_path"]

SCHEMA = "juso.held/1"


@frozen
class Held:
    """An expectation file that was held against a path, and what the path does not meet."""

    expected: Expected
    name: str
    misses: tuple[Miss, ...]
    structure: Structure | None = None

    def __bool__(self) -> bool:
        """Whether everything is as expected."""
        return not self.misses

    def __str__(self) -> str:
        head = f"{'✗' if self.misses else '✓'} {self.expected.case}  {self.name}"
        return "\n".join([head, *(f"  {line}" for miss in self.misses for line in miss_lines(miss, self.structure))])

    def data(self) -> dict[str, Any]:
        """Return it as JSON-able data (part of ``juso.held/1``), the same in every language."""
        return {
            "case": self.expected.case,
            "municipality": self.expected.municipality,
            "name": self.name,
            "file": self.expected.file,
            "misses": [miss.data() for miss in self.misses],
        }


def case_of(file: Path, expected: Expected) -> CaseFile:
    """Return the case that an expectation file is about: it lies beside it, or is a standard one.

    Raises CaseFileErrors when there is none or when it cannot be used, ValueError when it is another case.
    """
    beside = file.with_name(file.name.removesuffix(SUFFIX) + ".toml")
    standard = named(expected.case)
    case = read_case(beside if beside.is_file() or standard is None else standard)
    if case.id != expected.case:
        raise ValueError(_("{file} is about {theirs}, not {code}", file=file.name, theirs=expected.case, code=case.id))
    return case


def hold(file: Path, found: Found) -> Held:
    """Walk the case of an expectation file through a municipality and hold the path against it.

    Raises ExpectedErrors, CaseFileErrors or ValueError where one of them cannot be used.
    """
    expected = read(file)
    if expected.municipality != found.code:
        raise ValueError(_("{file} is about {theirs}, not {code}", file=file.name, theirs=expected.municipality,
                           code=found.code))  # fmt: skip
    place = place_of(found)
    if isinstance(place, Broken):
        raise ValueError(str(place))
    return hold_path(expected, case_of(file, expected), place)


def hold_path(expected: Expected, case: CaseFile, place: Place) -> Held:
    """Hold one expectation against the path of its case through a municipality on its day.

    Raises ExpectedErrors where it names what the municipality does not have.
    """
    check_names([(expected, place)])
    return held(expected, path_data(simulate(case, place)), place)


def held(expected: Expected, path: Mapping[str, Any], place: Place) -> Held:
    """Hold one expectation against a path that was walked already."""
    return Held(expected, place.structure.name, misses(expected, path), place.structure)
