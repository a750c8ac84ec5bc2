"""Loads municipalities: a structure, and whoever answers hooks for it, behind one plugin manager each.

What cannot be loaded is a ``Broken`` record, and everything else goes on. Two municipalities in one process do not
touch each other. What is installed is ``discovery``'s business, what is meant ``finding``'s; both are named here too.
"""

import importlib
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pluggy
from attrs import field, frozen

import juso_core
from juso_core import hookspecs
from juso_core.advice import Asked
from juso_core.citation import Giver
from juso_core.contract import Slips, guarded
from juso_core.discovery import (
    STRUCTURE,
    Broken,
    BrokenAt,
    Found,
    Survey,
    discover,
    package_path,
    structure_path,
    survey,
)
from juso_core.finding import UnknownMunicipality, find
from juso_core.guard import Author, Memory, told, where_raised
from juso_core.language.messages import _
from juso_core.municipality import loading
from juso_core.municipality.structure import Structure

__all__ = [
    "Broken",
    "BrokenAt",
    "Found",
    "Loaded",
    "Survey",
    "UnknownMunicipality",
    "discover",
    "find",
    "forget",
    "load",
    "package_path",
    "read_structure",
    "structure_path",
    "survey",
]


@frozen(eq=False)
class Loaded:
    """A municipality ready to be asked: what was found, its structure (of all days), and its plugin manager.

    ``manager`` asks plugin, structure and national standard in this order, and stops where one fails. ``givers`` are
    the same for ``advice.ask``, where a failure costs one answer only.
    """

    found: Found
    structure: Structure = field(repr=False)
    manager: pluggy.PluginManager = field(repr=False)
    _givers: tuple[Asked, ...] = field(repr=False)

    def givers(self) -> tuple[Asked, ...]:
        """Return who is asked, in order, each with its guarded implementations by hook."""
        return self._givers

    @property
    def has_plugin(self) -> bool:
        """Whether code of the municipality is asked, beside its structure."""
        return self._givers[0].giver is Giver.PLUGIN


_loaded: dict[tuple[Found, bool], Loaded] = {}


def load(
    found: Found, *, with_plugin: bool = True, standards: Sequence[tuple[Giver, Any]] | None = None
) -> Loaded | Broken:
    """Load a municipality, once a process, or return what is wrong with it.

    Without its plugin it answers by structure and national standard alone: so work can go on where the plugin's code
    is broken. ``standards`` are who answers after the plugin, in order; by default ``stated`` and ``national``.
    """
    key = (found, with_plugin)
    if standards is None and key in _loaded:
        return _loaded[key]
    structure = read_structure(found)
    if isinstance(structure, Broken):
        return structure
    module = _import_plugin(found) if with_plugin else None
    if isinstance(module, Broken):
        return module
    loaded = _assembled(found, structure, module, _core_standards() if standards is None else standards)
    if standards is None and isinstance(loaded, Loaded):
        _loaded[key] = loaded
    return loaded


def forget() -> None:
    """Forget what was loaded; the next ``load`` reads the structures again. Imported code stays imported."""
    _loaded.clear()


def read_structure(found: Found) -> Structure | Broken:
    """Read a plugin's structure without importing the plugin, or return what is wrong with it."""
    folder = package_path(found)
    if folder is None:
        cause = _("its package '{package}' is not there", package=found.package)
        fix = _("install {distribution} again", distribution=found.distribution)
        return Broken.at(BrokenAt.METADATA, found, cause, fix)
    path = folder / STRUCTURE
    shown = f"{folder.name}/{STRUCTURE}"
    if not path.is_file():
        return Broken.at(
            BrokenAt.STRUCTURE, found, _("there is no {file}", file=shown), _("put structure.toml into the package")
        )
    try:
        structure = loading.load(path)
    except loading.StructureErrors as errors:
        cause = "\n".join(str(attrs.evolve(problem, file=shown)) for problem in errors.problems)
        fix = _("mend {file}; if it is written for a newer juso-core, upgrade juso-core", file=shown)
        return Broken.at(BrokenAt.STRUCTURE, found, cause, fix)
    if structure.code != found.code:
        cause = _("{file} is that of {theirs}, not of {code}", file=shown, theirs=structure.code, code=found.code)
        return Broken.at(BrokenAt.STRUCTURE, found, cause, _("write the same code in the entry point and in the file"))
    return structure


def _import_plugin(found: Found) -> ModuleType | Broken | None:
    """Import ``<package>.plugin`` where there is one; whatever it does on the way, this process goes on."""
    name, folder = f"{found.package}.plugin", package_path(found)
    if folder is None:
        return None
    # Looked for in the folder itself: to ask for "package.plugin" would import the package.
    spec = PathFinder.find_spec(name, [str(folder)])
    if spec is None or spec.origin is None:
        return None
    try:
        with redirect_stdout(sys.stderr):
            return importlib.import_module(name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        where = where_raised(error, folder)
        cause = (f"{where}: " if where else "") + told(error, folder)
        return Broken.at(BrokenAt.IMPORT, found, cause, _how_to_import(error, found))


def _how_to_import(error: BaseException, found: Found) -> str:
    missing = error.name or "" if isinstance(error, ImportError) else ""
    top = missing.partition(".")[0]
    if top == "juso_core":
        return _(
            "it is written for another juso-core; upgrade {distribution} or juso-core", distribution=found.distribution
        )
    if isinstance(error, ModuleNotFoundError) and top != found.package:
        return _(
            "install what it needs ('{module}'): install {distribution} again",
            module=top,
            distribution=found.distribution,
        )
    return _("mend the plugin, or install a version of {distribution} that works", distribution=found.distribution)


def _core_standards() -> tuple[tuple[Giver, Any], ...]:
    from juso_core import national, stated

    return ((Giver.STRUCTURE, stated), (Giver.NATIONAL, national))


def _assembled(
    found: Found, structure: Structure, module: ModuleType | None, standards: Sequence[tuple[Giver, Any]]
) -> Loaded | Broken:
    core = Path(juso_core.__file__).parent
    versions = {Giver.STRUCTURE: structure.digest, Giver.NATIONAL: juso_core.__version__}
    authors = {giver: Author(giver.value, versions[giver], core) for giver, _module in standards}
    manager = pluggy.PluginManager(hookspecs.hookspec.project_name)
    manager.add_hookspecs(hookspecs)
    memory = Memory()
    # pluggy asks the last registered first.
    for giver, standard in reversed(standards):
        manager.register(guarded(standard, authors[giver], memory), giver.value)
    try:
        if module is not None:
            author = Author(found.distribution, found.version, package_path(found) or Path(found.package))
            manager.register(guarded(module, author, memory), Giver.PLUGIN.value)
            authors = {Giver.PLUGIN: author} | authors
        manager.check_pending()
    except (Slips, pluggy.PluginValidationError) as error:
        fix = _(
            "see the hooks and their arguments in juso_core/hookspecs.py; "
            "if the plugin is written for a newer juso-core, upgrade juso-core"
        )
        return Broken.at(BrokenAt.CONTRACT, found, str(error), fix)
    asked = tuple(
        Asked(giver, author.name, author.version, _hooks(manager, giver)) for giver, author in authors.items()
    )
    return Loaded(found, structure, manager, asked)


def _hooks(manager: pluggy.PluginManager, giver: Giver) -> dict[str, tuple[Any, ...]]:
    """The implementations of one giver by hook, as the manager holds them."""
    held = {
        hook: tuple(
            one.function for one in getattr(manager.hook, hook).get_hookimpls() if one.plugin_name == giver.value
        )
        for hook in hookspecs.RESULTS
    }
    return {hook: functions for hook, functions in held.items() if functions}
