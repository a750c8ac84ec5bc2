"""Distances as tables that other programs open: CSV, one line a pair and dimension, and Markdown."""

from collections.abc import Iterator

from juso_core.documents.markdown import markdown_line, safe
from juso_core.language.messages import _, current
from juso_core.reporting.csv_file import csv_bytes
from juso_core.research.comparing.distance import statuses_of
from juso_core.research.comparing.distance_data import DEFINITION
from juso_core.research.comparing.model import Matrix
from juso_core.research.comparing.sensitivity import Sensitivity, sensitivities

__all__ = ["distance_csv", "distance_markdown"]


def distance_csv(matrix: Matrix, encoding: str = "utf-8") -> bytes:
    """Return the distances as CSV: for each pair its overall distance, each group and each dimension.

    Beside the codes of a dimension stands how firm each of them is. A pair of which too little is said has an empty
    distance. Raises NotInEncoding where cp932 lacks a character.
    """
    titles = (
        _("pair"), _("code 1"), _("municipality 1"), _("code 2"), _("municipality 2"), _("level"),
        _("group"), _("dimension"), _("distance"), _("dimensions compared"), _("codes 1"), _("codes 2"),
        _("status 1"), _("status 2"),
    )  # fmt: skip
    return csv_bytes([titles, *_csv_rows(matrix)], encoding)


def _csv_rows(matrix: Matrix) -> Iterator[tuple[str, ...]]:
    names = {column.code: column.label(current()) for column in matrix.columns}
    for one in sensitivities(matrix):
        pair = one.pair
        head = (pair.id, pair.first, names[pair.first], pair.second, names[pair.second])
        yield (*head, "overall", "", "", _number(pair.overall), str(pair.compared), "", "", "", "")
        for group, mean in pair.by_group.items():
            yield (*head, "group", group, "", _number(mean), str(pair.counts[group]), "", "", "", "")
        for part in pair.parts:
            codes = ("; ".join(part.first.codes), "; ".join(part.second.codes))
            statuses = ("; ".join(statuses_of(part.first)), "; ".join(statuses_of(part.second)))
            about = ("dimension", part.dimension.group, part.dimension.id)
            yield (*head, *about, _number(part.distance), "1", *codes, *statuses)


def _number(distance: float | None) -> str:
    return "" if distance is None else f"{distance:.6g}"


def distance_markdown(matrix: Matrix) -> str:
    """Return the distances as Markdown: every pair with how much it depends on what is compared."""
    names = {column.code: column.label(current()) for column in matrix.columns}
    heads = (_("pair"), _("distance"), _("dimensions compared"), _("without one group"), _("firm facts only"))
    rows = [_row(one, names) for one in sensitivities(matrix)]
    about = safe(DEFINITION.in_language(current()))
    return "\n".join([about, "", markdown_line(heads), markdown_line(["---"] * len(heads)), *map(markdown_line, rows)])


def _row(one: Sensitivity, names: dict[str, str]) -> list[str]:
    pair = one.pair
    return [
        f"{names[pair.first]} – {names[pair.second]}",
        _("too little is said") if pair.overall is None else f"{pair.overall:.2f}",
        str(pair.compared),
        "" if one.least is None else f"{one.least:.2f}–{one.most:.2f}",
        "" if one.firm is None else f"{one.firm:.2f}",
    ]
