"""One at a time changes ``juso.toml``: a file beside it says who does, from reading it until it is written."""

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from juso_core.instance_file import FILE, InstanceError
from juso_core.language.messages import N_
from juso_core.language.signs import one_line

__all__ = ["held", "lock_of"]

_PATIENCE: Final = 5.0
"""So many seconds another may take; changing the file takes a moment."""
_PAUSE: Final = 0.05
_LONGEST: Final = 200


def lock_of(folder: Path) -> Path:
    """Return the lock's file of an instance: beside the file itself, where juso.toml is a link to it."""
    return Path(os.path.realpath(folder / FILE) + ".lock")


@contextmanager
def held(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock of an instance; raises InstanceError, naming who holds it, where it does not become free."""
    lock = lock_of(folder)
    _take(lock, time.monotonic() + patience)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()


def _take(lock: Path, until: float) -> None:
    # Whoever only reads needs no network's module.
    import socket

    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except (FileExistsError, PermissionError) as error:
            # On Windows a lock that is just being given back may not be opened.
            if isinstance(error, PermissionError) and not os.path.exists(lock):
                raise _unwritable(lock, error) from None
            if time.monotonic() >= until:
                raise _taken(lock) from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise _unwritable(lock, error) from None
        else:
            with os.fdopen(handle, "wb") as file, contextlib.suppress(OSError):
                file.write(f"{os.getpid()} {socket.gethostname()}".encode(errors="replace"))
            return


def _taken(lock: Path) -> InstanceError:
    try:
        text = one_line(lock.read_text(encoding="utf-8", errors="replace")[:_LONGEST])
    except OSError:
        text = ""
    process, _blank, machine = text.partition(" ")
    return InstanceError(
        N_("somebody else is changing {file}: process {process} on {machine}; nothing was changed"),
        N_("try again; where that process no longer runs, remove {lock} first"),
        file=FILE,
        process=process or "?",
        machine=machine or "?",
        lock=str(lock),
    )


def _unwritable(lock: Path, error: OSError) -> InstanceError:
    return InstanceError(
        N_("{file} cannot be written: {why}"),
        N_("make room or rights in its folder; the file is as it was"),
        file=str(lock.with_suffix("")),
        why=error.strerror or str(error),
    )
