"""Keeps the Japanese catalog: `python -m juso_core.language.catalog`, for those who change a message.

Every `_("...")` and `N_("...")` of the package is collected into juso.po, whose translations are kept, and juso.po is
compiled into juso.mo. Both files are the same whenever, wherever and by whomever they are made.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from string import Formatter
from tokenize import TokenError
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

PACKAGE: Final = Path(__file__).parent.parent
"""The package whose messages are collected, juso_core itself."""

_PO: Final = Path("language", "catalogs", "ja", "LC_MESSAGES", "juso.po")
_COMMENT: Final = "# Japanese messages of juso. Kept by: python -m juso_core.language.catalog"
# Wider than any message: a changed word changes one line, and no other is wrapped anew.
_ONE_LINE: Final = 1_000_000


class _Lasting(Catalog):
    """A catalog whose header tells no date, no person and no version, so that only messages make a difference."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "juso"),
            ("Language", "ja"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=1; plural=0;\n"),
        ]


def extract(package: Path) -> dict[str, list[str]]:
    """Every message of a package with the files that use it, relative to the folder of the package.

    Raises ValueError, with the name of the file, for a file that is no Python.
    """
    found: dict[str, list[str]] = {}
    for file in sorted(package.rglob("*.py")):
        place = file.relative_to(package.parent).as_posix()
        try:
            messages = extract_from_file("python", file, {"_": None, "N_": None})
        except (SyntaxError, TokenError) as error:
            raise ValueError(f"{place}: {error}") from error
        for _line, message, _comments, _context in messages:
            if isinstance(message, str) and message:
                found.setdefault(message, []).append(place)
    return found


def build(found: Mapping[str, Sequence[str]], old: Catalog, added: Mapping[str, str]) -> Catalog:
    """The catalog of the messages found, with the translations of the old one and, before those, the added ones."""
    new = _Lasting(locale="ja", header_comment=_COMMENT, fuzzy=False)
    for msgid, places in found.items():
        before = old.get(msgid)
        message = new.add(msgid, locations=[(place, 0) for place in places])
        # Babel guesses flags from the text, and guesses otherwise in another version.
        message.flags = set()
        if before and msgid not in added:
            message.string, message.user_comments = before.string, before.user_comments
            message.flags = {"fuzzy"} & before.flags
        elif msgid in added:
            message.string = added[msgid]
    return new


def po_text(catalog: Catalog) -> bytes:
    """The catalog as the bytes of a .po file, in the order of its messages."""
    file = BytesIO()
    write_po(file, catalog, width=_ONE_LINE, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue().rstrip(b"\n") + b"\n"


def mo_bytes(catalog: Catalog) -> bytes:
    """The catalog as the bytes of a .mo file, which gettext reads."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def unfinished(catalog: Catalog) -> list[str]:
    """What is left to do for a translator, a line for each message without Japanese, or whose {names} differ in it."""
    lines = []
    for message in catalog:
        if not message.id:
            continue
        if not message.string or message.fuzzy:
            lines.append(f"no Japanese: {message.id!r} ({', '.join(place for place, _line in message.locations)})")
        elif (names := _names(str(message.id))) is not None and _names(str(message.string)) != names:
            lines.append(f"other {{names}} in Japanese: {message.id!r}: {message.string!r}")
    return sorted(lines)


def main(argv: Sequence[str] | None = None, package: Path = PACKAGE) -> int:
    """Run the command line; 0 when the catalog is complete (and, with --check, up to date), otherwise 1."""
    parser = argparse.ArgumentParser(
        prog="python -m juso_core.language.catalog", description=__doc__.partition("\n")[0]
    )
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--check", action="store_true", help="write nothing; fail when a file is out of date or incomplete"
    )
    way.add_argument("--add", type=Path, metavar="FILE", help="a JSON file {message: Japanese} to take in")
    options = parser.parse_args(argv)
    po, mo = package / _PO, package / _PO.with_suffix(".mo")
    try:
        added = _translations(options.add) if options.add else {}
        found = extract(package)
        # Read after the slow part and written at once: others may be taking in their translations meanwhile.
        catalog = build(found, _read(po), added)
    except (OSError, PoFileError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    remarks = unfinished(catalog) + [f"not in the code: {msgid!r}" for msgid in sorted(added.keys() - found.keys())]
    for file, content in ((po, po_text(catalog)), (mo, mo_bytes(catalog))):
        if _content(file) == content:
            continue
        if options.check:
            remarks.append(f"out of date: {file.name}; run: {parser.prog}")
        else:
            _write(file, content)
    print(*remarks, sep="\n", end="\n" if remarks else "", file=sys.stderr)
    return 1 if remarks else 0


def _names(text: str) -> set[str] | None:
    """The {names} in a message; None where it is no format string."""
    try:
        return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _translations(file: Path) -> dict[str, str]:
    content = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise ValueError(f"{file.name} is not of the form {{message: Japanese}}")
    return content


def _read(po: Path) -> Catalog:
    # A file with the marks of a merge conflict is refused: reading on would lose translations.
    return read_po(BytesIO(_content(po)), locale="ja", abort_invalid=True)


def _content(file: Path) -> bytes:
    """The bytes of a file, none when there is no file; a .po as git stores it, whatever line ends a checkout made."""
    content = file.read_bytes() if file.exists() else b""
    return content.replace(b"\r\n", b"\n") if file.suffix == ".po" else content


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(content)
    new.replace(file)


if __name__ == "__main__":
    sys.exit(main())
