"""Which case files are meant on the command line: files, folders of them, and the ids of cases."""

from collections.abc import Iterable
from pathlib import Path

from juso_core.desk import Place
from juso_core.registry import Found
from juso_core.research.case_file import CaseFile
from juso_core.research.cases_meant import cases_meant
from juso_core.research.standard_cases import named

__all__ = ["case_files", "is_case_file"]


def case_files(names: Iterable[str], here: Iterable[tuple[Found, Place]] = ()) -> tuple[CaseFile, ...]:
    """Return the case files that are meant; without any name, the standard ones.

    ``here`` are the municipalities that take part: their own cases come before those of others that are called alike.
    Raises CaseFileErrors with everything that is wrong in any of them.
    """
    return cases_meant(names, [found.code for found, _place in here])


def is_case_file(name: str) -> bool:
    """Whether a word on the command line means a case file, and not the number of a case in an instance.

    The cases that municipalities ship are not looked through; ``known_cases.is_known`` does.
    """
    return named(name) is not None or name.lower().endswith(".toml") or Path(name).exists()
