"""An instance: the folder with ``juso.toml``, which says where the journal is and which plugins are enabled.

The list is an allow-list: inside an instance nothing that is not on it loads. It is a plain file beside the data, so
it works when the database is down, and goes back with a backup of the folder.
"""

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import evolve

from juso_core.code_digest import code_digest
from juso_core.discovery import Broken, BrokenAt, Found, Survey, plain, structure_path, survey
from juso_core.instance_file import FILE, Enabled, Instance, InstanceError, read, write
from juso_core.instance_lock import held
from juso_core.language.messages import N_, _

__all__ = [
    "FILE",
    "Enabled",
    "Instance",
    "InstanceError",
    "create",
    "disable",
    "enable",
    "enabled_plugins",
    "find_instance",
    "read",
]


def find_instance(explicit: Path | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder meant: the explicit one, else ``JUSO_INSTANCE``, else ``cwd`` or the nearest above it.

    Raises InstanceError when there is none; ``missing`` says that none was named either.
    """
    named = explicit or (Path(environ["JUSO_INSTANCE"]) if environ.get("JUSO_INSTANCE") else None)
    if named is not None:
        named = cwd / os.path.expanduser(named)
        folder = named.parent if named.name == FILE and named.is_file() else named
        if not os.path.lexists(folder / FILE):
            # Not as where none is found: whoever names one means that one, and no other.
            raise InstanceError(
                N_("there is no instance in {folder}: {file} is missing"),
                N_("look whether the path is right; make one with: juso init {folder}"),
                folder=str(folder),
                file=FILE,
            )
        return folder
    for folder in (cwd, *cwd.parents):
        # A folder that may not be looked into is none that is meant.
        if os.path.isfile(folder / FILE):
            return folder
    raise InstanceError(
        N_("there is no instance here: no {file} in {folder} or above it"),
        N_("make one with: juso init FOLDER; or name one with --instance or JUSO_INSTANCE"),
        missing=True,
        file=FILE,
        folder=str(cwd),
    )


def create(folder: Path, database: str = "juso.db", language: str | None = None) -> Instance:
    """Make an instance's file in ``folder`` (made where it is missing); raises InstanceError where there is one."""
    if os.path.lexists(folder / FILE):
        raise InstanceError(
            N_("there is an instance in {folder} already"), N_("use it, or name another folder"), folder=str(folder)
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InstanceError(
            N_("{folder} cannot be made: {why}"),
            N_("name a folder that you may write to"),
            folder=str(folder),
            why=error.strerror or str(error),
        ) from None
    return write(Instance(folder=folder, database=database, language=language))


def enable(
    instance: Instance,
    code: str,
    distribution: str,
    version: str,
    digest: str,
    on: dt.date,
    *,
    code_digest: str | None = None,
    hooks: Iterable[str] = (),
) -> Instance:
    """Put a municipality on the list, in place of what was enabled for its code before, and write the file."""
    one = Enabled(
        code=code, distribution=distribution, version=version, digest=digest, enabled_on=on, code_digest=code_digest,
        hooks=tuple(hooks),
    )  # fmt: skip
    with held(instance.folder):
        # Read again: somebody else may have enabled another meanwhile.
        instance = read(instance.folder)
        return write(evolve(instance, plugins=_with(instance.plugins, one), disabled=_without(instance.disabled, code)))


def disable(instance: Instance, code: str) -> Instance:
    """Take a municipality off the list, remember what was on it, and write the file."""
    with held(instance.folder):
        instance = read(instance.folder)
        disabled = instance.disabled
        for one in instance.plugins:
            disabled = _with(disabled, one) if one.code == code else disabled
        return write(evolve(instance, plugins=_without(instance.plugins, code), disabled=disabled))


def _without(rows: tuple[Enabled, ...], code: str) -> tuple[Enabled, ...]:
    return tuple(one for one in rows if one.code != code)


def _with(rows: tuple[Enabled, ...], new: Enabled) -> tuple[Enabled, ...]:
    return tuple(sorted([*_without(rows, new.code), new], key=lambda one: one.code))


def enabled_plugins(
    instance: Instance, paths: Iterable[str | Path] | None = None, seen: Survey | None = None
) -> tuple[Found | Broken, ...]:
    """Return what is enabled as it is installed now, in the order of the file.

    One that is gone, of another version, or whose structure or code is no longer the one that was enabled is a Broken
    record.
    Where two distributions claim one code, the one on the list is meant. ``paths`` are as in ``survey``; ``seen`` is
    for those who have looked already.
    """
    seen = seen or survey(paths)
    entries: tuple[Found | Broken, ...] = (*seen.broken, *seen.found, *seen.claims)
    installed = {(entry.code, plain(entry.distribution)): entry for entry in entries}
    return tuple(_as_installed(one, installed.get((one.code, plain(one.distribution)))) for one in instance.plugins)


def _as_installed(one: Enabled, found: Found | Broken | None) -> Found | Broken:
    def broken(stage: BrokenAt, cause: str, fix: str) -> Broken:
        return Broken(one.code, one.distribution, one.version, stage, cause, fix)

    if found is None:
        cause = _("it is enabled in {file}, but not installed", file=FILE)
        release = f"{one.distribution} {one.version}"
        fix = _("install {release}, or disable it: juso plugins disable {code}", release=release, code=one.code)
        return broken(BrokenAt.METADATA, cause, fix)
    if isinstance(found, Broken):
        return found
    again = _("look at what changed, then enable it again: juso plugins enable {code}", code=one.code)
    if found.version != one.version:
        cause = _(
            "version {old} is enabled in {file}, {new} is installed", old=one.version, file=FILE, new=found.version
        )
        return broken(BrokenAt.VERSION, cause, again)
    if _digest(found) not in (one.digest, None):
        cause = _("its structure.toml is no longer the one that was enabled in {file}", file=FILE)
        return broken(BrokenAt.STRUCTURE, cause, again)
    if one.code_digest is not None and code_digest(found) not in (one.code_digest, None):
        cause = _("its code is no longer the one that was enabled in {file}", file=FILE)
        return broken(BrokenAt.IMPORT, cause, again)
    return found


def _digest(found: Found) -> str | None:
    """The digest of a plugin's structure; None where it cannot be read, which loading it will explain."""
    from juso_core.municipality.loading import digest

    path = structure_path(found)
    try:
        return digest(path.read_bytes().decode("utf-8-sig")) if path else None
    except (OSError, UnicodeDecodeError):
        return None
