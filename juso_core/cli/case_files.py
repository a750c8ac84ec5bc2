"""Which case files are meant on the command line: files, folders of them, and the ids of the standard ones."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from juso_core.language.messages import _
from juso_core.municipality.problems import Problem, did_you_mean
from juso_core.research.case_file import CaseFile, CaseFileErrors, read
from juso_core.research.standard_cases import named, standard_cases

__all__ = ["case_files", "is_case_file"]

_OTHERS = (".expected.toml", ".walk.toml")


def case_files(names: Iterable[str]) -> tuple[CaseFile, ...]:
    """Return the case files that are meant; without any name, the standard ones.

    Raises CaseFileErrors with everything that is wrong in any of them.
    """
    problems: list[Problem] = []
    cases: list[CaseFile] = []
    for path in dict.fromkeys(_paths(names, problems)):
        try:
            cases.append(read(path))
        except CaseFileErrors as errors:
            problems += errors.problems
    problems += _twice(cases)
    if problems:
        raise CaseFileErrors(problems)
    return tuple(cases)


def is_case_file(name: str) -> bool:
    """Whether a word on the command line means a case file, and not the number of a case in an instance."""
    return named(name) is not None or name.lower().endswith(".toml") or Path(name).exists()


def _paths(names: Iterable[str], problems: list[Problem]) -> Iterator[Path]:
    names = tuple(names)
    if not names:
        yield from standard_cases()
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = [one for one in sorted(path.glob("*.toml")) if _may_be_case(one)]
            if not inside:
                problems.append(Problem(name, 1, "", _("there is no case file in this folder")))
            yield from inside
        elif path.exists() or named(name) is None:
            if not path.exists() and not name.endswith(".toml"):
                ids = [one.stem for one in standard_cases()]
                what = _("there is no such file, and no standard case is called so")
                problems.append(Problem(name, 1, "", what, did_you_mean(name, ids)))
                continue
            yield path
        else:
            standard = named(name)
            assert standard is not None
            yield standard


def _may_be_case(path: Path) -> bool:
    """Whether a file in a folder is meant: other formats that lie beside case files say what they are."""
    if path.name.endswith(_OTHERS):
        return False
    try:
        head = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return True
    said = [line for line in head.splitlines() if line.replace(" ", "").startswith("schema=")]
    return not said or "juso." not in said[0] or "juso.case/" in said[0]


def _twice(cases: Iterable[CaseFile]) -> Iterator[Problem]:
    seen: dict[str, CaseFile] = {}
    for case in cases:
        first = seen.setdefault(case.id, case)
        if first is not case:
            yield Problem(case.file, 1, "id", _("'{id}' is also the id of {file}", id=case.id, file=first.file))
