"""What a plugin's code says about hooks, seen in its text alone: nothing of it is imported or run.

It finds what ``contract`` finds when it loads a plugin, as far as the text shows it. What is made only while the code
runs (a hook by ``setattr``, a decorator of the author's own) is not seen here, and left to loading.
"""

import ast
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Final

from attrs import frozen

from juso_core.discovery import Broken, BrokenAt, Found, package_path
from juso_core.guard import ARGUMENTS
from juso_core.language.messages import _
from juso_core.municipality.problems import did_you_mean
from juso_core.python_text import parse

__all__ = ["HookSlip", "Look", "code_file", "look", "look_at", "slip_of"]

_MARK: Final = "hookimpl"
_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@frozen
class HookSlip:
    """One thing that is wrong with a plugin's hooks: the line, what is wrong, and a hint if there is one."""

    line: int
    what: str
    hint: str = ""


@frozen
class Look:
    """What the text of a plugin's code shows.

    ``file`` is None where there is no code, ``hooks`` are those that it answers, and ``readable`` is false where the
    text is no Python.
    """

    file: Path | None = None
    hooks: tuple[str, ...] = ()
    slips: tuple[HookSlip, ...] = ()
    readable: bool = True


def look(found: Found) -> Look:
    """Look at the code of an installed plugin without importing it."""
    file = code_file(found)
    # A compiled module has no text; importing it will show what it is.
    return look_at(file) if file is not None and file.suffix == ".py" else Look(file)


def code_file(found: Found) -> Path | None:
    """Return the file of a plugin's judgement, ``plugin.py`` as a rule; None where its structure says everything."""
    folder = package_path(found)
    # Looked for in the folder itself: to ask for "package.plugin" would import the package.
    spec = PathFinder.find_spec(f"{found.package}.plugin", [str(folder)]) if folder else None
    return Path(spec.origin) if spec is not None and spec.origin is not None else None


def look_at(file: Path) -> Look:
    """Look at a file of Python; never raises for what stands in it."""
    read = parse(file)
    if read.tree is None:
        return Look(file, (), (HookSlip(read.line, read.wrong),), False)
    module = read.tree
    marked = list(_marked(module))
    slips = [slip for function, options in marked for slip in _slips(function, options)]
    slips += [*_twice(module, marked), *_not_marked(module)]
    hooks = {hook for function, options in marked if (hook := _hook(function, options)) in ARGUMENTS}
    order = [hook for hook in ARGUMENTS if hook in hooks]
    return Look(file, tuple(order), tuple(sorted(slips, key=lambda slip: slip.line)))


def slip_of(found: Found, seen: Look) -> Broken | None:
    """Return the record of a plugin whose code is seen to be wrong; None where nothing is."""
    if not seen.slips or seen.file is None:
        return None
    shown = f"{seen.file.parent.name}/{seen.file.name}"
    lines = [f"{shown}:{s.line}: {s.what}" + (f"; {s.hint}" if s.hint else "") for s in seen.slips]
    if not seen.readable:
        fix = _("mend the plugin, or install a version of {distribution} that works", distribution=found.distribution)
        return Broken.at(BrokenAt.IMPORT, found, "\n".join(lines), fix)
    fix = _(
        "see the hooks and their arguments in juso_core/hookspecs.py; "
        "if the plugin is written for a newer juso-core, upgrade juso-core"
    )
    return Broken.at(BrokenAt.CONTRACT, found, "\n".join(lines), fix)


_Options = dict[str, object]


def _top_level(body: list[ast.stmt]) -> Iterator[_Function]:
    """Every function and class that becomes a name of the module, in the order of the text."""
    # As a list of what is still to be seen: a long chain of elif lies deeper than functions may call themselves.
    waiting = body[::-1]
    while waiting:
        statement = waiting.pop()
        if isinstance(statement, _Function):
            yield statement
        elif isinstance(statement, ast.If | ast.Try | ast.With):
            parts = (getattr(statement, part, []) for part in ("body", "orelse", "finalbody"))
            waiting += [one for part in parts for one in part][::-1]


def _marked(module: ast.Module) -> Iterator[tuple[_Function, _Options]]:
    names = _names_of_the_mark(module)
    for function in _top_level(module.body):
        for decorator in function.decorator_list:
            call = decorator if isinstance(decorator, ast.Call) else None
            if _last_name(call.func if call else decorator) in names:
                pairs = call.keywords if call else []
                yield function, {k.arg: k.value.value for k in pairs if k.arg and isinstance(k.value, ast.Constant)}


def _names_of_the_mark(module: ast.Module) -> frozenset[str]:
    """``hookimpl``, and what it is imported as."""
    imports = [one for one in ast.walk(module) if isinstance(one, ast.ImportFrom)]
    return frozenset({_MARK}) | {a.asname for one in imports for a in one.names if a.name == _MARK and a.asname}


def _last_name(expression: ast.expr) -> str:
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""


def _hook(function: _Function, options: _Options) -> str:
    named = options.get("specname")
    return named if isinstance(named, str) and named else function.name


def _slips(function: _Function, options: _Options) -> Iterator[HookSlip]:
    hook, line = _hook(function, options), function.lineno
    if isinstance(function, ast.ClassDef):
        yield HookSlip(line, _("{hook} has to be a function", hook=hook))
    elif options.get("wrapper") or options.get("hookwrapper"):
        what = _("{hook} is a wrapper; a plugin gives its own answer and does not change those of others", hook=hook)
        yield HookSlip(line, what)
    elif isinstance(function, ast.AsyncFunctionDef) or _yields(function):
        yield HookSlip(line, _("{hook} has to return its answer: no yield, no async", hook=hook))
    elif hook in ARGUMENTS:
        # Another decorator may have changed what the function takes.
        if len(function.decorator_list) == 1:
            yield from (HookSlip(line, *slip) for slip in _slips_in_arguments(function.args, hook))
    elif not options.get("optionalhook"):
        yield HookSlip(line, _("there is no hook {hook}", hook=hook), did_you_mean(hook, ARGUMENTS))


def _yields(function: ast.FunctionDef) -> bool:
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(node, _Function | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return False


def _slips_in_arguments(arguments: ast.arguments, hook: str) -> Iterator[tuple[str, str]]:
    others = [*arguments.posonlyargs, *filter(None, (arguments.vararg, arguments.kwarg)), *arguments.kwonlyargs]
    for one in others:
        what = _("{hook}: '{argument}' cannot be filled in; name the arguments one by one", hook=hook, argument=one.arg)
        yield what, ""
    with_default = {one.arg for one in arguments.args[len(arguments.args) - len(arguments.defaults) :]}
    for one in arguments.args:
        if one.arg not in ARGUMENTS[hook]:
            what = _("{hook} has no argument '{argument}'", hook=hook, argument=one.arg)
            yield what, did_you_mean(one.arg, ARGUMENTS[hook])
        elif one.arg in with_default:
            yield _("{hook}: '{argument}' is always given, so it takes no default", hook=hook, argument=one.arg), ""


def _twice(module: ast.Module, marked: list[tuple[_Function, _Options]]) -> Iterator[HookSlip]:
    """Two answers to one hook. Of two of one name Python keeps the last, in silence, and loading does not see it."""
    always = {id(statement) for statement in module.body}
    seen: dict[str, _Function] = {}
    for function, options in marked:
        hook = _hook(function, options)
        first = seen.setdefault(hook, function)
        # One of two names may stand in the branches of an if or a try: then only one of them is made.
        if first is not function and (first.name != function.name or {id(first), id(function)} <= always):
            yield HookSlip(function.lineno, _("{hook} is answered twice; one function answers one hook", hook=hook))


def _not_marked(module: ast.Module) -> Iterator[HookSlip]:
    """A hook without its mark is never asked, unless it gets its mark in another way than above it."""
    marked = {id(function) for function, _options in _marked(module)}
    decorators = {id(d) for f in _top_level(module.body) for d in f.decorator_list}
    calls = [n for n in ast.walk(module) if isinstance(n, ast.Call) and id(n) not in decorators]
    if any(_last_name(call.func) in _names_of_the_mark(module) for call in calls):
        return
    for function in _top_level(module.body):
        bare = isinstance(function, ast.FunctionDef) and not function.decorator_list
        if bare and id(function) not in marked and function.name in ARGUMENTS:
            yield HookSlip(function.lineno, _("{hook} is never asked: write @hookimpl above it", hook=function.name))
