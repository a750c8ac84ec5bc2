"""Differences as sentences: values are told apart, each with its citation, and remarks are no values."""

import re

from comparing_towns import CODES, TOWN, town_place

from juso_core.research.comparing.findings import findings
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Matrix
from juso_core.research.comparing.sentences import finding_sentence, says


def sentence(matrix: Matrix, dimension: str) -> str:
    found = findings(matrix, CODES["setagaya"], CODES["hachioji"])
    return next(finding_sentence(one, "Setagaya", "Hachioji") for one in found if one.dimension.id == dimension)


def test_each_value_has_its_own_citation_where_they_differ(matrix: Matrix) -> None:
    cell = matrix.cell(CODES["setagaya"], "staff")
    parts = says(cell).split("]; ")
    assert len(parts) == len(cell.values)
    for part, value in zip(parts, cell.values, strict=True):
        assert part.startswith(value.text.en)
        assert part.count("[casebook") == 1


def test_a_citation_that_all_values_share_stands_once(matrix: Matrix) -> None:
    cell = matrix.cell(CODES["setagaya"], "plan.drafter")
    assert len(cell.values) == 2
    assert says(cell).count("[casebook: ") == 1
    assert "[planned]; " in says(cell)


def test_remarks_are_sentences_after_both_sides(matrix: Matrix) -> None:
    said = sentence(matrix, "participation.services")
    assert said.index("Hachioji: ") < said.index("Setagaya: Note: ")
    conflict = sentence(matrix, "staff")
    assert re.search(r"\. Hachioji: \[conflict about a row: kyoten-csw-single\] Note: .*\[casebook: .*\]\.$", conflict)


def test_where_there_are_only_remarks_they_are_what_is_said() -> None:
    retention = matrix_of([town_place(text=TOWN)]).cell("999997", "retention")
    assert says(retention) == "stated as none — Note: No period of retention is set [plan: 6]"
