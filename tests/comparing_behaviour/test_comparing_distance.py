"""The distance counts what both say, and nothing else: never a silence, and never a third municipality."""

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from invented_matrices import CITE, NONE, SAYS_NOTHING, SILENT, cell, column, matrices, matrix

from juso_core.municipality.questions import AnswerState
from juso_core.municipality.words import Status
from juso_core.research.comparing.distance import DIMENSIONS_NEEDED, Left, distance_of, pair_of, pairs_of
from juso_core.research.comparing.model import IN_WORDS, Cell
from juso_core.research.comparing.sensitivity import drawn, firm_only, sensitivities, without_group

SAME = [cell("shakyo")] * 8


def parts(pair):
    return {part.dimension.id: part.distance for part in pair.parts}


def codes_of(made):
    return [one.code for one in made.columns]


# -- one dimension ----


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        (["shakyo"], ["shakyo"], 0),
        (["shakyo"], ["municipality"], 1),
        (["shakyo"], ["shakyo", "municipality"], 1 / 2),
        (["a", "b", "c"], ["b", "c", "d"], 1 / 2),
        (["none"], ["shakyo"], 1),
        (["20"], ["25"], 1 / 5),
        (["0"], ["0"], 0),
        (["0"], ["7"], 1),
        (["1", "5", "28"], ["28", "5", "1"], 0),
    ],
)
def test_sets_by_what_is_common_and_numbers_by_their_difference(one, other, far):
    assert distance_of(one, other) == pytest.approx(far)
    assert distance_of(other, one) == pytest.approx(far)


def test_where_the_order_counts_only_what_comes_in_the_same_order_is_common():
    assert distance_of(["1", "6", "21"], ["1", "6", "21"], ordered=True) == 0
    assert distance_of(["1", "6", "21"], ["21", "6", "1"], ordered=True) == pytest.approx(4 / 5)
    assert distance_of(["6", "21"], ["1", "6", "21"], ordered=True) == pytest.approx(1 / 3)


def test_a_cadence_or_a_year_is_no_number():
    assert distance_of(["12/year"], ["6/year"]) == 1
    assert distance_of(["FY2021"], ["FY2022"]) == 1


# -- what counts ----


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (SILENT, SILENT, Left.NEITHER),
        (SILENT, cell("shakyo"), Left.ONE_SIDED),
        (cell(state=AnswerState.NOT_ENTERED), NONE, Left.ONE_SIDED),
        (cell(state=AnswerState.NOT_ENTERED), SILENT, Left.NEITHER),
        (cell("shakyo", state=AnswerState.CONFLICT), cell("shakyo"), Left.CONFLICT),
        (cell(IN_WORDS), cell("shakyo"), Left.IN_WORDS),
        (cell("shakyo", IN_WORDS), cell("shakyo"), Left.IN_WORDS),
    ],
)
def test_what_cannot_be_compared_is_left_out_and_said_so(one, other, why):
    pair = pair_of(matrix({"999990": [one], "999991": [other]}), "999990", "999991")
    assert pair.left == {"d0": why}
    assert pair.parts == ()


def test_that_both_state_none_is_agreement_and_that_only_one_does_is_difference():
    pair = pair_of(matrix({"999990": [NONE, NONE], "999991": [NONE, cell("held")]}), "999990", "999991")
    assert parts(pair) == {"d0": 0, "d1": 1}


def test_too_little_gives_no_overall_distance():
    few = {"999990": SAME[:4] + [SILENT] * 4, "999991": SAME}
    assert pair_of(matrix(few), "999990", "999991").overall is None
    one_group = {"999990": [one if n % 4 < 2 else SILENT for n, one in enumerate(SAME * 2)], "999991": SAME * 2}
    assert pair_of(matrix(one_group), "999990", "999991").compared > DIMENSIONS_NEEDED
    assert pair_of(matrix(one_group), "999990", "999991").overall is None
    assert pair_of(matrix({"999990": SAME, "999991": SAME}), "999990", "999991").overall == 0


def test_a_group_with_many_dimensions_does_not_drown_the_others():
    here = [cell("a")] * 12
    there = [cell("b") if n % 4 == 0 or n < 4 else cell("a") for n in range(12)]
    pair = pair_of(matrix({"999990": here, "999991": there}), "999990", "999991")
    assert pair.by_group == {
        "g0": 1,
        "g1": pytest.approx(1 / 3),
        "g2": pytest.approx(1 / 3),
        "g3": pytest.approx(1 / 3),
    }
    assert pair.overall == pytest.approx(1 / 2)


# -- properties ----


@given(matrices())
def test_it_is_the_same_both_ways_and_within_bounds(made):
    for pair in pairs_of(made):
        assert pair_of(made, pair.second, pair.first) == pair
        for distance in (*parts(pair).values(), *pair.by_group.values(), pair.overall or 0):
            assert 0 <= distance <= 1


@given(matrices(least=1))
def test_it_is_zero_to_one_that_says_the_same(made):
    first = made.columns[0].code
    twin = {
        ("999999", name): evolve(one, municipality="999999")
        for (code, name), one in made.cells.items()
        if code == first
    }
    both = evolve(made, columns=(*made.columns, column("999999")), cells={**made.cells, **twin})
    pair = pair_of(both, first, "999999")
    assert set(parts(pair).values()) <= {0}
    assert pair.overall in (0, None)


@given(matrices(), st.data())
def test_a_silence_takes_just_its_dimension_out(made, data):
    first, second = codes_of(made)[:2]
    before = pair_of(made, first, second)
    assume(before.parts)
    gone = data.draw(st.sampled_from([part.dimension.id for part in before.parts]))
    state = data.draw(st.sampled_from(SAYS_NOTHING))
    after = pair_of(evolve(made, cells={**made.cells, (first, gone): Cell(first, gone, state)}), first, second)
    assert parts(after) == {name: one for name, one in parts(before).items() if name != gone}
    assert after.left == {**before.left, gone: Left.ONE_SIDED}


@given(matrices(), st.data())
def test_what_is_stated_where_the_other_is_silent_changes_nothing(made, data):
    first, second = codes_of(made)[:2]
    silent = [d.id for d in made.dimensions if not made.cell(second, d.id).answered]
    assume(silent)
    name = data.draw(st.sampled_from(silent))
    said = Cell(first, name, AnswerState.STATED, cell("shakyo").values)
    after = pair_of(evolve(made, cells={**made.cells, (first, name): said}), first, second)
    before = pair_of(made, first, second)
    assert (after.parts, after.overall) == (before.parts, before.overall)


@given(matrices(least=3))
def test_another_municipality_and_another_order_change_no_pair(made):
    fewer = evolve(made, columns=made.columns[:-1])
    turned = evolve(made, columns=made.columns[::-1])
    every = {pair.id: pair for pair in pairs_of(made)}
    assert {pair.id: pair for pair in pairs_of(turned)} == every
    assert all(every[pair.id] == pair for pair in pairs_of(fewer))


# -- sensitivity ----


@given(matrices())
def test_without_a_group_is_as_if_its_dimensions_were_silent(made):
    for found in sensitivities(made):
        pair = found.pair
        for group, distance in found.without.items():
            left = tuple(d for d in made.dimensions if d.group != group)
            rest = pair_of(evolve(made, dimensions=left), pair.first, pair.second)
            assert distance == without_group(pair, group)
            assert distance == rest.overall


def test_planned_and_proposed_facts_can_be_left_out_and_trials_stay():
    said = [cell("a", status=status) for status in (None, Status.TRIAL, Status.PLANNED, Status.PROPOSED)]
    firm = firm_only(matrix({"999990": said}))
    assert [one.state for one in firm.cells.values()] == [AnswerState.STATED] * 2 + [AnswerState.SILENT] * 2


def test_firm_facts_alone_can_bring_two_nearer():
    planned = [cell("b", status=Status.PLANNED), *[cell("a")] * 7]
    (found,) = sensitivities(matrix({"999990": planned, "999991": [cell("a")] * 8}))
    assert found.pair.overall > 0
    assert (found.firm, found.firm_compared) == (0, 7)


def test_the_place_of_a_pair_and_how_far_it_moves():
    made = matrix(
        {
            "999990": [cell("a")] * 12,
            "999991": [cell("a") if n % 4 else cell("b") for n in range(12)],
            "999992": [cell("a") if n % 4 > 1 else cell("c") for n in range(12)],
        }
    )
    found = {one.pair.id: one for one in sensitivities(made)}
    near = found["distance:999990:999991"]
    assert (near.pair.overall, near.least, near.most) == (0.25, 0, pytest.approx(1 / 3))
    assert near.rank == 1
    # Without the second group the two pairs are equally near, and share the first place.
    assert (found["distance:999990:999992"].rank, found["distance:999990:999992"].ranks) == (2, (1, 2))


@given(matrices())
def test_dimensions_drawn_anew_stay_within_what_there_is_and_are_the_same_again(made):
    for pair in pairs_of(made):
        between = drawn(pair, times=40)
        assert (between is None) == (pair.overall is None)
        if between is not None:
            found = parts(pair).values()
            assert min(found) <= between[0] <= between[1] <= max(found) + 1e-9
            assert drawn(pair, times=40) == between


def test_every_code_is_backed_by_its_cell():
    pair = pair_of(matrix({"999990": SAME, "999991": SAME}), "999990", "999991")
    assert all(CITE in part.first.cites and CITE in part.second.cites for part in pair.parts)
