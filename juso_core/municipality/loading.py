"""Reads ``structure.toml``. Everything that is wrong is told at once, each with its line and a hint.

A municipality's staff write this file by hand. They get all their slips in one list, sorted by line, and never a
traceback.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from juso_core.language.messages import _
from juso_core.municipality.consistency import check_consistency
from juso_core.municipality.conversion import convert
from juso_core.municipality.lines import find_lines, line_of, show
from juso_core.municipality.problems import Problem, Slip, StructureErrors
from juso_core.municipality.raw import RawFile
from juso_core.municipality.references import check_references
from juso_core.municipality.structure import Structure

__all__ = ["Problem", "StructureErrors", "digest", "load", "load_text"]


def load(path: str | Path) -> Structure:
    """Return the structure that a file describes.

    Raises StructureErrors, with every problem in it, when the file cannot be read or is not a structure.
    """
    file = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _one(file, line, _("this is not UTF-8 text"), _("save the file with the encoding UTF-8")) from None
    except IsADirectoryError:
        raise _one(file, 1, _("this is a folder"), _("name the file structure.toml in it")) from None
    except FileNotFoundError:
        raise _one(file, 1, _("there is no such file")) from None
    except (OSError, ValueError) as error:
        raise _one(file, 1, _("the file cannot be read"), getattr(error, "strerror", None) or str(error)) from None
    return load_text(text, file)


def load_text(text: str, file: str = "structure.toml") -> Structure:
    """Return the structure that a TOML text describes; ``file`` is the name that problems show.

    Raises StructureErrors, with every problem in it, when the text is not a structure.
    """
    text = _normalised(text)
    raw = _parse(text, file)
    structure, slips = convert(raw)
    tables = RawFile.of(raw)
    slips = (*slips, *check_references(tables), *check_consistency(tables))
    if structure is None or slips:
        raise StructureErrors(_problems(slips, text, file))
    return attrs.evolve(structure, digest=digest(text), text=text)


def digest(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, the same whether its lines end as on Windows or elsewhere."""
    return hashlib.sha256(_normalised(text).encode()).hexdigest()


def _normalised(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _one(file, 1, _("brackets are nested too deeply")) from None
    except ValueError as error:
        line = _line_named_in(str(error), text)
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise _one(file, line, _("this is not TOML: {what}", what=what), _full_width(text, line)) from None


def _line_named_in(message: str, text: str) -> int:
    if found := re.search(r"\(at line (\d+), column \d+\)$", message):
        return int(found[1])
    return text.rstrip("\n").count("\n") + 1 if message.endswith("(at end of document)") else 1


def _full_width(text: str, line: int) -> str:
    """What trips people most: Japanese input leaves full-width signs where TOML wants half-width ones."""
    outside_texts = re.sub(r'"[^"]*"|\'[^\']*\'|#.*', "", text.split("\n")[line - 1])
    sign = re.search("[\u3000\uff01-\uff5e“”]", outside_texts)
    return _("'{sign}' is a full-width sign; write it half-width", sign=sign.group()) if sign else ""


def _problems(slips: Iterable[Slip], text: str, file: str) -> Iterable[Problem]:
    lines = find_lines(text)
    for slip in slips:
        yield Problem(file, line_of(lines, slip.place), show(slip.place), slip.what, slip.hint)


def _one(file: str, line: int, what: str, hint: str = "") -> StructureErrors:
    return StructureErrors([Problem(file, line, "", what, hint)])
