"""What checks find: one remark for each thing, with its place in a file."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from juso_core.language.signs import visible
from juso_core.municipality.problems import Problem
from juso_core.quality.checks import Check, Severity, checks

__all__ = ["Remark", "from_problems", "sorted_remarks"]


@frozen
class Remark:
    """One thing that a check found.

    ``about`` is what it is about, for an exemption to name: a row's key, a question, a field, a case's id. ``file`` is
    the file as it lies in the plugin's package or project. What a plugin says may be quoted: signs in it that steer a
    terminal are written out.
    """

    check_id: str
    what: str = field(converter=visible)
    about: str = field(default="", converter=visible)
    file: str = field(default="", converter=visible)
    line: int = 0
    hint: str = field(default="", converter=visible)

    @property
    def check(self) -> Check:
        """The check that found it."""
        return checks()[self.check_id]

    @property
    def is_error(self) -> bool:
        """Whether it makes ``juso check`` fail."""
        return self.check.severity is Severity.ERROR

    @property
    def place(self) -> str:
        """Where it is: ``file:line``, or the file alone, or nothing."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        about = f"{self.about}: " if self.about and self.about not in self.what else ""
        return f"{self.check_id} {place}{about}{self.what}" + (f"; {self.hint}" if self.hint else "")


def from_problems(check_id: str, problems: Iterable[Problem], file: str = "") -> Iterator[Remark]:
    """Yield the problems of a file as remarks of a check; ``file`` is what to call the file instead."""
    for problem in problems:
        yield Remark(check_id, problem.what, problem.path, file or problem.file, problem.line, problem.hint)


def sorted_remarks(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return each remark once: errors first, then in the order of the table, by file and line."""
    order = {check_id: number for number, check_id in enumerate(checks())}
    weights = list(Severity)
    unique = dict.fromkeys(remarks)
    return tuple(
        sorted(
            unique,
            key=lambda one: (weights.index(one.check.severity), order[one.check_id], one.file, one.line),
        )
    )
