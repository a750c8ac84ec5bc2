"""``juso explain`` takes every id that stands in a draft: of its parts, and of its open questions."""

import json
from collections.abc import Callable
from typing import Any

from documents_towns import FILES, draft_of

from juso_core.documents.plan_layout import laid_out
from juso_core.municipality.questions import QUESTIONS
from juso_core.research.comparing.dimensions import DIMENSIONS

Juso = Callable[..., Any]


def test_a_part_is_explained_by_its_rows_and_the_titles_of_its_sources(juso: Juso) -> None:
    done = juso("explain", "plan:332151:plan_routes")
    assert done.code == 0, done.err
    assert "plan_route.mac-plan-decided" in done.out
    assert "6 6)(4)" in done.out
    assert "美作市重層的支援体制整備事業実施計画" in done.out


def test_every_id_of_the_trace_is_explained_by_just_its_rows(juso: Juso) -> None:
    (file,) = [one for one in FILES if one.parent.name == "juso_ikoma"]
    for one in laid_out(draft_of(file))["trace"]:
        done = juso("explain", one["explain"], "--json")
        assert done.code == 0, done.err
        assert {row["key"] for row in json.loads(done.out)["rows"]} == set(one["rows"]), one["id"]


def test_every_open_question_has_an_id_of_the_comparison(juso: Juso) -> None:
    assert set(QUESTIONS) <= set(DIMENSIONS)
    (file,) = [one for one in FILES if one.parent.name == "juso_ikoma"]
    first = laid_out(draft_of(file))["open"][0]["questions"][0]
    assert juso("explain", first["explain"]).code == 0


def test_an_id_that_is_not_there_is_told_with_the_near_one(juso: Juso) -> None:
    done = juso("explain", "plan:332151:plan_route")
    assert done.code == 2
    assert "plan_routes" in done.err
