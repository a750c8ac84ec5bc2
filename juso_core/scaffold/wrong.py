"""What an answer may not be: each check returns a sentence for people, or None where nothing is wrong.

Answers go through templates into files and folders, so what could be taken there for something else is refused.
"""

import keyword
import re
import unicodedata
from typing import Final

from juso_core.language.era import first_day
from juso_core.language.messages import _

__all__ = [
    "RESERVED",
    "TEMPLATE_MARKS",
    "wrong_id",
    "wrong_license",
    "wrong_name",
    "wrong_period",
    "wrong_short",
    "wrong_text",
]

RESERVED: Final = frozenset(
    {
        *("core", "test", "tests", "template", "templates", "juso", "plugin", "plugins", "case", "cases"),
        # Windows allows no file of these names.
        *("con", "nul", "aux", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))),
    }
)
"""Short names that are taken: by juso itself, by its folders, by the system."""

TEMPLATE_MARKS: Final = ("{{", "}}", "{%", "%}", "{#", "#}")
"""What a template takes for an instruction."""
# Control characters, invisible ones, halves of characters, and separators of lines and paragraphs.
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")
_SHORT: Final = re.compile(r"[a-z](?:[a-z0-9_]*[a-z0-9])?")
_LONGEST: Final = 40


def wrong_text(text: str) -> str | None:
    """Say what is wrong with any text: empty, with the marks of a template, or with characters that nobody sees."""
    if not text.strip():
        return _("this is empty")
    for mark in TEMPLATE_MARKS:
        if mark in text:
            return _("'{text}' contains '{mark}', which is an instruction in templates", text=_seen(text), mark=mark)
    unseen = next((sign for sign in text if unicodedata.category(sign) in _UNSEEN), None)
    if unseen is not None:
        return _("'{text}' contains a character that cannot be seen ({code})", text=_seen(text),
                 code=f"U+{ord(unseen):04X}")  # fmt: skip
    return None


def wrong_name(text: str) -> str | None:
    """Say what is wrong with the name of a municipality: no text, or something that could lead out of a folder."""
    if problem := wrong_text(text):
        return problem
    for sign in ("/", "\\", ".."):
        if sign in text:
            return _("'{text}' contains '{sign}', which no name has", text=_seen(text), sign=sign)
    return None


def wrong_short(text: str) -> str | None:
    """Say what is wrong with a short name, of which the package and the folder are named."""
    if not _SHORT.fullmatch(text):
        return _(
            "'{text}' is no short name; write small letters a to z, digits and _, with a letter first", text=_seen(text)
        )
    if len(text) > _LONGEST:
        return _("the short name has {count} letters; {most} are the most", count=len(text), most=_LONGEST)
    if keyword.iskeyword(text):
        return _("'{text}' is a word of Python; choose another short name", text=text)
    if text in RESERVED:
        return _("'{text}' is reserved; choose another short name", text=text)
    return None


def wrong_period(text: str) -> str | None:
    """Say what is wrong with a period such as FY2026 or 2026-03."""
    try:
        first_day(text)
    except ValueError as error:
        return str(error)
    return None


def wrong_id(text: str) -> str | None:
    """Say what is wrong with an id, which may hold Japanese letters."""
    if re.fullmatch(r"\w[\w-]*", text):
        return None
    return _("'{name}' cannot be an id", name=_seen(text)) + "; " + _("write letters, digits, - and _ only")


def wrong_license(text: str) -> str | None:
    """Say what is wrong with a licence: installers take SPDX expressions only."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        what = _("'{name}' is no licence as SPDX writes it", name=_seen(text))
        return what + "; " + _("write one such as Apache-2.0, MIT or LicenseRef-Proprietary")
    return None


def _seen(text: str) -> str:
    """A text as it can be shown: what cannot be seen is written by its number, and a long one is cut."""
    shown = "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) in _UNSEEN else c for c in text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
