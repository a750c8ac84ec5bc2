"""TOML files that people write by hand: their text, their tables, and where in them something is wrong.

A slip is told with its file, its line and a hint, all slips of a file at once, and never as a traceback.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from juso_core.language.messages import _
from juso_core.municipality.conversion import as_meant, convert
from juso_core.municipality.lines import find_lines, line_of, show
from juso_core.municipality.plain_text import check_signs
from juso_core.municipality.problems import FileErrors, Problem, Slip

__all__ = ["normalised", "parsed", "problems", "read_as", "text_of"]

T = TypeVar("T")


def text_of(path: str | Path, errors: type[FileErrors] = FileErrors) -> str:
    """Return the text of a file; raises ``errors`` when it cannot be read."""
    file = str(path)
    try:
        return normalised(Path(path).read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _one(
            errors, file, line, _("this is not UTF-8 text"), _("save the file with the encoding UTF-8")
        ) from None
    except IsADirectoryError:
        raise _one(errors, file, 1, _("this is a folder"), _("name a file in it")) from None
    except FileNotFoundError:
        raise _one(errors, file, 1, _("there is no such file")) from None
    except (OSError, ValueError) as error:
        raise _one(
            errors, file, 1, _("the file cannot be read"), getattr(error, "strerror", None) or str(error)
        ) from None


def read_as(
    text: str,
    file: str,
    cls: type[T],
    check: Callable[[Mapping[str, Any]], Iterable[Slip]],
    errors: type[FileErrors],
) -> T:
    """Return what a text describes; ``check`` looks at its tables, each misspelt key as the one that was meant.

    Raises ``errors`` with everything that is wrong.
    """
    text = normalised(text)
    raw = parsed(text, file, errors)
    value, slips = convert(raw, cls)
    slips = (*slips, *check(as_meant(raw, cls)), *check_signs(raw))
    if value is None or slips:
        raise errors(problems(slips, text, file))
    return value


def normalised(text: str) -> str:
    """Return a text without a mark at its beginning, with lines that end alike on every system."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def parsed(text: str, file: str, errors: type[FileErrors] = FileErrors) -> dict[str, Any]:
    """Return the tables of a TOML text; raises ``errors``, with the line, where it is none."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _one(errors, file, 1, _("brackets are nested too deeply")) from None
    except ValueError as error:
        line = _line_named_in(str(error), text)
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise _one(errors, file, line, _("this is not TOML: {what}", what=what), _help(what, text, line)) from None


def problems(slips: Iterable[Slip], text: str, file: str) -> Iterator[Problem]:
    """Yield the slips in a text with their lines."""
    lines = find_lines(text)
    for slip in slips:
        yield Problem(file, line_of(lines, slip.place), show(slip.place), slip.what, slip.hint)


def _line_named_in(message: str, text: str) -> int:
    if found := re.search(r"\(at line (\d+), column \d+\)$", message):
        return int(found[1])
    return text.rstrip("\n").count("\n") + 1 if message.endswith("(at end of document)") else 1


def _help(what: str, text: str, line: int) -> str:
    """What to do about the commonest slips; the parser's own words are English and name no remedy."""
    if full_width := _full_width(text, line):
        return full_width
    if what == "Invalid value":
        return _('write a value after =, and a text in "quotes"')
    header = re.match(r"\s*\[+\s*([^\[\]]+?)\s*\]", text.split("\n")[line - 1])
    if header and what.startswith(("Cannot declare", "Cannot overwrite")):
        return _("write [[{table}]] for each where there can be several, and else one [{table}]", table=header[1])
    return ""


def _full_width(text: str, line: int) -> str:
    """What trips people most: Japanese input leaves full-width signs where TOML wants half-width ones."""
    outside_texts = re.sub(r'"[^"]*"|\'[^\']*\'|#.*', "", text.split("\n")[line - 1])
    sign = re.search("[\u3000\uff01-\uff5e“”]", outside_texts)
    return _("'{sign}' is a full-width sign; write it half-width", sign=sign.group()) if sign else ""


def _one(errors: type[FileErrors], file: str, line: int, what: str, hint: str = "") -> FileErrors:
    return errors([Problem(file, line, "", what, hint)])
