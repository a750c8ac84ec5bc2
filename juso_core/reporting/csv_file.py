"""A report as a CSV file that offices can open in a spreadsheet without harm.

One line for each indicator, each with its municipality and period, so that the files of several can be joined.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, in full width too, and names
come from files that others wrote. Such a cell gets an apostrophe in front.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from juso_core.citation import Citation
from juso_core.language.era import era_date, fiscal_year_name
from juso_core.language.messages import _, current
from juso_core.reporting.period import named_fiscal_year, period_name
from juso_core.reporting.report import Report, Row
from juso_core.reporting.suppress import check_minimum, note, shown

__all__ = ["ENCODINGS", "NotInEncoding", "as_csv", "csv_bytes", "inert"]

ENCODINGS: Final = {"utf-8": "utf-8-sig", "cp932": "cp932"}
"""What can be asked for: UTF-8, with the mark by which spreadsheets know it, or what Japanese Windows wrote before."""

_FORMULA: Final = frozenset("=+-@−")
_CONTROL: Final = ("\t", "\r", "\n")
_UNSEEN: Final = ("\ufeff", "\u200b", "\u2060", "\x00")
_NAMED: Final = 10


class NotInEncoding(ValueError):
    """Characters that the encoding does not have; ``characters`` are they, each once."""

    def __init__(self, characters: tuple[str, ...], encoding: str) -> None:
        """Keep the characters and the encoding."""
        self.characters, self.encoding = characters, encoding
        super().__init__(characters, encoding)

    def __str__(self) -> str:
        named = ", ".join(f"{one} (U+{ord(one):04X})" for one in self.characters[:_NAMED])
        more = len(self.characters) - _NAMED
        return _(
            "these characters do not exist in {encoding}: {characters}; write the file as utf-8",
            encoding=self.encoding,
            characters=named + (_(" and {more} more", more=more) if more > 0 else ""),
        )


def as_csv(report: Report, *, encoding: str = "utf-8", minimum: int | None = None) -> bytes:
    """Return the report as the bytes of a CSV file, its titles in the current language.

    ``encoding``: "utf-8" or "cp932". ``minimum``: numbers below it, other than 0, are suppressed; None shows all.
    Raises NotInEncoding where a name has characters that cp932 lacks, ValueError for another encoding.
    """
    check_minimum(minimum)
    return csv_bytes([_titles(), *(_cells(report, row, minimum) for row in report.rows)], encoding)


def csv_bytes(rows: Iterable[Sequence[str | int | float]], encoding: str = "utf-8") -> bytes:
    """Return rows, the titles first, as the bytes of a CSV file whose texts no spreadsheet takes for formulas.

    ``encoding``: "utf-8" or "cp932". Raises NotInEncoding where a text has characters that cp932 lacks, ValueError for
    another encoding.
    """
    if encoding not in ENCODINGS:
        raise ValueError(_("'{encoding}' is no encoding for CSV here; write utf-8 or cp932", encoding=encoding))
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    text = file.getvalue()
    if encoding != "utf-8" and (missing := _missing(text, encoding)):
        raise NotInEncoding(missing, encoding)
    return text.encode(ENCODINGS[encoding])


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, by an apostrophe where it is needed.

    >>> inert("=1+1"), inert("＠SUM"), inert("<5")
    ("'=1+1", "'＠SUM", '<5')
    """
    seen = cell.lstrip().lstrip("".join(_UNSEEN)).lstrip()
    first = unicodedata.normalize("NFKC", seen[:1])
    return f"'{cell}" if first in _FORMULA or cell.startswith(_CONTROL) else cell


def _titles() -> tuple[str, ...]:
    return (
        _("code"),
        _("municipality"),
        _("period"),
        _("fiscal year"),
        _("from"),
        _("to"),
        _("from (era)"),
        _("to (era)"),
        _("whose"),
        _("id"),
        _("indicator"),
        _("count"),
        _("unit"),
        _("how it is counted"),
        _("sources"),
        _("published"),
        _("agrees"),
        _("sources of the published figure"),
        _("note"),
    )


def _cells(report: Report, row: Row, minimum: int | None) -> tuple[str | int, ...]:
    language = current()
    value = "" if row.value is None else shown(row.value, minimum)
    hidden = isinstance(value, str)
    year = named_fiscal_year(report.since, report.until)
    notes = [row.problem] if row.problem else [note(minimum)] if minimum is not None else []
    return (
        report.municipality,
        report.name,
        period_name(report.since, report.until).in_language(language),
        "" if year is None else fiscal_year_name(year),
        report.since.isoformat(),
        report.until.isoformat(),
        era_date(report.since),
        era_date(report.until),
        row.whose.label(language),
        row.id,
        row.name.in_language(language),
        value,
        row.unit.label(language),
        row.in_words.in_language(language),
        _list(row.cites),
        "; ".join(one.amount.replace(",", "") for one in row.published),
        "; ".join("" if hidden else _agrees(one.agrees) for one in row.published),
        "; ".join(_list(one.cites) for one in row.published),
        " ".join(one.in_language(language) for one in notes),
    )


def _agrees(agrees: bool | None) -> str:
    return "" if agrees is None else _("yes") if agrees else _("no")


def _list(cites: tuple[Citation, ...]) -> str:
    return "; ".join(map(str, cites))


def _missing(text: str, encoding: str) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(text) if not _fits(one, encoding))


def _fits(character: str, encoding: str) -> bool:
    # There and back: the codec writes a yen sign as a backslash and would never say so.
    try:
        return character.encode(encoding).decode(encoding) == character
    except UnicodeEncodeError:
        return False
