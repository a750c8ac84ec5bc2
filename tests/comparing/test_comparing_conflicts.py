"""What a source contradicts itself in, and what is only planned, is never shown as settled."""

from collections.abc import Callable

from comparing_towns import CODES, TOWN, town_place

from juso_core.documents.comparison_html.matrix_view import cell_view
from juso_core.documents.matrix_tables import matrix_csv, matrix_markdown
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.words import Status
from juso_core.research.comparing.distance import Left, pair_of
from juso_core.research.comparing.findings import findings
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Cell, Matrix
from tests.called import Ran

STAFF = """
[[role]]
id = "worker"
kind = "community_worker"
local_title = "CSW"
headcount = 3
cite = "plan: 7"

[[role]]
id = "worker-later"
kind = "community_worker"
local_title = "CSW（増員）"
headcount = 2
status = "planned"
since = "2024-04"
cite = "plan: 8"
"""


def note(kind: str, about: str) -> str:
    text = '{ ja = "三つの箇所で異なる。", en = "Three places differ." }'
    return f'\n[[note]]\nkind = "{kind}"\nabout = "{about}"\ntext = {text}\ncite = "plan: 9"\n'


def cell(dimension: str, more: str = "") -> Cell:
    return matrix_of([town_place(text=TOWN + more)]).cell("999997", dimension)


def test_what_is_planned_does_not_make_what_is_in_force_a_plan(matrix: Matrix) -> None:
    forms = matrix.cell(CODES["setagaya"], "outreach.operation_form").values
    assert {value.rows: value.status for value in forms} == {
        ("service.outreach",): Status.PLANNED, ("service.outreach-adviser",): None,
    }  # fmt: skip
    assert all("アドバイザー" not in value.text.ja for value in forms if value.status)


def test_staff_in_force_and_planned_are_counted_apart() -> None:
    for dimension, said in (
        ("staff", {"community_worker:3": None, "community_worker:2": Status.PLANNED}),
        ("staff.total", {"3": None, "2": Status.PLANNED}),
    ):
        assert {value.code: value.status for value in cell(dimension, STAFF).values} == said
    roles = cell("staff.roles", STAFF).values
    assert [(value.rows, value.status) for value in roles] == [
        (("role.worker",), None), (("role.worker-later",), Status.PLANNED),
    ]  # fmt: skip


def test_what_is_within_a_question_in_conflict_is_in_conflict(matrix: Matrix) -> None:
    services = matrix.cell(CODES["setagaya"], "participation.services")
    assert services.state is AnswerState.CONFLICT
    assert services.values
    assert [one.about for one in services.notes] == ["participation.operator"]


def test_what_is_within_a_question_of_which_there_is_none_is_none() -> None:
    total = cell("staff.total", STAFF + note("none", "staff"))
    assert total.state is AnswerState.NONE
    assert [one.about for one in total.notes] == ["staff"]


def test_a_conflict_about_a_row_is_marked_in_every_form(matrix: Matrix, juso: Callable[..., Ran]) -> None:
    staff = matrix.cell(CODES["hachioji"], "staff")
    assert staff.state is AnswerState.STATED
    assert [one.about for one in staff.row_conflicts] == ["kyoten-csw-single"]
    assert "conflict about a row: kyoten-csw-single" in juso("compare", "hachioji", "--group", "staff").out
    assert "≠" in cell_view(staff, town_place().structure.on)["row_conflicts"][0]
    for made in (matrix_csv(matrix).decode("utf-8-sig"), matrix_markdown(matrix)):
        assert "kyoten-csw-single" in made.replace("\\", "")
    cells = juso("compare", "hachioji", "--dimension", "staff", "--json").data["cells"]
    assert [one["row"] for one in cells[0]["row_conflicts"]] == [one.key for one in staff.row_conflicts]


def test_a_conflict_about_a_row_is_named_by_its_key_or_its_id_on_the_days_that_it_holds() -> None:
    assert cell("staff", STAFF).row_conflicts == ()
    for name in ("worker", "role.worker"):
        assert len(cell("staff", STAFF + note("conflict", name)).row_conflicts) == 1
    assert cell("staff", STAFF + note("conflict", "worker") + 'since = "2025-01"\n').row_conflicts == ()
    assert cell("staff", STAFF + note("stated", "worker")).row_conflicts == ()


def test_a_conflict_about_a_row_is_left_out_of_distances(matrix: Matrix) -> None:
    pair = pair_of(matrix, CODES["setagaya"], CODES["hachioji"])
    assert pair.left["staff"] is pair.left["staff.total"] is Left.CONFLICT
    assert pair.left["participation.services"] is not None
    found = {one.dimension.id: one for one in findings(matrix, CODES["setagaya"], CODES["hachioji"])}
    assert found["staff"].conflicting
    assert not found["areas"].conflicting
