"""Writes a file as a whole or not at all, also when the power fails in the middle."""

import contextlib
import os
import secrets
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, data: bytes, *, for_all: bool = False) -> None:
    """Put a new file in the place of ``path``, with the rights of the old one; raises OSError, and then left it alone.

    Where there was none, its owner alone may read it; with ``for_all`` whoever may read what the user writes elsewhere.
    What ``path`` links to is replaced, not the link.
    """
    path = Path(os.path.realpath(path))
    # In the same folder, since only there one file can take the other's place at once.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with open(
            temporary, "xb", opener=lambda name, flags: os.open(name, flags, 0o666 if for_all else 0o600)
        ) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            _take_rights(temporary, path)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _take_rights(new: Path, old: Path) -> None:
    was = old.stat()
    if hasattr(os, "chown"):
        # What an administrator changes still belongs to whom it belonged.
        with contextlib.suppress(OSError):
            os.chown(new, was.st_uid, was.st_gid)
    os.chmod(new, was.st_mode & 0o777)


def _settle(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets a folder be opened for that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
