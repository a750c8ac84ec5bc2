"""Writes a file or a folder that is not there yet: as a whole or not at all, and never over somebody's work."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from juso_core.language.messages import N_
from juso_core.language.told import ToldError

__all__ = ["AlreadyThere", "refuse_existing", "write_new", "write_new_folder"]


class AlreadyThere(ToldError):
    """A name under which there is something already."""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; raises AlreadyThere, OSError, and then left nothing behind."""
    refuse_existing(path)
    beside = _beside(path)
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def write_new_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files that is not there yet; raises AlreadyThere, OSError, and then left nothing behind."""
    refuse_existing(path)
    beside = _beside(path)
    try:
        beside.mkdir()
        for name, data in files.items():
            (beside / name).write_bytes(data)
        os.rename(beside, path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def refuse_existing(path: Path) -> None:
    """Raise AlreadyThere where something has this name."""
    if os.path.lexists(path):
        raise AlreadyThere(
            N_("{path} is there already; nothing was written"), N_("name another with --output"), path=path
        )


def _beside(path: Path) -> Path:
    """In the same folder, since only there one name can take the other's place at once."""
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}")
