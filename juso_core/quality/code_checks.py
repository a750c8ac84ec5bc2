"""What a plugin's code reaches for, read from its text and never run (S04, S05).

A hook is a judgement on frozen values: no clock, no chance, no network, no files. Reading the text finds what is
written plainly, on its line; ``quality.watch`` finds the rest while hooks are asked.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from juso_core.language.messages import _
from juso_core.quality.remarks import Remark
from juso_core.quality.subject import Subject

__all__ = ["code_checks", "code_files"]

# fmt: off
_REACHES_OUT = frozenset({
    "aiohttp", "asyncio", "builtins", "codecs", "concurrent", "ctypes", "fcntl", "fileinput", "ftplib", "gc", "getpass",
    "glob", "http", "httpx", "imaplib", "importlib", "inspect", "io", "linecache", "logging", "mmap", "multiprocessing",
    "nt", "os", "pathlib", "pickle", "pkgutil", "platform", "poplib", "posix", "random", "requests", "runpy", "sched",
    "secrets", "select", "shelve", "shutil", "signal", "smtplib", "socket", "socketserver", "sqlalchemy", "sqlite3",
    "ssl", "subprocess", "sys", "syslog", "tempfile", "threading", "time", "urllib", "urllib3", "uuid",
    "webbrowser", "zoneinfo",
})
# fmt: on
_OF_NOW = frozenset({"today", "now", "utcnow"})
_BUILTINS = frozenset({"open", "input", "exec", "eval", "compile", "__import__", "breakpoint"})
_CONTRACT = ("hookspecs", "citation", "casework", "municipality")


def code_files(package: Path) -> list[Path]:
    """Return the Python files of a plugin's package."""
    return sorted(path for path in package.rglob("*.py") if "__pycache__" not in path.parts)


def code_checks(subject: Subject) -> Iterator[Remark]:
    """Yield what the code of a plugin uses and must not."""
    for file in code_files(subject.package):
        shown = subject.shown(file)
        try:
            tree = ast.parse(file.read_bytes())
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            yield Remark(
                "S03", _("this is not Python: {what}", what=getattr(error, "msg", str(error))), "", shown, line
            )
            continue
        for node in ast.walk(tree):
            for check_id, what in _said_of(node):
                yield Remark(check_id, what, "", shown, getattr(node, "lineno", 1))


def _said_of(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from _import(alias.name)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        if node.module == "juso_core":
            for alias in node.names:
                yield from _import(f"juso_core.{alias.name}")
        else:
            yield from _import(node.module or "")
    elif isinstance(node, ast.Call):
        yield from _call(node.func)


def _import(module: str) -> Iterator[tuple[str, str]]:
    top, _dot, rest = module.partition(".")
    if top in _REACHES_OUT:
        yield "S04", _("it imports {module}", module=module)
    elif top == "juso_core" and rest.partition(".")[0] not in _CONTRACT and not rest.startswith("language.era"):
        yield "S05", _("it imports {module}", module=module)


def _call(function: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(function, ast.Name) and function.id in _BUILTINS:
        yield "S04", _("it calls {function}", function=f"{function.id}()")
    elif isinstance(function, ast.Attribute) and function.attr in _OF_NOW:
        yield "S04", _("it calls {function}", function=f"{ast.unparse(function)}()")
