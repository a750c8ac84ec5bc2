"""The digest of a plugin's code: all modules of its package, without importing or running any.

A structure that stays the same says nothing about judgement: that is code, and another code judges differently.
"""

import hashlib
import os
from collections.abc import Iterator
from importlib.machinery import BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, SOURCE_SUFFIXES, PathFinder
from pathlib import Path
from typing import Final

from juso_core.discovery import Found, package_path

__all__ = ["NO_CODE", "code_digest"]

_MODULES: Final = (*SOURCE_SUFFIXES, *EXTENSION_SUFFIXES, *BYTECODE_SUFFIXES)

NO_CODE: Final = hashlib.sha256().hexdigest()
"""The digest of a plugin whose structure says everything: nothing of its package is ever run."""


def code_digest(found: Found) -> str | None:
    """Return the SHA-256 of an installed plugin's modules; None where they cannot be read.

    It is the same whether lines end as on Windows or elsewhere.
    """
    folder = package_path(found)
    spec = PathFinder.find_spec(f"{found.package}.plugin", [str(folder)]) if folder else None
    if folder is None or spec is None or spec.origin is None:
        return NO_CODE
    whole = hashlib.sha256()
    try:
        for file in sorted(_modules(folder), key=lambda file: file.relative_to(folder).as_posix()):
            content = file.read_bytes()
            if file.suffix in SOURCE_SUFFIXES:
                content = content.replace(b"\r\n", b"\n")
            name = os.fsencode(file.relative_to(folder).as_posix())
            # With their lengths, so that nothing can move from one file into the next.
            for part in (name, content):
                whole.update(f"{len(part)}:".encode() + part)
    except OSError:
        return None
    return whole.hexdigest()


def _modules(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        # What Python keeps there is made of the modules that are read anyway.
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(place, name) for name in files if name.endswith(_MODULES))
