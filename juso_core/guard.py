"""Stands between the core and whoever answers a hook, so that a bad answer costs only that answer.

Each implementation is wrapped once, at registration. What it returns is checked against the contract and against the
structure that it was asked about; whatever it raises becomes a ``PluginError`` that names the line in the plugin's
own file. The wrapped function takes all arguments of its hook and hands on those that the implementation asks for.
"""

import inspect
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePath
from types import CodeType
from typing import Any, Final

from attrs import frozen

from juso_core import hookspecs
from juso_core.advice import AnswerFailed
from juso_core.answer_check import wrong_in
from juso_core.answer_names import Names
from juso_core.casework.decisions import Decision
from juso_core.casework.record import Failure
from juso_core.language.messages import _
from juso_core.language.signs import visible
from juso_core.municipality.structure import Structure

__all__ = ["ARGUMENTS", "Author", "Memory", "PluginError", "guard", "told", "where_defined", "where_raised"]

ARGUMENTS: Final = {hook: tuple(inspect.signature(getattr(hookspecs, hook)).parameters) for hook in hookspecs.RESULTS}
"""The arguments of every hook, in the order of the contract."""

_LONGEST: Final = 300


class PluginError(AnswerFailed):
    """A giver failed to answer: which one in which version, at which hook, where in its files, and how."""

    def __init__(self, plugin: str, version: str, hook: str, where: str, what: str) -> None:
        """Keep the parts; ``where`` is ``file:line``, the file as it lies in the distribution."""
        super().__init__(Failure(plugin, hook, where, what))
        self.plugin, self.version, self.hook, self.where, self.what = plugin, version, hook, where, what
        # What an exception is copied and pickled by.
        self.args = (plugin, version, hook, where, what)

    def __str__(self) -> str:
        return f"{self.plugin} {self.version}".rstrip() + f": {self.hook} ({self.where}): {self.what}"


@frozen
class Author:
    """Who wrote an implementation: the giver's name and version, and the folder of its package."""

    name: str
    version: str
    package: Path


class Memory:
    """Remembers the names of the structure that was asked about last: one case asks many times about the same."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._last: Names | None = None

    def names(self, structure: Structure) -> Names:
        """Return the names of a structure."""
        last = self._last
        if last is None or last.structure is not structure:
            self._last = last = Names.of(structure)
        return last


def guard(function: Callable[..., Any], hook: str, author: Author, memory: Memory) -> Callable[..., Any]:
    """Wrap an implementation of ``hook``; the result takes all arguments of the hook, by position or by name.

    It returns a proper decision or None, and raises PluginError for everything else.
    """
    arguments, kind = ARGUMENTS[hook], hookspecs.RESULTS[hook]
    wanted = tuple(map(arguments.index, inspect.signature(function).parameters))
    at_structure = arguments.index("municipality")
    at_case = arguments.index("case") if "case" in arguments else None

    def answered(given: tuple[Any, ...]) -> Any:
        # What a plugin prints would spoil the JSON of the command that asks it (contextlib's way takes too long here).
        output, sys.stdout = sys.stdout, sys.stderr
        try:
            answer = function(*[given[place] for place in wanted])
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            where = where_raised(error, author.package) or where_defined(function, author.package)
            raise PluginError(author.name, author.version, hook, where, told(error, author.package)) from error
        finally:
            sys.stdout = output
        if answer is None:
            return None
        if type(answer) is kind and isinstance(answer, Decision):
            case = None if at_case is None else given[at_case]
            wrong = wrong_in(answer, memory.names(given[at_structure]), case)
            if wrong is None:
                return answer
        else:
            found, right = visible(type(answer).__qualname__), kind.__name__
            wrong = _("it returned {found}; write {right} or None", found=found, right=right)
        raise PluginError(author.name, author.version, hook, where_defined(function, author.package), wrong)

    return _with_the_arguments(hook, answered, function)


def _with_the_arguments(hook: str, answered: Callable[..., Any], function: Callable[..., Any]) -> Callable[..., Any]:
    """Make the function that takes the arguments of a hook by their names: pluggy reads them from the code itself."""
    namespace: dict[str, Any] = {"answered": answered}
    exec(_code(hook), namespace)
    guarded: Callable[..., Any] = namespace[hook]
    guarded.__doc__, guarded.__module__ = function.__doc__, function.__module__
    return guarded


@cache
def _code(hook: str) -> CodeType:
    names = ", ".join(ARGUMENTS[hook])
    return compile(f"def {hook}({names}):\n    return answered(({names},))\n", f"<guard of {hook}>", "exec")


def where_defined(function: Callable[..., Any], package: Path) -> str:
    """Return ``file:line`` of a function, the file as it lies in the distribution."""
    code = inspect.unwrap(function).__code__
    return f"{_file(code.co_filename, package)}:{code.co_firstlineno}"


def where_raised(error: BaseException, package: Path) -> str | None:
    """Return ``file:line`` of the innermost line within the package that an exception passed; None if there is none."""
    inside, found = str(package) + os.sep, None
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(inside):
        return f"{_file(error.filename or '', package)}:{error.lineno or 1}"
    traceback = error.__traceback__
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename.startswith(inside):
            found = f"{_file(filename, package)}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return found


def _file(filename: str, package: Path) -> str:
    path = PurePath(filename)
    # A file of another package is named by its last two parts: never where on this machine it lies.
    return (path.relative_to(package.parent) if path.is_relative_to(package) else PurePath(*path.parts[-2:])).as_posix()


def told(error: BaseException, package: Path) -> str:
    """Return what an exception says, on one line, without telling where on this machine the package lies.

    Signs that steer a terminal are written out.
    """
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:
        text = ""
    line = " ".join(text.replace(str(package.parent) + os.sep, "").split())
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return visible(f"{type(error).__name__}: {line}".removesuffix(": "))
