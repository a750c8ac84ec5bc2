"""What a structure file names must exist and fit; what it says twice must agree."""

import re

import pytest

from juso_core.municipality.loading import StructureErrors, load_text
from juso_core.municipality.references import REFERENCES

BASE = """code = "999997"
name = "例示市"
[[source]]
id = "plan"
title = "t"
as_of = "2024-03"
[[layer]]
id = "l"
name = "l"
order = 1
cite = "plan: 1"
[[area]]
id = "ar"
name = "ar"
layer = "l"
cite = "plan: 1"
[[organization]]
id = "o"
kind = "municipality"
name = "o"
cite = "plan: 1"
[[agency]]
id = "a"
name = "a"
kind = "section"
cite = "plan: 1"
[[service]]
id = "s"
function = "outreach"
cite = "plan: 1"
[[role]]
id = "r"
kind = "liaison"
cite = "plan: 1"
[[meeting]]
id = "m"
name = "m"
kinds = ["staff_meeting"]
cite = "plan: 1"
[[form]]
id = "f"
name = "f"
use = ["intake"]
cite = "plan: 1"
[[counting_rule]]
id = "c"
name = "c"
counts = "mac_case"
cite = "plan: 1"
"""
NEW_ROWS = {
    "programme": "stage = 'full'",
    "area": "id = 'new'\nname = 'n'",
    "agency": "id = 'new'\nname = 'n'\nkind = 'section'",
    "service": "id = 'new'\nfunction = 'outreach'",
    "role": "id = 'new'\nkind = 'liaison'",
    "meeting": "id = 'new'\nname = 'n'\nkinds = ['staff_meeting']",
    "plan_route": "plan = ['mac']",
    "form": "id = 'new'\nname = 'n'\nuse = ['intake']",
    "counting_rule": "id = 'new'\nname = 'n'\ncounts = 'mac_case'",
    "figure": "id = 'new'\nname = 'n'\nvalue = 1\nunit = 'case'",
}
NOTE = "text = { ja = 'x', en = 'x' }"
IDS = {"l": "layer", "ar": "area", "o": "organization", "a": "agency", "s": "service", "r": "role", "m": "meeting"}
IDS |= {"f": "form", "c": "counting_rule"}
WORDS = ["@municipality", "@needed", "function:outreach", "young_carer", "life_support_coordinator"]


def problems_of(text):
    try:
        load_text(text)
    except StructureErrors as errors:
        return errors.problems
    return ()


def row(table, text):
    return f"[[{table}]]\ncite = 'plan: 1'\n{text}\n"


def naming(table, key, name):
    """The base with one more row that names something under a key."""
    inner = f"members = [{{ who = '{name}' }}]" if key == "members.who" else f"{key} = '{name}'"
    layer = "layer = 'l'\n" if table == "area" and key != "layer" else ""
    return BASE + row(table, f"{NEW_ROWS[table]}\n{layer}{inner}")


ACTORS = {"agency", "organization", "service", "role"}
FITTING = {
    ("programme", "section"): {"agency"},
    ("area", "layer"): {"layer"},
    ("agency", "organization"): {"organization"},
    ("agency", "within"): {"agency"},
    ("agency", "seated_in"): {"agency"},
    ("agency", "per"): {"layer"},
    ("agency", "area"): {"area"},
    ("service", "agencies"): {"agency", "organization"},
    ("service", "roles"): {"role"},
    ("service", "section"): {"agency"},
    ("service", "excludes"): {"service", "young_carer"},
    ("service", "per"): {"layer", "agency"},
    ("service", "form"): {"form"},
    ("service", "proposal_form"): {"form"},
    ("service", "hands_back_to"): {"agency", "service", "role", "@municipality", "@needed"},
    ("role", "agencies"): {"agency", "organization"},
    ("role", "per"): {"layer", "agency"},
    ("role", "also"): {"role", "life_support_coordinator"},
    ("meeting", "per"): {"layer", "agency"},
    ("meeting", "within"): {"meeting"},
    ("meeting", "held_with"): {"meeting"},
    ("meeting", "linked_with"): {"meeting"},
    ("plan_route", "deliberated_in"): {"meeting"},
    ("plan_route", "decided_by"): {*ACTORS, "@municipality", "@needed", "function:outreach"},
    ("plan_route", "informed"): {*ACTORS, "@municipality", "@needed", "function:outreach"},
    ("counting_rule", "received_from"): ACTORS,
    ("figure", "counting_rule"): {"counting_rule"},
}
for place in ("convener", "lead", "secretariat", "requested_by", "members.who"):
    FITTING["meeting", place] = {*ACTORS, "@municipality", "@needed", "function:outreach"}
FITTING["plan_route", "drafters"] = FITTING["form", "filled_by"] = FITTING["meeting", "convener"]


def test_every_key_that_names_something_is_covered():
    assert FITTING.keys() == REFERENCES.keys()


@pytest.mark.parametrize(("table", "key"), sorted(FITTING))
def test_a_name_must_be_of_a_kind_that_fits(table, key):
    for name in [*IDS, *WORDS]:
        problems = problems_of(naming(table, key, name))
        fits = IDS.get(name, name) in FITTING[table, key]
        assert bool(problems) is not fits, (name, problems)
        if not fits:
            (problem,) = problems
            assert problem.path.startswith(f"{table}[")
            told = f"'{name}' is a row of [[{IDS[name]}]]" if name in IDS else f"nothing here is called '{name}'"
            assert problem.what.startswith(told)


@pytest.mark.parametrize(("table", "key"), sorted(FITTING))
def test_a_name_must_exist(table, key):
    (problem,) = problems_of(naming(table, key, "nobody-at-all"))
    assert problem.what == "nothing here is called 'nobody-at-all'"
    assert problem.line == naming(table, key, "nobody-at-all").count("\n")


def test_a_near_name_is_suggested():
    (problem,) = problems_of(naming("meeting", "convener", "@municipalty"))
    assert problem.hint == "did you mean '@municipality'?"
    (problem,) = problems_of(naming("meeting", "lead", "function:outrach"))
    assert problem.hint == "did you mean 'function:outreach'?"


@pytest.mark.parametrize(
    "about", ["closure", "juso_conference.cadence", "agency.a", "a", "programme", "meeting.m", "note"]
)
def test_a_note_is_about_a_question_a_row_or_an_id(about):
    rows = row("programme", "stage = 'full'") + row("note", f"kind = 'none'\nabout = '{about}'\n{NOTE}")
    assert not problems_of(BASE + rows)


@pytest.mark.parametrize(("about", "hint"), [("closur", "'closure'"), ("agency.b", "'agency.a'"), ("young_carer", "")])
def test_a_note_about_nothing_is_a_problem(about, hint):
    (problem,) = problems_of(BASE + row("note", f"kind = 'none'\nabout = '{about}'\n{NOTE}"))
    assert problem.path == "note[0].about"
    assert hint in problem.hint


def test_a_figure_may_also_be_about_a_group():
    assert not problems_of(BASE + row("figure", NEW_ROWS["figure"] + "\nabout = 'young_carer'"))
    assert problems_of(BASE + row("figure", NEW_ROWS["figure"] + "\nabout = 'young_carerr'"))


@pytest.mark.parametrize(
    ("kind", "rule", "what"),
    [
        ("departs", "rule = 'L07'", None),
        ("departs", "", "a departure names the rule from which it departs"),
        ("departs", "rule = 'L7'", "'L7' is not the number of a rule"),
        ("departs", "rule = '07'", "'07' is not the number of a rule"),
        ("none", "", None),
        ("none", "rule = 'L07'", "only a note of the kind 'departs' names a rule"),
        ("conflict", "rule = 'L07'", "only a note of the kind 'departs' names a rule"),
    ],
)
def test_a_departure_names_its_rule(kind, rule, what):
    problems = problems_of(BASE + row("note", f"kind = '{kind}'\nabout = 'closure'\n{rule}\n{NOTE}"))
    assert [problem.what for problem in problems] == ([what] if what else [])


@pytest.mark.parametrize(("applicant", "right"), [("person", True), ("agency", True), ("city", False)])
def test_who_applies_is_the_person_or_an_agency(applicant, right):
    problems = problems_of(BASE + row("service", f"{NEW_ROWS['service']}\napplicant = '{applicant}'"))
    assert bool(problems) is not right


def agency(id, extra=""):
    return row("agency", f"id = '{id}'\nname = 'n'\nkind = 'section'\n{extra}")


@pytest.mark.parametrize(
    ("one", "other", "right"),
    [
        ("", "", False),
        ("until = '2022-03'", "since = '2022-04'", True),
        ("until = '2022-04'", "since = '2022-04'", False),
        ("until = 'FY2021'", "since = 'FY2022'", True),
        ("until = 'FY2021'", "since = '2022-03-31'", False),
        ("since = 'FY2022'", "until = 'FY2021'", True),
        ("until = '2021'", "", False),
        ("", "status = 'planned'", True),
        ("", "status = 'planned'\nsince = '2030'", False),
        ("", "status = 'trial'", False),
        ("since = '2024-04-01'\nuntil = '2024-04-01'", "since = '2024-04-01'", False),
        ("until = '2024-04-01'", "since = '2024-04-01'", False),
    ],
)
def test_one_id_may_stand_twice_only_for_different_times(one, other, right):
    problems = problems_of(BASE + agency("x", one) + agency("x", other))
    assert bool(problems) is not right
    assert all(problem.path == "agency[2].id" and "agency[1]" in problem.what for problem in problems)


def test_an_id_belongs_to_one_table():
    (problem,) = problems_of(BASE + agency("r", "until = '2020'"))
    assert (problem.path, problem.what) == ("role[0].id", "the id 'r' is already that of agency[1]")


def test_ids_of_sources_are_their_own():
    assert not problems_of(BASE + agency("plan"))
    problems = problems_of(BASE + "[[source]]\nid = 'plan'\ntitle = 't'\nas_of = '2024'\n")
    assert [problem.path for problem in problems] == ["source[1].id"]


@pytest.mark.parametrize("name", ["", "@me", "function:x", "a.b", "a b", "-a"])
def test_an_id_is_a_plain_word(name):
    (problem,) = problems_of(BASE + agency(name))
    assert problem.path == "agency[1].id"


def test_the_id_of_a_source_is_a_plain_word_too():
    (problem,) = problems_of(BASE + "[[source]]\nid = 'a b'\ntitle = 't'\nas_of = '2024'\n")
    assert (problem.path, problem.what) == ("source[1].id", "'a b' cannot be an id")


@pytest.mark.parametrize("name", ["fukushi-ka", "form_1_1", "1-1", "福祉課"])
def test_plain_words_are_ids(name):
    assert not problems_of(BASE + agency(name))


def within(*pairs):
    return BASE + "".join(agency(id, f"within = '{outer}'\n{extra}") for id, outer, extra in pairs)


def test_nothing_lies_within_itself():
    (problem,) = problems_of(within(("x", "x", "")))
    assert (problem.path, problem.what) == ("agency[1].within", "'x' lies within itself: x → x")
    (problem,) = problems_of(within(("in", "x", ""), ("x", "y", ""), ("y", "z", ""), ("z", "x", "")))
    assert problem.what == "'x' lies within itself: x → y → z → x"
    assert problem.path == "agency[2].within"


def test_two_circles_are_two_problems():
    problems = problems_of(within(("x", "y", ""), ("y", "x", ""), ("v", "w", ""), ("w", "v", "")))
    assert [problem.path for problem in problems] == ["agency[1].within", "agency[3].within"]


def test_a_circle_over_different_times_is_none():
    assert not problems_of(
        within(("x", "y", "until = '2021'"), ("y", "x", "since = '2022'"), ("x", "a", "since = '2022'"))
    )


def test_a_circle_of_meetings_is_found_too():
    text = BASE + row("meeting", "id = 'x'\nname = 'x'\nkinds = 'juso_conference'\nwithin = 'x'")
    (problem,) = problems_of(text)
    assert re.fullmatch(r"meeting\[\d\].within", problem.path)


@pytest.mark.parametrize(
    ("top", "path", "hint"),
    [
        ("silent = ['closure', 'closur']", "silent[1]", "did you mean 'closure'?"),
        ("silent = 'closur'", "silent[0]", "did you mean 'closure'?"),
        ("terms = { windo = 'x' }", "terms.windo", "did you mean 'window'?"),
    ],
)
def test_closed_lists_of_questions_and_terms(top, path, hint):
    (problem,) = problems_of(f"{top}\n{BASE}")
    assert (problem.path, problem.hint) == (path, hint)
    assert problem.line == 1


def test_the_code_is_checked():
    (problem,) = problems_of(BASE.replace("999997", "132013"))
    assert (problem.line, problem.path) == (1, "code")
    assert "132012" in problem.what


def test_a_row_whose_id_is_missing_does_not_make_names_wrong():
    text = BASE.replace('id = "a"\n', "") + row("meeting", NEW_ROWS["meeting"] + "\nconvener = 'a'\nlead = '@nobody'")
    assert [problem.path for problem in problems_of(text)] == ["agency[0].id"]


def test_a_source_whose_id_is_missing_does_not_make_citations_wrong():
    assert [problem.path for problem in problems_of(BASE.replace('id = "plan"\n', ""))] == ["source[0].id"]


def test_a_misspelt_table_is_one_problem():
    (problem,) = problems_of(naming("meeting", "convener", "a").replace("[[agency]]", "[[agencyy]]"))
    assert (problem.path, problem.hint) == ("agencyy", "did you mean 'agency'?")


@pytest.mark.parametrize("name", ["manual", "act"])
def test_the_national_standards_sources_are_not_redefined(town_text, name):
    with pytest.raises(StructureErrors) as wrong:
        load_text(town_text + f'\n[[source]]\nid = "{name}"\ntitle = "x"\nas_of = "2024"\n')
    assert [f"'{name}'" in problem.what for problem in wrong.value.problems] == [True]
