"""What is measured on paths: counted by hand in an invented town, and in the municipalities of the repository."""

import csv
import io

import jsonschema
import pytest
from simulated_towns import JUSO, MAC, REFUSED, ROUTES, SUPPORT, TOWN, WHOLE, case, place

from juso_core.citation import Giver
from juso_core.documents.behaviour_tables import behaviour_csv
from juso_core.language.messages import _
from juso_core.municipality.words import Status
from juso_core.registry import survey
from juso_core.research.case_file import read
from juso_core.research.comparing.alignment import aligned
from juso_core.research.comparing.behaviour import behaviour_data, behaviour_of, behaviour_schema
from juso_core.research.comparing.measures import MEASURES, measured
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import standard_cases

CLOSED = 'after = "P6M"\nask = "closure"'
CASES = {path.stem: read(path) for path in standard_cases()}
PLACES = {found.code: place_of(found) for found in survey().found}
NAMED = ("hachioji", "setagaya", "ikoma", "mimasaka")
CODES = dict(zip(NAMED, ("132012", "131121", "292095", "332151"), strict=True))


def measures(case_file, where=None):
    """The measures of a path, by their ids."""
    return {one.measure.id: one for one in measured(simulate(case_file, where or place()))}


def value(found, name):
    """What a measure comes to in the first variant, and at which steps."""
    one = found[name].each[0]
    return one.value, one.steps


# -- counted by hand ----


def test_a_case_that_is_taken_in_and_closed():
    found = measures(case(CLOSED))
    assert value(found, "steps")[0] == 10
    # From the elderly window to the team at 3, back to the window, which leads after the end, at 10.
    assert value(found, "handoffs") == (2, (3, 10))
    assert value(found, "first_agency") == (("houkatsu",), (1,))
    assert value(found, "last_agency") == (("houkatsu",), (10,))
    # The window, the team, and the section that is a member of the conference.
    assert {part.key for part in found["agencies"].each[0].parts} == {"houkatsu", "chiiki", "fukushi"}
    # The window's organisation is not said.
    assert {part.code for part in found["organizations"].each[0].parts} == {"municipality", "shakyo"}
    assert [part.key for part in found["organizations.unknown"].each[0].parts] == ["houkatsu"]
    assert value(found, "conferences.juso_conference") == (2, (5, 9))
    assert value(found, "conferences.support_conference") == (0, ())


def test_who_decides_counts_only_where_the_plan_asks_for_a_decision():
    plain, with_outreach = measures(case()), measures(case(wants='["outreach"]'))
    assert value(plain, "decider.mac") == (None, ())
    assert value(plain, "informed.mac") == (("@municipality",), (4,))
    assert value(with_outreach, "decider.mac")[0] == ("fukushi",)
    assert value(with_outreach, "informed.mac")[0] is None


def test_what_the_national_standard_alone_says_is_marked_and_is_no_local_answer():
    told = measures(case())["informed.mac"]
    assert [part.giver for part in told.each[0].parts] == [Giver.NATIONAL]
    assert told.shown("en") == "例示市 [national standard]"
    assert told.shown("ja") == "例示市〔国の標準〕"
    assert measures(case(wants='["outreach"]'))["decider.mac"].shown("en") == "福祉課"


def test_what_is_planned_is_marked_wherever_a_measure_is_shown():
    planned = ROUTES.replace('cite = "plan: 5 (1)"', 'status = "planned"\nsince = "2024-04"\ncite = "plan: 5 (1)"')
    where, case_file = place(TOWN, MAC, JUSO, SUPPORT, planned), case(wants='["outreach"]')
    found = measures(case_file, where)
    assert [part.status for part in found["drafters.mac"].each[0].parts] == [Status.PLANNED]
    assert found["drafters.mac"].shown("en") == "社協 地域福祉係 [planned]"
    assert found["drafters.mac"].shown("ja") == "社協 地域福祉係〔予定〕"
    assert found["decider.mac"].shown("en") == "福祉課 [planned]"
    assert measures(case_file)["drafters.mac"].each[0].parts[0].status is None
    one = behaviour_of(case_file, [where])
    data = behaviour_data([one], [where])
    jsonschema.validate(data, behaviour_schema())
    (drafters,) = [m for m in data["cases"][0]["measures"] if m["measure"] == "drafters.mac"]
    assert [part["status"] for part in drafters["each"][0]["parts"]] == ["planned"]
    rows = csv.DictReader(io.StringIO(behaviour_csv([one], [where]).decode("utf-8-sig")))
    (row,) = [row for row in rows if row[_("measure")] == "drafters.mac"]
    assert row[_("not in force")] == "chiiki: planned"


OUTREACH = """
[[service]]
id = "outreach"
function = "outreach"
agencies = ["chiiki", "houkatsu"]
cite = "plan: 6"
"""


def test_an_operator_that_the_source_names_is_not_unnamed():
    early = case(consent=REFUSED, wants='["outreach"]')
    without, found = measures(early), measures(early, place(*WHOLE, OUTREACH))
    assert [part.key for part in without["unnamed"].each[0].parts] == ["function:outreach"]
    assert value(found, "unnamed") == (0, ())
    # As where it acts under its own name: what several run counts as one.
    (outreach,) = [part for part in found["agencies"].each[0].parts if part.key == "outreach"]
    assert set(without["unnamed"].each[0].parts[0].steps) <= set(outreach.steps)


def test_an_operator_of_whom_the_organisation_is_known_is_not_counted_as_unknown():
    shakyo = OUTREACH.replace('["chiiki", "houkatsu"]', '["chiiki"]')
    found = measures(case(consent=REFUSED, wants='["outreach"]'), place(*WHOLE, shakyo))
    assert not any("outreach" in part.key for part in found["organizations.unknown"].each[0].parts)
    assert "chiiki" in {part.key for part in found["agencies"].each[0].parts}


def test_who_runs_a_function_for_other_cases_only_is_not_named_for_this_one():
    others = OUTREACH.replace("cite =", 'only_for = ["hoarding_house"]\ncite =')
    found = measures(case(consent=REFUSED, wants='["outreach"]'), place(*WHOLE, others))
    assert [part.key for part in found["unnamed"].each[0].parts] == ["function:outreach"]


def test_a_town_that_states_nothing_walks_by_the_national_standard():
    found = measures(case(), place(TOWN))
    # All but the window: referral, intake by collaboration, plan, conference.
    assert value(found, "national_only") == (4, (2, 3, 4, 5))
    assert value(found, "national_share")[0] == pytest.approx(4 / 5)
    assert [part.key for part in found["unnamed"].each[0].parts] == ["function:multi_agency_collaboration"]


def test_what_is_silent_and_what_nobody_entered_are_counted_apart():
    found = measures(case(CLOSED))
    silent = {part.key: part.steps for part in found["silent"].each[0].parts}
    unknown = {part.key: part.steps for part in found["not_entered"].each[0].parts}
    # The town lists the juso conference's cadence and the report of plans as silent.
    assert silent["approve.mac.informed"] == (4,)
    assert silent["convene.cadence"] == (5,)
    assert unknown == {"intake.form": (1,), "escalate.applicant": (3,), "escalate.form": (3,)}


def test_the_gate_is_counted_by_rule_and_step():
    found = measures(case(consent=REFUSED))
    narrowed = found["narrowed"].each[0]
    assert {part.key: part.steps for part in narrowed.parts} == {"L01": (2,)}
    assert narrowed.value == 1


def test_what_is_not_known_gives_a_range_and_every_variant():
    found = measures(case(cooperation='"?"'))
    assert [one.value for one in found["steps"].each] == [2, 7]
    assert found["handoffs"].numbers == (0, 1)
    assert found["handoffs"].shown("en") == "0–1"
    assert found["handoffs"].differs
    # In the variant that stays with the agency there is no plan, and so nothing to say of it.
    assert [one.value for one in found["drafters.mac"].each] == [None, ("chiiki",)]


# -- in the municipalities of the repository, by what the paths show ----


@pytest.mark.parametrize(
    ("name", "conferences", "support", "juso"),
    [("hachioji", 3, 2, 1), ("setagaya", 2, 1, 1), ("ikoma", 2, 0, 2), ("mimasaka", 3, 2, 1)],
)
def test_the_conferences_of_the_8050_household(name, conferences, support, juso):
    found = measures(CASES["V01"], PLACES[CODES[name]])
    kinds = ("conferences", "conferences.support_conference", "conferences.juso_conference")
    assert [found[kind].each[0].value for kind in kinds] == [conferences, support, juso]


@pytest.mark.parametrize(
    ("name", "decider", "who"),
    [("hachioji", Giver.NATIONAL, "municipality"), ("setagaya", Giver.NATIONAL, "municipality"),
     ("ikoma", Giver.NATIONAL, "municipality"), ("mimasaka", Giver.STRUCTURE, "municipality")],
)  # fmt: skip
def test_only_one_source_says_who_decides_on_the_8050_household(name, decider, who):
    (part,) = measures(CASES["V01"], PLACES[CODES[name]])["decider.mac"].each[0].parts
    assert (part.giver, part.code) == (decider, who)


@pytest.mark.parametrize("name", NAMED)
def test_ordinary_cooperation_stays_with_one_agency_everywhere(name):
    found = measures(CASES["V08"], PLACES[CODES[name]])
    assert [found[one].each[0].value for one in ("steps", "handoffs", "conferences")] == [2, 0, 0]
    assert found["end.phase"].each[0].value == ("handling",)


# -- what holds of every path ----


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("case_id", CASES)
def test_every_number_is_counted_from_steps_of_the_path(name, case_id):
    simulated = simulate(CASES[case_id], PLACES[CODES[name]])
    path = path_data(simulated)
    numbers = {step["n"] for step in path["steps"]}
    ways = [set(one["steps"]) for one in path["variants"]] or [numbers]
    for one in measured(simulated):
        assert len(one.each) == len(ways)
        for counted, way in zip(one.each, ways, strict=True):
            assert set(counted.steps) <= way
            assert set(counted.steps) >= {step for part in counted.parts for step in part.steps}
            assert counted.value or not counted.parts


@pytest.mark.parametrize("name", NAMED)
def test_the_gate_finds_on_the_measured_way_what_the_path_shows(name):
    simulated = simulate(CASES["V01"], PLACES[CODES[name]])
    path = path_data(simulated)
    for measure, verdict in (("refused", "refused"), ("narrowed", "narrowed"), ("warnings", "warning")):
        shown = {(e["rule"], s["n"]) for s in path["steps"] for e in s["law"] if e["verdict"] == verdict}
        counted = next(one for one in measured(simulated) if one.measure.id == measure).each[0]
        assert {(part.key, step) for part in counted.parts for step in part.steps} == shown


def test_every_measure_is_named_and_defined_in_both_languages():
    for one in MEASURES.values():
        for text in (one.name, one.unit, one.definition):
            assert text.ja
            assert text.en
            assert text.ja != text.en


# -- side by side ----


def towns():
    """Three towns: the whole one, one that states nothing, one without a support conference."""
    return [place(*WHOLE), place(TOWN), place(TOWN, MAC, JUSO, ROUTES), place(TOWN, SUPPORT)]


def test_every_step_stands_in_one_row_at_its_time_and_in_its_column():
    paths = [path_data(simulate(case(CLOSED, consent=REFUSED), where)) for where in towns()]
    rows = aligned(paths)
    for at, path in enumerate(paths):
        steps = [row.steps[at] for row in rows if row.steps[at] is not None]
        assert [step["n"] for step in steps] == [step["n"] for step in path["steps"]]
    for row in rows:
        for step in filter(None, row.steps):
            assert (step["after"], step["step"], step.get("stage", "")) == (row.after, row.step, row.stage)
    assert len({(row.after, row.step, row.stage, row.number) for row in rows}) == len(rows)


def test_behaviour_as_data_keeps_to_its_schema():
    data = behaviour_data([behaviour_of(case(cooperation='"?"'), towns())], towns())
    jsonschema.Draft202012Validator.check_schema(behaviour_schema())
    jsonschema.validate(data, behaviour_schema())
    (only,) = data["cases"]
    assert only["variants"] == 2
    assert {len(row["steps"]) for row in only["aligned"]} == {4}
    assert len(only["measures"]) == 4 * len(MEASURES)


def test_another_municipality_changes_no_path_and_no_measure():
    one, both = (behaviour_of(case(), where) for where in (towns()[:1], towns()[:2]))
    assert one.measures[0] == both.measures[0]
    assert one.paths[0] == both.paths[0]
