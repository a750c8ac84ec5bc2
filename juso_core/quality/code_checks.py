"""What a plugin's code reaches for, read from its text and never run (S04, S05).

A hook is a judgement on frozen values: no clock, no chance, no network, no files. Reading the text finds what is
written plainly, on its line; ``quality.watch`` finds the rest while hooks are asked.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from juso_core.language.messages import _
from juso_core.python_text import parse
from juso_core.quality.code_names import Names, names_in
from juso_core.quality.remarks import Remark
from juso_core.quality.subject import Subject

__all__ = ["code_checks", "code_files"]

# fmt: off
_REACHES_OUT = frozenset({
    "aiohttp", "asyncio", "builtins", "codecs", "concurrent", "ctypes", "fcntl", "fileinput", "ftplib", "gc", "getpass",
    "glob", "http", "httpx", "imaplib", "importlib", "inspect", "io", "linecache", "mmap", "multiprocessing",
    "nt", "os", "pathlib", "pickle", "pkgutil", "platform", "poplib", "posix", "random", "requests", "runpy", "sched",
    "secrets", "select", "shelve", "shutil", "signal", "smtplib", "socket", "socketserver", "sqlalchemy", "sqlite3",
    "ssl", "subprocess", "sys", "syslog", "tempfile", "threading", "time", "urllib", "urllib3", "uuid",
    "webbrowser", "zoneinfo",
})
# fmt: on
_HARMLESS = ("urllib.parse", "pathlib.PurePath", "pathlib.PurePosixPath", "pathlib.PureWindowsPath")
"""What lies in a module that reaches out, and only works on texts."""
_INSIDE = frozenset({"builtins", "importlib", "io", "os", "pathlib", "socket", "subprocess", "sys"})
"""What other modules import too, so that it can be reached through them."""
_OF_NOW = frozenset({"today", "now", "utcnow"})
_OF_THE_SYSTEM = frozenset({"modules", "environ"})
_BUILTINS = frozenset({"open", "input", "exec", "eval", "compile", "__import__", "breakpoint"})
_CONTRACT = ("hookspecs", "citation", "casework", "municipality")

Said = tuple[str, str, str]
"""A check's id, what is wrong, and a hint."""


def code_files(package: Path) -> list[Path]:
    """Return the Python files of a plugin's package, also those that cannot be read."""
    named = (path for path in package.rglob("*.py") if "__pycache__" not in path.parts)
    return sorted(path for path in named if not path.is_dir())


def code_checks(subject: Subject) -> Iterator[Remark]:
    """Yield what the code of a plugin uses and must not."""
    for file in code_files(subject.package):
        shown = subject.shown(file)
        # Whatever else may lie there under such a name, to read it could take for ever.
        if not file.is_file():
            yield Remark("S03", _("this is no file that can be read"), "", shown)
            continue
        read = parse(file)
        if read.tree is None:
            yield Remark("S03", _("this is not Python: {what}", what=read.wrong), "", shown, read.line)
            continue
        for node, (check_id, what, hint) in _said_of(read.tree):
            yield Remark(check_id, what, "", shown, getattr(node, "lineno", 1), hint)


def _said_of(tree: ast.Module) -> Iterator[tuple[ast.AST, Said]]:
    names = names_in(tree)
    called: set[int] = set()
    for node in names.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for module in _imported(node):
                yield from ((node, said) for said in _import(module))
        elif isinstance(node, ast.Call):
            called.add(id(node.func))
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield from ((node, said) for said in _use(node, names, id(node) in called))


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules, or what else is taken out of them, by their whole names; each module once where that is enough."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif not node.level:
        whole = [f"{node.module}.{alias.name}" for alias in node.names]
        apart = node.module in ("juso_core", "juso_core.language", "urllib", "pathlib")
        yield from whole if apart else [node.module or ""]


def _import(module: str) -> Iterator[Said]:
    top, _dot, rest = module.partition(".")
    if top in _REACHES_OUT and not _is_harmless(module):
        hint = _("a day needs no zone: it is the argument on") if top == "zoneinfo" else ""
        yield "S04", _("it imports {module}", module=module), hint
    elif top == "juso_core" and not _is_contract(rest):
        yield "S05", _("it imports {module}", module=module), ""


def _is_harmless(module: str) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in _HARMLESS)


def _is_contract(rest: str) -> bool:
    return rest.partition(".")[0] in _CONTRACT or rest == "language.era" or rest.startswith("language.era.")


def _use(node: ast.Name | ast.Attribute, names: Names, is_called: bool) -> Iterator[Said]:
    """What the name, or the last part of a dotted one, stands for."""
    owner = names.meaning(node.value) if isinstance(node, ast.Attribute) else ""
    if isinstance(node, ast.Name):
        if node.id not in _BUILTINS or node.id in names.bound:
            return
        shown = node.id
    elif node.attr in _OF_THE_SYSTEM or _is_now(node.attr, owner) or _leads_out(node.attr, owner):
        shown = f"{names.shown(node.value)}.{node.attr}"
    elif owner == "juso_core" and not _is_contract(node.attr) and node.attr != "language":
        yield "S05", _("it uses {what}", what=f"juso_core.{node.attr}"), ""
        return
    else:
        return
    said = _("it calls {function}", function=f"{shown}()") if is_called else _("it uses {what}", what=shown)
    yield "S04", said, ""


def _is_now(name: str, owner: str) -> bool:
    """Whether it is the clock: a plugin's own era may have a beginning that it calls now."""
    return name in _OF_NOW and owner.rpartition(".")[2] in ("date", "datetime")


def _leads_out(name: str, owner: str) -> bool:
    """Whether a module that reaches out is got at through another one."""
    if owner == "urllib":
        return name != "parse"
    return bool(owner) and owner.partition(".")[0] not in _REACHES_OUT and name.lstrip("_") in _INSIDE
