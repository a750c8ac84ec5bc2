"""Starts processes in which a plugin's code is asked, and takes what they say, or else their last words."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from juso_core.language.messages import _

__all__ = ["NoAnswer", "begin", "end", "say"]

_LONGEST = 600
"""Seconds after which nobody waits any more; nothing is judged by it, since an answer that does not end is stopped."""
_MOST = 300


class NoAnswer(Exception):
    """A process said nothing; the text is why, on one line."""


def begin(module: str, *words: str, seed: str | None = None) -> "subprocess.Popen[bytes]":
    """Start a module as a process, which finds the same packages as this one; ``seed`` is that of its hashes."""
    path = os.pathsep.join(place for place in sys.path if place)
    seeded = {} if seed is None else {"PYTHONHASHSEED": seed}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *words],
        env={**os.environ, **seeded, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def end(process: "subprocess.Popen[bytes]", given: bytes = b"") -> Any:
    """Give a process what it reads, and return what it says; raises NoAnswer."""
    try:
        said, complained = process.communicate(given, timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        raise NoAnswer(_("there was none after {count} seconds", count=_LONGEST)) from None
    finally:
        # Also where somebody interrupts: nothing is left running.
        process.kill()
        process.communicate()
    try:
        return json.loads(said)
    except ValueError:
        raise NoAnswer(_last_words(complained) or _("it ended with {code}", code=process.returncode)) from None


def _last_words(complained: bytes) -> str:
    """The last line of an error output, without what a terminal would obey."""
    lines = complained[-4096:].decode("utf-8", "replace").split("\n")
    readable = ["".join(one if one.isprintable() else " " for one in line).strip() for line in lines]
    return next((line for line in reversed(readable) if line), "")[:_MOST]


def say(work: Callable[[], Any]) -> None:
    """Do the work of such a process, say what came of it, and end; what anybody prints on the way is no part of it."""
    mouth = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    mouth.write(json.dumps(work()))
    mouth.close()
    # Threads of the plugin, or what it wants to do at exit, keep nobody waiting.
    os._exit(0)
