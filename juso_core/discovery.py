"""Which municipalities are installed: by the metadata of distributions alone, without importing any plugin.

A plugin is a distribution with an entry point in the group ``juso.v1``: the municipality's code, and the package that
holds its ``structure.toml``. What is wrong with one is a record; the others go on.
"""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from juso_core.core_requirement import is_on_core, unmet
from juso_core.language.messages import _
from juso_core.language.signs import visible
from juso_core.municipality import code as codes
from juso_core.municipality.words import Word

if TYPE_CHECKING:
    # It takes 50 ms to import, and most commands do not need it.
    from importlib.metadata import Distribution, EntryPoint

__all__ = [
    "API",
    "STRUCTURE",
    "Broken",
    "BrokenAt",
    "Found",
    "Survey",
    "discover",
    "package_path",
    "plain",
    "structure_path",
    "survey",
]

API: Final = 1
"""The contract's major version, as in ``hookspecs``; it stands here too, since a list of plugins needs no hooks."""

STRUCTURE: Final = "structure.toml"
"""The file of facts that lies in a plugin's package."""

_GROUP: Final = re.compile(r"juso\.v([0-9]+)")


@frozen
class Found:
    """An installed plugin: the municipality's code, the distribution and its package, the contract it was written for.

    ``site`` is the folder in which its metadata lies.
    """

    code: str
    distribution: str
    version: str
    package: str
    api: int
    site: str = field(default="", repr=False)


class BrokenAt(Word):
    """How far a plugin came before something was wrong with it."""

    METADATA = "metadata", "登録", "registration"
    VERSION = "version", "版", "version"
    STRUCTURE = "structure", "structure.toml", "structure.toml"
    IMPORT = "import", "読み込み", "import"
    CONTRACT = "contract", "フックの約束", "contract"


@frozen
class Broken:
    """A plugin that cannot be used: which one, how far it came, why (maybe on several lines), and what to do."""

    code: str
    distribution: str
    version: str
    stage: BrokenAt
    cause: str
    fix: str

    @classmethod
    def at(cls, stage: BrokenAt, found: Found, cause: str, fix: str) -> "Broken":
        """Make the record of a plugin that was found."""
        return cls(found.code, found.distribution, found.version, stage, cause, fix)

    def __str__(self) -> str:
        return f"{self.code} ({self.distribution} {self.version}): {self.cause}\n  {self.fix}"


@frozen
class Survey:
    """What is installed: the plugins that were found, those that are broken, both sorted by code.

    ``claims`` are the plugins for which two distributions claim one code; an instance can choose between them.
    """

    found: tuple[Found, ...] = ()
    broken: tuple[Broken, ...] = ()
    claims: tuple[Found, ...] = ()


def discover(paths: Iterable[str | Path] | None = None) -> tuple[Found, ...]:
    """Return the plugins that are installed and look sound; ``survey`` also tells of the others."""
    return survey(paths).found


def survey(paths: Iterable[str | Path] | None = None) -> Survey:
    """Look at the metadata of everything that is installed, in ``paths`` or wherever Python looks."""
    entries: list[Found | Broken] = []
    seen = set()
    for distribution in _distributions(paths):
        here = list(_entries(distribution))
        # As with modules, the first on the path is the one that counts.
        if here and (name := plain(here[0].distribution)) not in seen:
            seen.add(name)
            entries += here
    return _sorted_out(entries)


def _distributions(paths: Iterable[str | Path] | None) -> Iterable["Distribution"]:
    from importlib.metadata import MetadataPathFinder, distributions

    if paths is not None:
        return distributions(path=[str(path) for path in paths])
    try:
        return list(distributions())
    except Exception:
        # The finder of somebody's editable install; what lies in folders is found without it.
        return MetadataPathFinder.find_distributions()


def plain(distribution: str) -> str:
    """Return a distribution's name as installers compare it.

    >>> plain("Juso_Reiji")
    'juso-reiji'
    """
    return re.sub(r"[-_.]+", "-", distribution).lower()


def package_path(found: Found) -> Path | None:
    """Return the folder of a plugin's package, installed or editable, without importing it; None if there is none."""
    for again in (False, True):
        if again:
            # It may have been installed a moment ago.
            importlib.invalidate_caches()
        try:
            spec = importlib.util.find_spec(found.package)
        except Exception:
            # The finder of somebody's editable install, or a module without a specification.
            spec = None
        folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
        # A folder without __init__.py may be spread over several places.
        folders.sort(key=lambda folder: not (folder / STRUCTURE).is_file())
        if folders and folders[0].is_dir():
            return folders[0]
    return None


def structure_path(found: Found) -> Path | None:
    """Return where a plugin's ``structure.toml`` has to lie, without importing the plugin; None without a package."""
    folder = package_path(found)
    return folder / STRUCTURE if folder else None


def _entries(distribution: "Distribution") -> Iterator[Found | Broken]:
    """Yield what a distribution says about municipalities; most say nothing, and are left as soon as that is clear."""
    folder = Path(str(getattr(distribution, "_path", "")))
    name, version = visible(folder.stem.partition("-")[0]), ""
    # Somebody else's distribution is none of our business, whatever is wrong with it.
    ours = plain(name).startswith("juso")
    try:
        ours = "juso.v" in (distribution.read_text("entry_points.txt") or "")
        if not ours:
            return
        heads = _heads(distribution)
        name, version = heads.get("name", [name])[0], heads.get("version", [""])[0]
        points = list(distribution.entry_points)
    except Exception as error:
        if ours:
            cause = _("its metadata cannot be read ({error})", error=visible(f"{type(error).__name__}: {error}"))
            yield Broken("", name, version, BrokenAt.METADATA, cause, _reinstall(name))
        return
    needs = tuple(heads.get("requires-dist", ()))
    by_code: dict[str, list[tuple[int, EntryPoint]]] = {}
    for point in points:
        if group := _GROUP.fullmatch(point.group):
            by_code.setdefault(visible(point.name), []).append((int(group[1]), point))
    for code, offered in by_code.items():
        mine = [point for api, point in offered if api == API]
        # A distribution may serve two majors at once; only the one of this contract is looked at.
        for api, point in [(API, point) for point in mine] or [max(offered, key=lambda offer: offer[0])]:
            yield _judged(Found(code, name, version, visible(point.value), api, str(folder.parent)), needs)


def _heads(distribution: "Distribution") -> dict[str, list[str]]:
    """The heads of a distribution's metadata by their names; a parser of letters takes as long as all the rest."""
    text = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
    heads: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if not line.strip():
            break
        # What goes on over several lines is a description, and none of these.
        if colon and not line[0].isspace():
            heads.setdefault(name.lower(), []).append(visible(value.strip()))
    return heads


def _judged(found: Found, needs: tuple[str, ...]) -> Found | Broken:
    if not found.version:
        cause = _("its metadata tells no version")
        return Broken.at(BrokenAt.METADATA, found, cause, _reinstall(found.distribution))
    if found.api != API:
        cause = _("it is written for version {theirs} of the contract, and this is {ours}", theirs=found.api, ours=API)
        older = found.distribution if found.api < API else "juso-core"
        return Broken.at(BrokenAt.VERSION, found, cause, _("upgrade {distribution}", distribution=older))
    example = f'{found.code} = "juso_example"'
    if wrong := codes.explain(found.code):
        fix = _("write the municipality's code of six digits in the entry point: {example}", example='999997 = "..."')
        return Broken.at(BrokenAt.METADATA, found, wrong, fix)
    if not found.package.isidentifier():
        cause = _("the entry point leads to '{value}', which is no package", value=found.package)
        return Broken.at(BrokenAt.METADATA, found, cause, _("write a package's name alone: {example}", example=example))
    return _fit_for_this_core(found, needs)


def _fit_for_this_core(found: Found, needs: tuple[str, ...]) -> Found | Broken:
    for need in filter(is_on_core, needs):
        try:
            wrong = unmet(need, found.distribution)
        except ValueError:
            cause = _("its metadata cannot be read ({error})", error=f"Requires-Dist: {need}")
            return Broken.at(BrokenAt.METADATA, found, cause, _reinstall(found.distribution))
        if wrong:
            return Broken.at(BrokenAt.VERSION, found, *wrong)
    return found


def _reinstall(distribution: str) -> str:
    return _("install {distribution} again", distribution=distribution)


def _sorted_out(entries: Iterable[Found | Broken]) -> Survey:
    entries = sorted(entries, key=lambda entry: (entry.code, entry.distribution))
    broken = [entry for entry in entries if isinstance(entry, Broken)]
    found, contested = [], []
    by_code: dict[str, list[Found]] = {}
    for entry in entries:
        if isinstance(entry, Found):
            by_code.setdefault(entry.code, []).append(entry)
    for code, rivals in by_code.items():
        if len(rivals) == 1:
            found += rivals
            continue
        names = " / ".join(dict.fromkeys(f"{rival.distribution} {rival.version}" for rival in rivals))
        cause = _("the code {code} is claimed more than once: by {distributions}", code=code, distributions=names)
        # One distribution that claims a code twice leaves nothing to choose.
        choose = len({rival.distribution for rival in rivals}) == len(rivals)
        contested += rivals if choose else []
        broken += [Broken.at(BrokenAt.METADATA, rival, cause, _how_to_choose(rival, choose)) for rival in rivals]
    broken.sort(key=lambda one: (one.code, one.distribution))
    return Survey(tuple(found), tuple(broken), tuple(contested))


def _how_to_choose(rival: Found, can_choose: bool) -> str:
    if not can_choose:
        return _("remove all but one of them")
    command = f"juso plugins enable {rival.distribution}"
    return _(
        "remove all but one of them; or, where this is the one that is meant, enable it: {command}", command=command
    )
