"""Two columns: what differs, what is the same, what cannot be told; and one municipality on two days."""

import datetime as dt

import pytest
from comparing_towns import CODES, place, town_place, whole

from juso_core.citation import Citation, Text
from juso_core.language.messages import _, use
from juso_core.municipality.differences import ChangeKind
from juso_core.municipality.questions import AnswerState
from juso_core.research.comparing.findings import FindingKind, findings, kind_of
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Cell, Matrix, Value
from juso_core.research.comparing.over_time import changed_cells, changed_rows
from juso_core.research.comparing.sentences import finding_sentence

STATED, NONE, SILENT = AnswerState.STATED, AnswerState.NONE, AnswerState.SILENT
CITE = (Citation("plan", "1"),)


def cell(*codes: str, state: AnswerState = STATED) -> Cell:
    values = tuple(Value(Text(f"値{code}", f"value {code}"), code, ("row",), CITE) for code in codes)
    return Cell("999997", "x", state, values)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (cell("a"), cell("a"), FindingKind.SAME),
        (cell("a", "b"), cell("b", "a"), FindingKind.SAME),
        (cell("a"), cell("b"), FindingKind.DIFFERS),
        (cell("a"), cell("a", "b"), FindingKind.DIFFERS),
        (cell("a", ""), cell("a"), FindingKind.UNTOLD),
        (cell("a", "b", ""), cell("a"), FindingKind.DIFFERS),
        (cell("a", ""), cell("a", "b"), FindingKind.UNTOLD),
        (cell(""), cell(""), FindingKind.UNTOLD),
        (cell(state=NONE), cell(""), FindingKind.DIFFERS),
        (cell(state=NONE), cell(state=NONE), FindingKind.SAME),
        (cell("a"), cell(state=SILENT), FindingKind.ONE_SIDED),
        (cell(state=NONE), cell(state=AnswerState.NOT_ENTERED), FindingKind.ONE_SIDED),
        (cell(state=SILENT), cell(state=SILENT), FindingKind.NEITHER),
        (cell(state=SILENT), cell(state=AnswerState.NOT_ENTERED), FindingKind.NEITHER),
    ],
)
def test_how_two_cells_stand_to_each_other(one: Cell, other: Cell, kind: FindingKind) -> None:
    assert kind_of(one, other) is kind
    assert kind_of(other, one) is kind


def test_where_the_order_says_something_it_counts() -> None:
    assert kind_of(cell("a", "b"), cell("b", "a"), ordered=True) is FindingKind.DIFFERS


def test_the_installed_differ_where_their_sources_do(matrix: Matrix) -> None:
    found = {one.dimension.id: one for one in findings(matrix, CODES["hachioji"], CODES["ikoma"])}
    assert found["mac.operator"].kind is FindingKind.DIFFERS
    assert found["window.general"].kind is FindingKind.DIFFERS
    assert found["programme.stage"].kind is FindingKind.SAME
    assert found["support_conference.convener"].kind is FindingKind.ONE_SIDED
    assert found["plan.decider"].kind is FindingKind.NEITHER
    assert found["mac.takes"].kind is FindingKind.UNTOLD, "one of the two is a judgement in words"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_sentence_has_both_citations_or_says_that_there_is_none(matrix: Matrix, language: str) -> None:
    use(language)
    try:
        for one in findings(matrix, CODES["hachioji"], CODES["setagaya"]):
            sentence = finding_sentence(one, "甲", "乙")
            assert one.dimension.name.in_language(language) in sentence
            for side in (one.first, one.second):
                assert all(cite.heading in sentence for cite in side.cites)
                if side.state is SILENT:
                    assert _("the source is silent") in sentence
    finally:
        use("en")


def test_a_conflict_is_told_in_the_sentence(matrix: Matrix) -> None:
    found = {one.dimension.id: one for one in findings(matrix, CODES["hachioji"], CODES["setagaya"])}
    assert found["participation.operator"].conflicting
    assert "conflict" in finding_sentence(found["participation.operator"], "A", "B")


def test_one_municipality_on_two_days() -> None:
    before, after = town_place(dt.date(2024, 6, 1)), town_place(dt.date(2025, 6, 1))
    rows = {change.id: change.kind for change in changed_rows(before.structure, after.structure, dt.date(2025, 6, 1))}
    assert rows == {"mac": ChangeKind.CHANGED, "cases": ChangeKind.GONE}
    cells = {one.id for one, *_cells in changed_cells(matrix_of([before]), matrix_of([after]), "999997")}
    assert {"mac.operator", "mac.operation_form"} <= cells
    assert "window.general" not in cells


def test_on_the_same_day_nothing_changed() -> None:
    for short, code in CODES.items():
        there = place(whole(short), dt.date(2022, 4, 1))
        assert changed_rows(there.structure, there.structure, dt.date(2022, 4, 1)) == ()
        assert list(changed_cells(matrix_of([there]), matrix_of([there]), code)) == []
