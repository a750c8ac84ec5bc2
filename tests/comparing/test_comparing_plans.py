"""Conditions under which a source names somebody for a plan are kept, unless the routes leave nothing out."""

import pytest
from comparing_towns import CODES, TOWN, town_place

from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Matrix

Route = dict[str, str]


def routes(*given: Route) -> str:
    text = ""
    for n, one in enumerate(given):
        keys = "".join(f"{key} = {value}\n" for key, value in {"deliberated_in": '["juso-kaigi"]', **one}.items())
        always = 'plan = ["mac"]\ncite = "plan: 7"\n'
        text += f'\n[[plan_route]]\nid = "route-{n}"\n{always}{keys}'
    return text


def drafters(*given: Route) -> list[str]:
    with_drafter = [{"drafters": '["soudan"]', **one} for one in given]
    cell = matrix_of([town_place(text=TOWN + routes(*with_drafter))]).cell("999997", "plan.drafter")
    return [value.text.en.removeprefix("＝相談係").strip() for value in cell.values]


SORTING = """
[[meeting]]
id = "sorting"
name = "調整会議"
kinds = ["juso_conference"]
cite = "plan: 4"
"""
BEFORE, AFTER = {"consent": '"before"'}, {"consent": '"after"'}
YOUNG = {"only_for": '["hikikomori"]'}
AB, C = {"pattern": '["A", "B"]'}, {"pattern": '["C"]'}


@pytest.mark.parametrize(
    ("given", "condition"),
    [
        ([{}], ""), ([AFTER], "(after consent)"), ([BEFORE, AFTER], ""), ([AFTER | AB, AFTER | C], "(after consent)"),
        ([BEFORE | YOUNG, AFTER | YOUNG], "(social withdrawal)"), ([AFTER, {}], ""),
        ([AFTER | YOUNG], "(after consent, social withdrawal)"), ([AFTER | AB], "(after consent, pattern A・B)"),
        ([AFTER | AB, BEFORE], "(before consent; after consent, pattern A・B)"),
        ([AFTER | YOUNG, BEFORE], "(before consent; after consent, social withdrawal)"),
    ],
)  # fmt: skip
def test_conditions_are_left_out_only_where_nothing_is_left_out_with_them(given: list[Route], condition: str) -> None:
    assert drafters(*given) == [condition]


def test_routes_that_are_planned_stand_apart() -> None:
    assert drafters(AFTER, BEFORE | {"status": '"planned"', "since": '"2024-04"'}) == [
        "(after consent)",
        "(before consent)",
    ]


def test_the_order_of_the_conferences_is_before_consent_first() -> None:
    both = routes(AFTER, BEFORE | {"deliberated_in": '["sorting"]'})
    one = matrix_of([town_place(text=TOWN + SORTING + both)])
    for dimension in ("conference.order", "juso_conference.consent"):
        said = [value.text.en.partition(":")[0] for value in one.cell("999997", dimension).values]
        assert said == ["before consent", "after consent"]


def test_conditions_of_the_four(matrix: Matrix) -> None:
    text = {short: [v.text.en for v in matrix.cell(code, "plan.drafter").values] for short, code in CODES.items()}
    assert all(one.endswith("(social withdrawal)") for one in text["setagaya"])
    assert all(one.endswith("(after consent)") for one in text["hachioji"] + text["mimasaka"])
    ja = matrix.cell(CODES["setagaya"], "plan.discussed").values[0].text.ja
    assert "（同意前・" in ja
