"""Cases that municipalities ship themselves: called by their id, held by ``--check``, and listed."""

import csv
import io

import jsonschema
import pytest

from juso_core.research.schemas import held_schema
from juso_core.research.standard_cases import standard_cases
from tests.shipping import case_text, expectation, ship

STANDARD = [path.stem for path in standard_cases()]


@pytest.fixture
def outside(tmp_path, monkeypatch):
    """A folder that is no instance."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def reiji(site, outside):
    """An invented town with two cases of its own; of one of them it expects something."""
    files = {name: case_text(name.removesuffix(".toml")) for name in ("REIJI-1.toml", "REIJI-2.toml")}
    return ship(site, "juso_reiji", {**files, "REIJI-1.expected.toml": expectation("REIJI-1")})


def case_and_place(paths):
    return [(path["case"], path["municipality"]["code"]) for path in paths]


# -- called by the id ----


def test_an_own_case_is_walked_through_its_municipality_and_through_others(juso, reiji):
    found = juso("simulate", "REIJI-1", "--municipality", "reiji,ikoma", "--json")
    assert case_and_place(found.data) == [("REIJI-1", "999997"), ("REIJI-1", "292095")]
    (other,) = juso("simulate", "reiji-2", "--municipality", "ikoma", "--json").data
    assert other["case"] == "REIJI-2"


def test_an_own_case_is_found_in_an_instance_where_its_municipality_is_not_enabled(juso, reiji, office):
    assert case_and_place(juso("simulate", "REIJI-1", "--json").data) == [("REIJI-1", "132012")]


def test_without_a_case_the_standard_ones_alone_are_walked(juso, reiji):
    found = juso("simulate", "--municipality", "reiji", "--json")
    assert [path["case"] for path in found.data] == STANDARD


def test_an_own_case_is_explained_and_needs_a_municipality(juso, reiji):
    for name in ("reiji", "ikoma"):
        shown = juso("explain", "REIJI-1", "--municipality", name, "--json")
        assert (shown.code, shown.data["case"]) == (0, "REIJI-1")
    shown = juso("explain", "REIJI-1")
    assert shown.code == 2
    assert "--municipality is missing" in shown.err


def test_in_an_instance_an_own_case_needs_a_municipality_and_an_unknown_one_is_no_case(juso, reiji, received):
    shown = juso("explain", "REIJI-1")
    assert shown.code == 2
    assert "--municipality is missing" in shown.err
    shown = juso("explain", "REIJI-11")
    assert shown.code == 1
    assert "there is no case REIJI-11" in shown.err
    assert juso("explain", received).code == 0


def test_an_own_case_is_compared_and_its_measures_are_explained(juso, reiji):
    shown = juso("compare", "reiji", "ikoma", "--behaviour", "--cases", "REIJI-1")
    assert shown.code == 0, shown.err
    assert "path:REIJI-1:999997:handoffs" in shown.out
    told = juso("explain", "path:REIJI-1:999997:handoffs", "--json")
    assert told.data["measure"]["id"] == "path:REIJI-1:999997:handoffs"
    page = juso("compare", "reiji", "ikoma", "--cases", "REIJI-1", "--output", "page.html")
    assert page.code == 0, page.err


def test_the_paths_of_an_own_case_are_exported(juso, reiji):
    done = juso("export", "paths", "ikoma", "--cases", "REIJI-2", "--table", "paths")
    assert {line["case"] for line in csv.DictReader(io.StringIO(done.out))} == {"REIJI-2"}


@pytest.mark.parametrize(
    "words",
    [
        ("simulate", "REIJI-11", "--municipality", "reiji"),
        ("explain", "REIJI-11", "--municipality", "reiji"),
        ("compare", "reiji", "--behaviour", "--cases", "REIJI-11"),
        ("export", "paths", "reiji", "--cases", "REIJI-11", "--table", "paths"),
    ],
)
def test_an_unknown_id_is_told_in_words_for_people(juso, reiji, words):
    shown = juso(*words)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.splitlines() == [
        "Error: REIJI-11: no case is called so, and there is no such file; did you mean 'REIJI-1'?"
    ]


def test_an_id_of_two_municipalities_is_an_error_unless_one_of_them_alone_takes_part(juso, site, reiji):
    ship(site, "juso_mihon", {"REIJI-1.toml": case_text("REIJI-1", "V01")})
    shown = juso("simulate", "REIJI-1", "--municipality", "reiji,mihon")
    assert shown.code == 2
    assert all(word in shown.err for word in ("例示市", "見本市", str(reiji / "REIJI-1.toml"), "give the path"))
    words = ("simulate", "REIJI-1", "--json", "--municipality")
    assert juso(*words, "reiji").data[0]["title"] != juso(*words, "mihon").data[0]["title"]


# -- held ----


def test_everything_that_is_shipped_is_held_each_own_case_in_its_own_municipality(juso, reiji):
    (reiji / "V01.expected.toml").write_text(expectation("V01", value="yes"), encoding="utf-8")
    held = juso("simulate", "--check", "--municipality", "reiji,ikoma", "--json")
    assert held.code == 0, held.out
    jsonschema.validate(held.data, held_schema())
    found = [(one["case"], one["municipality"]) for one in held.data["held"]]
    assert sorted(found) == sorted([*((case, "292095") for case in STANDARD), ("V01", "999997"), ("REIJI-1", "999997")])
    assert (held.data["not_held"], held.data["not_walked"]) == (["REIJI-2"], [])
    # The standard cases in both, and each own case in its own.
    assert f"{2 * len(STANDARD) + 2} paths" in held.err


def test_without_a_municipality_those_of_all_that_are_installed_are_held(juso, reiji):
    shown = juso("simulate", "--check")
    assert "✓ REIJI-1  例示市" in shown.out.splitlines()
    assert "· REIJI-2: no expectation was held" in shown.out.splitlines()
    assert "✓ V12  八王子市" in shown.out.splitlines()


def test_an_own_case_that_comes_out_otherwise_fails(juso, reiji):
    (reiji / "REIJI-1.expected.toml").write_text(expectation("REIJI-1", value="yes"), encoding="utf-8")
    shown = juso("simulate", "--check", "--municipality", "reiji")
    assert shown.code == 1
    assert "✗ REIJI-1  例示市" in shown.out
    assert "as expected: 0; not: 1" in shown.out


def test_two_municipalities_with_one_id_are_each_held_to_their_own(juso, site, reiji):
    ship(
        site,
        "juso_mihon",
        {
            "REIJI-1.toml": case_text("REIJI-1", "V01"),
            "REIJI-1.expected.toml": expectation("REIJI-1", "juso_mihon", "yes"),
        },
    )
    shown = juso("simulate", "--check", "--municipality", "reiji,mihon")
    assert shown.code == 0, shown.out
    assert "as expected: 2; not: 0" in shown.out


def test_a_case_under_the_id_of_a_standard_one_is_held_in_the_place_of_that(juso, reiji):
    (reiji / "V01.toml").write_text(case_text("V01", "V06"), encoding="utf-8")
    (reiji / "V01.expected.toml").write_text(expectation("V01"), encoding="utf-8")
    assert "✓ V01  例示市" in juso("simulate", "--check", "--municipality", "reiji").out
    # The standard one comes out otherwise, and the expectation is not about it.
    shown = juso("simulate", "V01", "--check", "--municipality", "reiji")
    assert shown.code == 1
    assert "nothing is expected of these cases" in shown.err


def test_an_expectation_whose_case_is_nowhere_is_refused_with_its_line(juso, reiji):
    (reiji / "REIJI-3.expected.toml").write_text(expectation("REIJI-22"), encoding="utf-8")
    (reiji / "Q.expected.toml").write_text(expectation("Q"), encoding="utf-8")
    shown = juso("simulate", "--check", "--municipality", "reiji")
    assert (shown.code, shown.out) == (2, "")
    first, second = shown.err.splitlines()
    assert f"{reiji / 'Q.expected.toml'}:2: case: no case 'Q' lies beside it" in first
    assert "did you mean 'REIJI-2'?" in second
    # Whoever asks for one case is not kept from it.
    assert juso("simulate", "REIJI-1", "--check", "--municipality", "reiji").code == 0


def test_an_expectation_of_another_municipality_is_refused_with_its_line(juso, reiji):
    (reiji / "REIJI-2.expected.toml").write_text(expectation("REIJI-2", "juso_mihon"), encoding="utf-8")
    shown = juso("simulate", "--check", "--municipality", "reiji")
    assert (shown.code, shown.out) == (2, "")
    (line,) = shown.err.splitlines()
    assert f"{reiji / 'REIJI-2.expected.toml'}:3: municipality: " in line
    assert "is about 999989, not 999997" in line


def test_an_own_case_with_something_wrong_in_it_is_told_before_anything_is_walked(juso, reiji):
    text = case_text("REIJI-1").replace('schema = "juso.case/1"', 'schema = "juso.case/1"\ncolour = "red"')
    (reiji / "REIJI-1.toml").write_text(text, encoding="utf-8")
    shown = juso("simulate", "--check", "--municipality", "reiji")
    assert (shown.code, shown.out) == (2, "")
    assert "colour" in shown.err


# -- listed ----


def test_the_cases_are_listed_with_whose_they_are(juso, reiji):
    shown = juso("simulate", "--list")
    assert shown.code == 0, shown.err
    lines = {line.split()[0]: line.split()[-1] for line in shown.out.splitlines() if line.startswith(("V", "REIJI"))}
    assert lines == {**dict.fromkeys(STANDARD, "case"), "REIJI-1": "例示市", "REIJI-2": "例示市"}


def test_the_list_as_json_is_of_the_municipalities_that_are_named(juso, reiji):
    found = juso("simulate", "--list", "--municipality", "reiji", "--json").data
    assert found["schema"] == "juso.case-files/1"
    standard, own = found["cases"][: len(STANDARD)], found["cases"][len(STANDARD) :]
    assert [(one["case"], one["municipality"], one["name"]) for one in standard] == [(c, None, None) for c in STANDARD]
    assert [(one["case"], one["municipality"], one["name"], one["file"]) for one in own] == [
        (case, "999997", "例示市", str(reiji / f"{case}.toml")) for case in ("REIJI-1", "REIJI-2")
    ]
    assert all(set(one["title"]) == {"ja", "en"} and one["problems"] == [] for one in found["cases"])
    own_ids = {one["case"] for one in juso("simulate", "--list", "--municipality", "ikoma", "--json").data["cases"]}
    assert not own_ids & {"REIJI-1", "REIJI-2"}


def test_a_case_that_cannot_be_used_is_listed_with_the_reason(juso, reiji):
    (reiji / "REIJI-2.toml").write_text('schema = "juso.case/1"\nid = "REIJI-2"\ninvented = false\n', encoding="utf-8")
    shown = juso("simulate", "--list", "--municipality", "reiji")
    assert shown.code == 0
    assert "cannot be used" in shown.out
    (entry,) = [one for one in juso("simulate", "--list", "--json").data["cases"] if one["case"] == "REIJI-2"]
    assert entry["title"] is None
    assert any("invented" in problem for problem in entry["problems"])


@pytest.mark.parametrize("more", [("V01",), ("--check",), ("--full",), ("--on", "2024-04-01")])
def test_a_list_is_asked_for_alone(juso, reiji, more):
    assert juso("simulate", "--list", *more).code == 2
