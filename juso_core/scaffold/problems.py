"""What is wrong with what a new municipality is made of, told where it was written."""

from collections.abc import Iterable

from attrs import frozen

from juso_core.language.messages import N_, _
from juso_core.language.told import ToldError
from juso_core.municipality.problems import FileErrors, Problem

__all__ = ["AnswerErrors", "CellProblem", "OptionProblem", "ScaffoldRefused", "needs_extra", "raise_if_any"]


class AnswerErrors(FileErrors):
    """Answers, or a list of windows, cannot be used; ``problems`` are all the reasons."""


@frozen
class OptionProblem(Problem):
    """A problem with what stands behind an option of the command line; ``path`` is the option."""

    @classmethod
    def of(cls, option: str, what: str, hint: str = "") -> "OptionProblem":
        """Make one; options come after files, in the order in which they are told."""
        return cls("", 0, option, what, hint)

    def __str__(self) -> str:
        return f"{self.path}: {self.what}" + (f"; {self.hint}" if self.hint else "")


@frozen
class CellProblem(Problem):
    """A problem in a table: ``line`` is the row, ``path`` the heading of the column; 0 and "" for the whole file."""

    sheet: str = ""

    def __str__(self) -> str:
        row = _("row {number}", number=self.line) if self.line else ""
        sheet = _("sheet '{name}'", name=self.sheet) if self.sheet else ""
        where = ", ".join(part for part in (self.file, sheet, row, self.path) if part)
        return f"{where}: {self.what}" + (f"; {self.hint}" if self.hint else "")


class ScaffoldRefused(ToldError):
    """A folder that cannot be made here: why, and what to do."""


def needs_extra() -> ScaffoldRefused:
    """Return what is said where the libraries of the extra ``scaffold`` are not installed."""
    return ScaffoldRefused(
        N_("this needs libraries that are not installed"), N_('install them with: pip install "juso-core[scaffold]"')
    )


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise AnswerErrors where there is a problem."""
    problems = tuple(problems)
    if problems:
        raise AnswerErrors(problems)
