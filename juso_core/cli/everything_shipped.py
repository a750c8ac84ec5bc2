"""``juso simulate --check`` without a case: every expectation file that plugins ship must find its case."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from juso_core.cli.setup import installed
from juso_core.desk import Place
from juso_core.language.messages import _
from juso_core.municipality.problems import Problem, did_you_mean
from juso_core.registry import Found
from juso_core.research.case_file import CaseFile
from juso_core.research.cases_meant import read_cases
from juso_core.research.expected import Expected, ExpectedErrors
from juso_core.research.shipped import cases_folder, own_cases
from juso_core.research.standard_cases import standard_cases

__all__ = ["Going", "Here", "everything_shipped", "refuse_strays"]

Here = Sequence[tuple[Found, Place]]
Going = tuple[CaseFile, Here]
"""A case, and the municipalities through which it goes."""


def everything_shipped(here: Here) -> tuple[Going, ...]:
    """Return what is walked: each municipality with the standard cases and with its own ones.

    A case that a municipality ships under the id of a standard one stands for that one there, as it does in its
    tests. Raises CaseFileErrors with everything that is wrong in any of them.
    """
    through: dict[Path, list[tuple[Found, Place]]] = {file: [] for file in standard_cases()}
    for plugin, place in here:
        own = own_cases([plugin])
        instead = {one.id for one in own}
        standard = [file for file in standard_cases() if file.stem not in instead]
        for file in (*standard, *(one.file for one in own)):
            through.setdefault(file, []).append((plugin, place))
    used = {file: each for file, each in through.items() if each}
    return tuple(zip(read_cases(used), used.values(), strict=True))


def refuse_strays(expected: Iterable[Expected], going: Iterable[Going]) -> None:
    """Raise ExpectedErrors for every file that would be passed over: about another municipality, or about no case."""
    ids: dict[str, list[str]] = {}
    for case, through in going:
        for plugin, _place in through:
            ids.setdefault(plugin.code, []).append(case.id)
    owners = _owners()
    strays = [problem for one in expected for problem in _strays(one, ids, owners)]
    if strays:
        raise ExpectedErrors(strays)


def _strays(one: Expected, ids: Mapping[str, Sequence[str]], owners: Mapping[Path, Sequence[str]]) -> list[Problem]:
    codes = owners.get(Path(one.file).parent.resolve(), (one.municipality,))
    if one.municipality not in codes:
        what = _("{file} is about {theirs}, not {code}", file=Path(one.file).name, theirs=one.municipality,
                 code=", ".join(codes))  # fmt: skip
        return [Problem(one.file, one.line(("municipality",)) or 1, "municipality", what)]
    walked = ids.get(one.municipality)
    if walked is None or one.case in walked:
        return []
    what = _("no case '{case}' lies beside it, and no standard case is called so", case=one.case)
    return [Problem(one.file, one.line(("case",)) or 1, "case", what, did_you_mean(one.case, walked))]


def _owners() -> dict[Path, list[str]]:
    """The codes of the municipalities that ship a folder: several, where one distribution holds several of them."""
    owners: dict[Path, list[str]] = {}
    for found in installed()[0]:
        folder = cases_folder(found)
        if folder:
            owners.setdefault(folder.resolve(), []).append(found.code)
    return owners
