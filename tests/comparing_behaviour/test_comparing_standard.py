"""The national standard as a column: what it answers, with its citations, and silence in everything else."""

import datetime as dt

import jsonschema
import pytest

from juso_core import national
from juso_core.municipality.questions import AnswerState
from juso_core.registry import survey
from juso_core.research.comparing.dimensions import DIMENSIONS
from juso_core.research.comparing.distance import Left, pair_of
from juso_core.research.comparing.distance_data import distance_data, distance_schema
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.standard import CODE, national_cell, with_national
from juso_core.research.simulation import place_of


@pytest.fixture(scope="module")
def made():
    """The installed municipalities, and the national standard."""
    return with_national(matrix_of(place_of(found) for found in survey().found))


@pytest.mark.parametrize(
    ("dimension", "codes"),
    [
        ("support_conference.convener", {"municipality"}),
        ("support_conference.required", {"may"}),
        ("support_conference.consent", {"before"}),
        ("juso_conference.consent", {"after"}),
        ("juso_conference.must_on", {"plan", "replan", "closure", "interruption"}),
        ("plan.drafter_part", {"multi_agency_collaboration"}),
        ("plan.outreach.decider", {"municipality"}),
        ("plan.report", {"municipality"}),
        ("mac.applicant", {"person"}),
        ("post_closure_lead", {"to:@referrer"}),
        ("mac.takes", {"roles_unclear", "nobody_responsible", "cooperation_fails", "stalled", "outreach_wanted",
                       "participation_wanted"}),
    ],
)  # fmt: skip
def test_what_it_says(dimension, codes):
    assert set(national_cell(DIMENSIONS[dimension]).codes) == codes


@pytest.mark.parametrize(
    "dimension",
    ["juso_conference.convener", "mac.operator", "areas", "staff", "counting_rules", "juso_conference.occasions"],
)
def test_where_it_is_silent(dimension):
    assert national_cell(DIMENSIONS[dimension]).state is AnswerState.SILENT


def test_all_that_it_says_is_cited_from_its_own_sources():
    sources = {source.id for source in national.SOURCES}
    for dimension in DIMENSIONS.values():
        cell = national_cell(dimension)
        assert cell.state in (AnswerState.STATED, AnswerState.SILENT)
        for value in cell.values:
            assert value.cites
            assert {cite.source for cite in value.cites} <= sources
            assert value.rows == (CODE,)


def test_it_changes_nothing_in_the_columns_of_municipalities(made):
    plain = matrix_of(place_of(found) for found in survey().found)
    assert made.columns[:-1] == plain.columns
    assert {key: cell for key, cell in made.cells.items() if key[0] != CODE} == plain.cells
    assert made.columns[-1].on <= dt.date(2022, 3, 31)


def test_a_source_that_transmits_the_manual_is_near_it(made):
    near = pair_of(made, "332151", CODE)
    same = {part.dimension.id for part in near.parts if part.distance == 0}
    assert {"plan.outreach.decider", "juso_conference.must_on"} <= same
    assert near.left["support_conference.convener"] is Left.CONFLICT, "the plan contradicts itself about that meeting"


def test_of_whom_too_little_is_said_there_is_no_distance(made):
    pair = pair_of(made, "292095", CODE)
    assert pair.compared < 5
    assert pair.overall is None


def test_distances_as_data_keep_to_their_schema(made):
    data = distance_data(made)
    jsonschema.Draft202012Validator.check_schema(distance_schema())
    jsonschema.validate(data, distance_schema())
    cells = {cell["id"] for pair in data["pairs"] for part in pair["parts"] for cell in part["cells"]}
    assert cells <= {cell.id for cell in made.cells.values()}
    assert len(data["pairs"]) == len(made.columns) * (len(made.columns) - 1) / 2
