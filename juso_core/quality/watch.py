"""Watches a hook while it answers: what it reaches for, and how many lines it runs.

A judgement on frozen values needs no clock, no chance, no file and no network. The interpreter tells of each of them;
what a plugin imported under which name makes no difference. Work is counted in lines, so the count is the same on
every machine.
"""

import datetime as dt
import os
import random
import sys
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Final

__all__ = ["MOST_LINES", "TooMuchWork", "Watch"]

MOST_LINES: Final = 100_000
"""So many lines of its own an answer may run, and so many calls it may make."""

_OF_NOW: Final = frozenset({"today", "now", "utcnow"})
_CLOCK: Final = frozenset(
    function
    for name, function in vars(time).items()
    if callable(function) and not isinstance(function, type) and not name.startswith("_")
)
_CHANCE: Final = frozenset({os.urandom, *([os.getrandom] if hasattr(os, "getrandom") else [])})
# fmt: off
_REACHES: Final = (
    "open", "socket.", "subprocess.", "os.", "sqlite3.", "urllib.", "http.", "ftplib.", "smtplib.", "shutil.", "glob.",
    "tempfile.", "ctypes.", "mmap.", "webbrowser.", "pty.", "winreg.",
)
# fmt: on


class TooMuchWork(BaseException):
    """A hook was stopped; not an Exception, since those a hook may catch."""


class Watch:
    """Watches what is done within it, by code in one folder; ``clock`` and ``reach`` are what was seen, once each."""

    def __init__(self, folder: str) -> None:
        """Watch the code whose files lie in ``folder``."""
        self.folder = folder.rstrip(os.sep) + os.sep
        self.clock: dict[str, None] = {}
        self.reach: dict[str, None] = {}
        self.lines = self.calls = 0
        self._before: tuple[Any, Any] = (None, None)

    def __enter__(self) -> "Watch":
        _listen()
        self._before = (sys.getprofile(), sys.gettrace())
        _watching.append(self)
        sys.settrace(self._trace)
        sys.setprofile(self._profile)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        sys.setprofile(self._before[0])
        sys.settrace(self._before[1])
        _watching.remove(self)

    def _trace(self, frame: FrameType, event: str, _arg: Any) -> Callable[..., Any] | None:
        if not frame.f_code.co_filename.startswith(self.folder):
            return None
        if event == "line":
            self.lines += 1
            if self.lines > MOST_LINES:
                raise TooMuchWork
        return self._trace

    def _profile(self, _frame: FrameType, event: str, arg: Any) -> None:
        if event == "call":
            self.calls += 1
            if self.calls > MOST_LINES:
                raise TooMuchWork
        elif event == "c_call" and (seen := _clock_or_chance(arg)):
            self.clock[seen] = None


def _clock_or_chance(function: Any) -> str:
    name, owner = getattr(function, "__name__", ""), getattr(function, "__self__", None)
    if name in _OF_NOW and isinstance(owner, type) and issubclass(owner, dt.date):
        return f"{owner.__name__}.{name}()"
    if isinstance(owner, random.Random):
        return f"random.{name}()"
    try:
        known = function in _CLOCK or function in _CHANCE
    except TypeError:  # bound to something that cannot be hashed
        return ""
    return f"{function.__module__}.{name}()".replace("posix.", "os.").replace("nt.", "os.") if known else ""


_watching: list[Watch] = []
_listens: list[bool] = []


def _listen() -> None:
    """Have the interpreter tell of files, sockets and processes; between watches nobody listens."""
    if not _listens:
        _listens.append(True)
        sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or not event.startswith(_REACHES) or _importing():
        return
    what = f"{event} {arguments[0]}" if event == "open" and arguments else event
    _watching[-1].reach[what] = None


def _importing() -> bool:
    """Whether Python itself opens a file, to import a module that a hook names within its body."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
