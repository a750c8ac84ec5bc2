"""A case is called by its path or by its id: a standard one, or one that an installed municipality ships."""

import shutil
from pathlib import Path

import pytest

from juso_core import research
from juso_core.registry import survey
from juso_core.research.case_file import CaseFileErrors
from juso_core.research.cases_meant import cases_meant
from juso_core.research.known_cases import case_called, is_known, known_cases
from juso_core.research.shipped import own_cases
from juso_core.research.standard_cases import named, standard_cases
from tests.shipping import CODES, case_text, expectation, ship

BOTH = tuple(CODES.values())


def problems(*names, taking_part=()):
    with pytest.raises(CaseFileErrors) as caught:
        cases_meant(names, taking_part)
    return caught.value.problems


@pytest.fixture
def reiji(site):
    """A town that ships two cases of its own, and other files beside them."""
    return ship(
        site,
        "juso_reiji",
        {
            "REIJI-1.toml": case_text("REIJI-1"),
            "another-name.toml": case_text("REIJI-2"),
            "REIJI-1.expected.toml": expectation("REIJI-1"),
            "first.walk.toml": 'schema = "juso.walk/1"\nid = "first"\n',
            "demo.toml": 'schema = "juso.demo/1"\nid = "demo"\n',
        },
    )


def own(code):
    return [(one.id, one.file.name) for one in own_cases(survey().found) if one.found.code == code]


# -- found by the id ----


def test_the_case_files_of_a_municipality_are_its_own_cases_and_no_other_file_is(reiji):
    assert own("999997") == [("REIJI-1", "REIJI-1.toml"), ("REIJI-2", "another-name.toml")]


@pytest.mark.parametrize("name", ["REIJI-1", "reiji-1"])
def test_an_own_case_is_found_by_its_id_in_any_capitals(reiji, name):
    assert case_called(name) == reiji / "REIJI-1.toml"
    assert is_known(name)
    assert cases_meant([name, "v01"])[0].file == str(reiji / "REIJI-1.toml")


def test_the_id_in_the_file_counts_and_not_what_the_file_is_called(reiji):
    assert case_called("REIJI-2") == reiji / "another-name.toml"
    assert not is_known("another-name")


def test_a_file_that_cannot_be_read_is_found_by_its_name_and_says_what_is_wrong(reiji):
    (reiji / "REIJI-3.toml").write_text('schema = "juso.case/1"\nid = = \n', encoding="utf-8")
    (problem,) = problems("REIJI-3")
    assert (problem.file, problem.line) == (str(reiji / "REIJI-3.toml"), 2)


def test_the_id_of_a_standard_case_always_means_that_one(reiji):
    (reiji / "V01.toml").write_text(case_text("V01"), encoding="utf-8")
    assert case_called("V01", ["999997"]) == named("V01")


def test_a_file_that_lies_here_is_meant_before_an_id(reiji, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(named("V01"), "REIJI-1")
    assert [case.id for case in cases_meant(["REIJI-1"])] == ["V01"]


def test_without_a_name_the_standard_cases_alone_are_meant(reiji):
    assert [case.id for case in cases_meant([], ["999997"])] == [path.stem for path in standard_cases()]


# -- two of one id ----


@pytest.fixture
def two(site):
    """Two towns that ship a case of one id, and the folders of both."""
    return [ship(site, package, {"SAME.toml": case_text("SAME")}) for package in CODES]


@pytest.mark.parametrize("taking_part", [(), BOTH])
def test_of_two_of_one_id_both_are_named_and_the_path_is_asked_for(two, taking_part):
    (problem,) = problems("SAME", taking_part=taking_part)
    for name, folder in zip(("例示市", "見本市"), two, strict=True):
        assert f"{name} ({folder / 'SAME.toml'})" in problem.what
    assert "path" in problem.hint
    assert str(problem).startswith("SAME: ")
    assert cases_meant([two[1] / "SAME.toml"], taking_part)[0].file == str(two[1] / "SAME.toml")


def test_of_two_of_one_id_that_of_the_municipality_that_takes_part_is_meant(two):
    assert [case_called("SAME", [code]) for code in BOTH] == [folder / "SAME.toml" for folder in two]


# -- not found ----


def test_an_unknown_id_is_told_with_the_one_that_was_meant(reiji):
    assert [str(one) for one in problems("REIJI-11", "V08x")] == [
        "REIJI-11: no case is called so, and there is no such file; did you mean 'REIJI-1'?",
        "V08x: no case is called so, and there is no such file; did you mean 'V08'?",
    ]


def test_where_nothing_is_near_it_is_told_where_to_look(reiji):
    (problem,) = problems("something else")
    assert "standard cases: V01, V02" in problem.hint
    assert "juso simulate --list" in problem.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [("REIJI-11.toml", "; did you mean 'REIJI-1'?"), ("mine.toml", ""), (Path("REIJI-1"), "; did you mean 'REIJI-1'?")],
)
def test_a_file_that_is_not_there_has_no_line(reiji, name, hint):
    assert [str(one) for one in problems(name)] == [f"{name}: there is no such file{hint}"]


def test_everything_that_is_wrong_is_told_at_once(reiji, tmp_path):
    (reiji / "REIJI-3.toml").write_text('schema = "juso.case/1"\nid = = \n', encoding="utf-8")
    told = problems("REIJI-11", "REIJI-3", tmp_path, "nothing.toml")
    assert {one.file for one in told} == {"REIJI-11", str(reiji / "REIJI-3.toml"), str(tmp_path), "nothing.toml"}


# -- listed, and from Python ----


def test_all_that_can_be_called_are_listed_also_one_that_cannot_be_used(reiji):
    (reiji / "REIJI-3.toml").write_text('schema = "juso.case/1"\nid = = \n', encoding="utf-8")
    listed = list(known_cases(one for one in survey().found if one.code == "999997"))
    assert [one.id for one in listed[:-3]] == [path.stem for path in standard_cases()]
    assert {one.found for one in listed[:-3]} == {None}
    assert [(one.id, one.found.code, one.case is None) for one in listed[-3:]] == [
        ("REIJI-1", "999997", False),
        ("REIJI-3", "999997", True),
        ("REIJI-2", "999997", False),
    ]
    assert [len(one.problems) for one in listed[-3:]] == [0, 1, 0]


def test_from_python_a_case_is_called_by_its_id_too(reiji):
    for names in (["999997"], ["hachioji"]):
        lines = research.paths(names, cases=["REIJI-1", "V01"])
        assert {line["case"] for line in lines} == {"REIJI-1", "V01"}
    with pytest.raises(CaseFileErrors, match="did you mean 'REIJI-1'"):
        research.paths(["999997"], cases=["REIJI-11"])


def test_from_python_that_of_the_municipality_that_is_named_is_meant(two):
    assert research.paths(["999989"], cases=["SAME"])
    with pytest.raises(CaseFileErrors, match="several cases are called so"):
        research.paths(["hachioji"], cases=["SAME"])


def test_from_python_the_cases_are_listed(reiji):
    lines = research.case_files(["999997"])
    assert [line["case"] for line in lines if line["municipality"] is None] == [path.stem for path in standard_cases()]
    assert [line["case"] for line in lines if line["municipality"]] == ["REIJI-1", "REIJI-2"]
    assert {line["problem"] for line in lines} == {None}
    every = research.case_files()
    assert all(line in every for line in lines)
