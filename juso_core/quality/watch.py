"""Watches a hook while it answers: what it reaches for, and how many lines it runs.

A judgement on frozen values needs no clock, no chance, no file and no network. The interpreter tells of each of them;
what a plugin imported under which name makes no difference. Work is counted in lines, so the count is the same on
every machine.
"""

import datetime as dt
import dis
import linecache
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType, FrameType, TracebackType
from typing import Any, Final

from juso_core.language.messages import _

__all__ = ["MOST_LINES", "TooMuchWork", "Watch", "reached_for"]

MOST_LINES: Final = 20_000
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

    def __str__(self) -> str:
        return _("it was stopped after {count} lines", count=MOST_LINES)


class Watch:
    """Watches what is done within it, by code in one folder; ``clock`` and ``reach`` are what was seen, once each."""

    def __init__(self, folder: str, *, most_calls: float = MOST_LINES) -> None:
        """Watch the code whose files lie in ``folder``; ``most_calls`` are the calls that may be made within."""
        self.folder = folder.rstrip(os.sep) + os.sep
        self._most_calls = most_calls
        self.thread = threading.get_ident()
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
        # A loop on one line begins that line again each time round, and a generator is called again for each value;
        # only a jump to itself tells of nothing but its steps, and to hear of all steps takes ten times as long.
        frame.f_trace_opcodes = _spins(frame.f_code)
        self.lines += 1
        if self.lines > MOST_LINES:
            raise TooMuchWork
        return self._trace

    def _profile(self, frame: FrameType, event: str, arg: Any) -> None:
        if event == "call":
            self.calls += 1
            if self.calls > self._most_calls:
                raise TooMuchWork
        elif event == "c_call" and (seen := _clock_or_chance(arg)) and self.did(frame):
            self.clock[seen] = None

    def did(self, frame: FrameType | None) -> bool:
        """Whether a frame belongs to what the watched code does; not where Python is importing what that names."""
        while frame is not None:
            code = frame.f_code
            if code.co_filename.startswith(self.folder):
                return True
            # The same machinery also hands out data files; only the import of a module passes through this.
            if code.co_name == "_find_and_load" and code.co_filename == "<frozen importlib._bootstrap>":
                return False
            frame = frame.f_back
        return False


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


def reached_for(watch: Watch) -> Iterator[tuple[str, str]]:
    """Yield what was reached for under a watch, each with the check that it offends (C07, C08)."""
    if watch.clock:
        yield "C07", _("it uses {what}", what=", ".join(watch.clock))
    if watch.reach:
        yield "C08", _("it does: {what}", what=", ".join(sorted(watch.reach)[:3]))


_watching: list[Watch] = []
_listens: list[bool] = []


def _listen() -> None:
    """Have the interpreter tell of files, sockets and processes; between watches nobody listens."""
    if not _listens:
        _listens.append(True)
        sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or not event.startswith(_REACHES):
        return
    watch = _watching[-1]
    if event == "open" and str(arguments[0]).endswith(".py") and _shows_a_line(sys._getframe(1)):
        return
    if watch.thread == threading.get_ident() and watch.did(sys._getframe(1)):
        watch.reach[f"{event} {arguments[0]}" if event == "open" and arguments else event] = None


def _shows_a_line(frame: FrameType | None) -> bool:
    """Whether Python reads a source only to show a line of it, as a warning does."""
    while frame is not None and frame.f_code.co_filename != linecache.__file__:
        frame = frame.f_back
    return frame is not None


@lru_cache(maxsize=1024)
def _spins(code: CodeType) -> bool:
    """Whether there is a loop of a single step, such as ``while True: pass``."""
    return any("JUMP" in step.opname and step.argval == step.offset for step in dis.get_instructions(code))
