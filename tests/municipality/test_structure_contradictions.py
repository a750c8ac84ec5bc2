"""Rows that are right one by one and contradict one another: told at once, each with its line and what to do."""

import pytest

from juso_core.municipality.loading import StructureErrors, load_text

HEAD = 'name = "例示市"\ncode = "999997"\n'
SOURCE = '[[source]]\nid = "plan"\ntitle = "t"\nas_of = "2024-03"\n'


def row(table, *lines):
    return f"[[{table}]]\ncite = 'plan: 1'\n" + "".join(f"{line}\n" for line in lines)


def meeting(*lines, name="m"):
    return row("meeting", f"id = '{name}'", f"name = '{name}'", "kinds = 'juso_conference'", *lines)


def service(*lines):
    return row("service", "id = 's'", "function = 'multi_agency_collaboration'", *lines)


def route(*lines, plan="'mac'"):
    return row("plan_route", f"plan = [{plan}]", *lines)


def problems_of(*rows):
    text = HEAD + SOURCE + "".join(rows)
    try:
        load_text(text, "town.toml")
    except StructureErrors as errors:
        return errors.problems
    return ()


def test_a_meeting_must_be_held_only_on_its_occasions():
    (problem,) = problems_of(meeting("occasions = ['share', 'plan']", "must_on = ['plan', 'closure']"))
    assert (problem.line, problem.path) == (13, "meeting[0].must_on[1]")
    assert "'closure', which is not among its occasions" in problem.what
    assert problem.hint == "put it into occasions too, or take it out of must_on"


@pytest.mark.parametrize("occasions", ["", "occasions = ['plan', 'closure', 'share']"])
def test_a_meeting_without_occasions_can_be_held_on_any(occasions):
    assert problems_of(meeting(occasions, "must_on = ['plan', 'closure']")) == ()


def test_a_range_ends_above_its_beginning():
    def figure(*lines):
        return row("figure", "id = 'f'", "name = '出席者'", "unit = 'staff'", *lines)

    (problem,) = problems_of(figure("value = 16", "up_to = 15"))
    assert (problem.path, problem.what) == ("figure[0].up_to", "the range ends at 15, which is not above 16")
    assert problems_of(figure("value = 15", "up_to = 16")) == problems_of(figure("value = 15")) == ()


def test_a_number_is_for_each_of_something():
    def role(*lines):
        return row("role", "id = 'csw'", "kind = 'community_worker'", *lines)

    layer = row("layer", "id = 'ken-iki'", "name = '圏域'", "order = 2")
    (problem,) = problems_of(layer, role("each = 2"))
    assert (problem.path, problem.hint) == ("role[0].each", "state per too")
    assert problems_of(layer, role("each = 2", "per = 'ken-iki'")) == ()


def test_a_misspelt_occasion_is_told_once():
    (problem,) = problems_of(meeting("occasions = ['plam']", "must_on = ['plan']"))
    assert problem.path == "meeting[0].occasions[0]"
    (problem,) = problems_of(meeting("occasions = ['plan']", "must_on = ['plam']"))
    assert problem.path == "meeting[0].must_on[0]"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (route(), route()),
        (route(), route(plan="'outreach', 'mac'")),
        (route("consent = 'after'"), route("consent = 'after'")),
        (route("pattern = ['A', 'B']"), route("pattern = 'B'")),
        (route("only_for = ['debt', 'carer']"), route("only_for = 'carer'")),
        (route("until = 'FY2025'"), route("since = 'FY2025'")),
    ],
)
def test_two_routes_for_the_same_plan_of_the_same_case(one, other):
    (problem,) = problems_of(one, other)
    assert problem.path == "plan_route[1].plan"
    assert problem.what == "this route is for the same plan and the same cases as plan_route[0]"
    assert "consent, pattern, only_for" in problem.hint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (route(), route(plan="'outreach'")),
        (route(), route("consent = 'after'")),
        (route("consent = 'before'"), route("consent = 'after'")),
        (route("pattern = ['A', 'B']"), route("pattern = 'C'")),
        (route(), route("pattern = 'C'")),
        (route(), route("only_for = 'debt'")),
        (route("only_for = 'carer'"), route("only_for = 'debt'")),
        (route("until = 'FY2024'"), route("since = 'FY2025'")),
        (route(), route("status = 'planned'")),
    ],
)
def test_routes_that_are_told_apart(one, other):
    assert problems_of(one, other) == ()


NEEDS = "needs = 'several_agencies'"


@pytest.mark.parametrize("more", ["", "may_take = 'urgent'", "may_take = 'urgent'\nonly_for = 'debt'"])
def test_needs_alone_says_nothing(more):
    (problem,) = problems_of(service(NEEDS, more))
    assert problem.path == "service[0].needs"
    assert "there is no takes here" in problem.what
    assert problem.hint


@pytest.mark.parametrize("more", ["takes = 'stalled'", "only_for = 'debt'", "takes = 'stalled'\nmay_take = 'urgent'"])
def test_needs_narrows_what_is_taken(more):
    assert problems_of(service(NEEDS, more)) == ()


def window(*lines):
    return row("service", "id = 'w'", "function = 'comprehensive_consultation'", *lines)


@pytest.mark.parametrize("place", ["field_window", "general_window", "base", "target_window"])
def test_a_window_is_no_place_from_which_cases_come_to_a_window(place):
    (problem,) = problems_of(window(f"approached = ['commissioner', '{place}']"))
    assert problem.path == "service[0].approached[1]"
    assert f"'{place}' is a window itself" in problem.what
    assert problem.hint == "it can be: other_section, commissioner, outreach"


def test_what_arrives_elsewhere_is_stated_of_windows_only():
    places = "approached = ['other_section', 'commissioner', 'outreach']"
    assert problems_of(window(places)) == ()
    (problem,) = problems_of(service(places))
    assert problem.path == "service[0].approached"
    assert "this service is none" in problem.what


def test_a_misspelt_place_or_function_is_told_once():
    (problem,) = problems_of(window("approached = ['basis']"))
    assert problem.path == "service[0].approached[0]"
    (problem,) = problems_of(row("service", "id = 'w'", "function = 'windows'", "approached = 'outreach'"))
    assert problem.path == "service[0].function"


def test_all_contradictions_come_at_once():
    problems = problems_of(
        meeting("occasions = 'plan'", "must_on = 'closure'"),
        route(),
        route(),
        service(NEEDS),
    )
    assert [problem.path for problem in problems] == [
        "meeting[0].must_on", "plan_route[1].plan", "service[0].needs"
    ]  # fmt: skip
