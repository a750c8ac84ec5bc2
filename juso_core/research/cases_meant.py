"""Which case files are meant: by the paths of files or of folders, and by the ids of cases."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from juso_core.language.messages import _
from juso_core.municipality.problems import Problem, did_you_mean
from juso_core.research.case_file import CaseFile, CaseFileErrors, read
from juso_core.research.known_cases import case_called, known_ids
from juso_core.research.shipped import case_paths
from juso_core.research.standard_cases import standard_cases

__all__ = ["cases_meant", "read_cases"]


def cases_meant(names: Iterable[str | Path], taking_part: Collection[str] = ()) -> tuple[CaseFile, ...]:
    """Return the case files that are meant; without any name, the standard ones.

    ``taking_part`` are the codes of the municipalities whose own cases come before those of others that are called
    alike. Raises CaseFileErrors with everything that is wrong in any of them.
    """
    names, paths, problems = tuple(names), list[Path](), list[Problem]()
    for name in names:
        try:
            paths += _paths(name, taking_part)
        except CaseFileErrors as errors:
            problems += errors.problems
    try:
        cases = read_cases(paths if names else standard_cases())
    except CaseFileErrors as errors:
        raise CaseFileErrors([*problems, *errors.problems]) from None
    problems += _twice(cases)
    if problems:
        raise CaseFileErrors(problems)
    return cases


def read_cases(paths: Iterable[Path]) -> tuple[CaseFile, ...]:
    """Read case files, each once; raises CaseFileErrors with everything that is wrong in any of them."""
    problems: list[Problem] = []
    cases: list[CaseFile] = []
    for path in dict.fromkeys(paths):
        try:
            cases.append(read(path))
        except CaseFileErrors as errors:
            problems += errors.problems
    if problems:
        raise CaseFileErrors(problems)
    return tuple(cases)


def _paths(name: str | Path, taking_part: Collection[str]) -> tuple[Path, ...]:
    """The files that one name means: an existing path before an id."""
    path = Path(name)
    if path.is_dir():
        inside = case_paths(path)
        if not inside:
            raise CaseFileErrors([Problem(str(name), 0, "", _("there is no case file in this folder"))])
        return inside
    if path.exists():
        return (path,)
    if isinstance(name, Path) or path.suffix.lower() == ".toml":
        near = did_you_mean(path.stem, known_ids(), "")
        raise CaseFileErrors([Problem(str(name), 0, "", _("there is no such file"), near)])
    return (case_called(name, taking_part),)


def _twice(cases: Iterable[CaseFile]) -> Iterator[Problem]:
    seen: dict[str, CaseFile] = {}
    for case in cases:
        first = seen.setdefault(case.id, case)
        if first is not case:
            yield Problem(case.file, 1, "id", _("'{id}' is also the id of {file}", id=case.id, file=first.file))
