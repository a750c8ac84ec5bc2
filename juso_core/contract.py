"""Whether a module implements hooks as the contract asks, and its implementations, guarded and ready to be asked.

pluggy finds a misspelt hook and an unknown argument, one at a time. A plugin's author gets all slips at once, with
what was meant, and those too that pluggy would pass over in silence: a hook that is not marked, an argument that
would never be filled in.
"""

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from attrs import frozen

from juso_core.guard import ARGUMENTS, Author, Memory, guard, where_defined
from juso_core.hookspecs import hookimpl
from juso_core.language.messages import _
from juso_core.municipality.problems import did_you_mean

__all__ = ["Implementation", "Slips", "guarded", "implementations"]

_MARK = f"{hookimpl.project_name}_impl"
_SPECIFICATION = f"{hookimpl.project_name}_spec"


class Slips(Exception):
    """What is wrong with a module's hooks: every slip, with its place."""

    def __init__(self, slips: list[str]) -> None:
        """Keep the slips."""
        self.slips = tuple(slips)
        super().__init__("\n".join(slips))


@frozen
class Implementation:
    """A function that answers a hook, as its author marked it."""

    hook: str
    function: Any
    options: dict[str, Any]


def guarded(module: Any, author: Author, memory: Memory) -> ModuleType:
    """Return a module of the guarded implementations of ``module``, to be registered with a plugin manager.

    Raises Slips when it does not keep to the contract.
    """
    marked = list(implementations(module))
    slips = [*_not_marked(module, author)]
    for one in marked:
        slips += [f"{_place(one.function, author)}: {slip}" for slip in _slips(one)]
    by_hook: dict[str, Callable[..., Any]] = {}
    for one in marked:
        if one.hook in by_hook:
            what = _("{hook} is answered twice; one function answers one hook", hook=one.hook)
            slips.append(f"{_place(one.function, author)}: {what}")
        by_hook.setdefault(one.hook, one.function)
    if slips:
        raise Slips(slips)
    ready = ModuleType(author.name)
    for hook, function in by_hook.items():
        # One marked as optional is for a contract newer than this; nobody asks it here.
        if hook in ARGUMENTS:
            setattr(ready, hook, hookimpl(guard(function, hook, author, memory)))
    return ready


def implementations(module: Any) -> Iterator[Implementation]:
    """Yield the functions of a module that are marked as implementations of hooks."""
    for name, function in vars(module).items():
        # Looked up without running anything: a module may hold objects that answer to every name.
        options = inspect.getattr_static(function, _MARK, None)
        if isinstance(options, dict):
            yield Implementation(options.get("specname") or name, function, options)


def _not_marked(module: Any, author: Author) -> Iterator[str]:
    """A hook without its mark is never asked, and nothing says so."""
    for name, function in vars(module).items():
        if name not in ARGUMENTS or not inspect.isfunction(function):
            continue
        if not hasattr(function, _MARK) and not hasattr(function, _SPECIFICATION):
            yield f"{_place(function, author)}: " + _("{hook} is never asked: write @hookimpl above it", hook=name)


def _slips(one: Implementation) -> Iterator[str]:
    if not inspect.isfunction(one.function):
        yield _("{hook} has to be a function", hook=one.hook)
    elif one.options.get("wrapper") or one.options.get("hookwrapper"):
        yield _("{hook} is a wrapper; a plugin gives its own answer and does not change those of others", hook=one.hook)
    elif inspect.isgeneratorfunction(one.function) or inspect.iscoroutinefunction(one.function):
        yield _("{hook} has to return its answer: no yield, no async", hook=one.hook)
    elif one.hook in ARGUMENTS:
        yield from _slips_in_arguments(one)
    elif not one.options.get("optionalhook"):
        yield _("there is no hook {hook}", hook=one.hook) + "; " + did_you_mean(one.hook, ARGUMENTS)


def _slips_in_arguments(one: Implementation) -> Iterator[str]:
    for name, parameter in inspect.signature(one.function).parameters.items():
        if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD:
            yield _(
                "{hook}: '{argument}' cannot be filled in; name the arguments one by one", hook=one.hook, argument=name
            )
        elif name not in ARGUMENTS[one.hook]:
            what = _("{hook} has no argument '{argument}'", hook=one.hook, argument=name)
            yield what + "; " + did_you_mean(name, ARGUMENTS[one.hook])
        elif parameter.default is not parameter.empty:
            yield _("{hook}: '{argument}' is always given, so it takes no default", hook=one.hook, argument=name)


def _place(function: Any, author: Author) -> str:
    return where_defined(function, author.package) if inspect.isfunction(function) else author.package.name
