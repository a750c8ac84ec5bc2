"""Whether a plugin's requirement on juso-core lets this juso-core be used, and which of the two to upgrade if not.

Installers look at requirements when they install; afterwards either side may have been changed alone.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from juso_core import __version__
from juso_core.language.messages import _

if TYPE_CHECKING:
    # It takes 15 ms to import, and without plugins nobody needs it.
    from packaging.specifiers import SpecifierSet

__all__ = ["is_on_core", "unmet"]

_ON_CORE: Final = re.compile(r"juso[-_.]+core(?![\w.-])", re.IGNORECASE)


def is_on_core(requirement: str) -> bool:
    """Return whether a line ``Requires-Dist`` speaks of juso-core.

    >>> is_on_core("juso-core>=0.1"), is_on_core("juso-core-extras")
    (True, False)
    """
    return _ON_CORE.match(requirement.strip()) is not None


def unmet(requirement: str, distribution: str, version: str = __version__) -> tuple[str, str] | None:
    """Return why a distribution cannot be used with this juso-core, and what to do; None where it can.

    Raises ValueError for a requirement that nobody can read.
    """
    upgrade = _to_upgrade(requirement, version)
    if upgrade is None:
        return None
    needed = requirement.partition(";")[0].strip()
    fix = _("upgrade {distribution}", distribution=upgrade or distribution)
    return _("it needs {needed}, and this is {version}", needed=needed, version=version), fix


@lru_cache(maxsize=256)
def _to_upgrade(requirement: str, version: str) -> str | None:
    """None where the requirement is met; else ``juso-core``, or empty where the plugin itself is too old."""
    bounds = _bounds(requirement)
    if bounds is None or bounds.contains(version, prereleases=True):
        return None
    return "juso-core" if _is_older(version, bounds) else ""


def _bounds(requirement: str) -> "SpecifierSet | None":
    """The bounds of a requirement; None where it is not asked for here. Raises ValueError."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    plain = _ON_CORE.sub("", requirement.strip(), count=1).strip()
    if not set(plain) & set(";[@"):
        try:
            return SpecifierSet(plain.removeprefix("(").removesuffix(")"))
        except InvalidSpecifier:
            raise ValueError(requirement) from None
    # Markers and extras have a grammar of their own, which takes three times as long to import.
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        read = Requirement(requirement)
    except InvalidRequirement:
        raise ValueError(requirement) from None
    asked = read.marker is None or read.marker.evaluate({"extra": ""})
    return read.specifier if asked else None


def _is_older(version: str, bounds: "SpecifierSet") -> bool:
    """Whether one of the bounds that are missed lies above the version, or is the version itself."""
    from packaging.version import InvalidVersion, Version

    def bound(text: str) -> Version:
        try:
            return Version(text.removesuffix(".*"))
        except InvalidVersion:
            # Only === takes such a text, and what it means nobody knows.
            return Version("0")

    missed = [one for one in bounds if not one.contains(version, prereleases=True)]
    return any(bound(one.version) >= Version(version) for one in missed if not one.operator.startswith("<"))
