"""What a plugin ships to prove itself by: case files and expected paths that can be read (P01, P02, P04, P05)."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import field, frozen

from juso_core.language.messages import _
from juso_core.municipality.problems import FileErrors
from juso_core.quality.remarks import Remark, from_problems
from juso_core.quality.subject import Subject
from juso_core.research.case_file import CaseFile
from juso_core.research.case_file import read as read_case
from juso_core.research.expected import Expected, files_in
from juso_core.research.expected import read as read_expected
from juso_core.research.held import case_of
from juso_core.research.standard_cases import named, standard_cases

__all__ = ["ENOUGH", "Shipped", "proof_checks", "shipped"]

ENOUGH = 4
"""So many expected paths show more than the easy way through."""
_OTHERS = (".expected.toml", ".walk.toml", "demo.toml")


@frozen
class Shipped:
    """What can be walked and held: case files of the plugin's own, expectations with their cases, and what is wrong."""

    cases: tuple[CaseFile, ...] = ()
    expected: tuple[tuple[Expected, CaseFile], ...] = ()
    remarks: tuple[Remark, ...] = field(default=(), repr=False)

    def all_cases(self) -> tuple[CaseFile, ...]:
        """Return the standard case files and the plugin's own."""
        return (*_standard(), *self.cases)


@cache
def _standard() -> tuple[CaseFile, ...]:
    return tuple(map(read_case, standard_cases()))


def shipped(subject: Subject) -> Shipped:
    """Read everything in a plugin's folder of cases."""
    folder = subject.cases
    if folder is None:
        return Shipped()
    cases, expected, remarks = [], [], list[Remark]()
    for file in sorted(folder.glob("*.toml")):
        if file.name.endswith(_OTHERS):
            continue
        try:
            cases.append(read_case(file))
        except FileErrors as errors:
            remarks += from_problems("P02", errors.problems, subject.shown(file))
    for file in files_in(folder):
        try:
            expected.append(_with_case(file, subject))
        except FileErrors as errors:
            remarks += from_problems("P02", errors.problems, subject.shown(Path(errors.problems[0].file)))
        except ValueError as error:
            remarks.append(Remark("P02", str(error), "", subject.shown(file)))
    return Shipped(tuple(cases), tuple(expected), tuple(remarks))


def _with_case(file: Path, subject: Subject) -> tuple[Expected, CaseFile]:
    expected = read_expected(file)
    if expected.municipality != subject.found.code:
        raise ValueError(_("{file} is about {theirs}, not {code}", file=file.name, theirs=expected.municipality,
                           code=subject.found.code))  # fmt: skip
    return expected, case_of(file, expected)


def proof_checks(subject: Subject, found: Shipped) -> Iterator[Remark]:
    """Yield what is wrong with what a plugin ships, and what is missing."""
    yield from found.remarks
    yield from _called_like_standard_ones(subject, found)
    folder = subject.shown(subject.cases) if subject.cases else "cases"
    count = len(found.expected)
    if not count:
        yield Remark("P01", _("no expected path is shipped"), "cases", folder)
    elif not any(_answers(expected) for expected, _case in found.expected):
        what = _("every expected answer is 'silent': nothing that a source says is held against a path")
        yield Remark("P01", what, "cases", folder)
    elif count < ENOUGH:
        yield Remark("P04", _("{count} expected paths are shipped", count=count), "cases", folder)


def _called_like_standard_ones(subject: Subject, found: Shipped) -> Iterator[Remark]:
    for case in found.cases:
        if named(case.id) is not None:
            what = _("a standard case is called '{id}' too", id=case.id)
            yield Remark("P05", what, case.id, subject.shown(Path(case.file)))


def _answers(expected: Expected) -> bool:
    """Whether anything that it expects is an answer, and no silence."""
    return any(one.value.plain is not None for _place, one in expected.rows())
