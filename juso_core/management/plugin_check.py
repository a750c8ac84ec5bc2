"""Whether a plugin can be used: metadata, version as enabled, structure, what its code shows of its hooks.

Nothing of a municipality's code is imported unless that is asked for; then it is loaded as an office would load it.
"""

from collections.abc import Iterable

from attrs import field, frozen

from juso_core.discovery import Broken, BrokenAt, Found, Survey
from juso_core.finding import find, name_of, short_name
from juso_core.instance import Instance, enabled_plugins
from juso_core.language.messages import _
from juso_core.municipality.structure import Structure
from juso_core.registry import Loaded, load, read_structure
from juso_core.static_hooks import Look, look, slip_of

__all__ = ["Usability", "entries", "named", "usability"]


@frozen
class Usability:
    """What was found out about one plugin; ``broken`` is None where it can be used.

    ``structure`` is None where it cannot be read, ``loaded`` where the code was not imported or cannot be.
    """

    entry: Found | Broken
    broken: Broken | None = None
    structure: Structure | None = None
    look: Look = field(factory=Look)
    loaded: Loaded | None = None

    @property
    def name(self) -> str | None:
        """The municipality's name, where anything tells it."""
        if self.structure is not None:
            return self.structure.name
        return name_of(self.entry) if isinstance(self.entry, Found) else None

    @property
    def hooks(self) -> tuple[str, ...]:
        """The hooks that its code answers: as loaded, or as its text shows."""
        if self.loaded is None:
            return self.look.hooks
        return tuple(sorted(self.loaded.givers()[0].hooks)) if self.loaded.has_plugin else ()


def usability(entry: Found | Broken, with_import: bool = False) -> Usability:
    """Look at one plugin; with ``with_import`` its code is run, and what it raises is what is wrong with it."""
    if isinstance(entry, Broken):
        return Usability(entry, entry)
    try:
        return _looked_at(entry, with_import)
    except Exception as error:
        # Whatever lies in one plugin's folder: the others are looked at all the same.
        cause = _("it cannot be looked at ({error})", error=f"{type(error).__name__}: {error}")
        fix = _("install {distribution} again", distribution=entry.distribution)
        return Usability(entry, Broken.at(BrokenAt.METADATA, entry, cause, fix))


def _looked_at(entry: Found, with_import: bool) -> Usability:
    structure = read_structure(entry)
    if isinstance(structure, Broken):
        return Usability(entry, structure)
    seen = look(entry)
    if not with_import:
        return Usability(entry, slip_of(entry, seen), structure, seen)
    loaded = load(entry)
    if isinstance(loaded, Broken):
        return Usability(entry, loaded, structure, seen)
    return Usability(entry, None, structure, seen, loaded)


def entries(seen: Survey, instance: Instance | None) -> tuple[Found | Broken, ...]:
    """Return the plugins that count: those that are enabled in an instance, elsewhere all that are installed."""
    if instance is not None and instance.plugins:
        return enabled_plugins(instance, seen=seen)
    both: list[Found | Broken] = [*seen.found, *seen.broken]
    return tuple(sorted(both, key=lambda one: (one.code, one.distribution)))


def named(name: str, counted: Iterable[Found | Broken], seen: Survey) -> Found | Broken:
    """Return the plugin that is called so, by code, name or short name; of one that is enabled, as it is enabled.

    Raises UnknownMunicipality.
    """
    counted = tuple(counted)
    for one in (*counted, *seen.broken):
        if name in (one.code, one.distribution, short_name(one.distribution.replace("-", "_"))):
            return one
    found = [*dict.fromkeys([*(one for one in counted if isinstance(one, Found)), *seen.found])]
    meant = find(found, name, seen.broken)
    return next((one for one in counted if one.code == meant.code), meant)
