"""Which installed municipality is meant, by whatever people call it.

It may be named by its code (999997), its name (例示市, 東京都例示市, or 例示 where that is clear), or the short
name of its plugin (reiji).
"""

import unicodedata
from collections.abc import Callable, Iterable

from juso_core.discovery import Broken, Found, structure_path
from juso_core.language.messages import _
from juso_core.language.signs import one_line
from juso_core.municipality import code as codes
from juso_core.municipality.head import head_in

__all__ = ["UnknownMunicipality", "find", "name_of", "plain_name", "short_name"]


class UnknownMunicipality(LookupError):
    """No installed municipality, or more than one, is called so; ``how_to_mend`` says what could be meant."""

    def __init__(self, what: str, mend: str) -> None:
        """Keep what is wrong and what to do."""
        super().__init__(what, mend)
        self.what, self.mend = what, mend

    def __str__(self) -> str:
        return self.what

    def how_to_mend(self) -> str:
        """What to do about it."""
        return self.mend


def find(found: Iterable[Found], name: str, broken: Iterable[Broken] = ()) -> Found:
    """Return the plugin of the municipality that people call ``name``.

    Raises UnknownMunicipality. ``broken`` are plugins that cannot be used: where one of them is meant, it says why.
    """
    found, asked = tuple(found), plain_name(name)
    names: dict[Found, str] = {}

    def called(one: Found) -> str:
        if one not in names:
            names[one] = name_of(one) or ""
        return names[one]

    # Files are only read where the code or the plugin's name do not settle it.
    ways: tuple[Callable[[Found], Iterable[str]], ...] = (
        lambda one: (one.code,),
        lambda one: (short_name(one.package), one.package, one.distribution),
        lambda one: _full_names(one.code, called(one)),
        lambda one: (text[:-1] for text in _full_names(one.code, called(one)) if text[-1] in "市区町村"),
    )
    for way in ways:
        meant = [one for one in found if asked in map(plain_name, way(one))]
        if len(meant) == 1:
            return meant[0]
        if meant:
            which = ", ".join(f"{one.code} {_longest_name(one.code, called(one))}" for one in meant)
            what = _("'{name}' can mean several municipalities", name=name)
            raise UnknownMunicipality(what, _("name one by its code: {municipalities}", municipalities=which))
    for one in broken:
        if asked in map(plain_name, (one.code, one.distribution, one.distribution.removeprefix("juso-"))):
            raise UnknownMunicipality(_("'{name}' cannot be used: {cause}", name=name, cause=one.cause), one.fix)
    raise UnknownMunicipality(_("no municipality '{name}' is installed", name=name), _could_be(name, found, called))


def name_of(found: Found) -> str | None:
    """Return the name that a plugin's ``structure.toml`` begins with, without reading it all; None if it has none."""
    path = structure_path(found)
    name = head_in(path).get("name") if path else None
    # Nothing was checked in it yet.
    return one_line(name) if isinstance(name, str) else None


def short_name(package: str) -> str:
    """Return what a plugin is called for short.

    >>> short_name("juso_reiji")
    'reiji'
    """
    return package.removeprefix("juso_")


def _full_names(code: str, name: str) -> tuple[str, ...]:
    prefecture = codes.prefecture(code)
    return (name, prefecture.ja + name) if name and prefecture else (name,) * bool(name)


def plain_name(name: str) -> str:
    """Return what people call a municipality as names are compared: whatever their widths, capitals and dashes."""
    return unicodedata.normalize("NFKC", name).strip().casefold().replace("-", "_")


def _longest_name(code: str, name: str) -> str:
    return max(_full_names(code, name), key=len, default="")


def _could_be(name: str, found: tuple[Found, ...], called: Callable[[Found], str]) -> str:
    # Imported here, since those who write what they mean do not need it.
    from juso_core.municipality.problems import nearest

    if not found:
        return _("install the plugin of a municipality")
    narrow = unicodedata.normalize("NFKC", name).strip()
    if narrow.isdecimal() and (wrong := codes.explain(narrow)):
        return wrong
    near = nearest(name, [text for one in found for text in (one.code, short_name(one.package), called(one)) if text])
    if near:
        return _("did you mean '{near}'?", near=near)
    known = ", ".join(f"{short_name(one.package)} ({called(one) or one.code})" for one in found)
    return _("installed are: {municipalities}", municipalities=known)
