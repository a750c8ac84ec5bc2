"""The matrix: every question has its dimension, every value its source, every silence stays one."""

import datetime as dt

import attrs
import pytest
from comparing_towns import CODES, TOWN, installed_places, place, town_place, town_text, whole
from hypothesis import given
from hypothesis import strategies as st

from juso_core.municipality.questions import QUESTIONS, AnswerState, state
from juso_core.municipality.structure import TABLES, Note, Structure
from juso_core.municipality.terms import TERMS
from juso_core.municipality.words import Status
from juso_core.research.comparing.cadence import cadence_code
from juso_core.research.comparing.dimensions import DIMENSIONS, GROUPS
from juso_core.research.comparing.matrix import cell_of, column_of, matrix_of
from juso_core.research.comparing.model import Cell, Matrix
from juso_core.research.simulation import described_day


def codes(matrix: Matrix, dimension: str) -> dict[str, tuple[str, ...]]:
    return {short: matrix.cell(code, dimension).codes for short, code in CODES.items()}


def states(matrix: Matrix, dimension: str) -> dict[str, str]:
    return {short: matrix.cell(code, dimension).state.value for short, code in CODES.items()}


def sound(cell: Cell, structure: Structure) -> None:
    """What holds of every cell whatever the structure says."""
    keys = {row.key for row in structure.rows()}
    for value in cell.values:
        assert value.cites, cell.id
        assert value.rows, cell.id
        assert keys.issuperset(value.rows), cell.id
        assert value.text.ja.strip(), cell.id
        assert value.text.en.strip(), cell.id
    assert {cite.source for cite in cell.cites} <= {source.id for source in structure.source}
    if cell.answered:
        assert cell.cites, f"{cell.id}: an answer comes from somewhere"
    else:
        assert not cell.values, cell.id
        assert not cell.notes, cell.id
        assert not cell.codes, cell.id


def test_every_question_has_a_dimension_that_is_called_like_it() -> None:
    for question in QUESTIONS.values():
        dimension = DIMENSIONS[question.id]
        assert dimension.question == question.id
        assert (dimension.name.ja, dimension.name.en) == (question.ja, question.en)


def test_dimensions_are_named_in_both_languages_and_belong_to_a_group() -> None:
    groups = {group.id for group in GROUPS}
    for dimension in DIMENSIONS.values():
        assert dimension.group in groups
        assert dimension.name.ja != dimension.name.en
        assert dimension.within is None or dimension.within in QUESTIONS
        assert dimension.question is None or dimension.within is None
    assert groups == {dimension.group for dimension in DIMENSIONS.values()}
    assert {f"term.{key}" for key in TERMS} <= set(DIMENSIONS)


def test_there_is_a_cell_for_every_pair_and_each_is_sound(matrix: Matrix) -> None:
    assert len(matrix.cells) == len(CODES) * len(DIMENSIONS)
    for column in matrix.columns:
        for dimension in DIMENSIONS:
            cell = matrix.cell(column.code, dimension)
            assert cell.id == f"{column.code}:{dimension}"
    for there in installed_places():
        for dimension in DIMENSIONS:
            sound(matrix.cell(there.code, dimension), there.structure)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_state_of_a_cell_is_that_of_its_question(matrix: Matrix, question: str) -> None:
    for there in installed_places():
        assert matrix.cell(there.code, question).state is state(there.structure, question).state


@st.composite
def thinned(draw: st.DrawFn) -> Structure:
    """A municipality of the repository on its day, with rows missing and silences added or taken away."""
    short = draw(st.sampled_from(sorted(CODES)))
    structure = whole(short).at(described_day(whole(short)))
    dropped = draw(st.sets(st.sampled_from(TABLES), max_size=4))
    kept = {
        name: () if name in dropped else tuple(row for row in getattr(structure, name) if draw(st.integers(0, 5)))
        for name in TABLES
    }
    silent = draw(st.sets(st.sampled_from(sorted(QUESTIONS)), max_size=20))
    return attrs.evolve(structure, silent=tuple(silent), text="", **kept)


@given(thinned())
def test_whatever_is_stated_every_value_is_cited_and_no_silence_has_one(structure: Structure) -> None:
    for dimension in DIMENSIONS.values():
        cell = cell_of(structure.code, dimension, structure)
        sound(cell, structure)
        question = dimension.question or dimension.within
        if cell.state is AnswerState.SILENT:
            assert question in structure.silent
        elif cell.state is AnswerState.NOT_ENTERED and question:
            assert question not in structure.silent or state(structure, question).rows


def test_an_invented_town_is_in_the_matrix_without_a_change_of_code() -> None:
    matrix = matrix_of([*installed_places(), town_place()])
    assert [column.code for column in matrix.columns] == [*CODES.values(), "999997"]
    for dimension in DIMENSIONS:
        assert [cell.municipality for cell in matrix.row(dimension)] == [*CODES.values(), "999997"]
        sound(matrix.cell("999997", dimension), town_place().structure)
    operator = matrix.cell("999997", "mac.operator")
    assert operator.codes == ("municipality",)
    assert [value.text.ja for value in operator.values] == ["例示市（＝相談係）"]
    assert [value.text.en for value in operator.values] == ["Reiji City (＝相談係)"]


def test_five_states_are_told_apart() -> None:
    matrix = matrix_of([town_place()])
    told = {name: matrix.cell("999997", name).state for name in
            ("mac.operator", "retention", "juso_conference.convener", "plan.report", "plan.decider")}  # fmt: skip
    assert list(told.values()) == [
        AnswerState.STATED, AnswerState.NONE, AnswerState.CONFLICT, AnswerState.SILENT, AnswerState.NOT_ENTERED,
    ]  # fmt: skip
    convener = matrix.cell("999997", "juso_conference.convener")
    assert convener.codes == ("municipality",)
    assert [note.text.en for note in convener.notes] == ["The text and the figure differ."]


def test_a_closer_look_is_silent_only_where_its_question_is() -> None:
    matrix = matrix_of([town_place()])
    assert matrix.cell("999997", "support_conference.lead").state is AnswerState.SILENT
    assert matrix.cell("999997", "juso_conference.lead").state is AnswerState.NO_ROW
    assert matrix.cell("999997", "mac.needs").state is AnswerState.NO_ROW
    assert not matrix.cell("999997", "mac.needs").answered
    # Where nobody has looked whether it is answered, nobody has looked at what is within it either.
    unread = matrix_of([town_place(text=TOWN.replace(', "support_conference.held"', ""))])
    assert unread.cell("999997", "support_conference.lead").state is AnswerState.NOT_ENTERED


def test_an_agency_whose_body_is_not_said_has_no_code() -> None:
    cell = matrix_of([town_place()]).cell("999997", "window.elderly")
    assert cell.codes == ()
    assert not cell.complete
    assert "高齢" in cell.values[0].text.ja


def test_what_is_planned_is_marked_on_its_day() -> None:
    later = matrix_of([town_place(dt.date(2025, 6, 1))]).cell("999997", "mac.operator")
    assert later.codes == ("shakyo",)
    assert [value.status for value in later.values] == [Status.PLANNED]
    now = matrix_of([town_place()]).cell("999997", "mac.operator")
    assert [value.status for value in now.values] == [None]


def test_a_column_says_the_day_and_the_file(matrix: Matrix) -> None:
    for column, there in zip(matrix.columns, installed_places(), strict=True):
        assert column.on == there.structure.on
        assert column.digest == there.structure.digest
    with pytest.raises(ValueError, match="no day"):
        column_of(attrs.evolve(installed_places()[0], structure=whole("ikoma")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("定例で月1回", "12/year"), ("年１２回", "12/year"), ("月2回", "24/year"), ("年1-2回", "1-2/year"),
        ("2か月に1回", "6/year"), ("週1回", "52/year"), ("5地域ごとに月1回", "12/year"),
        ("必要なとき", ""), ("月1回と年2回", ""), ("0か月に1回", ""),
    ],
)  # fmt: skip
def test_a_cadence_is_compared_by_times_a_year(text: str, code: str) -> None:
    assert cadence_code(text) == code


# What the sources of the four say, read in their structures.


def test_since_when_and_in_whose_charge(matrix: Matrix) -> None:
    assert codes(matrix, "programme.since") == {
        "setagaya": ("FY2021",), "hachioji": ("FY2021",), "ikoma": ("FY2023",), "mimasaka": (),
    }  # fmt: skip
    assert states(matrix, "programme.since")["mimasaka"] == "silent"
    assert matrix.cell(CODES["hachioji"], "programme.section").values[0].text.ja == "福祉部福祉政策課"
    assert matrix.cell(CODES["ikoma"], "programme.section").values[0].text.ja == "福祉政策課"


def test_the_layers_of_areas(matrix: Matrix) -> None:
    assert codes(matrix, "areas") == {
        "setagaya": ("1", "5", "28"), "hachioji": ("1", "6", "21"), "ikoma": (), "mimasaka": (),
    }  # fmt: skip
    assert states(matrix, "areas")["ikoma"] == "silent"
    assert codes(matrix, "areas.bases") == {
        "setagaya": ("28",), "hachioji": ("9",), "ikoma": (), "mimasaka": ("6",),
    }  # fmt: skip


def test_the_general_window_and_the_one_for_hardship(matrix: Matrix) -> None:
    assert states(matrix, "window.general") == {
        "setagaya": "stated", "hachioji": "stated", "ikoma": "none", "mimasaka": "stated",
    }  # fmt: skip
    assert codes(matrix, "window.general")["hachioji"] == ("shakyo",)
    assert codes(matrix, "window.hardship") == {
        "setagaya": ("shakyo",), "hachioji": ("municipality",), "ikoma": ("municipality",), "mimasaka": ("shakyo",),
    }  # fmt: skip


def test_who_runs_the_functions(matrix: Matrix) -> None:
    assert codes(matrix, "mac.operator") == {
        "setagaya": ("shakyo",), "hachioji": ("shakyo",), "ikoma": ("municipality",), "mimasaka": (),
    }  # fmt: skip
    assert states(matrix, "mac.operator")["mimasaka"] == "silent"
    assert not matrix.cell(CODES["setagaya"], "mac.operator").complete, "whose メルクマール is, is not said"
    assert codes(matrix, "outreach.operator")["hachioji"] == ("shakyo",)
    assert states(matrix, "participation.operator") == {
        "setagaya": "conflict", "hachioji": "stated", "ikoma": "stated", "mimasaka": "silent",
    }  # fmt: skip
    assert codes(matrix, "community_building.operator")["hachioji"] == ("shakyo", "municipality")


def test_whom_multi_agency_collaboration_takes(matrix: Matrix) -> None:
    assert codes(matrix, "mac.takes") == {
        "setagaya": ("only:hikikomori",), "hachioji": (), "ikoma": ("cooperation_fails",),
        "mimasaka": ("roles_unclear", "nobody_responsible", "cooperation_fails", "stalled"),
    }  # fmt: skip
    judged = matrix.cell(CODES["hachioji"], "mac.takes")
    assert judged.state is AnswerState.STATED
    assert [note.kind.value for note in judged.notes] == ["judged"]
    assert codes(matrix, "mac.needs")["mimasaka"] == ("several_agencies",)


def test_the_conferences(matrix: Matrix) -> None:
    assert codes(matrix, "support_conference.convener") == {
        "setagaya": (), "hachioji": ("municipality",), "ikoma": (), "mimasaka": ("municipality",),
    }  # fmt: skip
    assert states(matrix, "support_conference.held")["ikoma"] == "silent"
    assert codes(matrix, "juso_conference.convener")["hachioji"] == ("shakyo",)
    assert states(matrix, "juso_conference.convener")["mimasaka"] == "silent"
    assert codes(matrix, "juso_conference.cadence") == {
        "setagaya": ("as_needed",), "hachioji": (), "ikoma": ("12/year", "as_needed"), "mimasaka": (),
    }  # fmt: skip
    assert codes(matrix, "juso_conference.must_on")["mimasaka"] == ("plan", "replan", "closure", "interruption")
    for kind, moment in (("support_conference", "before"), ("juso_conference", "after")):
        assert codes(matrix, f"{kind}.consent") == {
            "setagaya": (moment,), "hachioji": (moment,), "ikoma": (), "mimasaka": (moment,),
        }  # fmt: skip
    said, by_plans = (
        matrix.cell(CODES[name], "juso_conference.consent").values[0] for name in ("hachioji", "mimasaka")
    )
    assert (said.text.en, by_plans.text.en) == ("consent is needed", "after consent")
    planned = matrix.cell(CODES["setagaya"], "support_conference.held")
    assert [value.status for value in planned.values] == [Status.PLANNED]


def test_plans(matrix: Matrix) -> None:
    assert codes(matrix, "plan.drafter_part") == {
        "setagaya": ("multi_agency_collaboration",), "hachioji": ("multi_agency_collaboration",),
        "ikoma": ("integration_promoter",), "mimasaka": ("multi_agency_collaboration",),
    }  # fmt: skip
    assert states(matrix, "plan.decider") == {
        "setagaya": "silent", "hachioji": "silent", "ikoma": "silent", "mimasaka": "stated",
    }  # fmt: skip
    decided, told = (matrix.cell(CODES["mimasaka"], name).values[0] for name in ("plan.decider", "plan.report"))
    assert decided.code == told.code == "municipality"
    assert "A・B" in decided.text.ja
    assert "C" in told.text.en


def test_staff(matrix: Matrix) -> None:
    assert codes(matrix, "staff")["hachioji"] == ("community_worker:20", "assistant:9")
    # Two more are planned.
    assert codes(matrix, "staff.total")["setagaya"] == ("66", "2")
    assert states(matrix, "staff")["ikoma"] == states(matrix, "staff")["mimasaka"] == "silent"


def test_forms_and_figures(matrix: Matrix) -> None:
    assert [value.text.ja for value in matrix.cell(CODES["ikoma"], "form.referral").values] == ["つなぐシート"]
    assert len(matrix.cell(CODES["hachioji"], "form.topics").values) == 19
    figures = [value.text.ja for value in matrix.cell(CODES["hachioji"], "figures").values]
    assert "多機関協働事業で扱ったケース 6 件（事例）（2021-04～2021-09）" in figures
    # Two or three model areas: the one number of that source.
    assert ["2～3 places" in value.text.en for value in matrix.cell(CODES["ikoma"], "figures").values] == [True]


def test_a_note_alone_answers_where_no_table_can(matrix: Matrix) -> None:
    cell = matrix.cell(CODES["mimasaka"], "reopening")
    assert cell.state is AnswerState.STATED
    assert cell.values == ()
    assert all(isinstance(note, Note) for note in cell.notes)
    assert cell.cites


def test_a_thing_on_another_day_is_not_there() -> None:
    before = place(whole("hachioji"), dt.date(2021, 3, 1))
    assert matrix_of([before]).cell(CODES["hachioji"], "mac.operator").values == ()


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1, "case", "1 case "), (1200, "case", "1,200 cases "), (0, "place", "0 places "),
        (1.5, "person", "1.5 people "), (3, "percent", "3 percent "), (2, "staff", "2 members of staff "),
        (7, "other", "7 "),
    ],
)  # fmt: skip
def test_english_figures_are_singular_or_plural(value: float, unit: str, said: str) -> None:
    text = town_text().replace("value = 1200", f"value = {value}").replace('unit = "case"', f'unit = "{unit}"')
    (figure,) = matrix_of([town_place(text=text)]).cell("999997", "figures").values
    assert figure.text.en.startswith(f"相談: {said}(")
