"""The instance's files: whether they are there, who may read and write them, and whether there is room."""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from juso_core.health import Around, Finding, State
from juso_core.instance_file import FILE, InstanceError
from juso_core.language.messages import _

__all__ = ["disk", "file_system", "instance", "permissions", "writable"]

_BESIDE: Final = ("", "-wal", "-shm")
_MB: Final = 1_000_000
_NETWORK: Final = frozenset({"9p", "afs", "ceph", "cifs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4",
                             "smb3", "smbfs", "virtiofs"})  # fmt: skip
_MOUNTS: Final = Path("/proc/mounts")


def instance(around: Around) -> Iterator[Finding]:
    """Look whether there is an instance, and whether its file can be read."""
    what = _("instance")
    if around.instance is not None:
        yield Finding(id="instance", state=State.OK, what=what, value=str(around.instance.folder))
    elif isinstance(around.trouble, InstanceError) and around.trouble.missing:
        value, mend = str(around.trouble), around.trouble.how_to_mend()
        yield Finding(id="instance", state=State.INFO, what=what, value=value, mend=mend)
    elif around.trouble is not None:
        mend = around.trouble.how_to_mend() if isinstance(around.trouble, InstanceError) else ""
        yield Finding(id="instance", state=State.FAILED, what=what, value=str(around.trouble), mend=mend)


def _files(around: Around) -> Iterator[Path]:
    """The files that hold something: the instance's own, the database and what SQLite puts beside it."""
    if around.folder is None:
        return
    yield around.folder / FILE
    if around.database is not None:
        yield from (Path(f"{around.database}{suffix}") for suffix in _BESIDE)


def permissions(around: Around) -> Iterator[Finding]:
    """Look whether others may read the files, or change what lies in the folder. Windows has other means for that."""
    if around.folder is None or not around.folder.is_dir() or sys.platform == "win32":
        return
    wide, shared = _open_to(around, stat.S_IRWXO, stat.S_IWOTH), _open_to(around, stat.S_IRWXG, stat.S_IWGRP)
    value, mend = _("their owner, and nobody else"), ""
    if wide:
        value = ", ".join(map(_mode, wide))
        mend = _("close them to others: chmod go-rwx {files}", files=" ".join(map(str, wide)))
    elif shared:
        value = _("their owner, and the group {group}: {files}", group=_group(around.folder),
                  files=", ".join(map(_mode, shared)))  # fmt: skip
        mend = _("let nobody be in it who may not see every case, or: chmod g-rwx {files}",
                 files=" ".join(map(str, shared)))  # fmt: skip
    state = State.WARNING if wide or shared else State.OK
    yield Finding(id="permissions", state=state, what=_("who may read the files"), value=value, mend=mend)


def _open_to(around: Around, whom: int, write: int) -> list[Path]:
    """What somebody may read or write: the folder that they may write to, and the files in one that they may enter."""
    assert around.folder is not None
    mode = stat.S_IMODE(around.folder.stat().st_mode)
    # Into a closed folder nobody comes, whatever its files allow.
    files = [path for path in _files(around) if path.exists() and path.stat().st_mode & whom] if mode & whom else []
    return [*([around.folder] if mode & write else []), *files]


def _group(path: Path) -> str:
    try:
        return path.group()
    except (KeyError, OSError, NotImplementedError):
        return str(path.stat().st_gid)


def _mode(path: Path) -> str:
    return f"{path.name} {stat.S_IMODE(path.stat().st_mode):04o}"


def writable(around: Around) -> Iterator[Finding]:
    """Look whether this user may write the files, and make new ones beside them."""
    if around.folder is None or not around.folder.is_dir():
        return
    places = [around.folder, *(path for path in _files(around) if path.exists())]
    if around.database is not None and around.database.parent.is_dir():
        places.append(around.database.parent)
    shut = [path for path in dict.fromkeys(places) if not os.access(path, os.R_OK | os.W_OK)]
    yield Finding(
        id="writable",
        state=State.FAILED if shut else State.OK,
        what=_("what this user may write"),
        value=_("not: {files}", files=", ".join(map(str, shut))) if shut else _("everything that is needed"),
        mend=_("run juso as the user to whom the files belong, or give this one the right to write") if shut else "",
    )


def disk(around: Around) -> Iterator[Finding]:
    """Look whether the disk has room: for the journal, and for a copy of it."""
    place = around.database.parent if around.database else around.folder
    if place is None or not place.is_dir():
        return
    total, _used, free = shutil.disk_usage(place)
    size = around.database.stat().st_size if around.database and around.database.is_file() else 0
    if free < max(100 * _MB, size):
        state, mend = State.FAILED, _("make room on the disk before anything else is entered")
    elif free < 1000 * _MB or free < total * 0.05:
        state, mend = State.WARNING, _("make room on the disk soon")
    else:
        state, mend = State.OK, ""
    value = _("{free} MB free; the database has {size} MB", free=free // _MB, size=-(-size // _MB))
    yield Finding(id="disk", state=state, what=_("room on the disk"), value=value, mend=mend)


def file_system(around: Around) -> Iterator[Finding]:
    """Look whether the database lies on a network drive, where SQLite's locks and memory cannot be relied on."""
    place = around.database
    if place is None or not _MOUNTS.exists():
        return
    kind = _kind_of(place, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    away = kind in _NETWORK
    yield Finding(
        id="file_system",
        state=State.WARNING if away else State.OK,
        what=_("file system of the database"),
        value=kind or "?",
        mend=_("move the instance to a disk of this machine: on a network drive the database can be damaged")
        if away
        else "",
    )


def _kind_of(path: Path, mounts: str) -> str:
    """The type of the file system that a path lies on, by the list of what is mounted."""
    path, found = Path(os.path.realpath(path)), ("", "")
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        # Blanks in names are written as \\040; all else stands there as it is called.
        at = re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], 8)), parts[1])
        if (path == Path(at) or Path(at) in path.parents) and len(at) >= len(found[0]):
            found = (at, parts[2])
    return found[1]
