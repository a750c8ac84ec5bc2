"""Which language is shown, and the translation of a message into it.

A message is written in plain English where it is used, `_("{name} is not known", name=...)`, and the Japanese catalog
translates it. `catalog.py` keeps that catalog.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from gettext import NullTranslations

Language = Literal["ja", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ja", "en")

_CATALOGS: Final = os.path.join(os.path.dirname(__file__), "catalogs")
_VARIABLES: Final = ("JUSO_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_language: Language = "en"


def use(language: str) -> None:
    """Show everything from now on in `language`, "ja" or "en".

    Raises ValueError for any other.
    """
    global _language
    for known in LANGUAGES:
        if language == known:
            _language = known
            return
    raise ValueError(_("'{language}' is not a language of this program; write ja or en", language=language))


def current() -> Language:
    """The language that is shown now; "en" until `use` was called."""
    return _language


def choose(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The language to start with; reads its arguments only, and changes nothing.

    argv: the arguments without the program's name. `--lang ja` or `--lang=ja` counts anywhere before `--`, the last one
    wins; a language that does not exist is left to the command line parser to refuse.
    environ: the environment. The first of JUSO_LANG, LC_ALL, LC_MESSAGES and LANG that is not empty counts; on Windows,
    which sets none of them, the user's locale.
    """
    asked = before = ""
    for option in argv[: argv.index("--")] if "--" in argv else argv:
        name, _equals, value = ("--lang", "=", option) if before == "--lang" else option.partition("=")
        if name == "--lang" and value in LANGUAGES:
            asked = value
        before = option
    return _of_locale(asked or next(filter(None, map(environ.get, _VARIABLES)), "") or _windows_locale())


def _of_locale(name: str) -> Language:
    return "ja" if name.lower().startswith("ja") else "en"


def _windows_locale() -> str:
    """The name of the user's locale on Windows, such as ja-JP; empty on other systems."""
    if sys.platform != "win32":
        return ""
    import ctypes

    name = ctypes.create_unicode_buffer(85)
    ctypes.windll.kernel32.GetUserDefaultLocaleName(name, len(name))
    return name.value


def _(msgid: str, /, **values: object) -> str:
    """A message in the current language, with `values` put in for its {names}.

    msgid: the message in plain English. Without a translation it is shown itself; with a translation whose {names} are
    broken, the English is shown, and where that is broken too, the message as written. Raises nothing of its own.
    """
    for text in (_translated(msgid), msgid):
        if not values:
            return text
        try:
            return text.format(**values)
        except (LookupError, ValueError, AttributeError, TypeError):
            # A slip in a message must not take the work of the person who reads it.
            continue
    return msgid


def N_(msgid: str, /) -> str:
    """Mark a message for the catalog where it is written down; it is returned unchanged, to be given to `_` later."""
    return msgid


def _translated(msgid: str) -> str:
    # gettext keeps the header of the catalog under the empty message.
    return _japanese().gettext(msgid) if msgid and _language == "ja" else msgid


@cache
def _japanese() -> NullTranslations:
    from gettext import NullTranslations, translation

    try:
        return translation("juso", _CATALOGS, ["ja"], fallback=True)
    except Exception:
        # A catalog that was cut short in copying: English says more than a traceback, and juso doctor tells of it.
        return NullTranslations()
